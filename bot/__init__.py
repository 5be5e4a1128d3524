"""Citewire: ask a team's documents, and brief them, with a checked quotation for every sentence."""
