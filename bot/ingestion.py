"""From files and URLs to the library: read, split, find names and reprints, embed, store.

Each document is stored in one transaction. What is stored stays stored, whatever happens to the
documents after it; ingesting again goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property

from filelock import FileLock, Timeout

from bot.documents import find_files, read_document, unique_id
from bot.embeddings import Embedder
from bot.errors import CitewireError, DocumentError, LibraryBusyError
from bot.index import Views
from bot.library import Change, Library, Record
from bot.library.failures import translated
from bot.names import names
from bot.origins import bands, group_origin, signature
from bot.passage_vectors import Embedded, embedded
from bot.passages import Counter, split, token_counter
from bot.types import Document, Passage

WAIT_SECONDS = 600.0
SEARCHABLE_EVERY = 1000
"""Passages after which the views catch up, so that a long ingest can be searched meanwhile."""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far an ingest is. `done` of `total` sources are dealt with; of the present one, `source`,
    the share `share` is embedded. `note` is a line for the user, "" where there is none."""

    done: int
    total: int
    source: str = ""
    share: float = 0.0
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class DocumentFailure:
    """A source that did not go in, and why."""

    path: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class IngestReport:
    """What an ingest did; `passages`, `origins` and `revision` are the whole library's."""

    added: int
    updated: int
    unchanged: int
    failed: tuple[DocumentFailure, ...]
    passages: int
    origins: int
    revision: int


Report = Callable[[Progress], None]


def ingest(
    sources: Sequence[str],
    *,
    library: Library,
    embedder: Embedder,
    views: Views,
    progress: Report,
) -> IngestReport:
    """Add or update the documents at paths and URLs; those that have not changed are left alone.

    A source that cannot be read is reported and does not stop the others. Waits while another
    process ingests. Raises LibraryBusyError when that takes too long, LibraryError when the
    library cannot be written or the embedder fails, and ViewError when a view fails; the documents
    stored by then stay.
    """

    with only_one(library, _waiting(progress), WAIT_SECONDS):
        return _Ingestion(library, embedder, views, progress).run(sources)


@contextmanager
def only_one(library: Library, waiting: Callable[[], None], seconds: float) -> Iterator[None]:
    """Keep others from ingesting into the library; calls `waiting` once if somebody else does.

    Raises LibraryBusyError after `seconds`.
    """
    lock = FileLock(library.lock_file)
    with translated(library.place):
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            _acquire(lock, library.place, seconds)
    try:
        yield
    finally:
        lock.release()


def _acquire(lock: FileLock, place: str, seconds: float) -> None:
    try:
        lock.acquire(timeout=seconds)
    except Timeout as failure:
        raise LibraryBusyError(
            f"library {place!r}: another process is still adding documents after {seconds:.0f} s: "
            "wait until it is done, or stop it"
        ) from failure


def reembed(*, library: Library, embedder: Embedder, views: Views, progress: Report) -> int:
    """Embed the documents that have no vectors of this embedder, from the library alone.

    The vectors of other models stay, so that going back costs nothing. Each document is stored on
    its own: broken off, it goes on from there. Returns how many documents were embedded. Raises as
    `ingest` does.
    """
    wanted = library.without_vectors(embedder.name)
    if not wanted:
        return 0
    note = f"embedding {len(wanted)} documents of the library with {embedder.name}"
    progress(Progress(done=0, total=len(wanted), note=note))

    with only_one(library, _waiting(progress), WAIT_SECONDS):
        return _Ingestion(library, embedder, views, progress).reembed()


def _waiting(progress: Report) -> Callable[[], None]:
    note = "another process is adding documents: waiting until it is done"
    return lambda: progress(Progress(done=0, total=0, note=note))


class _Ingestion:
    """One run over some sources, or over what is stored."""

    def __init__(
        self, library: Library, embedder: Embedder, views: Views, progress: Report
    ) -> None:
        self._library = library
        self._embedder = embedder
        self._views = views
        self._progress = progress
        self._taken = dict(library.sources())
        self._changes: dict[Change, int] = {"added": 0, "updated": 0, "unchanged": 0}
        self._failed: list[DocumentFailure] = []
        self._unseen = 0

    def run(self, sources: Sequence[str]) -> IngestReport:
        found = list(find_files(sources))
        for done, source in enumerate(found):
            step = Progress(done=done, total=len(found), source=str(source))
            try:
                if isinstance(source, DocumentError):
                    raise source
                self._progress(step)
                self._take(source, step)
            except DocumentError as failure:
                self._failed.append(DocumentFailure(path=failure.path, reason=failure.reason))
            if self._unseen >= SEARCHABLE_EVERY:
                self._show()
        self._progress(Progress(done=len(found), total=len(found)))
        self._show()
        return IngestReport(
            added=self._changes["added"],
            updated=self._changes["updated"],
            unchanged=self._changes["unchanged"],
            failed=tuple(self._failed),
            passages=self._library.catalogue().passages,
            origins=self._library.origins,
            revision=self._library.revision,
        )

    def reembed(self) -> int:
        wanted = self._library.without_vectors(self._embedder.name)
        for done, document_id in enumerate(wanted):
            step = Progress(done=done, total=len(wanted), source=document_id)
            self._progress(step)
            self._add_vectors(document_id, step)
        self._progress(Progress(done=len(wanted), total=len(wanted)))
        self._show()
        return len(wanted)

    def _show(self) -> None:
        self._unseen = 0
        self._views.catch_up(self._library)

    def _take(self, source: str, step: Progress) -> None:
        document = _read(source)
        document = replace(document, id=unique_id(source, self._taken))
        change = self._library.status_of(document)
        if change != "unchanged":
            record = self._record(document, step)
            change = self._library.put(record)
            self._unseen += len(record.passages)
        elif self._library.status_of(document, self._embedder.name) != "unchanged":
            self._add_vectors(document.id, step)
            change = "updated"
        self._taken[document.id] = document.source
        self._changes[change] += 1

    def _add_vectors(self, document_id: str, step: Progress) -> None:
        """Give a stored document the vectors of this embedder, too."""
        passages = self._library.passages_of(document_id)
        document = self._library.document(document_id)
        found = self._embedded(passages, step)
        self._library.add_vectors(
            Record(
                document=document,
                passages=passages,
                **found._asdict(),
                model=self._embedder.name,
            )
        )
        self._unseen += len(passages)

    def _record(self, document: Document, step: Progress) -> Record:
        signed = signature(document.text)
        keys = bands(signed)
        candidates = self._library.origin_candidates(keys, excluding=document.id)
        document = replace(document, origin=group_origin(document, candidates, signed=signed))
        passages = split(document, counter=self._counter)
        return Record(
            document=document,
            passages=passages,
            **self._embedded(passages, step)._asdict(),
            model=self._embedder.name,
            names=tuple(dict.fromkeys(name.text for name in names(document.text))),
            signature=signed,
            bands=keys,
        )

    def _embedded(self, passages: Sequence[Passage], step: Progress) -> Embedded:
        return embedded(
            passages, self._embedder, lambda share: self._progress(replace(step, share=share))
        )

    @cached_property
    def _counter(self) -> Counter:
        return token_counter()


def _read(source: str) -> Document:
    """Read one source. Whatever a reader trips over in a broken file concerns that file only."""
    try:
        return read_document(source)
    except CitewireError:
        raise
    except Exception as failure:
        words = " ".join(str(failure).split())[:200]
        raise DocumentError(
            source,
            f"cannot be read ({type(failure).__name__}: {words}); check that the file is whole",
        ) from failure
