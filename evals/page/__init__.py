"""Stored outcomes as one self-contained HTML page."""

from evals.page.renderer import render
from evals.page.report import GateVerdict, Report

__all__ = ["GateVerdict", "Report", "render"]
