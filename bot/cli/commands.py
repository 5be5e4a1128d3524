"""The commands of `citewire`: arguments in, one call of the service, then JSON or a view."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from bot.arguments import BriefingRequest, checked_filters, checked_thread, unicode_question
from bot.cli.output import Format, Output
from bot.cli.service import OpenService, Service
from bot.contract import (
    answer_json,
    checks_json,
    document_json,
    documents_json,
    ingest_json,
    reindex_json,
    removal_json,
    span_json,
    usage_json,
)
from bot.errors import UsageError
from bot.pricing import price_note
from bot.types import Document, Span

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON value and nothing else.")]
Since = Annotated[str | None, typer.Option(help="First day, month or year: 2023-02-14, 2023-02.")]
Until = Annotated[str | None, typer.Option(help="Last day, month or year, included.")]

FAILED = 1
DEBUG = "--debug"


class Commands:
    """One method for each command; each gives the process's exit code."""

    def __init__(self, open_service: OpenService, output: Output) -> None:
        self._open = open_service
        self._output = output

    def root(
        self,
        context: typer.Context,
        show_version: Annotated[
            bool, typer.Option("--version", help="Print the version and do nothing else.")
        ] = False,
        _debug: Annotated[
            bool, typer.Option(DEBUG, help="Print the traceback of a failure.")
        ] = False,
    ) -> None:
        """Ask a team's documents, and brief them: every sentence carries a quotation to check."""
        # `_debug` is here for --help; `bot.cli.process` takes it out wherever it stands.
        if show_version:
            self._output.line(f"citewire {version('citewire')}")
            raise typer.Exit
        if context.invoked_subcommand is None:
            raise UsageError("name a command, as in `citewire ask QUESTION`; see citewire --help")

    def ingest(
        self,
        sources: Annotated[
            list[str] | None, typer.Argument(metavar="PATH_OR_URL...", show_default=False)
        ] = None,
        as_json: AsJson = False,
    ) -> int:
        """Add or update documents.

        Takes .txt, .md, .html, .pdf, .docx and .eml files, directories of them, and URLs.
        Documents that have not changed are left alone.
        """
        if not sources:
            raise UsageError("nothing to ingest; name files, directories or URLs")
        with self._open() as service, self._output.progress() as progress:
            report = service.ingest(sources, progress)
        for failure in report.failed:
            self._output.failure(f"{failure.path}: {failure.reason}")
        if as_json:
            self._output.json(ingest_json(report))
        else:
            self._output.ingested(report)
        return FAILED if report.failed else 0

    def ask(
        self,
        question: Annotated[str, typer.Argument(metavar="QUESTION", show_default=False)],
        since: Since = None,
        until: Until = None,
        outlet: Annotated[str | None, typer.Option(help="Only documents of this outlet.")] = None,
        thread: Annotated[
            str | None, typer.Option(help="Go on in this thread, or begin it: any name.")
        ] = None,
        as_json: AsJson = False,
    ) -> int:
        """Answer a question with quotations.

        When the documents do not answer it, says so and shows the nearest passages.
        """
        filters = checked_filters(since, until, outlet)
        name = checked_thread(thread)
        asked = unicode_question(question)
        with self._open() as service:
            self._embed_missing(service)
            answer = service.ask(asked, filters, name)
            empty = service.revision == 0
        if empty:
            self._output.failure("the library is empty; add documents with `citewire ingest`")
        if as_json:
            self._output.json(answer_json(answer))
        else:
            self._output.answer(answer)
        return 0

    def brief(
        self,
        since: Since = None,
        until: Until = None,
        topic: Annotated[str | None, typer.Option(help="Only stories on this topic.")] = None,
        words: Annotated[
            int | None, typer.Option(help="About how many words, sources not counted.")
        ] = None,
        form: Annotated[Format, typer.Option("--format", help="How it is written.")] = "text",
        subscription: Annotated[
            str | None, typer.Option(metavar="ID", help="What this subscription would get now.")
        ] = None,
    ) -> int:
        """Write the briefing of a period.

        Each story once, every sentence with its quotation.
        """
        if subscription is not None and any((since, until, topic, words)):
            raise UsageError(
                "--subscription has its own period, topics and words; leave the others out"
            )
        if words is not None and words < 1:
            raise UsageError(f"--words {words} leaves no room; give a number above 0")
        filters = checked_filters(since, until)
        topics = (unicode_question(topic),) if topic is not None else ()
        with self._open() as service:
            self._embed_missing(service)
            wanted = BriefingRequest(filters=filters, topics=topics, words=words)
            if subscription is not None:
                wanted = service.scheduling.request(subscription)
            briefing = service.brief(wanted)
        self._output.written(briefing, form)
        return 0

    def show(
        self,
        document: Annotated[str, typer.Argument(metavar="DOCUMENT", show_default=False)],
        start: Annotated[int | None, typer.Option(help="First character of a span.")] = None,
        end: Annotated[int | None, typer.Option(help="The character after its last.")] = None,
        as_json: AsJson = False,
    ) -> int:
        """Print a stored document.

        With --start and --end, the characters between them stand out.
        """
        with self._open() as service:
            stored = service.document(document)
        span = checked_span(stored, start, end)
        if not as_json:
            self._output.document(stored, span)
        elif span is None:
            self._output.json(document_json(stored))
        else:
            self._output.json(span_json(stored, span.start, span.end))
        return 0

    def documents(self, as_json: AsJson = False) -> int:
        """List the stored documents."""
        with self._open() as service:
            stored = service.documents()
        if as_json:
            self._output.json(documents_json(stored))
        else:
            self._output.documents(stored)
        return 0

    def remove(
        self,
        documents: Annotated[
            list[str] | None, typer.Argument(metavar="DOCUMENT...", show_default=False)
        ] = None,
        as_json: AsJson = False,
    ) -> int:
        """Remove documents and every trace.

        All of those named, or none when one of them is unknown.
        """
        if not documents:
            raise UsageError("nothing to remove; name documents as `citewire documents` lists them")
        with self._open() as service:
            removed = service.remove(documents)
            revision = service.revision
        if as_json:
            self._output.json(removal_json(removed, revision))
        else:
            self._output.removed(removed)
        return 0

    def reindex(self, as_json: AsJson = False) -> int:
        """Embed the library again after a change of CITEWIRE_EMBEDDINGS.

        Goes on where it was broken off. Any question does the same first.
        """
        with self._open() as service, self._output.progress() as progress:
            embedded = service.reindex(progress)
        if as_json:
            self._output.json(reindex_json(embedded))
        else:
            self._output.line(f"{embedded} documents embedded")
        return 0

    def usage(self, since: Since = None, as_json: AsJson = False) -> int:
        """Show what was spent on models.

        By day (UTC), user and model.
        """
        first = checked_filters(since, None).since or ""
        with self._open() as service:
            entries = service.usage(first)
        if as_json:
            self._output.json(usage_json(entries))
        else:
            models = dict.fromkeys(entry.model for entry in entries)
            self._output.usage(entries, [note for note in map(price_note, models) if note])
        return 0

    def doctor(self, as_json: AsJson = False) -> int:
        """Check every part, say how to mend it."""
        with self._open() as service:
            checks = service.examine()
        if as_json:
            self._output.json(checks_json(checks))
        else:
            self._output.checks(checks)
        return FAILED if any(check.status == "fail" for check in checks) else 0

    def _embed_missing(self, service: Service) -> None:
        """Give the documents vectors of a model that was set after they went in."""
        if service.unembedded:
            with self._output.progress() as progress:
                service.reindex(progress)


def checked_span(document: Document, start: int | None, end: int | None) -> Span | None:
    """The span asked for; one missing side is the text's. Raises UsageError outside the text."""
    if start is None and end is None:
        return None
    length = len(document.text)
    span = Span(0 if start is None else start, length if end is None else end)
    if not 0 <= span.start < span.end <= length:
        raise UsageError(
            f"--start {span.start} --end {span.end} is no span of {document.id!r}; "
            f"give 0 <= start < end <= {length}"
        )
    return span
