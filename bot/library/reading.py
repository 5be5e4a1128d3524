"""The statements that read the library. Each runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

import numpy as np
from sqlalchemy import Connection, RowMapping, bindparam, func, select

from bot.library import schema
from bot.library.keys import document_of, number_of, passage_key
from bot.library.records import (
    NO_REVISION,
    Changes,
    DocumentSummary,
    OriginCandidate,
    Revision,
)
from bot.library.selected import Entry
from bot.types import Document, Passage, Span

BATCH = 500
"""Values in one IN list: SQLite takes 32,766, but a long list is slow to prepare."""

Item = TypeVar("Item")


def batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """Lists of up to `size` items."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch


NEWEST = "SELECT number, stamp FROM revisions ORDER BY number DESC LIMIT 1"
"""As text: every question asks it several times, and building it takes longer than answering."""


def revision(connection: Connection) -> Revision:
    """The newest revision; number 0 for an empty library."""
    row = connection.exec_driver_sql(NEWEST).first()
    return NO_REVISION if row is None else Revision(row[0], row[1])


def entries(connection: Connection) -> list[Entry]:
    """Every document, without its text."""
    table = schema.documents.c
    columns = (table.key, table.id, table.published, table.outlet)
    found = (table.first_passage, table.passages, table.source, table.url, table.language)
    statement = select(*columns, *found).order_by(table.key)
    return [Entry(*row) for row in connection.execute(statement)]


def summaries(connection: Connection) -> tuple[DocumentSummary, ...]:
    """Every document in the order of its id."""
    names = DocumentSummary.__dataclass_fields__
    columns = [schema.documents.c[name] for name in names]
    rows = connection.execute(select(*columns).order_by(schema.documents.c.id)).mappings()
    return tuple(DocumentSummary(**row) for row in rows)


def stored(connection: Connection, ids: Sequence[str]) -> dict[str, RowMapping]:
    """Key, content hash and passage numbers of those of `ids` that are in the library."""
    table = schema.documents.c
    columns = (table.id, table.key, table.content, table.first_passage, table.passages)
    found: dict[str, RowMapping] = {}
    for batch in batches(ids):
        rows = connection.execute(select(*columns).where(table.id.in_(batch))).mappings()
        found.update((row["id"], row) for row in rows)
    return found


# Built once: every question asks these, and building one takes as long as answering it.
_HEAD = ("id", "title", "language", "source", "outlet", "url", "published", "origin")
_FIELDS = (*_HEAD, "text", "raw")
_DOCUMENTS = (
    select(
        schema.documents.c.key,
        *(schema.documents.c[name] for name in _HEAD),
        schema.texts.c.text,
        schema.texts.c.raw,
    )
    .join(schema.texts, schema.texts.c.document == schema.documents.c.key)
    .where(schema.documents.c.key.in_(bindparam("keys", expanding=True)))
)
_SPANS = select(schema.passages.c.key, schema.passages.c.start, schema.passages.c.end).where(
    schema.passages.c.key.in_(bindparam("keys", expanding=True))
)


def documents(connection: Connection, keys: Iterable[int]) -> dict[int, Document]:
    """Whole documents by key."""
    found: dict[int, Document] = {}
    for batch in batches(keys):
        for key, *values in connection.execute(_DOCUMENTS, {"keys": batch}).all():
            found[key] = Document(**dict(zip(_FIELDS, values, strict=True)))
    return found


def spans(connection: Connection, keys: Iterable[int]) -> dict[int, Span]:
    """Offsets of passages by passage key."""
    found: dict[int, Span] = {}
    for batch in batches(keys):
        rows = connection.execute(_SPANS, {"keys": batch}).all()
        found.update((key, Span(start, end)) for key, start, end in rows)
    return found


def passages(
    keys: Mapping[str, int], spans: Mapping[int, Span], documents: Mapping[int, Document]
) -> dict[str, Passage]:
    """Passages by id, of those keys that have a span."""
    return {
        name: Passage(
            document=documents[document_of(key)],
            number=number_of(key),
            start=spans[key].start,
            end=spans[key].end,
        )
        for name, key in keys.items()
        if key in spans
    }


