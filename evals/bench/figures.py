"""Measured figures beside their aims, and the machine they were measured on."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measurement. `aim` is the greatest value we accept, None where it is only told."""

    name: str
    value: float
    unit: str
    aim: float | None = None

    @property
    def reached(self) -> bool | None:
        """Whether the aim is reached; None without an aim."""
        return None if self.aim is None else self.value <= self.aim


def machine() -> str:
    """The machine in one line: processor, cores this process may use, system, Python."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    processor = _processor() or platform.machine()
    return f"{processor}, {cores} cores, {platform.system()}, Python {platform.python_version()}"


def _processor() -> str:
    """The processor's name where Linux tells it, else ""."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.split(":", 1)[1].strip() for line in lines if "model name" in line), "")


def as_json(figures: Sequence[Figure]) -> dict[str, object]:
    """Every figure with whether its aim is reached."""
    return {
        "machine": machine(),
        "figures": [{**asdict(figure), "reached": figure.reached} for figure in figures],
    }


def line(figure: Figure) -> str:
    """One line for the terminal; a missed aim is said plainly."""
    value = f"{figure.value:,.3f}" if figure.value < 10 else f"{figure.value:,.1f}"
    text = f"{figure.name:<58} {value:>10} {figure.unit:<12}"
    if figure.aim is None:
        return text.rstrip()
    return f"{text} aim <= {figure.aim:g}: {'reached' if figure.reached else 'MISSED'}"
