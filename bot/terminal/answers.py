"""Answers and documents in a terminal."""

from __future__ import annotations

from rich.console import ConsoleRenderable, Group
from rich.text import Text

from bot.escaping import visible, visible_line
from bot.labels import labels, source_label
from bot.numbering import Part, numbers_of
from bot.terminal.evidence import (
    Shown,
    disagreement_view,
    removals_view,
    sources_view,
    statement_view,
)
from bot.terminal.prose import Prose, spaced
from bot.types import Answer, Document, Span


def answer_view(answer: Answer) -> ConsoleRenderable:
    """Statements with markers, what the sources disagree on, then each source with its quote.

    An abstention says why, and shows the nearest passages.
    """
    words = labels(answer.language)
    numbers = numbers_of([Part(answer.statements, answer.disagreements)])
    blocks: list[ConsoleRenderable] = [statement_view(one, numbers) for one in answer.statements]
    if not answer.statements:
        blocks = [Prose(Text(visible(answer.abstention)))]
    remarks = [answer.note]
    if answer.standalone not in ("", answer.question):
        remarks.insert(0, f"→ {answer.standalone}")
    blocks[:0] = [Text(visible_line(one), style="dim") for one in remarks if one]
    blocks += [disagreement_view(one, numbers, words) for one in answer.disagreements]
    blocks += sources_view(numbers, words.sources, Shown.of(answer.language, answer.disagreements))
    nearest = {citation: number for number, citation in enumerate(answer.nearest, 1)}
    blocks += sources_view(nearest, words.nearest, Shown.of(answer.language, ()))
    return spaced([*blocks, *removals_view(len(answer.removed), words)])


def document_view(document: Document, span: Span | None, colour: bool) -> ConsoleRenderable:
    """The stored text under its source; the span stands out by style, or by >>> and <<<."""
    heading = Text(visible_line(source_label(document, document.language)), style="bold")
    details = [document.id, document.language, document.url or document.source]
    about = Text(visible_line(" · ".join(details)), style="dim")
    text = Text(visible(document.text))
    if span is not None and colour:
        text.stylize("bold black on yellow", span.start, span.end)
    elif span is not None:
        before, inside, after = text.divide([span.start, span.end])
        text = Text.assemble(before, ">>>", inside, "<<<", after)
    return spaced([Group(heading, about), text])
