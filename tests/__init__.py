"""Tests of Citewire: one file for each module of `bot`."""
