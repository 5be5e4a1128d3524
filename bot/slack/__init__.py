"""The Slack bot: events become jobs in the library, jobs become answers in Slack."""
