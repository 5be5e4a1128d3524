"""The suite `briefings`: what a careful reader wanted of some articles, and what was told."""
