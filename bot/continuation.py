"""Which earlier story a group of today's sentences goes on telling, in any wording or language."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bot.comparison import Comparison, unit_of
from bot.earlier import ToldStory
from bot.names import names, same_name
from bot.stories import StoryGroup
from bot.text.geography import places_in

GOES_ON = 0.425
"""Likeness of a small group and an earlier story, which share a name, from which the one goes on
with the other; without a shared name `SURELY`. Every doubling of the group beyond four sentences
asks for `_OF_MANY` more, since the best of many matches is better by chance. Measured on e5-small:
RPM2's topics a month later .53 to 1.1, own events a day later in four languages .42 to .96, and
different events that share a name up to .46 (LINA-MSC) or, with two hundred sentences, .50."""

_OF_MANY = 0.03
SURELY = 0.75

_BEST = 3
_SMALL = 4
_NEARLY = 0.8
"""Of several stories that a group may go on with, those this near the best; the newest counts."""


def continued(group: StoryGroup, comparison: Comparison) -> ToldStory | None:
    """The newest earlier story that this group goes on telling; None for a new one."""
    return next(iter(continuing(group, comparison)), None)


def continuing(group: StoryGroup, comparison: Comparison) -> tuple[ToldStory, ...]:
    """All earlier stories that this group goes on telling, the newest first."""
    rows = np.array(group.units)
    scored: list[tuple[float, ToldStory]] = []
    for at, story in enumerate(comparison.earlier.stories):
        columns = np.flatnonzero(comparison.stories == at)
        if not len(columns):
            continue
        pairs = comparison.alike[np.ix_(rows, columns)]
        score = likeness(pairs)
        least = GOES_ON + _OF_MANY * max(0.0, math.log2(len(rows) / _SMALL))
        if score >= SURELY or (score >= least and _share_names(rows, columns, comparison)):
            scored.append((score, story))
    best = max((score for score, _ in scored), default=0.0)
    return tuple(story for score, story in scored if score >= _NEARLY * best)


def likeness(pairs: npt.NDArray[np.float32]) -> float:
    """How alike two sets of sentences are by their best matches: mean of three on each side.

    A story of a day later repeats little of what was told, so a mean over all would say nothing.
    """
    sides = (np.sort(pairs.max(axis=axis))[::-1][:_BEST].mean() for axis in (0, 1))
    return float(sum(sides)) / 2


def _share_names(
    rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64], comparison: Comparison
) -> bool:
    """Whether the sentences that match best name somebody or some place in common."""
    pairs = comparison.alike[np.ix_(rows, columns)]
    best = {int(at) for at in pairs.argmax(axis=0)}
    best |= {int(at) for at in np.argsort(-pairs.max(axis=1))[:_BEST]}
    texts = [comparison.sentences.units[int(rows[at])].text for at in sorted(best)]
    told = [unit_of(comparison.told[int(column)]).text for column in columns]
    ours, theirs = _all_names(texts), _all_names(told)
    if any(same_name(one, two) for one in ours for two in theirs):
        return True
    return not places_in(" ".join(texts)).isdisjoint(places_in(" ".join(told)))


def _all_names(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(name for text in texts for name in names_of(text))


@lru_cache(maxsize=2048)
def names_of(text: str) -> frozenset[str]:
    """The names of a text as it writes them; a text is looked through once."""
    return frozenset(name.text for name in names(text))
