"""What a story shows beside its statements: its figures, its steps in time, its open questions.

All come from the story's own sentences and pass the verifier like its statements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.briefing_types import KeyFigure, Step
from bot.citations import Draft, DraftQuote, DraftStatement, Evidence, verify
from bot.key_figures import FoundFigure, key_figures
from bot.open_questions import open_questions
from bot.stories import StoryGroup
from bot.timeline import is_near, is_timeline, steps
from bot.types import Citation, Hit, Statement
from bot.writers.briefing_extractive import Sentences

MOST_ROWS = 100
"""Sentences of one story that are read for details, the nearest to what it tells: a bound on time,
about 0.1 s a story, where a whole period is a few stories."""


@dataclass(frozen=True, kw_only=True)
class Details:
    """Details of one story, each with its citations, all verified."""

    figures: tuple[KeyFigure, ...] = ()
    timeline: tuple[Step, ...] = ()
    unknowns: tuple[Statement, ...] = ()


def details_of(group: StoryGroup, sentences: Sentences, told: Sequence[int] = ()) -> Details:
    """The details that the sentences of one story give; `told` are the rows of its statements.

    "12 morts", "arrêté lundi", "jugé mardi", "on ignore son mobile"
    -> the figure 12, a timeline of two days, one open question, each with its sentence
    """
    rows = _rows(group, sentences, told)
    near = [row for row in rows if is_near(row, told, sentences)]
    found = key_figures(near, sentences, told)
    dated = steps(near, sentences, told)
    asked = open_questions(rows, sentences, told)
    texts = [(_sentence(figure), figure.rows) for figure in found]
    texts += [(_text(step.rows[0], sentences), step.rows) for step in dated]
    texts += [(question.text, (question.row,)) for question in asked]
    standing = _standing(texts, sentences)
    timeline = tuple(
        Step(day=step.day, text=text, citations=standing[text])
        for step in dated
        if (text := _text(step.rows[0], sentences)) in standing
    )
    return Details(
        figures=tuple(_figures(found, standing)),
        timeline=timeline if is_timeline(step.day for step in timeline) else (),
        unknowns=tuple(
            Statement(text=question.text, citations=standing[question.text])
            for question in asked
            if question.text in standing
        ),
    )


def _rows(group: StoryGroup, sentences: Sentences, told: Sequence[int]) -> tuple[int, ...]:
    """The story's rows in order, `MOST_ROWS` at most."""
    if len(group.units) <= MOST_ROWS or not told:
        return group.units[:MOST_ROWS]
    near = sentences.close[np.ix_(group.units, told)].max(axis=1)
    nearest = np.argsort(-near, kind="stable")[:MOST_ROWS]
    return tuple(sorted(group.units[at] for at in nearest.tolist()))


def _figures(
    found: Sequence[FoundFigure], standing: dict[str, tuple[Citation, ...]]
) -> Iterator[KeyFigure]:
    for figure in found:
        citations = standing.get(_sentence(figure), ())
        if citations and figure.value in citations[0].quote:
            yield KeyFigure(
                value=figure.value,
                about=figure.about,
                published=citations[0].passage.document.published,
                citations=citations,
            )


def _sentence(figure: FoundFigure) -> str:
    """The figure as a sentence that the verifier can hold against its quotes."""
    return f"{figure.value} {figure.about}."


def _text(row: int, sentences: Sentences) -> str:
    stated = sentences.told[row]
    return stated.text if stated is not None else sentences.units[row].text


def _standing(
    texts: Sequence[tuple[str, Sequence[int]]], sentences: Sentences
) -> dict[str, tuple[Citation, ...]]:
    """The texts that stand up to the verifier, with their citations."""
    units = {row: sentences.units[row] for _, rows in texts for row in rows}
    passages = {unit.passage.id: unit.passage for unit in units.values()}
    evidence = Evidence.from_hits(
        [Hit(passage=one, score=1.0, dense=1.0, lexical=0.0) for one in passages.values()]
    )
    labels = {item.hit.passage.id: item.label for item in evidence.items}
    draft = Draft(
        answered=True,
        statements=tuple(
            DraftStatement(
                text=text,
                quotes=tuple(_quote(row, sentences, labels[units[row].passage.id]) for row in rows),
            )
            for text, rows in texts
        ),
    )
    return {one.text: one.citations for one in verify(draft, evidence).statements}


def _quote(row: int, sentences: Sentences, label: str) -> DraftQuote:
    unit, stated = sentences.units[row], sentences.told[row]
    span = stated.quote if stated is not None else unit.span
    return DraftQuote(passage=label, text=unit.passage.document.text[span.start : span.end])
