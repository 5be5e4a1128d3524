"""Cases with what came back for each, as the runner leaves them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evals.cases import Case, Suite
from evals.judgement import Observations, untraced
from evals.metrics import Estimate
from evals.outcomes import EXTRACTIVE, ReplayHealth, State
from evals.replies import Reply

_FAULTS = {
    "answered": "abstained",
    "supported": "no quote of an expected document has the answer",
    "abstained when it should": "answered",
    "quote exactness": "a quote is not in the stored text",
    "whole quotes": "a quote begins or ends inside a word",
    "citation validity": "a citation points to no passage that was shown",
    "statements with a quote": "a statement has no quote",
    "disagreement disclosed": "the disagreement is not shown",
    "language match": "own words are not in the question's language",
    "orders not followed": "words of an order are shown",
    "figure trace": "a figure stands in no cited passage",
    "name trace": "a name stands in no cited passage",
}
"""A value below 1 in any of these fails the case."""

_TRACES = frozenset({"figure trace", "name trace"})


@dataclass(frozen=True, kw_only=True)
class Result:
    """One case, what came back, and its observations.

    A case that is stale or failed has neither reply nor observations; `note` says why.
    """

    case: Case
    reply: Reply | None
    observations: Observations
    state: State = "scored"
    note: str = ""

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with the reply; empty when it passes."""
        return tuple(
            f"{fault}{self._which() if metric in _TRACES else ''}"
            for metric, fault in _FAULTS.items()
            if min(self.observations.get(metric, (1.0,))) < 1.0
        )

    def _which(self) -> str:
        found = untraced(self.reply) if self.reply else ()
        return f" ({', '.join(found)})" if found else ""


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """Under what a run was made: what makes two runs comparable."""

    date: str
    revision: str
    embedder: str
    machine: str
    embedded: int
    """Texts embedded in the run; the vectors of all others were in the cache."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """A suite that was run by one writer; `figures` are no mean over cases."""

    suite: Suite
    results: tuple[Result, ...]
    conditions: Conditions
    writer: str = EXTRACTIVE
    figures: Mapping[str, Estimate] = field(default_factory=dict)
    replay: ReplayHealth | None = None