class IndexedPassage(NamedTuple):
    """A passage as the lexical view wants it."""

    key: int
    document: int
    title: str
    language: str
    text: str


def indexed_passages(connection: Connection, document_keys: Sequence[int]) -> list[IndexedPassage]:
    """Texts of all passages of some documents."""
    table, texts, passages = schema.documents.c, schema.texts.c, schema.passages.c
    heads = connection.execute(
        select(table.key, table.title, table.language, texts.text)
        .join(schema.texts, texts.document == table.key)
        .where(table.key.in_(document_keys))
    )
    by_key = {row.key: row for row in heads}
    rows = connection.execute(
        select(passages.key, passages.document, passages.start, passages.end)
        .where(passages.document.in_(document_keys))
        .order_by(passages.key)
    )
    return [
        IndexedPassage(key, document, head.title, head.language, head.text[start:end])
        for key, document, start, end in rows
        if (head := by_key.get(document)) is not None
    ]


def names(connection: Connection, document_keys: Iterable[int] | None = None) -> frozenset[str]:
    """Every name in the library, or in some of its documents, as it is written."""
    table = schema.names.c
    if document_keys is None:
        return frozenset(connection.execute(select(table.name).distinct()).scalars())
    wanted = frozenset(document_keys)
    # One walk through the table: a long list of keys would take longer.
    rows = connection.execute(select(table.document, table.name))
    return frozenset(name for document, name in rows if document in wanted)


def sources(connection: Connection) -> Mapping[str, str]:
    """Document id to the path or URL it was read from."""
    table = schema.documents.c
    return {row.id: row.source for row in connection.execute(select(table.id, table.source))}


def origin_candidates(
    connection: Connection, bands: Sequence[int], excluding: str
) -> list[OriginCandidate]:
    """Documents that share a band, oldest first, `excluding` itself left out.

    A group that is named after the one left out goes by the name it will get when that one is
    replaced: its oldest other member's.
    """
    table, shared = schema.documents.c, schema.bands.c
    sharing = select(shared.document).where(shared.band.in_(bands))
    statement = (
        select(table.id, table.origin, table.signature)
        .where(table.signature.is_not(None), table.id != excluding, table.key.in_(sharing))
        .order_by(table.key)
    )
    heir = connection.execute(
        select(table.id)
        .where(table.origin == excluding, table.id != excluding)
        .order_by(table.key)
        .limit(1)
    ).scalar()
    return [
        OriginCandidate(
            row.id,
            heir if row.origin == excluding and heir is not None else row.origin,
            np.frombuffer(row.signature, dtype="<u8").astype(np.uint64),
        )
        for row in connection.execute(statement)
    ]


def origins(connection: Connection) -> int:
    """Number of groups of near-identical documents."""
    counted = select(func.count(func.distinct(schema.documents.c.origin)))
    return int(connection.execute(counted).scalar_one())


def changes(connection: Connection, reached: Revision) -> Changes | None:
    """What has changed since `reached`; None when that is no revision of this library."""
    newest = revision(connection)
    if reached != NO_REVISION:
        table = schema.revisions.c
        stamp = connection.execute(
            select(table.stamp).where(table.number == reached.number)
        ).scalar()
        if stamp != reached.stamp:
            return None
    gone, table = schema.removals.c, schema.documents.c
    removed = connection.execute(
        select(gone.document, gone.first_passage, gone.passages, gone.erased).where(
            gone.revision > reached.number
        )
    ).all()
    added = connection.execute(
        select(table.key).where(table.revision > reached.number).order_by(table.key)
    ).scalars()
    return Changes(
        revision=newest,
        removed=tuple(row.document for row in removed),
        removed_passages=tuple(
            passage_key(row.document, number)
            for row in removed
            for number in range(row.first_passage, row.first_passage + row.passages)
        ),
        added=tuple(added),
        erased=any(row.erased for row in removed),
    )
