"""Why sentences are one story: every merge with what spoke for it, to be read and played again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.likeness import Parts
from bot.linkage import Merge, merges, replayed
from bot.stories import SAME_STORY, StoryGroup
from bot.wording import Row, shared

_MOST_SHARED = 8


@dataclass(frozen=True, kw_only=True)
class StoryMerge:
    """Two groups of sentences, by their positions, that became one.

    `similarity` is what decided: the mean over all pairs of the two. It is made of `meaning` and
    `wording`, means too, and of `days`, the fewest between their publications (`bot.likeness`).
    `shared` are words, names and figures that both have, as stems, the most telling first.
    """

    one: tuple[int, ...]
    other: tuple[int, ...]
    similarity: float
    meaning: float
    wording: float
    days: int
    shared: tuple[str, ...]


@dataclass(frozen=True)
class Move:
    """A sentence put beside another after all merges, because other sources say it there.

    Beside itself it begins a story of its own.
    """

    unit: int
    beside: int


@dataclass(frozen=True, kw_only=True)
class StoryLog:
    """How `count` sentences became stories: the merges in order, then the moves."""

    count: int
    threshold: float
    merges: tuple[StoryMerge, ...]
    moves: tuple[Move, ...]

    def replayed(self) -> frozenset[frozenset[int]]:
        """The stories that the log makes, as sets of positions."""
        steps = [Merge(step.one[0], step.other[0], step.similarity) for step in self.merges]
        homes = _homes(replayed(steps, self.count))
        for move in self.moves:
            homes[move.unit] = self.count + move.unit
            if move.beside != move.unit:
                homes[move.unit] = homes[move.beside]
        members: dict[int, set[int]] = {}
        for unit, home in homes.items():
            members.setdefault(home, set()).add(unit)
        return frozenset(map(frozenset, members.values()))


def story_log(
    parts: Parts, rows: Sequence[Row], told: Sequence[StoryGroup], threshold: float = SAME_STORY
) -> StoryLog:
    """The log that leads from single sentences to the stories `told`.

    `parts` and `rows` (`bot.likeness.wording_rows`) are of the same sentences.
    """
    count = len(rows)
    events = parts.events()
    groups: dict[int, tuple[int, ...]] = {unit: (unit,) for unit in range(count)}
    homes = {unit: unit for unit in range(count)}
    found = []
    for merge in merges(events, threshold):
        one, other = homes[merge.one], homes[merge.other]
        sides = sorted((groups.pop(one), groups.pop(other)))
        found.append(_explained(sides[0], sides[1], merge.similarity, parts, rows))
        groups[one] = tuple(sorted((*sides[0], *sides[1])))
        homes |= dict.fromkeys(groups[one], one)
    moves = _moves(homes, [group.units for group in told])
    return StoryLog(count=count, threshold=threshold, merges=tuple(found), moves=moves)


def _explained(
    one: tuple[int, ...],
    other: tuple[int, ...],
    similarity: float,
    parts: Parts,
    rows: Sequence[Row],
) -> StoryMerge:
    pairs = np.ix_(one, other)
    words = shared(rows, one, other)
    readable = [word.removeprefix("#") for word in words if not word.startswith("~")]
    return StoryMerge(
        one=one,
        other=other,
        similarity=round(similarity, 3),
        meaning=round(float(parts.meaning[pairs].mean()), 3),
        wording=round(float(parts.wording[pairs].mean()), 3),
        days=int(parts.days(one, other).min()),
        shared=tuple(readable[:_MOST_SHARED]),
    )


def _moves(homes: dict[int, int], told: Sequence[tuple[int, ...]]) -> tuple[Move, ...]:
    """What must move so that the groups of the merges become those told.

    Each told story keeps the sentences of the one group that it has most of, and no two the same
    group's; a story that keeps none begins with its first sentence.
    """
    shares = [
        (-number, story, home)
        for story, units in enumerate(told)
        for home, number in Counter(homes[unit] for unit in units).items()
    ]
    kept: dict[int, int] = {}
    for _, story, home in sorted(shares):
        if story not in kept and home not in kept.values():
            kept[story] = home
    moves = []
    for story, units in enumerate(told):
        stay = [unit for unit in units if homes[unit] == kept.get(story)]
        anchor = stay[0] if stay else units[0]
        moves += [Move(anchor, anchor)] if not stay else []
        moves += [Move(unit, anchor) for unit in units if unit not in stay and unit != anchor]
    return tuple(moves)


def _homes(groups: Sequence[Sequence[int]]) -> dict[int, int]:
    return {unit: home for home, units in enumerate(groups) for unit in units}


__all__ = ["Move", "StoryLog", "StoryMerge", "story_log"]
