"""Fitting the weights of `bot/data/calibration.json` on PIAF, and what they give on held-out articles.

Only the questions of "half a" of the articles are fitted on; "half b" tells whether it carries over.
A question is made unanswerable by taking its own paragraph away: what is left is topical, mostly of
the same article, and does not answer. That is the hard case for an abstention.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.citations import Evidence
from bot.question import Question, analyse
from bot.search import Found, Fusion, Scores, Search, Signals
from bot.writers.selection import Candidate, Features, candidates
from evals.cases import Case, Suite
from evals.fitting import Choice, Floats, fit_choice, fit_logistic
from evals.metrics import includes_any

ANSWERED = (
    "similarity",
    "coverage",
    "coverage_around",
    "coverage_passage",
    "dense",
    "names_found",
)
"""What tells whether a sentence answers. How it compares with its neighbours does not."""

FALSE_ABSTENTIONS = 0.07
"""Share of right first sentences of PIAF that the threshold gives up for honest abstentions."""

FOREIGN_SHIFT = 0.035
"""How much lower the cosine is when the question is in another language than the text: the mean over
the questions of `evals/cases/seeds.yaml` that are asked in French and in English."""

_LIMIT = 9
_SHOWN = 8

Progress = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class RecordingFusion(Fusion):
    """A fusion that remembers the signals it was given."""

    seen: list[Signals] = field(default_factory=list)

    def fused(self, signals: Signals, foreign: npt.NDArray[np.bool_]) -> Scores:
        """The weighted sum as always."""
        self.seen.append(signals)
        return super().fused(signals, foreign)


class RecordingSearch(Search):
    """A search that remembers which passages it read."""

    read: tuple[str, ...] = ()

    def order(self, *arguments: object) -> None:  # pragma: no cover
        """Not used."""
