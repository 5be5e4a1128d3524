"""Evaluation suites: cases, adapters to outside data, metrics, runner and report.

Imports `bot`; `bot` never imports this package.
"""
