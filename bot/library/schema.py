"""The tables, their version, and the steps from one version to the next.

A document's row is replaced, never changed, when its content changes: the new row has a new `key`,
so that a view only ever adds and deletes. Texts stand in a table of their own so that going
through all documents does not go through their texts. `removals` holds numbers only: it tells the
views what to delete and says nothing about what was there.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    insert,
    inspect,
    select,
    update,
)

from bot.errors import LibraryError, LibraryVersionError

SCHEMA_VERSION = 2

# In SQLite only a column declared INTEGER is the row's own number, which needs no second index.
_BIG = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData()

settings = Table(
    "settings",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", String(200), nullable=False),
)

revisions = Table(
    "revisions",
    metadata,
    Column("number", _BIG, primary_key=True, autoincrement=False),
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


def _document_key(*, primary_key: bool = False) -> Column[int]:
    return Column(
        "document",
        Integer,
        ForeignKey("documents.key", ondelete="CASCADE"),
        primary_key=primary_key,
        autoincrement=False,
        nullable=False,
    )


texts = Table(
    "texts",
    metadata,
    _document_key(primary_key=True),
    Column("text", Text, nullable=False),
    Column("raw", Text, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("key", _BIG, primary_key=True, autoincrement=False),
    Column("document", Integer, ForeignKey("documents.key", ondelete="CASCADE"), index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

names = Table(
    "names",
    metadata,
    _document_key(primary_key=True),
    Column("name", Text, primary_key=True),
)

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    _document_key(primary_key=True),
)
"""Texts that share a band may be reprints of each other (see `bot.origins.bands`)."""

vectors = Table(
    "vectors",
    metadata,
    _document_key(primary_key=True),
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
        _BIG,
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

usage = Table(
    "usage",
    metadata,
    Column("number", _BIG, primary_key=True, autoincrement=True),
    Column("day", String(10), nullable=False, index=True),
    Column("user", Text, nullable=False),
    Column("model", String(120), nullable=False),
    Column("input_tokens", BigInteger, nullable=False),
    Column("output_tokens", BigInteger, nullable=False),
    Column("cost_usd", Float, nullable=False),
)
"""One row for each answer that a model was paid for; `day` is ISO, in UTC."""

turns = Table(
    "turns",
    metadata,
    Column("thread", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("day", String(10), nullable=False),
    Column("question", Text, nullable=False),
    Column("standalone", Text, nullable=False),
    Column("language", String(20), nullable=False),
    Column("text", Text, nullable=False),
)
"""The questions of a thread and their answers, from 1."""

turn_passages = Table(
    "turn_passages",
    metadata,
    Column("thread", Text, primary_key=True),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("document", Text, nullable=False, index=True),
    Column("passage", Integer, nullable=False),
    ForeignKeyConstraint(["thread", "turn"], ["turns.thread", "turns.number"], ondelete="CASCADE"),
)
"""The passages that an answer cites, by document id and number: a new version of a document keeps
its id."""


def _add_journal(connection: Connection) -> None:
    metadata.create_all(connection, tables=[usage, turns, turn_passages])


Migration = Callable[[Connection], None]
MIGRATIONS: tuple[Migration, ...] = (_add_journal,)
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
