"""Statements, disagreements and sources, which answers and briefings share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import ConsoleRenderable, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.escaping import visible_line
from bot.labels import Labels, date_label, labels, source_label
from bot.numbering import Numbers, markers
from bot.terminal.prose import Prose
from bot.types import Citation, Claim, Disagreement, Statement

SIDE_BY_SIDE = 3
"""More claims than this do not fit beside one another in 80 columns."""


def statement_view(statement: Statement, numbers: Numbers) -> ConsoleRenderable:
    """A sentence with its markers."""
    marks = markers(statement.citations, numbers)
    return Prose(Text.assemble(visible_line(statement.text), "\u00a0", (marks, "bold cyan")))


def disagreement_view(
    disagreement: Disagreement, numbers: Numbers, words: Labels
) -> ConsoleRenderable:
    """The sides of a disagreement beside one another, below one another where they are many."""
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
        published = date_label(document.published, words.language) if document.published else ""
        known = (document.outlet or document.id, published)
        lines.append(Text(visible_line(" · ".join(part for part in known if part)), style="dim"))
        lines.append(_quote(citation, words))
    return Group(*lines)


@dataclass(frozen=True)
class Shown:
    """The language, and the citations whose quotes stand beside each other further up already."""

    language: str
    quotes: frozenset[Citation]

    @classmethod
    def of(cls, language: str, disagreements: Iterable[Disagreement]) -> Shown:
        """What stands beside each other in those disagreements."""
        claims = (claim for one in disagreements for claim in one.claims)
        return cls(
            language, frozenset(citation for claim in claims for citation in claim.citations)
        )


def sources_view(numbers: Numbers, title: str, shown: Shown) -> list[ConsoleRenderable]:
    """The numbered sources under a title; nothing where there are none."""
    if not numbers:
        return []
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, style="bold cyan", justify="right")
    table.add_column()
    for citation, number in numbers.items():
        table.add_row(Text(f"[{number}]"), _source(citation, shown))
    return [Group(Text(title, style="bold"), table)]


def _source(citation: Citation, shown: Shown) -> ConsoleRenderable:
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


def _quote(citation: Citation, words: Labels) -> ConsoleRenderable:
    return Prose(Text(words.quoted(visible_line(citation.quote)), style="italic green"))


def removals_view(count: int, words: Labels) -> list[ConsoleRenderable]:
    """A line that says how many sentences did not stand, where some did not."""
    return [Text(f"{words.removed} ({count})", style="dim")] if count else []
