"""What a page is made of."""

from __future__ import annotations

from dataclasses import dataclass

from evals.outcomes import Outcome


@dataclass(frozen=True, kw_only=True)
class GateVerdict:
    """A gate that was looked at: which figure of what suite and writer, and whether it held."""

    suite: str
    writer: str
    metric: str
    held: bool
    told: str
    """In words: "quote exactness 0.998 is below 1.00"."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """The outcomes to show, each of another suite or writer, and what was saved before them.

    `saved` may hold the shown outcomes too: they are one point of the history either way.
    """

    outcomes: tuple[Outcome, ...]
    saved: tuple[Outcome, ...] = ()
    gates: tuple[GateVerdict, ...] = ()
