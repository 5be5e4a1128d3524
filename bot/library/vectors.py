"""The statements that read vectors. Each runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from sqlalchemy import Connection, exists, func, select

from bot.library import schema
from bot.library.keys import document_of, number_of, passage_key
from bot.library.reading import batches
from bot.library.records import Keys, SentenceVectors
from bot.library.writing import STORED_VECTOR
from bot.types import Span, Vector


def has_vectors(connection: Connection, document_key: int, model: str) -> bool:
    """Whether the document has vectors of that model."""
    table = schema.vectors.c
    condition = exists().where(table.document == document_key, table.model == model)
    return bool(connection.execute(select(condition)).scalar_one())


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
    table, vectors = schema.documents.c, schema.vectors.c
    statement = (
        select(table.key, table.first_passage, vectors.dimensions, vectors.passages)
        .join(schema.vectors, vectors.document == table.key)
        .where(vectors.model == model)
    )
    found: list[int] = []
    pieces: list[bytes] = []
    size = STORED_VECTOR.itemsize
    for batch in batches(wanted):
        for key, first, dimensions, blob in connection.execute(
            statement.where(table.key.in_(batch))
        ):
            width = dimensions * size
            for passage in wanted[key]:
                start = (number_of(passage) - first) * width
                found.append(passage)
                pieces.append(blob[start : start + width])
    if not pieces:
        return [], np.empty((0, 0), dtype=np.float32)
    return found, _vectors(b"".join(pieces), len(pieces[0]) // size)


def sentence_vectors(
    connection: Connection, model: str, keys: Iterable[int]
) -> dict[int, SentenceVectors]:
    """Sentences of passages by passage key."""
    table = schema.sentences.c
    statement = select(table.passage, table.dimensions, table.spans, table.vectors)
    rows = [
        row
        for batch in batches(keys)
        for row in connection.execute(
            statement.where(table.model == model, table.passage.in_(batch))
        )
    ]
    if not rows:
        return {}
    matrix = _vectors(b"".join(row.vectors for row in rows), rows[0].dimensions)
    found: dict[int, SentenceVectors] = {}
    first = 0
    for row in rows:
        pairs = np.frombuffer(row.spans, dtype="<i4").reshape(-1, 2).tolist()
        found[row.passage] = SentenceVectors(
            spans=tuple(Span(start, end) for start, end in pairs),
            vectors=matrix[first : first + len(pairs)],
        )
        first += len(pairs)
    return found


def _vectors(blob: bytes, dimensions: int) -> Vector:
    matrix = np.frombuffer(blob, dtype=STORED_VECTOR).astype(np.float32).reshape(-1, dimensions)
    # Rounding to float16 changed the lengths a little; a dot product shall be a cosine again.
    lengths = np.sqrt(np.einsum("ij,ij->i", matrix, matrix))
    matrix /= np.maximum(lengths, np.float32(1e-12))[:, None]
    return matrix
