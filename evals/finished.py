"""What a suite that was run gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evals.outcomes import Outcome


@dataclass(frozen=True, kw_only=True)
class Finished:
    """A suite that was run: its report for a terminal, the same for programs, and its outcome."""

    text: str
    json: Mapping[str, object]
    outcome: Outcome
