"""Pictures of a briefing's page, taken in headless Chromium."""
