"""The outcome of a suite, the same for every kind of suite: what is stored, compared, gated and
reported.

A suite gives its cases with what was observed of each; figures are estimated from those, so a
stored run can be scored again. Figures that are no mean over cases (a grouping's agreement, say)
are given beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from evals.cases import Aim
from evals.metrics import Estimate

State = Literal["scored", "stale", "failed"]
"""scored: it ran. stale: its recording does not fit the request, so it has no score. failed: it
raised, which `note` tells."""

EXTRACTIVE = "extractive"
BY_HAND = "by-hand"


@dataclass(frozen=True, kw_only=True)
class CaseOutcome:
    """One case: what was expected, what was observed, and the reply as the reader gets it.

    `reply` is JSON: that of `citewire ask --json`, `check --json` or a story of `brief --format
    json`; each of its citations and each entry of "retrieved" has in addition "context", the text
    of its passage, with "context_start", the passage's place in the document. None where the
    suite's text may not be repeated.
    """

    id: str
    language: str
    kind: str
    title: str = ""
    """The question, the claim or the day; "" where the text may not be repeated."""
    expected: str = ""
    """In words: "answered: 20 000 obus", "abstained", "contradicted"."""
    state: State = "scored"
    note: str = ""
    observations: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    """What is wrong, in words; empty when the case passes."""
    reply: Mapping[str, Any] | None = None

    @property
    def listed(self) -> bool:
        """Whether the case may be shown: the text of a held-out one may not be repeated."""
        return bool(self.title)

    @property
    def passed(self) -> bool:
        """Whether it was scored and nothing is wrong with it."""
        return self.state == "scored" and not self.faults


@dataclass(frozen=True, kw_only=True)
class ReplayHealth:
    """How the recordings fared. All but `played` and `oldest` should be 0.

    `stale` are cases whose request was not recorded, `unplayed` recorded interactions that no
    request asked for, `live` attempts to reach the network.
    """

    played: int
    stale: int
    unplayed: int
    live: int
    oldest: str
    """Date of the oldest recording that was played; "" without any."""
    model: str
    """Whose replies they are, as recorded."""
    by_hand: bool
    """Whether a person wrote the replies, or they play a fault, so that no score is a model's."""


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """Under what a run was made: what makes two runs comparable."""

    date: str
    revision: str
    embedder: str
    machine: str
    data: str = ""
    """Hash of the documents and cases."""
    prompts: Mapping[str, str] = field(default_factory=dict)
    """Name of each prompt file -> its hash."""
    packages: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A suite that was run by one writer."""

    suite: str
    writer: str
    """`EXTRACTIVE`, `BY_HAND`, or the label of the recordings that were replayed."""
    cases: tuple[CaseOutcome, ...]
    circumstances: Circumstances
    aims: tuple[Aim, ...] = ()
    figures: Mapping[str, Estimate] = field(default_factory=dict)
    """Figures that are no mean over cases."""
    replay: ReplayHealth | None = None
