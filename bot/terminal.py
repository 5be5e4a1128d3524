"""Answers, briefings and documents as a person reads them in a terminal, 80 columns and up.

Every function gives something that a rich `Console` prints; none prints. Text from documents never
goes through rich's markup, and its control characters are shown as "�", so that no document can
move the cursor or recolour the screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import (
    Console,
    ConsoleOptions,
    ConsoleRenderable,
    Group,
    RenderResult,
)
from rich.measure import Measurement
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from bot.briefing_types import Briefing
from bot.labels import Labels, labels, one_line, source_label
from bot.markup import period_label, story_note
from bot.numbering import Numbers, Part, markers, numbers_of
from bot.types import Answer, Citation, Claim, Disagreement, Document, Span, Statement

WIDEST = 100
"""Columns; longer lines of running text are hard to read."""

SIDE_BY_SIDE = 3
"""More claims than this do not fit beside one another in 80 columns."""

# Control characters but tab and newline, and those that reverse the order of the text around them.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

# rich breaks lines at any blank. Those that hold « or the digits of 10 000 together are, while the
# lines are laid out, characters that nobody uses.
HELD = str.maketrans("\u00a0\u202f", "\ue0a0\ue0af")
RELEASED = str.maketrans("\ue0a0\ue0af\ue020", "\u00a0\u202f ")
INSIDE_NUMBER = re.compile(r"(?<=\d) (?=\d{3}\b)")


@dataclass(frozen=True)
class Prose:
    """A text whose lines do not break at non-breaking blanks, nor inside 10 000."""

    text: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines of the text."""
        for segment in console.render(self._held(), options):
            yield Segment(segment.text.translate(RELEASED), segment.style, segment.control)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """The widths it can take."""
        return Measurement.get(console, options, self._held())

    def _held(self) -> Text:
        held = self.text.copy()
        held.plain = INSIDE_NUMBER.sub("\ue020", self.text.plain).translate(HELD)
        return held


def visible(text: str) -> str:
    """The text with control characters shown, its length unchanged: "a\\x1b[2J" -> "a�[2J"."""
    return UNPRINTABLE.sub("\ufffd", text)


def visible_line(text: str) -> str:
    """The same on one line."""
    return visible(one_line(text))


def answer_view(answer: Answer) -> ConsoleRenderable:
    """Statements with markers, what the sources disagree on, then each source with its quote.

    An abstention says why, and shows the nearest passages.
    """
    words = labels(answer.language)
    numbers = numbers_of([Part(answer.statements, answer.disagreements)])
    blocks: list[ConsoleRenderable] = [_statement(one, numbers) for one in answer.statements]
    if not answer.statements:
        blocks = [Prose(Text(visible(answer.abstention)))]
    remarks = [answer.note]
    if answer.standalone not in ("", answer.question):
        remarks.insert(0, f"→ {answer.standalone}")
    blocks[:0] = [Text(visible_line(one), style="dim") for one in remarks if one]
    blocks += [_disagreement(one, numbers, words) for one in answer.disagreements]
    blocks += _sources(numbers, words.sources, _Shown.of(answer.language, answer.disagreements))
    nearest = {citation: number for number, citation in enumerate(answer.nearest, 1)}
    blocks += _sources(nearest, words.nearest, _Shown.of(answer.language, ()))
    return _spaced([*blocks, *_removals(len(answer.removed), words)])


def briefing_view(briefing: Briefing) -> ConsoleRenderable:
    """The title, each story with its statements, then the sources of all of them."""
    words = labels(briefing.language)
    numbers = numbers_of(Part(story.statements, story.disagreements) for story in briefing.stories)
    period = period_label(briefing.since, briefing.until, briefing.language)
    title = Text(visible_line(briefing.title), style="bold")
    blocks: list[ConsoleRenderable] = [Group(title, Text(period, style="dim")) if period else title]
    for story in briefing.stories:
        headline = Text(visible_line(story.headline), style="bold cyan")
        blocks.append(Group(headline, Text(story_note(story, words), style="dim")))
        blocks += [_statement(statement, numbers) for statement in story.statements]
        blocks += [_disagreement(one, numbers, words) for one in story.disagreements]
    compared = [one for story in briefing.stories for one in story.disagreements]
    blocks += _sources(numbers, words.sources, _Shown.of(briefing.language, compared))
    return _spaced([*blocks, *_removals(len(briefing.removed), words)])


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
    return _spaced([Group(heading, about), text])


