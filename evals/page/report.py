"""What a page is made of."""

from __future__ import annotations

from dataclasses import dataclass

from evals.outcomes import Outcome


@dataclass(frozen=True, kw_only=True)
class GateVerdict:
    """A gate that was looked at."""

    told: str
    """In words: "answers, extractive: supported at least 0.9: 0.933 (0.844 to 1.000), n=45"."""
    held: bool


@dataclass(frozen=True, kw_only=True)
class Report:
    """The outcomes to show, each of another suite or writer, and what was saved before them.

    `saved` may hold the shown outcomes too: they are one point of the history either way.
    """

    outcomes: tuple[Outcome, ...]
    saved: tuple[Outcome, ...] = ()
    gates: tuple[GateVerdict, ...] = ()
