"""One order out of several signals: each brought to one scale, then summed with fitted weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
"""One figure for each candidate, shape (candidates,)."""


class Signals(NamedTuple):
    """What speaks for each candidate, as z-scores over the candidates of one question."""

    dense: Scores
    sentence: Scores
    """Cosine of the question and the passage's nearest sentence."""
    coverage: Scores
    """Share of the question's terms in one sentence and the document's title."""
    runs: Scores
    """Share of the runs of four letters of the question's terms in the passage and title."""


@dataclass(frozen=True, kw_only=True)
class Fusion:
    """Weights of the signals. `foreign` scales those of words where languages differ."""

    dense: float
    sentence: float
    coverage: float
    runs: float
    foreign: float

    def fused(self, signals: Signals, foreign: npt.NDArray[np.bool_]) -> Scores:
        """The weighted sum for each candidate; `foreign` tells whose language is another."""
        words = self.coverage * signals.coverage + self.runs * signals.runs
        scale = np.where(foreign, self.foreign, 1.0)
        fused: Scores = (
            self.dense * signals.dense + self.sentence * signals.sentence + scale * words
        )
        return fused


def standardised(values: Sequence[float]) -> Scores:
    """Bring scores to mean 0 and deviation 1; all zeros where they do not differ.

    >>> standardised([1.0, 3.0]).tolist()
    [-1.0, 1.0]
    """
    scores = np.asarray(values, dtype=np.float64)
    # The deviation of equal scores is not always 0, for their mean is rounded.
    if not len(scores) or scores.min() == scores.max() or scores.std() == 0:
        return np.zeros_like(scores)
    standard: Scores = (scores - scores.mean()) / scores.std()
    return standard


_FEWEST = 3
"""Fewer scores of a group tell nothing of what is usual in it."""


def standardised_within(groups: Sequence[str], values: Sequence[float]) -> Scores:
    """Standardise the scores of each group for themselves, those of small groups among all.

    Words of a question meet more words in passages of its own language, whatever these are about;
    so a passage is compared in words with those of its language.

    >>> standardised_within(["fr"] * 3 + ["en"] * 3, [5, 7, 9, 0, 1, 2]).round(1).tolist()
    [-1.2, 0.0, 1.2, -1.2, 0.0, 1.2]
    """
    standard = standardised(values)
    for group in set(groups):
        rows = [row for row, other in enumerate(groups) if other == group]
        if len(rows) >= _FEWEST:
            standard[rows] = standardised([values[row] for row in rows])
    return standard
