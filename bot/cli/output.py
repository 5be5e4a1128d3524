"""Standard output and standard error: what is asked for on one, everything else on the other."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, TextIO

from bot.contract import briefing_json

if TYPE_CHECKING:  # types alone: rich and the database are loaded when something is printed
    from rich.console import Console, ConsoleRenderable

    from bot.briefing_types import Briefing
    from bot.claim_types import ClaimCheck
    from bot.doctor import Check
    from bot.ingestion import IngestReport, Progress
    from bot.library import DocumentSummary, EditionSummary, UsageEntry
    from bot.markup import Markup
    from bot.prompts import Phrases
    from bot.types import Answer, Document, Span

Format = Literal["text", "markdown", "html", "json", "slack"]


class Output:
    """Where a command writes. rich is loaded at the first view, so JSON and --help do without."""

    def __init__(self, output: TextIO, errors: TextIO) -> None:
        self._output = output
        self._errors = errors

    @classmethod
    def of_process(cls) -> Output:
        """The process's own streams. Characters that they cannot write become escapes."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        return cls(sys.stdout, sys.stderr)

    def json(self, value: Any) -> None:  # noqa: ANN401 - any JSON value
        """One JSON value, escaped to ASCII where the stream is not UTF-8."""
        encoding = (self._output.encoding or "utf-8").lower().replace("-", "")
        text = json.dumps(value, ensure_ascii=encoding != "utf8", indent=2)
        self._output.write(text + "\n")

    def line(self, text: str) -> None:
        """One line of plain text."""
        self._output.write(text + "\n")

    def flush(self) -> None:
        """Bring everything out; raises BrokenPipeError when the reader has gone."""
        self._output.flush()
        self._errors.flush()

    def discard(self) -> None:
        """Let what is still buffered go nowhere, so that the exit stays quiet."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), self._output.fileno())

    def failure(self, message: str) -> None:
        """One line on standard error, whatever the message holds."""
        line = " ".join(message.split())
        self._errors.write("".join(c if c.isprintable() else "\ufffd" for c in line) + "\n")

    def answer(self, answer: Answer) -> None:
        """An answer or abstention."""
        from bot import terminal  # late: loads rich

        self._show(terminal.answer_view(answer))

    def claim(self, check: ClaimCheck, phrases: Phrases) -> None:
        """A checked claim."""
        from bot.terminal.claims import claim_view  # late: loads rich

        self._show(claim_view(check, phrases))

    def briefing(self, briefing: Briefing) -> None:
        """A briefing as text."""
        from bot import terminal  # late: loads rich

        self._show(terminal.briefing_view(briefing))

    def markup(self, briefing: Briefing, markup: Markup) -> None:
        """A briefing as Markdown, HTML or Slack text, ready for a file or a pipe."""
        from bot.markup import render_briefing  # late: needed by one command only

        self._output.write(render_briefing(briefing, markup))

    def written(self, briefing: Briefing, form: Format) -> None:
        """A briefing in the format asked for."""
        if form == "json":
            self.json(briefing_json(briefing))
        elif form == "text":
            self.briefing(briefing)
        else:
            self.markup(briefing, form)

    def briefings(self, editions: Sequence[EditionSummary]) -> None:
        """The list of past briefings, oldest first."""
        from bot import tables  # late: loads rich

        if not editions:
            self._output.write("No briefing was made yet; `citewire brief` makes one.\n")
            return
        console = self._console()
        console.print(tables.editions_view(editions, not console.is_terminal), crop=False)

    def document(self, document: Document, span: Span | None) -> None:
        """A stored document."""
        from bot import terminal  # late: loads rich

        colour = self._console().color_system is not None
        self._show(terminal.document_view(document, span, colour))

    def documents(self, documents: Sequence[DocumentSummary]) -> None:
        """The list of documents, as wide as the terminal is."""
        from bot import tables  # late: loads rich

        if not documents:
            self._output.write("The library is empty; `citewire ingest` adds documents.\n")
            return
        console = self._console()
        console.print(tables.documents_view(documents, not console.is_terminal), crop=False)

    def checks(self, checks: Sequence[Check]) -> None:
        """The doctor's report."""
        from bot import tables  # late: loads rich

        self._show(tables.checks_view(checks))

    def usage(self, entries: Sequence[UsageEntry], notes: Sequence[str]) -> None:
        """What was spent on models, and which of them have no price."""
        from bot import tables  # late: loads rich

        if not entries:
            self._output.write("No model was used; the extractive writer costs nothing.\n")
            return
        self._show(tables.usage_view(entries))
        for note in notes:
            self._output.write(f"{note}\n")

    def ingested(self, report: IngestReport) -> None:
        """What went in, on one line."""
        counts = f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged"
        failed = f", {len(report.failed)} failed" if report.failed else ""
        self._output.write(
            f"{counts}{failed}. The library has {report.passages} passages "
            f"from {report.origins} independent origins (revision {report.revision}).\n"
        )

    def removed(self, documents: Sequence[str]) -> None:
        """What was removed, one line each."""
        for document in documents:
            self._output.write(f"removed {document}\n")

    @contextmanager
    def progress(self) -> Iterator[Callable[[Progress], None]]:
        """A progress bar on standard error where that is a terminal, and silence elsewhere."""
        from bot.cli.progress import progress_bar  # late: loads rich

        with progress_bar(self._errors) as report:
            yield report

    def _show(self, view: ConsoleRenderable) -> None:
        from bot import terminal  # late: loads rich

        terminal.show(self._console(), view)

    def _console(self) -> Console:
        from rich.console import Console  # late: loads rich

        return Console(file=self._output, highlight=False, emoji=False, markup=False)
