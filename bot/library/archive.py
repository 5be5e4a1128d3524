"""Past briefings, kept so that each is written again as it was and the next one knows them.

What is kept is the briefing itself, not its text in one format, with the documents that it cites
as they stood. No view shows it, so keeping one makes no revision.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

import numpy as np
from sqlalchemy import Connection, RowMapping, Select, Table, and_, insert, or_, select

from bot.arguments import BriefingRequest
from bot.briefing_types import Briefing
from bot.earlier import Earlier, PastBriefing, Place, earlier_of
from bot.errors import UnknownBriefingError
from bot.library import schema_archive as schema
from bot.library.database import Database
from bot.library.editions import Edition, EditionSummary, chosen
from bot.library.reading import batches
from bot.library.redaction import documents_of
from bot.library.schema_schedule import runs
from bot.library.snapshots import Snapshot, read, versions_in, written
from bot.library.writing import STORED_VECTOR
from bot.series import follows_slots_only, period_end, series_of
from bot.types import Document, Timings, Vector

MOST_EARLIER = 14
"""Earlier briefings that a new one is compared with: two weeks of daily ones."""

_KEYS = ("content", "document")

Vectors = Mapping[Place, Vector]
"""Embeddings of the quoted sentences by where the quotations stand, each of shape (d,)."""


class Archive:
    """The archive of one library; safe to use from several threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, edition: Edition, vectors: Vectors, model: str) -> Edition:
        """Keep an edition and return it as it is kept, with its number.

        An equal one of the same series, period and revision is kept already: then that one is
        returned, with the time at which it was first made. `model` names the embedder of `vectors`.
        """
        snapshot = written(edition.briefing)
        content = content_of(edition.briefing)
        with self._database.writes() as connection:
            if (same := _same(connection, edition, content)) is not None:
                return _edition(connection, same)
            values = _values(edition, content, snapshot)
            number = connection.execute(
                insert(schema.briefings).values(values).returning(schema.briefings.c.number)
            ).scalar_one()
            _keep_versions(connection, snapshot.documents)
            named = sorted(documents_of(edition.briefing) | {*edition.consulted})
            _insert(
                connection,
                schema.briefing_documents,
                [{"briefing": number, "document": name} for name in named],
            )
            _insert(connection, schema.told_vectors, _vector_rows(number, vectors, model))
        return replace(edition, number=number, consulted=tuple(named))

    def get(self, number: int) -> Edition:
        """The edition of that number. Raises UnknownBriefingError."""
        with self._database.reads() as connection:
            row = connection.execute(
                select(schema.briefings).where(schema.briefings.c.number == number)
            ).mappings()
            found = row.first()
            if found is None:
                raise UnknownBriefingError(f"no briefing {number}; see `citewire briefings`")
            return _edition(connection, found)

    def summaries(self) -> tuple[EditionSummary, ...]:
        """All past briefings, in the order of their numbers."""
        names = EditionSummary.__dataclass_fields__
        columns = [schema.briefings.c[name] for name in names]
        with self._database.reads() as connection:
            rows = connection.execute(select(*columns).order_by(schema.briefings.c.number))
            return tuple(EditionSummary(**row) for row in rows.mappings())

    def on(self, date: str) -> tuple[EditionSummary, ...]:
        """The briefings for a day or month, else those made then; the last one made comes last.

        "2023-02-14" or "2023-02". Raises UnknownBriefingError with the nearest days.
        """
        return chosen(date, self.summaries())

    def past(self, request: BriefingRequest, revision: int, model: str) -> tuple[PastBriefing, ...]:
        """The briefings that came before this one in its series, newest first, at most 14.

        Earlier is one whose period ends before, or which has the same period and was made at an
        earlier revision of the library; for a subscription only the former, and those delivered.
        """
        statement = _before(request, revision)
        with self._database.reads() as connection:
            rows = connection.execute(statement).mappings().all()
            return tuple(_past(connection, row, model) for row in rows)

    def earlier(self, request: BriefingRequest, revision: int, model: str) -> Earlier:
        """What those briefings told."""
        return earlier_of(self.past(request, revision, model))


def content_of(briefing: Briefing) -> str:
    """Hash of all that a reader sees of a briefing, which is all but how long it took."""
    told = written(replace(briefing, timings=Timings()))
    return hashlib.sha256(told.text.encode()).hexdigest()


def briefing_of(connection: Connection, row: RowMapping) -> Briefing:
    """The briefing of a row of `briefings`, with its documents as they stood."""
    versions = _versions(connection, versions_in(row["snapshot"]))
    return read(Briefing, Snapshot(text=row["snapshot"], documents=versions))


