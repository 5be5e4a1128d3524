"""Which statements a briefing tells, in which stories, within its words.

Greedy by worth: at each step the statement that adds most, whatever its story, where opening a
story costs a headline and what is told already counts against it (maximal marginal relevance,
Carbonell and Goldstein, 1998). So a story that all sources carry and a fact that one source alone
has are both told.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from bot.linkage import average_linkage
from bot.stories import SAME_STORY, StoryGroup
from bot.writers.briefing_extractive import SAME_IN_STORY, Sentences, Worth, echoes, repeats, worth

MOST_STATEMENTS = 4
_WORDS_PER_STORY = 38
_MOST_CANDIDATES = 40
_ROWS_OF_EACH = 12
_ORIGINS_WEIGHT = 0.12
_RANKED_BY_ORIGINS = 0.25
_SECOND_BONUS = 0.2
_WORD_COST = 0.004
_REDUNDANCY = 1.0
_REDUNDANT_FROM = 0.15
_LEAST_WORTH = 0.2
_FIRST_BY_WORTH = 3
"""So many statements come first by all that speaks for them; then two of three by their news
value alone, so that what one source knows is not crowded out by what all repeat."""

_LEAST_NEWS = 0.45
_LEAST_FOLLOWING_NEWS = 0.4
_LEAST_FOLLOWING = 0.25
_MOVES = 0.5
_SMALL = 8
"""Sentences of a group that may be joined with another after sentences were moved."""


@dataclass
class Planned:
    """A story as planned: its group, the rows told, best first, and its place."""

    group: StoryGroup
    rows: list[int] = field(default_factory=list)
    rank: float = 0.0


Headline = Callable[[int], str]


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


def plan(
    groups: Sequence[StoryGroup], sentences: Sentences, words: int, headline: Headline
) -> tuple[Planned, ...]:
    """The stories to tell, most important first, with `headline` counted in their words.

    Each has one to four statements; no statement repeats another of the briefing.
    """
    desk = _Desk(groups, sentences, words, headline)
    while desk.add():
        pass
    return tuple(sorted(desk.planned.values(), key=lambda story: -story.rank))


class _Desk:
    """A plan as it grows."""

    def __init__(
        self, groups: Sequence[StoryGroup], sentences: Sentences, words: int, headline: Headline
    ) -> None:
        self._sentences = sentences
        self._headline = headline
        self._left = words
        self._most = max(1, round(words / _WORDS_PER_STORY))
        self._told: list[int] = []
        self.planned: dict[int, Planned] = {}
        scored = [(group, self._scored(group)) for group in groups]
        scored = [(group, rows) for group, rows in scored if rows]
        scored.sort(key=lambda entry: -self._promise(*entry))
        self._stories = scored[:_MOST_CANDIDATES]

    def add(self) -> bool:
        """Tell the statement that adds most; False when none is worth its words."""
        turn = len(self._told) - _FIRST_BY_WORTH
        best = self._best(by_news=True) if turn >= 0 and turn % 3 < 2 else None
        best = best or self._best(by_news=False)
        if best is None:
            return False
        gain, row, at = best
        group, rows = self._stories[at]
        story = self.planned.setdefault(at, Planned(group))
        if not story.rows:
            story.rank = gain + _RANKED_BY_ORIGINS * math.log2(group.origins)
        story.rows.append(row)
        self._left -= self._cost(row, opened=len(story.rows) > 1)
        self._told.append(row)
        rows[:] = [entry for entry in rows if entry[1] != row]
        return True

    def _best(self, *, by_news: bool) -> tuple[float, int, int] | None:
        """The gain, row and story of the statement to tell next."""
        best: tuple[float, int, int] | None = None
        for at in range(len(self._stories)):
            found = self._next(at, by_news=by_news)
            if found is not None and (best is None or found[0] > best[0]):
                best = (*found, at)
        return best

    def _next(self, at: int, *, by_news: bool) -> tuple[float, int] | None:
        """The gain and row of the best statement that a story could tell next."""
        group, rows = self._stories[at]
        story = self.planned.get(at)
        if story is None and len(self.planned) >= self._most:
            return None
        if story is not None and len(story.rows) >= MOST_STATEMENTS:
            return None
        rows[:] = [entry for entry in rows if not self._repeated(entry[1], story)]
        least = _LEAST_WORTH if story is None else _LEAST_FOLLOWING
        if by_news:
            least = _LEAST_NEWS
        elif not self._told:
            least = -math.inf
        bonus = self._weight(group) if story is None else _SECOND_BONUS * (len(story.rows) == 1)
        early = len(self._told) < _FIRST_BY_WORTH
        scored = [
            (worth.news if by_news else worth.total, row)
            for worth, row in rows
            if worth.news >= _LEAST_FOLLOWING_NEWS or (story is None and early)
        ]
        gains = [
            (score + bonus - self._redundancy(row) - _WORD_COST * cost, row)
            for score, row in scored
            if score >= least and (cost := self._cost(row, opened=story is not None)) <= self._left
        ]
        return max(gains, key=lambda gain: (gain[0], -gain[1]), default=None)

    def _redundancy(self, row: int) -> float:
        nearest = max((float(self._sentences.close[row, other]) for other in self._told), default=0)
        return _REDUNDANCY * max(0.0, nearest - _REDUNDANT_FROM)

    def _repeated(self, row: int, story: Planned | None) -> bool:
        if repeats(row, self._told, self._sentences):
            return True
        return story is not None and repeats(row, story.rows, self._sentences, SAME_IN_STORY)

    def _cost(self, row: int, *, opened: bool) -> int:
        words = self._sentences.words(row)
        return words if opened else words + len(self._headline(row).split())

    def _scored(self, group: StoryGroup) -> list[tuple[Worth, int]]:
        found = [
            (worth(row, group, self._sentences), row)
            for row in group.units
            if self._sentences.told[row] is not None
        ]
        best = sorted(found, key=lambda entry: (-entry[0].total, entry[1]))[:_ROWS_OF_EACH]
        news = sorted(found, key=lambda entry: (-entry[0].news, entry[1]))[:_ROWS_OF_EACH]
        return list(dict.fromkeys([*best, *news]))

    def _promise(self, group: StoryGroup, rows: Sequence[tuple[Worth, int]]) -> float:
        return max(worth.total for worth, _ in rows) + self._weight(group)

    def _weight(self, group: StoryGroup) -> float:
        """What the story itself adds: its independent origins."""
        return _ORIGINS_WEIGHT * math.log2(group.origins)
