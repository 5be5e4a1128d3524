"""Pictures of the pages of briefings and of reports, taken in headless Chromium."""
