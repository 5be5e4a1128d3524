"""From files and URLs to the library: read, split, find names and reprints, embed, store.

Each document is stored in one transaction. What is stored stays stored, whatever happens to the
documents after it; ingesting again goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from filelock import FileLock, Timeout

from bot.documents import find_files, read_document, unique_id
from bot.embeddings import BATCH, Embedder
from bot.errors import CitewireError, DocumentError, LibraryBusyError, LibraryError
from bot.index import Views
from bot.library import Change, Library, Record, StoredSentence
from bot.library.failures import translated
from bot.names import names
from bot.origins import bands, group_origin, signature
from bot.passages import Counter, split, token_counter
from bot.text.sentences import sentences
from bot.types import Document, Passage, Span, Vector

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

    def waiting() -> None:
        note = "another process is adding documents: waiting until it is done"
        progress(Progress(done=0, total=0, note=note))

    with only_one(library, waiting, WAIT_SECONDS):
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


class _Ingestion:
    """One run over some sources."""

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

    def _show(self) -> None:
        self._unseen = 0
        self._views.catch_up(self._library)

    def _take(self, source: str, step: Progress) -> None:
        document = _read(source)
        document = replace(document, id=unique_id(source, self._taken))
        change = self._library.status_of(document, self._embedder.name)
        if change != "unchanged":
            record = self._record(document, step)
            change = self._library.put(record)
            self._unseen += len(record.passages)
        self._taken[document.id] = document.source
        self._changes[change] += 1

    def _record(self, document: Document, step: Progress) -> Record:
        signed = signature(document.text)
        keys = bands(signed)
        candidates = self._library.origin_candidates(keys, excluding=document.id)
        document = replace(document, origin=group_origin(document, candidates, signed=signed))
        passages = split(document, counter=self._counter)
        spans = spans_by_passage(passages)
        texts = [passage.text for passage in passages]
        own = [(p, span) for p in passages for span in spans[p.number] if span != (p.start, p.end)]
        texts.extend(document.text[span.start : span.end] for _, span in own)
        vectors = self._embed(texts, step)
        rows = {span: len(passages) + row for row, (_, span) in enumerate(own)}
        return Record(
            document=document,
            passages=passages,
            vectors=vectors[: len(passages)],
            sentences=tuple(
                StoredSentence(
                    passage_number=passage.number,
                    start=span.start,
                    end=span.end,
                    vector=vectors[rows.get(span, row)],  # a passage of one sentence has its vector
                )
                for row, passage in enumerate(passages)
                for span in spans[passage.number]
            ),
            model=self._embedder.name,
            names=tuple(dict.fromkeys(name.text for name in names(document.text))),
            signature=signed,
            bands=keys,
        )

    def _embed(self, texts: Sequence[str], step: Progress) -> Vector:
        vectors = np.empty((len(texts), self._embedder.dimensions), dtype=np.float32)
        try:
            for start in range(0, len(texts), BATCH):
                batch = texts[start : start + BATCH]
                vectors[start : start + BATCH] = self._embedder.embed_passages(batch)
                self._progress(replace(step, share=min(1.0, (start + BATCH) / len(texts))))
        except CitewireError:
            raise
        except (RuntimeError, ValueError, OSError, ImportError, MemoryError) as failure:
            words = " ".join(str(failure).split())[:200]
            raise LibraryError(
                f"the embedder {self._embedder.name!r} failed on {step.source!r} "
                f"({type(failure).__name__}: {words}): see `citewire doctor`; the documents "
                "before it are stored"
            ) from failure
        return vectors

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


def spans_by_passage(passages: Sequence[Passage]) -> dict[int, tuple[Span, ...]]:
    """Sentence spans of each passage, in offsets of the document, by the passage's number.

    Sentences are those of the document: one that is longer than a passage is cut as the passages
    are.
    """
    if not passages:
        return {}
    text = passages[0].document.text
    found = sentences(text)
    by_passage: dict[int, tuple[Span, ...]] = {}
    first = 0
    for passage in passages:
        spans = []
        while first < len(found) and found[first].end <= passage.start:
            first += 1
        place = first
        while place < len(found) and found[place].start < passage.end:
            start = max(found[place].start, passage.start)
            end = min(found[place].end, passage.end)
            piece = text[start:end]
            start += len(piece) - len(piece.lstrip())
            end -= len(piece) - len(piece.rstrip())
            if start < end:
                spans.append(Span(start, end))
            place += 1
        by_passage[passage.number] = tuple(spans)
    return by_passage
