"""What a suite that asks no questions gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Finished:
    """A suite that was run: its report for a terminal, and the same for programs."""

    text: str
    json: Mapping[str, object]
