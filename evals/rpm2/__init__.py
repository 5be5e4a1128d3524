"""The suite `rpm2`: briefings of French press against the abstracts that people wrote of it."""
