"""What the library holds, what was spent and what the doctor found, as tables for a terminal.

As in `bot.terminal`, every function gives something that a rich `Console` prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.console import ConsoleRenderable, Group, JustifyMethod, OverflowMethod
from rich.table import Table
from rich.text import Text

from bot.doctor import Check
from bot.escaping import visible_line

if TYPE_CHECKING:  # the type alone: the library loads SQLAlchemy
    from bot.library import DocumentSummary, EditionSummary, UsageEntry

STATUS_STYLES = {"ok": "green", "warn": "yellow", "fail": "bold red"}


def documents_view(documents: Sequence[DocumentSummary], whole: bool) -> ConsoleRenderable:
    """One line for each document: id, date, outlet, language, passages, title.

    Lines are cut at the edge of a terminal, and `whole` elsewhere, for grep.
    """
    rows = [("document", "published", "outlet", "language", "passages", "title")]
    rows += [
        (
            visible_line(document.id),
            visible_line(document.published or "–"),
            visible_line(document.outlet or "–"),
            document.language,
            str(document.passages),
            visible_line(document.title),
        )
        for document in documents
    ]
    return _lines(rows, whole)


def editions_view(editions: Sequence[EditionSummary], whole: bool) -> ConsoleRenderable:
    """One line for each past briefing: number, day, period, series, stories, title."""
    rows = [("number", "day", "since", "until", "series", "stories", "title")]
    rows += [
        (
            str(one.number),
            one.day,
            one.since or "–",
            one.until or "–",
            visible_line(one.series),
            str(one.stories),
            visible_line(one.title),
        )
        for one in editions
    ]
    return _lines(rows, whole)


def _lines(rows: Sequence[tuple[str, ...]], whole: bool) -> ConsoleRenderable:
    """Rows as lines, the first in bold, each column but the last as wide as its widest cell."""
    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    lines = ["  ".join([*map(set_cell_size, row[:-1], widths), row[-1]]) for row in rows]
    overflow: OverflowMethod = "ignore" if whole else "ellipsis"
    return Group(
        Text(lines[0], style="bold", no_wrap=True, overflow=overflow),
        *(Text(line, no_wrap=True, overflow=overflow) for line in lines[1:]),
    )


def checks_view(checks: Sequence[Check]) -> ConsoleRenderable:
    """One line for each check, and under it how to mend what is wrong."""
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column()
    for check in checks:
        message = Text(visible_line(check.message))
        if check.mend:
            message.append(f"\n→ {visible_line(check.mend)}", style="bold")
        status = Text(check.status, style=STATUS_STYLES[check.status])
        table.add_row(status, Text(check.name), message)
    return table


def usage_view(entries: Sequence[UsageEntry]) -> ConsoleRenderable:
    """One line for each day, user and model, and the sum below."""
    table = Table.grid(padding=(0, 2))
    for heading in ("day", "user", "model", "calls", "tokens in", "tokens out", "US$"):
        side: JustifyMethod = "left" if heading in ("day", "user", "model") else "right"
        table.add_column(justify=side, no_wrap=True)
    table.add_row("day", "user", "model", "calls", "tokens in", "tokens out", "US$", style="bold")
    for entry in entries:
        table.add_row(
            entry.day,
            visible_line(entry.user),
            visible_line(entry.model),
            *(f"{number:,}" for number in (entry.calls, entry.input_tokens, entry.output_tokens)),
            f"{entry.cost_usd:.4f}",
        )
    total = sum(entry.cost_usd for entry in entries)
    table.add_row("", "", "", "", "", "", f"{total:.4f}", style="bold")
    return table
