"""The library: documents, passages and vectors in SQL, the one truth that the views show.

Every write is one transaction and gets a revision. Killing the process at any moment leaves either
the old state or the new one.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from sqlalchemy import Connection

from bot.library import paging, reading, vectors, writing
from bot.library.answers import Answers
from bot.library.archive import Archive
from bot.library.catalogue import EVERYTHING, Catalogue, lets_through
from bot.library.database import Database
from bot.library.erasure import erase
from bot.library.failures import unknown_documents
from bot.library.jobs import Jobs
from bot.library.journal import Journal
from bot.library.keys import document_of
from bot.library.records import (
    Change,
    Changes,
    DocumentSummary,
    Keys,
    OriginCandidate,
    Record,
    Revision,
    SentenceVectors,
)
from bot.library.selected import SelectedPassages
from bot.library.shelf import Shelf
from bot.library.subscriptions import Subscriptions
from bot.types import Document, Filters, Passage, Vector


class Library:
    """Open with `Library.open(url)`; safe to use from several threads and several processes."""

    def __init__(self, database: Database) -> None:
        self.id = database.library_id
        self.engines = database.engines
        self.journal = Journal(database)
        self.archive = Archive(database)
        self.subscriptions = Subscriptions(database)
        self.jobs = Jobs(database)
        self.answers = Answers(database)
        self._database = database
        self._shelf = Shelf()
        self._catalogue: Catalogue | None = None
        self._lock = threading.Lock()

    @classmethod
    def open(cls, url: str) -> Library:
        """Open the library at an SQLAlchemy URL, creating it where there is none.

        Raises LibraryError when it cannot be opened and LibraryVersionError when a newer Citewire
        wrote it.
        """
        return cls(Database(url))

    def close(self) -> None:
        """Give back the connections."""
        self._database.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_failure: object) -> None:
        self.close()

    @property
    def path(self) -> Path | None:
        """The SQLite file; None for other databases."""
        return self._database.path

    @property
    def lock_file(self) -> Path:
        """Locked by whoever adds many documents."""
        return self._database.lock_file

    @property
    def place(self) -> str:
        """The file or URL of the database, without a password."""
        return self._database.place

    # Writing

    def status_of(self, document: Document, model: str | None = None) -> Change:
        """What `put` would do with the document; nothing needs to be embedded when "unchanged".

        With `model`, a document without vectors of that model counts as "updated".
        Raises DocumentError for text that cannot be stored.
        """
        with self._database.reads() as connection:
            return vectors.status(connection, document, model)

    def put(self, record: Record) -> Change:
        """Store a document, in place of the one of the same id, with all that belongs to it.

        One transaction and one revision; none when it is stored already.
        """
        writing.check(record)
        document = record.document
        with self._database.writes() as connection:
            change = vectors.status(connection, document, record.model)
            if change == "unchanged":
                return change
            revision = writing.next_revision(connection)
            if change == "updated":
                old = reading.stored(connection, [document.id])
                writing.retire(connection, list(old.values()), revision, erased=False)
            writing.add(connection, record, revision, writing.content_hash(document))
        return change

    def add_vectors(self, record: Record) -> bool:
        """Give a stored document the vectors of one more model; those of other models stay.

        One transaction and one revision, so that every view looks again. False, and nothing is
        stored, when the document has changed since the record was made or has them already.
        """
        writing.check(record)
        with self._database.writes() as connection:
            return vectors.add(connection, record)

    def remove(self, ids: Sequence[str]) -> int:
        """Remove documents and every trace of their text; returns how many.

        Raises UnknownDocumentError, and removes nothing, when one of `ids` is not in the library.
        """
        if not (wanted := list(dict.fromkeys(ids))):
            return 0
        with self._database.writes() as connection:
            found = reading.stored(connection, wanted)
            if unknown := [document_id for document_id in wanted if document_id not in found]:
                raise unknown_documents(unknown)
            revision = writing.next_revision(connection)
            writing.retire(connection, list(found.values()), revision, erased=True)
            erase(connection, wanted)
        self._shelf.drop(row["key"] for row in found.values())
        self._database.scrub()
        return len(found)

    # Reading documents and passages

    @property
    def revision(self) -> int:
        """Number of the newest revision; 0 for a library that nothing was put into."""
        return self.state.number

    @property
    def state(self) -> Revision:
        """The newest revision with its stamp."""
        return self._database.newest()

    def document(self, document_id: str) -> Document:
        """The stored document. Raises UnknownDocumentError."""
        with self._database.reads() as connection:
            row = reading.stored(connection, [document_id]).get(document_id)
            found = reading.documents(connection, [] if row is None else [row["key"]])
        if not found:
            raise unknown_documents([document_id])
        return found.popitem()[1]

    def documents(self, filters: Filters = EVERYTHING) -> tuple[DocumentSummary, ...]:
        """The documents that pass `filters` without their texts, in the order of their ids."""
        with self._database.reads() as connection:
            return tuple(one for one in reading.summaries(connection) if lets_through(one, filters))

    def sources(self) -> Mapping[str, str]:
        """Document id to the path or URL it was read from."""
        with self._database.reads() as connection:
            return reading.sources(connection)

    def catalogue(self) -> Catalogue:
        """All documents without their texts, as of the newest revision; kept until it changes."""
        kept = self._catalogue
        if kept is not None and kept.revision == self._database.newest():
            return kept
        with self._database.reads() as connection:
            return self._current(connection)

    def _current(self, connection: Connection) -> Catalogue:
        newest = reading.revision(connection)
        with self._lock:
            if self._catalogue is None or self._catalogue.revision != newest:
                self._catalogue = Catalogue(newest, reading.entries(connection))
            return self._catalogue

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Passages by id, sharing their documents. Ids not in the library are left out."""
        with self._database.reads() as connection:
            return self._passages(connection, ids)

    def sentences_of(
        self, ids: Sequence[str], model: str
    ) -> tuple[dict[str, Passage], dict[str, SentenceVectors]]:
        """`passages` and `sentence_vectors` of one state of the library, in one transaction."""
        with self._database.reads() as connection:
            return self._passages(connection, ids), self._sentence_vectors(connection, ids, model)

    def _passages(self, connection: Connection, ids: Sequence[str]) -> dict[str, Passage]:
        catalogue = self._current(connection)
        keys = {i: key for i in ids if (key := catalogue.key_of(i)) is not None}
        spans = reading.spans(connection, keys.values())
        documents = self._documents(connection, {document_of(key) for key in spans})
        return reading.passages(keys, spans, documents)

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """All passages of a document in order. Raises UnknownDocumentError."""
        ids = self.catalogue().passages_of(document_id)
        if ids is None:
            raise unknown_documents([document_id])
        return tuple(sorted(self.passages(ids).values(), key=lambda passage: passage.number))

    def _documents(self, connection: Connection, keys: set[int]) -> dict[int, Document]:
        found = self._shelf.take(keys)
        if missing := keys - found.keys():
            loaded = reading.documents(connection, missing)
            self._shelf.put(loaded)
            found |= loaded
        return found

    def passage_ids(self, filters: Filters) -> SelectedPassages | None:
        """Ids of the passages that may answer; None for all of them."""
        return None if filters.empty else self.catalogue().passage_ids(filters)

    def names(self, filters: Filters = EVERYTHING) -> frozenset[str]:
        """Every name that a document which passes `filters` mentions, as it is written."""
        keys = None if filters.empty else self.catalogue().passage_ids(filters).document_keys
        with self._database.reads() as connection:
            return reading.names(connection, keys)

    def origin_candidates(self, bands: Sequence[int], excluding: str = "") -> list[OriginCandidate]:
        """The documents that one with these bands may be a reprint of, oldest first."""
        with self._database.reads() as connection:
            return reading.origin_candidates(connection, bands, excluding)

    @property
    def origins(self) -> int:
        """Number of groups of near-identical documents."""
        with self._database.reads() as connection:
            return reading.origins(connection)

    def sentence_vectors(
        self, passage_ids: Sequence[str], model: str
    ) -> dict[str, SentenceVectors]:
        """Sentences of passages with their vectors; those without any of `model` are left out."""
        with self._database.reads() as connection:
            return self._sentence_vectors(connection, passage_ids, model)

    def _sentence_vectors(
        self, connection: Connection, passage_ids: Sequence[str], model: str
    ) -> dict[str, SentenceVectors]:
        catalogue = self._current(connection)
        keys = {key: i for i in passage_ids if (key := catalogue.key_of(i)) is not None}
        return vectors.sentence_vectors(connection, model, keys)

    def vectors(
        self, model: str, document_keys: Sequence[int] | None = None
    ) -> Iterator[tuple[Keys, Vector]]:
        """Keys and vectors of all passages, or of those of some documents, in pages of 5,000."""
        return paging.vector_pages(self._database, model, document_keys)

    def vectors_of(self, passage_ids: Collection[str], model: str) -> tuple[Keys, Vector]:
        """Keys and vectors of some passages; those without a vector of `model` are left out."""
        with self._database.reads() as connection:
            keys = self._current(connection).keys_of(passage_ids)
            found, matrix = vectors.passage_vectors(connection, model, keys.tolist())
        return np.array(found, dtype=np.int64), matrix

    def vector_count(self, model: str) -> int:
        """Number of passages that have a vector of `model`."""
        with self._database.reads() as connection:
            return vectors.vector_count(connection, model)

    def without_vectors(self, model: str) -> tuple[str, ...]:
        """Ids of the documents that have passages but no vectors of `model`, oldest first."""
        with self._database.reads() as connection:
            return vectors.documents_without(connection, model)

    # What the views need

    def changes_since(self, reached: Revision) -> Changes | None:
        """What has changed since a revision; None when it is none of this library's."""
        with self._database.reads() as connection:
            return reading.changes(connection, reached)

    def indexed_passages(
        self, document_keys: Sequence[int] | None = None
    ) -> Iterator[list[reading.IndexedPassage]]:
        """Texts of all passages, or of those of some documents, in pages."""
        return paging.text_pages(self._database, document_keys)
