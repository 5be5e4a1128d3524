"""Sentences with their markers, quotations, and values side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.labels import one_line
from bot.numbering import markers
from bot.slack.blocks.elements import (
    MOST_FIELDS,
    ROOM,
    Run,
    bullets,
    clipped,
    fields,
    grouped,
    line,
    pieces,
    quotation,
    rich,
    section,
)
from bot.slack.blocks.packing import Part
from bot.slack.blocks.sources import Numbers, byline
from bot.slack.escaping import escape, visible
from bot.slack.words import Words
from bot.types import Citation, Disagreement, Statement

LONGEST_VALUE = 120
"""Characters of a value in bold above its quotation, which has it whole; escaped, they can become
five times as many, and a field takes 2,000."""

LONGEST_ASIDE = 600
"""Characters of an escaped quotation that stands beside another one; a longer one stands below."""

LONGEST_BYLINE = 100
ROOM_OF_FIELDS = 4_000
MOST_MARKS = 8


@dataclass(frozen=True)
class Told:
    """Text with what stands behind it: its markers, "[1][3]". `lead` comes before it in bold."""

    text: str
    marks: str = ""
    lead: str = ""

    @property
    def whole(self) -> str:
        """All of it, for notifications."""
        return " ".join(filter(None, [self.lead, self.text, self.marks]))


@dataclass(frozen=True)
class Side:
    """One of the values that stand side by side; `when` says when it held, "" where it is plain."""

    value: str
    citations: tuple[Citation, ...]
    when: str = ""


def told(text: str, citations: Sequence[Citation], numbers: Numbers, lead: str = "") -> Told:
    """Text of a document or a model on one line, with its markers."""
    return Told(one_line(visible(text)), markers(citations, numbers), one_line(visible(lead)))


def sentence_parts(statements: Sequence[Statement], numbers: Numbers) -> Iterator[Part]:
    """The first sentence alone, as the short answer, then the others as a list."""
    said = [told(one.text, one.citations, numbers) for one in statements]
    if said:
        yield from paragraph(said[0])
        yield from list_parts(said[1:])


def paragraph(said: Told, bold: bool = False) -> Iterator[Part]:
    """A paragraph; a very long one in several blocks, so that nothing of it is cut."""
    for number, runs in enumerate(grouped(_runs(said, bold))):
        yield Part((rich(line(*runs)),), "" if number else said.whole)


def list_parts(items: Sequence[Told]) -> Iterator[Part]:
    """Bullets, as many to a block as it takes; a very long one is a paragraph of its own."""
    gathered: list[Told] = []
    for item in items:
        if len(item.whole) > ROOM:
            yield from _bulleted(gathered)
            gathered = []
            yield from paragraph(item)
            continue
        if sum(len(one.whole) for one in gathered) + len(item.whole) > ROOM:
            yield from _bulleted(gathered)
            gathered = []
        gathered = [*gathered, item]
    yield from _bulleted(gathered)


def _bulleted(items: Sequence[Told]) -> Iterator[Part]:
    if items:
        lines = [line(*_runs(item)) for item in items]
        yield Part((rich(bullets(lines)),), "\n".join(f"• {item.whole}" for item in items))


def _runs(said: Told, bold: bool = False) -> list[Run]:
    return [
        Run(f"{said.lead} " if said.lead else "", bold=True),
        Run(said.text, bold=bold),
        Run(f" {said.marks}" if said.marks else ""),
    ]


def quote_parts(quote: str, marks: str = "") -> Iterator[Part]:
    """A quotation exactly as it stands in the document, with a bar at its side."""
    for number, piece in enumerate(pieces(quote)):
        mark = f"{marks} " if marks and not number else ""
        yield Part((rich(quotation(Run(mark, bold=True), Run(piece))),))


def disagreement_parts(
    disagreements: Iterable[Disagreement], numbers: Numbers, words: Words
) -> Iterator[Part]:
    """What the sources disagree about, their values side by side."""
    for one in disagreements:
        heading = f"{words.labels.disagreement} – {one_line(one.about)}"
        sides = [Side(claim.value, claim.citations) for claim in one.claims]
        yield from side_parts(heading, sides, numbers, words)


def side_parts(
    heading: str, sides: Sequence[Side], numbers: Numbers, words: Words
) -> Iterator[Part]:
    """Values side by side, each with outlet, date and quotation."""
    beside = all(len(_quoted(side, words)) <= LONGEST_ASIDE for side in sides)
    texts = [_field(side, numbers, words, beside) for side in sides]
    blocks = [section(f"⚖️ *{escape(clipped(heading, 300))}*"), *map(fields, _rows(texts))]
    values = " / ".join(f"{side.value} {markers(side.citations, numbers)}" for side in sides)
    yield Part(tuple(blocks), f"{heading} – {values}")
    if not beside:
        for side in sides:
            for citation in side.citations[:1]:
                yield from quote_parts(citation.quote, markers([citation], numbers))


def _rows(texts: Sequence[str]) -> Iterator[list[str]]:
    """Fields in blocks that a message has room for; Slack takes ten to a block."""
    row: list[str] = []
    for text in texts:
        if len(row) == MOST_FIELDS or sum(map(len, row)) + len(text) > ROOM_OF_FIELDS:
            yield row
            row = []
        row = [*row, text]
    yield row


def _field(side: Side, numbers: Numbers, words: Words, with_quote: bool) -> str:
    marks = markers(side.citations[:MOST_MARKS], numbers)
    value = escape(clipped(side.value, LONGEST_VALUE)) or "…"
    when = f" _{escape(side.when)}_" if side.when else ""
    lines = [f"*{value}* {marks}{when}"]
    sources = [byline(one.passage.document, words) for one in side.citations[:1]]
    lines += [escape(clipped(source, LONGEST_BYLINE)) for source in sources]
    lines += [_quoted(side, words)] if with_quote and side.citations else []
    return "\n".join(lines)


def _quoted(side: Side, words: Words) -> str:
    """The quotation that gives a value, escaped and in the marks of the language."""
    if not side.citations:
        return ""
    return words.labels.quoted(escape(side.citations[0].quote))
