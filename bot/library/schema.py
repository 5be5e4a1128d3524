"""The tables, their version, and the steps from one version to the next.

A document's row is replaced, never changed, when its content changes: the new row has a new `key`,
so that a view only ever adds and deletes. Texts stand in a table of their own so that going
through all documents does not go through their texts. `removals` holds numbers only: it tells the
views what to delete and says nothing about what was there.

The tables of the journal, the archive, the schedule and the Slack bot stand in modules of their
own; all are made here.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    insert,
    inspect,
    select,
    update,
)

from bot.errors import LibraryError, LibraryVersionError
from bot.library.schema_archive import ARCHIVE_TABLES
from bot.library.schema_base import BIG, key_of, metadata
from bot.library.schema_journal import JOURNAL_TABLES
from bot.library.schema_schedule import SCHEDULE_TABLES, add_owners
from bot.library.schema_slack import SLACK_TABLES

SCHEMA_VERSION = 4

settings = Table(
    "settings",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", String(200), nullable=False),
)

revisions = Table(
    "revisions",
    metadata,
    Column("number", BIG, primary_key=True, autoincrement=False),
    Column("stamp", BigInteger, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("content", String(64), nullable=False),
    Column("revision", BigInteger, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("language", String(20), nullable=False),
    Column("outlet", Text),
    Column("url", Text),
    Column("published", String(40)),
    Column("origin", Text, nullable=False, index=True),
    Column("characters", Integer, nullable=False),
    Column("first_passage", Integer, nullable=False),
    Column("passages", Integer, nullable=False),
    Column("signature", LargeBinary),
    sqlite_autoincrement=True,  # keys of removed documents never come back
)


texts = Table(
    "texts",
    metadata,
    key_of("document", "documents.key"),
    Column("text", Text, nullable=False),
    Column("raw", Text, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("key", BIG, primary_key=True, autoincrement=False),
    Column("document", Integer, ForeignKey("documents.key", ondelete="CASCADE"), index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

names = Table(
    "names",
    metadata,
    key_of("document", "documents.key"),
    Column("name", Text, primary_key=True),
)

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    key_of("document", "documents.key"),
)
"""Texts that share a band may be reprints of each other (see `bot.origins.bands`)."""

vectors = Table(
    "vectors",
    metadata,
    key_of("document", "documents.key"),
    Column("model", String(120), primary_key=True),
    Column("dimensions", Integer, nullable=False),
    Column("passages", LargeBinary, nullable=False),
)
"""One row for each document and model: little-endian float16 of shape (passages, dimensions)."""

sentences = Table(
    "sentences",
    metadata,
    Column(
        "passage",
        BIG,
        ForeignKey("passages.key", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("model", String(120), primary_key=True),
    Column("dimensions", Integer, nullable=False),
    Column("spans", LargeBinary, nullable=False),
    Column("vectors", LargeBinary, nullable=False),
)
"""`spans` is int32 of shape (sentences, 2), `vectors` float16 of shape (sentences, dimensions)."""

removals = Table(
    "removals",
    metadata,
    Column("document", Integer, primary_key=True, autoincrement=False),
    Column("revision", BigInteger, nullable=False, index=True),
    Column("first_passage", Integer, nullable=False),
    Column("passages", Integer, nullable=False),
    Column("erased", Boolean, nullable=False),
)


def _add_journal(connection: Connection) -> None:
    metadata.create_all(connection, tables=JOURNAL_TABLES)


def _add_briefings(connection: Connection) -> None:
    """Version 3: the archive of briefings and the schedule that makes them."""
    metadata.create_all(connection, tables=[*ARCHIVE_TABLES, *SCHEDULE_TABLES])


def _add_slack(connection: Connection) -> None:
    """Version 4: the queue and the answers of the Slack bot, and who subscribed there."""
    metadata.create_all(connection, tables=SLACK_TABLES)
    add_owners(connection)


Migration = Callable[[Connection], None]
MIGRATIONS: tuple[Migration, ...] = (_add_journal, _add_briefings, _add_slack)
"""Step n turns version n + 1 into n + 2. Each runs in the transaction that raises the version."""


def prepare(connection: Connection) -> str:
    """Create the tables or bring them up to `SCHEMA_VERSION`; returns the library's own id.

    Raises LibraryVersionError for a library written by a newer Citewire and LibraryError for
    a database that holds another program's tables.
    """
    found = set(inspect(connection).get_table_names())
    if settings.name not in found and found & set(metadata.tables):
        raise LibraryError(
            "the database holds other tables under the library's names: name another database"
        )
    if settings.name not in found:
        metadata.create_all(connection)
        library_id = uuid.uuid4().hex
        rows = {"schema": str(SCHEMA_VERSION), "library": library_id}
        connection.execute(insert(settings), [{"name": k, "value": v} for k, v in rows.items()])
        return library_id
    stored: dict[str, str] = {row.name: row.value for row in connection.execute(select(settings))}
    if not stored.get("schema", "").isdecimal() or "library" not in stored:
        raise LibraryError(
            "the database has a table called 'settings' that is not a library's: "
            "name another database"
        )
    _upgrade(connection, int(stored["schema"]))
    return stored["library"]


def _upgrade(connection: Connection, version: int) -> None:
    if version > SCHEMA_VERSION:
        raise LibraryVersionError(
            f"the library was written by a newer Citewire (schema {version}, this one reads up "
            f"to {SCHEMA_VERSION}): upgrade Citewire"
        )
    for step in MIGRATIONS[version - 1 :]:
        step(connection)
    if version < SCHEMA_VERSION:
        connection.execute(
            update(settings).where(settings.c.name == "schema").values(value=str(SCHEMA_VERSION))
        )
