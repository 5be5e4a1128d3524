"""A file or link shared in a direct message becomes a document, and the bot says which."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bot.documents.files import ENDINGS
from bot.documents.identifiers import canonical_source
from bot.documents.web import is_local
from bot.errors import DocumentError
from bot.ingestion import IngestReport
from bot.labels import date_label, one_line
from bot.library import DocumentSummary
from bot.slack.blocks.elements import clipped
from bot.slack.blocks.notices import notice
from bot.slack.files import FetchedFile, SharedFileError, SlackFiles
from bot.slack.handlers.room import Room
from bot.slack.progress import Progress
from bot.slack.subscriptions_access import AskerOf
from bot.slack.uploaders import Uploaders
from bot.slack.values import Job
from bot.slack.words import Words

MOST = 10
"""Files and links of one message."""

LINKS = "links"
"""The detail of a job that names its links, a line each."""

LONGEST = 200

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class TakingIn:
    """Works on jobs of the kind "documents".

    Files stand in `directory` only while they are read. `is_public` tells whether a host may be
    read from: people in Slack must not reach what only this machine can.
    """

    room: Room
    files: SlackFiles
    asker_of: AskerOf
    uploaders: Uploaders
    directory: Path
    language_of: Callable[[Job], str]
    is_public: Callable[[str], bool] = lambda host: not is_local(host)

    def handle(self, job: Job, progress: Progress) -> None:
        """Take each in, and tell what came of it. See `bot.slack.progress.Handler`."""
        words = Words.of(self.room.phrases, self.language_of(job))
        links = tuple(filter(None, (job.details or {}).get(LINKS, "").split("\n")))
        allowed = job.place.surface == "direct" and self.uploaders.admit(self.asker_of(job.place))
        if not allowed or not (job.files or links):
            progress.ended("refused")
            said = words("documents_none" if allowed else "documents_refused")
            self.room.poster.finish(progress, (notice(said),))
            return
        self.room.poster.status(job.place, words("documents_reading"))
        wanted = [*((name, True) for name in job.files), *((link, False) for link in links)]
        lines = [self._line(job, name, is_file, words) for name, is_file in wanted[:MOST]]
        if len(wanted) > MOST:
            lines.append(words("documents_too_many", most=str(MOST)))
        progress.ended("ingested")
        self.room.poster.finish(progress, (notice("\n".join(lines)),))

    def _line(self, job: Job, name: str, is_file: bool, words: Words) -> str:
        """What came of one file or link."""
        shown = name
        try:
            if not is_file:
                self._check_link(name)
                return self._taken(job, name, words)
            fetched = self.files.fetch(job.place.team, name)
            shown = fetched.name
            with self._kept(job, name, fetched) as path:
                return self._taken(job, str(path), words)
        except SharedFileError as failure:
            _log.info("documents %s: %s", job.id, failure)
            slots = {
                "too_large": {"most": str(self.files.largest // 1_000_000)},
                "format": {"formats": ", ".join(ENDINGS)},
            }.get(failure.trouble, {})
            reason = words(f"documents_{failure.trouble}", **slots)
            label = clipped(one_line(failure.name or shown), LONGEST)
            return words("documents_failed", name=label, reason=reason)

    def _check_link(self, link: str) -> None:
        try:
            host = urlsplit(link).hostname or ""
        except ValueError:
            host = ""
        if not host or not self.is_public(host):
            raise SharedFileError("local", f"{host[:60]!r} is no public host")

    @contextmanager
    def _kept(self, job: Job, file_id: str, fetched: FetchedFile) -> Iterator[Path]:
        """The file on disk while it is read. Its path names the document, so it is the same
        whenever the same file is shared, and another one's for any other."""
        folder = self.directory / _plain(job.place.team) / _plain(file_id)
        path = folder / fetched.name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            path.write_bytes(fetched.data)
            yield path
        finally:
            path.unlink(missing_ok=True)
            for emptied in (folder, folder.parent, self.directory):
                with suppress(OSError):  # another file is being read beside it
                    emptied.rmdir()

    def _taken(self, job: Job, source: str, words: Words) -> str:
        try:
            report = self.room.desk.ingest((source,))
        except DocumentError as failure:
            raise SharedFileError("unreadable", str(failure)) from failure
        if report.failed:
            raise SharedFileError("unreadable", report.failed[0].reason)
        documents = self.room.desk.documents()
        found = next((one for one in documents if one.source == canonical_source(source)), None)
        if found is None:
            raise SharedFileError("unreadable", f"{source!r} was taken in under no name")
        return _told(report, found, self._original(job, found, documents), words)

    def _original(
        self, job: Job, found: DocumentSummary, documents: Sequence[DocumentSummary]
    ) -> DocumentSummary | None:
        """A document with the same text that the person may see, the oldest one."""
        scope = self.room.scope_of(job.place)
        alike = [
            one
            for one in documents
            if one.origin == found.origin and one.id != found.id and scope.lets_through(one)
        ]
        return min(alike, key=lambda one: (one.published or "9999", one.id), default=None)


def _told(
    report: IngestReport, found: DocumentSummary, original: DocumentSummary | None, words: Words
) -> str:
    """ "✅ Added: Obus – lemonde.fr, 14 February 2023 · 3 passages · the same text as …"."""
    verb = "added" if report.added else "updated" if report.updated else "unchanged"
    dated = date_label(found.published, words.language) if found.published else ""
    origin = ", ".join(filter(None, [found.outlet, dated or words("documents_no_date")]))
    parts = [
        f"{words(f'documents_{verb}')} : {clipped(one_line(found.title), LONGEST)} – {origin}",
        words.counted("documents_passages", found.passages),
    ]
    if original is not None:
        name = clipped(one_line(original.title), LONGEST)
        outlet = f" ({original.outlet})" if original.outlet else ""
        parts.append(words("documents_reprint", name=f"{name}{outlet}"))
    return " · ".join(parts)


def _plain(name: str) -> str:
    """An id of Slack's as a folder's name; nothing else can be in one."""
    return "".join(c for c in name if c.isascii() and c.isalnum()) or "unknown"