def show(console: Console, view: ConsoleRenderable) -> None:
    """Print a view no wider than is good to read."""
    width = min(console.width, WIDEST)
    if console.is_terminal:
        console.print(view, width=width)
        return
    with console.capture() as capture:
        console.print(view, width=width)
    # rich fills columns with blanks, which only a terminal does not show.
    console.file.write("".join(f"{line.rstrip(' ')}\n" for line in capture.get().splitlines()))


def _statement(statement: Statement, numbers: Numbers) -> ConsoleRenderable:
    marks = markers(statement.citations, numbers)
    return Prose(Text.assemble(visible_line(statement.text), "\u00a0", (marks, "bold cyan")))


def _disagreement(disagreement: Disagreement, numbers: Numbers, words: Labels) -> ConsoleRenderable:
    heading = Text.assemble(
        (words.disagreement, "bold yellow"), " – ", visible_line(disagreement.about)
    )
    cells = [_claim(claim, numbers, words) for claim in disagreement.claims]
    if len(cells) > SIDE_BY_SIDE:
        return Group(heading, *(Padding(cell, (0, 0, 0, 4)) for cell in cells))
    table = Table.grid(padding=(0, 3), expand=True)
    for _ in cells:
        table.add_column(ratio=1)
    table.add_row(*cells)
    return Group(heading, Padding(table, (0, 0, 0, 4)))


def _claim(claim: Claim, numbers: Numbers, words: Labels) -> ConsoleRenderable:
    """The value, then who gives it and every quote: two sides can be compared at a glance."""
    value = Text.assemble(
        (visible_line(claim.value), "bold"), " ", (markers(claim.citations, numbers), "bold cyan")
    )
    lines: list[ConsoleRenderable] = [Prose(value)]
    for citation in dict.fromkeys(claim.citations):
        document = citation.passage.document
        known = (document.outlet or document.id, document.published)
        lines.append(Text(visible_line(" · ".join(part for part in known if part)), style="dim"))
        lines.append(_quote(citation, words))
    return Group(*lines)


@dataclass(frozen=True)
class _Shown:
    """The language, and the citations whose quotes stand beside each other further up already."""

    language: str
    quotes: frozenset[Citation]

    @classmethod
    def of(cls, language: str, disagreements: Iterable[Disagreement]) -> _Shown:
        claims = (claim for one in disagreements for claim in one.claims)
        return cls(
            language, frozenset(citation for claim in claims for citation in claim.citations)
        )


def _sources(numbers: Numbers, title: str, shown: _Shown) -> list[ConsoleRenderable]:
    if not numbers:
        return []
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, style="bold cyan", justify="right")
    table.add_column()
    for citation, number in numbers.items():
        table.add_row(Text(f"[{number}]"), _source(citation, shown))
    return [Group(Text(title, style="bold"), table)]


def _source(citation: Citation, shown: _Shown) -> ConsoleRenderable:
    document = citation.passage.document
    source = visible_line(source_label(document, shown.language))
    place = visible_line(f"{document.id} {citation.start}:{citation.end}")
    lines: list[ConsoleRenderable] = [Text(source, no_wrap=True, overflow="ellipsis")]
    if citation not in shown.quotes:
        lines.append(_quote(citation, labels(shown.language)))
    lines.append(Text(place, style="dim", no_wrap=True, overflow="ellipsis"))
    if document.url:
        lines.append(Text(visible_line(document.url), style="dim", overflow="fold"))
    return Group(*lines)


_MARKS = frozenset('«“„"')
"""A quote that opens with its own mark gets none around it."""


def _quote(citation: Citation, words: Labels) -> ConsoleRenderable:
    quote = visible_line(citation.quote)
    told = quote if quote[:1] in _MARKS else words.quoted(quote)
    return Prose(Text(told, style="italic green"))


def _removals(count: int, words: Labels) -> list[ConsoleRenderable]:
    return [Text(f"{words.removed} ({count})", style="dim")] if count else []


def _spaced(blocks: Iterable[ConsoleRenderable]) -> ConsoleRenderable:
    """The blocks with an empty line between them."""
    spaced: list[ConsoleRenderable] = []
    for block in blocks:
        spaced += [Text(""), block] if spaced else [block]
    return Group(*spaced)
