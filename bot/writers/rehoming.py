"""Sentences that were grouped with their passage, moved to the story that they tell of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bot.linkage import average_linkage
from bot.stories import SAME_STORY, StoryGroup
from bot.writers.briefing_extractive import Sentences, echoes

_MOVES = 0.5
_SMALL = 8
"""Sentences of a group that may be joined with another after sentences were moved."""


def rehomed(groups: Sequence[StoryGroup], sentences: Sentences) -> tuple[StoryGroup, ...]:
    """The groups with sentences moved to the story whose other origins say the same as they.

    A sentence is grouped with its passage, which may speak of several events; what other sources
    say in the same words is the better witness. Groups that lose all their sentences go.
    """
    home = {row: at for at, group in enumerate(groups) for row in group.units}
    moved = dict(home)
    for row, at in home.items():
        votes: dict[int, float] = defaultdict(float)
        for sure, other in echoes(row, sentences).values():
            votes[moved[other]] += sure
        best = max(votes, key=lambda story: (votes[story], -story), default=at)
        if votes and votes[best] >= 2 * votes.get(at, 0.0) + _MOVES:
            moved[row] = best
    members: dict[int, list[int]] = defaultdict(list)
    for row in sorted(moved):
        members[moved[row]].append(row)
    left = [(group, members[at]) for at, group in enumerate(groups) if members[at]]
    return tuple(_regrouped(group, rows, sentences) for group, rows in _rejoined(left, sentences))


def _rejoined(
    groups: Sequence[tuple[StoryGroup, list[int]]], sentences: Sentences
) -> list[tuple[StoryGroup, tuple[int, ...]]]:
    """What is left of groups, joined where without the moved sentences they are one story."""
    if not groups:
        return []
    sizes = np.array([len(rows) for _, rows in groups])
    order = np.array([row for _, rows in groups for row in rows])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    sums = np.add.reduceat(sentences.events[np.ix_(order, order)], starts, axis=0)
    means = np.add.reduceat(sums, starts, axis=1) / np.outer(sizes, sizes)
    means[sizes > _SMALL, :] = means[:, sizes > _SMALL] = 0.0
    joined = average_linkage(means.astype(np.float32), SAME_STORY)
    return [
        (groups[part[0]][0], tuple(sorted(row for at in part for row in groups[at][1])))
        for part in joined
    ]


def _regrouped(group: StoryGroup, rows: tuple[int, ...], sentences: Sentences) -> StoryGroup:
    units = [sentences.units[row] for row in rows]
    return replace(
        group,
        units=rows,
        origins=len({unit.origin for unit in units}),
        documents=tuple(dict.fromkeys(unit.passage.document.id for unit in units)),
    )
