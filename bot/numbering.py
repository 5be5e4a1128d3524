"""The numbers of citations: from 1 in reading order, an equal citation keeping its number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.briefing_types import Briefing, Story
from bot.types import Citation, Disagreement, Statement, numbered

Numbers = Mapping[Citation, int]


class Part(NamedTuple):
    """What is numbered together: the statements and disagreements of an answer or a story."""

    statements: Sequence[Statement]
    disagreements: Sequence[Disagreement]


def numbers_of(parts: Iterable[Part]) -> Numbers:
    """Number the citations from 1 in reading order, over all the parts.

    An equal citation keeps its number: stories citing (a, b) and (b, c) -> {a: 1, b: 2, c: 3}.
    """
    numbers: dict[Citation, int] = {}
    for part in parts:
        for citation in numbered(part.statements, part.disagreements):
            numbers.setdefault(citation, len(numbers) + 1)
    return numbers


def briefing_numbers(briefing: Briefing) -> Numbers:
    """Number every citation of a briefing, story by story: statements and disagreements first.

    What a story shows beside them (changes, figures, steps, open questions) comes after, so that
    the numbers of its sentences stay small.
    """
    numbers: dict[Citation, int] = {}
    for story in briefing.stories:
        for citation in (*numbered(story.statements, story.disagreements), *_beside(story)):
            numbers.setdefault(citation, len(numbers) + 1)
    for statement in briefing.overview:
        for citation in statement.citations:
            numbers.setdefault(citation, len(numbers) + 1)
    return numbers


def as_told_before(briefing: Briefing) -> frozenset[Citation]:
    """The citations that stand for earlier values alone: of documents as they stood then, which
    may have changed since."""
    before = {
        one
        for story in briefing.stories
        for change in story.changes
        for one in change.before.citations
    }
    now: set[Citation] = set()
    for story in briefing.stories:
        now.update(numbered(story.statements, story.disagreements))
        now.update(one for change in story.changes for one in change.after.citations)
        now.update(_shown(story))
    return frozenset(before - now)


def _beside(story: Story) -> Iterator[Citation]:
    for change in story.changes:
        yield from (*change.before.citations, *change.after.citations)
    yield from _shown(story)


def _shown(story: Story) -> Iterator[Citation]:
    for cited in (
        *(figure.citations for figure in story.figures),
        *(step.citations for step in story.timeline),
        *(unknown.citations for unknown in story.unknowns),
    ):
        yield from cited


def markers(citations: Iterable[Citation], numbers: Numbers) -> str:
    """The markers of a statement, each once and in order: "[1][3]"."""
    return "".join(f"[{number}]" for number in numbers_in(citations, numbers))


def numbers_in(citations: Iterable[Citation], numbers: Numbers) -> list[int]:
    """The numbers of the citations, each once and in order."""
    return list(dict.fromkeys(numbers[citation] for citation in citations))
