"""Outcomes told: on a terminal, as Markdown, JUnit XML and JSON lines."""
