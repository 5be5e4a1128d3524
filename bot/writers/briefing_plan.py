"""Which statements a briefing tells, in which stories, within its words.

Greedy by worth: at each step the statement that adds most, whatever its story. It adds what the
sources of its story agree on and is not told yet (`bot.writers.concepts`), or its news value where
that is more, less its likeness to what is told (maximal marginal relevance, Carbonell and
Goldstein, 1998). So a story that all sources carry and a fact that one alone has are both told.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.stories import StoryGroup
from bot.writers.briefing_extractive import (
    SAME_IN_STORY,
    Repetition,
    Sentences,
    Worth,
    worth,
)
from bot.writers.concepts import Said

MOST_STATEMENTS = 4
_MOST_CANDIDATES = 40
_ROWS_OF_EACH = 12


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """What counts how much when statements are chosen.

    `agreement` is for the concepts that the story's sources share, each by its origins to the power
    `consensus`, divided by the statement's words to the power `briefness`; `opening` and `later`
    say which origins count in full (`Said.of`). `news` is for news value and `idle` for what
    counts against it, such as the agenda of a meeting. `support` is for each other origin that says
    the same, `origins` for each doubling of a story's origins, `going_on` for the second statement
    of a story, `redundancy` for likeness to what is told. Below `least` no story is opened, and
    below `least_following` none goes on.
    """

    agreement: float = 0.2
    consensus: float = 1.5
    briefness: float = 0.7
    opening: int = 50
    later: float = 0.3
    news: float = 1.0
    idle: float = 2.5
    support: float = 0.1
    origins: float = 0.15
    going_on: float = 0.3
    redundancy: float = 0.6
    least: float = 0.0
    least_following: float = -0.3
    words_per_story: int = 36


WEIGHING = Weighing()
"""Chosen by ROUGE on RPM2 and by nuggets of four other corpora, which pull against each other: more
`agreement` and `origins` gain up to .01 of ROUGE-1 and lose facts that one source alone has, such
as a contract. What the weights are worth on topics they were not chosen on: `evals/rpm2/tuning.py`.
"""

_REDUNDANT_FROM = 0.15


@dataclass
class Planned:
    """A story as planned: its group, the rows told, best first, and its place."""

    group: StoryGroup
    rows: list[int] = field(default_factory=list)
    rank: float = 0.0


Headline = Callable[[int], str]


def plan(
    groups: Sequence[StoryGroup],
    sentences: Sentences,
    words: int,
    headline: Headline,
    weighing: Weighing = WEIGHING,
) -> tuple[Planned, ...]:
    """The stories to tell, most important first, with `headline` counted in their words.

    Each has one to four statements; no statement repeats another of the briefing. Nothing is told
    where `words` are fewer than `least_words`.
    """
    desk = _Desk(groups, sentences, weighing)
    return desk.plan(words, headline)


def least_words(
    groups: Sequence[StoryGroup], sentences: Sentences, headline: Headline
) -> int | None:
    """The fewest words with which `plan` tells anything; None where nothing can be told."""
    desk = _Desk(groups, sentences, WEIGHING)
    return min((entry.cost(headline) for entry in desk.candidates()), default=None)


@dataclass(frozen=True, kw_only=True)
class _Candidate:
    """A statement that may be told."""

    row: int
    words: int
    worth: Worth
    concepts: frozenset[str]

    def cost(self, headline: Headline) -> int:
        """Words that it takes as the first statement of its story."""
        return self.words + _count(headline(self.row))


@dataclass(kw_only=True)
class _Tellable:
    """A story that may be told: what its sources agree on, what is left to tell, what it takes."""

    group: StoryGroup
    agreed: Mapping[str, float]
    left: list[_Candidate]
    planned: Planned
    headline_words: int = 0


class _Desk:
    """A plan as it grows."""

    def __init__(
        self, groups: Sequence[StoryGroup], sentences: Sentences, weighing: Weighing
    ) -> None:
        self._sentences = sentences
        self._weighing = weighing
        self._repetition = Repetition(sentences)
        self._told: list[int] = []
        self._covered: set[str] = set()
        texts = [one.text if one else "" for one in sentences.told]
        self._said = Said.of(sentences.units, texts, opening=weighing.opening, later=weighing.later)
        stories = [found for group in groups if (found := self._tellable(group)) is not None]
        stories.sort(key=lambda story: -max(self._gain(story, one) for one in story.left))
        self._stories = stories[:_MOST_CANDIDATES]

    def candidates(self) -> list[_Candidate]:
        """Every statement that could be the first."""
        return [one for story in self._stories for one in story.left]

    def plan(self, words: int, headline: Headline) -> tuple[Planned, ...]:
        """The stories told in so many words, most important first."""
        most = max(1, round(words / self._weighing.words_per_story))
        left = words
        while (best := self._best(left, most, headline)) is not None:
            gain, story, one = best
            left -= self._cost(story, one, headline)
            self._tell(story, one, gain)
            story.headline_words = max(story.headline_words, _count(headline(one.row)))
        told = [story.planned for story in self._stories if story.planned.rows]
        return tuple(sorted(told, key=lambda planned: -planned.rank))

    def _best(
        self, left: int, most: int, headline: Headline
    ) -> tuple[float, _Tellable, _Candidate] | None:
        """The statement to tell next with what it adds; None when none fits and is worth it."""
        opened = sum(bool(story.planned.rows) for story in self._stories)
        open_stories = [
            story
            for story in self._stories
            if (0 < len(story.planned.rows) < MOST_STATEMENTS)
            or (not story.planned.rows and opened < most)
        ]
        gains = [
            (self._gain(story, one), at, one)
            for at, story in enumerate(open_stories)
            for one in story.left
        ]
        # The best that fits: headlines are made only for those that are tried.
        for gain, at, one in sorted(gains, key=lambda entry: (-entry[0], entry[2].row)):
            story = open_stories[at]
            if gain < self._least(story):
                continue
            if one.words <= left and self._cost(story, one, headline) <= left:
                return gain, story, one
        return None

    def _least(self, story: _Tellable) -> float:
        """The gain from which the story is told; the first statement of all is always told."""
        if not self._told:
            return -math.inf
        return self._weighing.least_following if story.planned.rows else self._weighing.least

    def _tell(self, story: _Tellable, told: _Candidate, gain: float) -> None:
        if not story.planned.rows:
            story.planned.rank = gain
        story.planned.rows.append(told.row)
        self._told.append(told.row)
        self._covered |= told.concepts
        for other in self._stories:
            rows = other.planned.rows
            other.left[:] = [one for one in other.left if not self._repeated(one.row, rows)]

    def _repeated(self, row: int, own: Sequence[int]) -> bool:
        """Whether what was told last, or another of its own story, already says the row."""
        last = self._told[-1]
        if row == last or self._repetition.repeats(row, last):
            return True
        return last in own and self._repetition.repeats(row, last, SAME_IN_STORY)

    def _cost(self, story: _Tellable, one: _Candidate, headline: Headline) -> int:
        """Words that the statement takes; the story may take the longest headline of its rows."""
        return one.words + max(0, _count(headline(one.row)) - story.headline_words)

    def _gain(self, story: _Tellable, one: _Candidate) -> float:
        """What the statement adds to what is told."""
        weighing, origins = self._weighing, story.group.origins
        shared = sum(story.agreed.get(said, 0.0) for said in one.concepts - self._covered)
        agreed = weighing.agreement * shared / math.pow(one.words, weighing.briefness)
        # Either makes it worth telling: all sources have it, or it is news though one has it.
        told = max(agreed, weighing.news * max(0.0, one.worth.news)) + weighing.idle * min(
            0.0, one.worth.news
        )
        place = weighing.going_on * (len(story.planned.rows) == 1)
        if not story.planned.rows:
            place = weighing.origins * math.log2(origins)
        return (
            told
            + weighing.support * one.worth.support
            + one.worth.form
            + place
            - weighing.redundancy * self._redundancy(one.row)
        )

    def _redundancy(self, row: int) -> float:
        close = self._sentences.close
        nearest = max((float(close[row, other]) for other in self._told), default=0.0)
        return float(max(0.0, nearest - _REDUNDANT_FROM))

    def _tellable(self, group: StoryGroup) -> _Tellable | None:
        agreed = (
            self._said.agreed(group.documents, self._weighing.consensus)
            if group.origins > 1
            else {}
        )
        left = [
            _Candidate(
                row=row,
                words=self._sentences.words(row),
                worth=worth(row, self._sentences),
                concepts=self._said.told[row],
            )
            for row in group.units
            if self._sentences.told[row] is not None
        ]
        if not left:
            return None
        story = _Tellable(group=group, agreed=agreed, left=left, planned=Planned(group))
        best = sorted(left, key=lambda one: (-self._gain(story, one), one.row))[:_ROWS_OF_EACH]
        news = sorted(left, key=lambda one: (-one.worth.news, one.row))[:_ROWS_OF_EACH]
        story.left = list({one.row: one for one in [*best, *news]}.values())
        return story


def _count(text: str) -> int:
    return len(text.split())
