"""The progress of an ingest on standard error: a bar in a terminal, only the notes elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from bot.escaping import visible_line

if TYPE_CHECKING:  # the type alone: ingestion loads the database
    from bot.ingestion import Progress as Step

WIDEST_NAME = 40


@contextmanager
def progress_bar(errors: TextIO) -> Iterator[Callable[[Step], None]]:
    """A function to report steps to; the bar goes away when the work is done."""
    console = Console(file=errors, highlight=False)
    columns = (
        BarColumn(bar_width=20),
        TaskProgressColumn(),
        TextColumn("{task.fields[count]}", markup=False),
        TimeRemainingColumn(elapsed_when_finished=True),
        TextColumn("{task.fields[source]}", markup=False),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task("", total=None, count="", source="")

        def report(step: Step) -> None:
            if step.note:
                console.print(Text(visible_line(step.note)))
            count = f"{step.done}/{step.total}" if step.total else ""
            progress.update(
                task,
                total=step.total or None,
                completed=step.done + step.share,
                count=count,
                source=shortened(visible_line(step.source)),
            )

        yield report


def shortened(name: str) -> str:
    """The end of a long path, which tells more than its beginning: "/a/…/b.txt" -> "…/b.txt"."""
    return name if len(name) <= WIDEST_NAME else "…" + name[-WIDEST_NAME + 1 :]
