"""The statements that change the library. Each runs inside the caller's transaction."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from itertools import groupby

import numpy as np
from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from bot.errors import DocumentError, LibraryError
from bot.library import schema
from bot.library.keys import MOST_PASSAGES, passage_key
from bot.library.records import Record, Revision, StoredSentence
from bot.types import Document, Vector

STORED_VECTOR = np.dtype("<f2")
"""Half the size of float32; the cosines change by less than 0.0002, the ranking does not."""


def content_hash(document: Document) -> str:
    """Hash of all that can be cited or shown. `raw` is left out: a page whose adverts have changed
    has not changed. So is `origin`, which depends on the other documents.

    Raises DocumentError for text that no database can hold.
    """
    digest = hashlib.sha256()
    fields = (
        document.text,
        document.title,
        document.language,
        document.source,
        document.outlet,
        document.url,
        document.published,
    )
    try:
        for value in fields:
            encoded = b"" if value is None else value.encode()
            digest.update(f"{value is None}{len(encoded)}:".encode())
            digest.update(encoded)
    except UnicodeEncodeError as failure:
        raise DocumentError(
            document.source, "holds characters that are not Unicode text: save it as UTF-8"
        ) from failure
    return digest.hexdigest()


def next_revision(connection: Connection) -> int:
    """Begin a revision and return its number."""
    newest = connection.execute(select(func.max(schema.revisions.c.number))).scalar_one()
    revision = Revision(number=(newest or 0) + 1, stamp=secrets.randbits(62))
    connection.execute(insert(schema.revisions), [revision._asdict()])
    return revision.number


def retire(
    connection: Connection, documents: Sequence[RowMapping], revision: int, *, erased: bool
) -> None:
    """Take documents (rows of `reading.stored`) out, and note it for the views."""
    keys = [row["key"] for row in documents]
    _hand_over_origins(connection, {row["id"] for row in documents}, set(keys))
    connection.execute(
        insert(schema.removals),
        [
            {
                "document": row["key"],
                "revision": revision,
                "first_passage": row["first_passage"],
                "passages": row["passages"],
                "erased": erased,
            }
            for row in documents
        ],
    )
    for key in keys:  # the other tables follow: ON DELETE CASCADE
        connection.execute(delete(schema.documents).where(schema.documents.c.key == key))


def _hand_over_origins(connection: Connection, ids: set[str], keys: set[int]) -> None:
    """Name each group after another member when the one it is named after goes."""
    table = schema.documents.c
    for document_id in ids:
        members = connection.execute(
            select(table.key, table.id).where(table.origin == document_id).order_by(table.key)
        ).all()
        staying = [member for member in members if member.key not in keys]
        if staying:
            connection.execute(
                update(schema.documents)
                .where(table.key.in_([member.key for member in staying]))
                .values(origin=staying[0].id)
            )


def add(connection: Connection, record: Record, revision: int, content: str) -> None:
    """Insert a document with its passages, names and vectors."""
    key = _add_document(connection, record, revision, content)
    if record.passages:
        connection.execute(
            insert(schema.passages),
            [
                {
                    "key": passage_key(key, passage.number),
                    "document": key,
                    "start": passage.start,
                    "end": passage.end,
                }
                for passage in record.passages
            ],
        )
    names = sorted(set(record.names))
    if names:
        connection.execute(
            insert(schema.names), [{"document": key, "name": name} for name in names]
        )
    bands = sorted(set(record.bands))
    if bands:
        connection.execute(
            insert(schema.bands), [{"band": band, "document": key} for band in bands]
        )
    add_vectors(connection, record, key)


def add_vectors(connection: Connection, record: Record, key: int) -> None:
    """Insert the record's vectors for the stored document `key`."""
    connection.execute(
        insert(schema.vectors).values(
            document=key,
            model=record.model,
            dimensions=record.vectors.shape[1],
            passages=_stored(record.vectors),
        )
    )
    rows = _sentence_rows(key, record)
    if rows:
        connection.execute(insert(schema.sentences), rows)


def _add_document(connection: Connection, record: Record, revision: int, content: str) -> int:
    document = record.document
    signature = record.signature
    result = connection.execute(
        insert(schema.documents).values(
            id=document.id,
            source=document.source,
            content=content,
            revision=revision,
            title=document.title,
            language=document.language,
            outlet=document.outlet,
            url=document.url,
            published=document.published,
            origin=document.origin or document.id,
            characters=len(document.text),
            first_passage=record.passages[0].number if record.passages else 0,
            passages=len(record.passages),
            signature=None if signature is None else signature.astype("<u8").tobytes(),
        )
    )
    key = result.inserted_primary_key
    if key is None:
        raise LibraryError(f"the database gave no key for {document.id!r}: see `citewire doctor`")
    connection.execute(
        insert(schema.texts).values(document=key[0], text=document.text, raw=document.raw)
    )
    return int(key[0])


def _sentence_rows(key: int, record: Record) -> list[dict[str, object]]:
    def passage_of(sentence: StoredSentence) -> int:
        return sentence.passage_number

    rows: list[dict[str, object]] = []
    for number, group in groupby(sorted(record.sentences, key=passage_of), key=passage_of):
        sentences = list(group)
        spans = np.array([(s.start, s.end) for s in sentences], dtype="<i4")
        rows.append(
            {
                "passage": passage_key(key, number),
                "model": record.model,
                "dimensions": record.vectors.shape[1],
                "spans": spans.tobytes(),
                "vectors": _stored(np.stack([s.vector for s in sentences])),
            }
        )
    return rows


def _stored(vectors: Vector) -> bytes:
    return vectors.astype(STORED_VECTOR).tobytes()


def check(record: Record) -> None:
    """Refuse a record whose parts do not fit together. Raises ValueError: it is our own mistake."""
    document_id = record.document.id
    numbers = [passage.number for passage in record.passages]
    first = numbers[0] if numbers else 0
    if numbers != list(range(first, first + len(numbers))) or first + len(numbers) > MOST_PASSAGES:
        raise ValueError(f"the passages of {document_id!r} are not numbered one after the other")
    if any(passage.document.id != document_id for passage in record.passages):
        raise ValueError(f"the record of {document_id!r} has another document's passages")
    if record.vectors.ndim != 2 or record.vectors.shape[0] != len(numbers):
        raise ValueError(
            f"{document_id!r} has {len(numbers)} passages but vectors of shape "
            f"{record.vectors.shape}"
        )
    known = set(numbers)
    for sentence in record.sentences:
        if sentence.passage_number not in known:
            raise ValueError(f"a sentence of {document_id!r} is in no passage of it")
        if sentence.vector.shape != record.vectors.shape[1:]:
            raise ValueError(f"a sentence of {document_id!r} has a vector of another length")
