"""What a removed document takes with it beside itself: turns, answers, versions and stories.

Of a briefing that told of it one thing is left, that it did so: the next briefing of the series
owes its reader that notice.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from bot.library import schema_archive as schema
from bot.library.answers import forget_answers
from bot.library.archive import briefing_of, content_of
from bot.library.journal import forget
from bot.library.reading import batches
from bot.library.redaction import cited_in, redacted
from bot.library.snapshots import written


def erase(connection: Connection, document_ids: Sequence[str]) -> None:
    """Erase every trace of the documents from the journal, the answers and the archive."""
    forget(connection, document_ids)
    forget_answers(connection, document_ids)
    for row in _written_from(connection, document_ids):
        _redact(connection, row, document_ids)
    for batch in batches(document_ids):
        for table in (schema.versions, schema.told_vectors, schema.briefing_documents):
            connection.execute(delete(table).where(table.c.document.in_(batch)))


def _written_from(connection: Connection, document_ids: Sequence[str]) -> list[RowMapping]:
    """The briefings that one of the documents may have left words in."""
    table = schema.briefing_documents.c
    numbers: set[int] = set()
    for batch in batches(document_ids):
        found = select(table.briefing).where(table.document.in_(batch)).distinct()
        numbers.update(connection.execute(found).scalars())
    rows: list[RowMapping] = []
    for some in batches(sorted(numbers)):
        statement = select(schema.briefings).where(schema.briefings.c.number.in_(some))
        rows += connection.execute(statement).mappings()
    return rows


def _redact(connection: Connection, row: RowMapping, removed: Sequence[str]) -> None:
    briefing = briefing_of(connection, row)
    told = {name for story in briefing.stories for name in cited_in(story)} & {*removed}
    left = redacted(briefing, removed)
    table = schema.briefings.c
    connection.execute(
        update(schema.briefings)
        .where(table.number == row["number"])
        .values(
            snapshot=written(left).text,
            content=content_of(left),
            stories=len(left.stories),
            erased=row["erased"] + len(briefing.stories) - len(left.stories),
        )
    )
    if told:
        rows = [{"briefing": row["number"], "document": name} for name in sorted(told)]
        known = select(schema.gone.c.document).where(schema.gone.c.briefing == row["number"])
        noted = set(connection.execute(known).scalars())
        if fresh := [one for one in rows if one["document"] not in noted]:
            connection.execute(insert(schema.gone), fresh)