def _before(request: BriefingRequest, revision: int) -> Select[tuple[object, ...]]:
    table, ends, series = schema.briefings.c, period_end(request), series_of(request)
    earlier = table.ends < ends
    if follows_slots_only(series):
        # A briefing whose delivery failed was read by nobody, nor was one written by hand.
        delivered = select(runs.c.briefing).where(runs.c.state == "done")
        earlier = and_(earlier, table.number.in_(delivered))
    else:
        same_period = and_(
            table.ends == ends,
            table.since.is_not_distinct_from(request.filters.since),
            table.until.is_not_distinct_from(request.filters.until),
        )
        earlier = or_(earlier, and_(same_period, table.revision < revision))
    return (
        select(schema.briefings)
        .where(table.series == series, earlier)
        .order_by(table.ends.desc(), table.revision.desc(), table.number.desc())
        .limit(MOST_EARLIER)
    )


def _same(connection: Connection, edition: Edition, content: str) -> RowMapping | None:
    table = schema.briefings.c
    statement = select(schema.briefings).where(
        table.series == edition.series,
        table.ends == edition.ends,
        table.revision == edition.revision,
        table.content == content,
    )
    return connection.execute(statement.order_by(table.number)).mappings().first()


def _values(edition: Edition, content: str, snapshot: Snapshot) -> dict[str, object]:
    filters = edition.request.filters
    return {
        "series": edition.series,
        "day": edition.day,
        "since": filters.since,
        "until": filters.until,
        "ends": edition.ends,
        "made_at": edition.made_at,
        "revision": edition.revision,
        "content": content,
        "stories": len(edition.briefing.stories),
        "erased": 0,
        "title": edition.briefing.title,
        "request": written(edition.request).text,
        "snapshot": snapshot.text,
    }


def _keep_versions(connection: Connection, documents: Mapping[str, Document]) -> None:
    kept = _versions(connection, tuple(documents))
    rows = [
        {"content": content, "document": document.id, **_columns(document)}
        for content, document in documents.items()
        if content not in kept
    ]
    _insert(connection, schema.versions, rows)


def _columns(document: Document) -> dict[str, object]:
    return {name: value for name, value in asdict(document).items() if name != "id"}


def _vector_rows(number: int, vectors: Vectors, model: str) -> list[dict[str, object]]:
    return [
        {
            "briefing": number,
            "document": document,
            "start": start,
            "end": end,
            "model": model,
            "vector": vector.astype(STORED_VECTOR).tobytes(),
        }
        for (document, start, end), vector in vectors.items()
    ]


def _insert(connection: Connection, table: Table, rows: Sequence[dict[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), list(rows))


def _versions(connection: Connection, contents: Sequence[str]) -> dict[str, Document]:
    table, found = schema.versions.c, {}
    for batch in batches(contents):
        rows = connection.execute(select(schema.versions).where(table.content.in_(batch)))
        for row in rows.mappings():
            values = {name: value for name, value in row.items() if name not in _KEYS}
            found[row["content"]] = Document(id=row["document"], **values)
    return found


def _edition(connection: Connection, row: RowMapping) -> Edition:
    consulted = select(schema.briefing_documents.c.document).where(
        schema.briefing_documents.c.briefing == row["number"]
    )
    return Edition(
        briefing=briefing_of(connection, row),
        request=read(BriefingRequest, Snapshot(text=row["request"], documents={})),
        made_at=row["made_at"],
        revision=row["revision"],
        consulted=tuple(sorted(connection.execute(consulted).scalars())),
        number=row["number"],
        erased=row["erased"],
    )


def _past(connection: Connection, row: RowMapping, model: str) -> PastBriefing:
    briefing = briefing_of(connection, row)
    table = schema.told_vectors.c
    rows = connection.execute(
        select(table.document, table.start, table.end, table.vector).where(
            table.briefing == row["number"], table.model == model
        )
    )
    gone = select(schema.gone.c.document).where(schema.gone.c.briefing == row["number"])
    read_from = select(schema.briefing_documents.c.document).where(
        schema.briefing_documents.c.briefing == row["number"]
    )
    return PastBriefing(
        briefing=briefing,
        day=row["day"],
        gone=tuple(sorted(connection.execute(gone).scalars())),
        consulted=frozenset(connection.execute(read_from).scalars()),
        vectors={
            (document, start, end): np.frombuffer(vector, STORED_VECTOR).astype(np.float32)
            for document, start, end, vector in rows
        },
    )
