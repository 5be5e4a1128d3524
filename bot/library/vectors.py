"""The statements about the vectors of a model. Each runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from sqlalchemy import Connection, bindparam, exists, func, select

from bot.library import schema
from bot.library.keys import document_of, number_of, passage_key
from bot.library.reading import batches, stored
from bot.library.records import Change, Keys, Record, SentenceVectors
from bot.library.writing import STORED_VECTOR, add_vectors, content_hash, next_revision
from bot.types import Document, Span, Vector


def status(connection: Connection, document: Document, model: str | None) -> Change:
    """What storing the document would do; see `Library.status_of`."""
    row = stored(connection, [document.id]).get(document.id)
    content = content_hash(document)
    if row is None:
        return "added"
    if row["content"] != content:
        return "updated"
    if model is not None and not has_vectors(connection, row["key"], model):
        return "updated"
    return "unchanged"


def add(connection: Connection, record: Record) -> bool:
    """Add one more model's vectors to a stored document; see `Library.add_vectors`."""
    row = stored(connection, [record.document.id]).get(record.document.id)
    if row is None or row["content"] != content_hash(record.document):
        return False
    if has_vectors(connection, row["key"], record.model):
        return False
    next_revision(connection)
    add_vectors(connection, record, row["key"])
    return True


# Built once, as in `bot.library.reading`.
_PASSAGES = (
    select(
        schema.documents.c.key,
        schema.documents.c.first_passage,
        schema.vectors.c.dimensions,
        schema.vectors.c.passages,
    )
    .join(schema.vectors, schema.vectors.c.document == schema.documents.c.key)
    .where(
        schema.vectors.c.model == bindparam("model"),
        schema.documents.c.key.in_(bindparam("keys", expanding=True)),
    )
)
_SENTENCES = select(
    schema.sentences.c.passage,
    schema.sentences.c.dimensions,
    schema.sentences.c.spans,
    schema.sentences.c.vectors,
).where(
    schema.sentences.c.model == bindparam("model"),
    schema.sentences.c.passage.in_(bindparam("keys", expanding=True)),
)
_PAIR = 8
"""Bytes of one span: two int32."""

_WIDENED = np.arange(1 << 16, dtype="<u2").view(STORED_VECTOR).astype(np.float32)
"""Every float16 as float32: looking them up is seven times quicker than numpy's conversion."""


def has_vectors(connection: Connection, document_key: int, model: str) -> bool:
    """Whether the document has vectors of that model."""
    table = schema.vectors.c
    condition = exists().where(table.document == document_key, table.model == model)
    return bool(connection.execute(select(condition)).scalar_one())


def documents_without(connection: Connection, model: str) -> tuple[str, ...]:
    """Ids of the documents that have passages but no vectors of that model, oldest first."""
    table, vectors = schema.documents.c, schema.vectors.c
    has = exists().where(vectors.document == table.key, vectors.model == model)
    wanted = select(table.id).where(table.passages > 0, ~has).order_by(table.key)
    return tuple(connection.execute(wanted).scalars())


def vector_count(connection: Connection, model: str) -> int:
    """Number of passages that have a vector of that model."""
    table, vectors = schema.documents.c, schema.vectors.c
    total = select(func.coalesce(func.sum(table.passages), 0)).join(
        schema.vectors, vectors.document == table.key
    )
    return int(connection.execute(total.where(vectors.model == model)).scalar_one())


def document_vectors(
    connection: Connection, model: str, document_keys: Sequence[int]
) -> Iterator[tuple[Keys, Vector]]:
    """Keys and vectors of all passages, one document at a time, in the order of the keys."""
    table, vectors = schema.documents.c, schema.vectors.c
    statement = (
        select(table.key, table.first_passage, vectors.dimensions, vectors.passages)
        .join(schema.vectors, vectors.document == table.key)
        .where(vectors.model == model, table.key.in_(document_keys))
        .order_by(table.key)
    )
    for key, first, dimensions, blob in connection.execute(statement):
        matrix = _vectors(blob, dimensions)
        start = passage_key(key, first)
        yield np.arange(start, start + len(matrix), dtype=np.int64), matrix


def passage_vectors(
    connection: Connection, model: str, keys: Iterable[int]
) -> tuple[list[int], Vector]:
    """Vectors of passages; those without one are left out.

    The wanted rows are cut out as bytes and turned into numbers all at once, many times quicker
    than one by one.
    """
    wanted: dict[int, list[int]] = {}
    for key in keys:
        wanted.setdefault(document_of(key), []).append(key)
    found: list[int] = []
    pieces: list[bytes] = []
    size = STORED_VECTOR.itemsize
    for batch in batches(wanted):
        rows = connection.execute(_PASSAGES, {"model": model, "keys": batch}).all()
        for key, first, dimensions, blob in rows:
            width = dimensions * size
            for passage in wanted[key]:
                start = (number_of(passage) - first) * width
                found.append(passage)
                pieces.append(blob[start : start + width])
    if not pieces:
        return [], np.empty((0, 0), dtype=np.float32)
    return found, _vectors(b"".join(pieces), len(pieces[0]) // size)


def sentence_vectors(
    connection: Connection, model: str, ids: Mapping[int, str]
) -> dict[str, SentenceVectors]:
    """Sentences of passages, given by key and id, by passage id."""
    rows = [
        row
        for batch in batches(ids)
        for row in connection.execute(_SENTENCES, {"model": model, "keys": batch}).all()
    ]
    if not rows:
        return {}
    matrix = _vectors(b"".join([row[3] for row in rows]), rows[0][1])
    pairs = np.frombuffer(b"".join([row[2] for row in rows]), dtype="<i4").reshape(-1, 2)
    spans = tuple(map(Span._make, pairs.tolist()))
    found: dict[str, SentenceVectors] = {}
    first = 0
    for passage, _, blob, _ in rows:
        after = first + len(blob) // _PAIR
        vectors = matrix[first:after]
        found[ids[passage]] = SentenceVectors(spans=spans[first:after], vectors=vectors)
        first = after
    return found


def _vectors(blob: bytes, dimensions: int) -> Vector:
    matrix = _WIDENED.take(np.frombuffer(blob, dtype="<u2")).reshape(-1, dimensions)
    # Rounding to float16 changed the lengths a little; a dot product shall be a cosine again.
    lengths = np.sqrt(np.einsum("ij,ij->i", matrix, matrix))
    matrix /= np.maximum(lengths, np.float32(1e-12))[:, None]
    return matrix
