"""The tables of the archive: past briefings, and the documents they cite as they stood."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from bot.library.schema_base import key_of, metadata

versions = Table(
    "versions",
    metadata,
    Column("content", String(64), primary_key=True),
    Column("document", Text, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("language", String(20), nullable=False),
    Column("source", Text, nullable=False),
    Column("outlet", Text),
    Column("url", Text),
    Column("published", String(40)),
    Column("origin", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("raw", Text, nullable=False),
)
"""Documents as they stood when they were cited; `content` is the SHA-256 of all other columns."""

briefings = Table(
    "briefings",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("series", Text, nullable=False, index=True),
    Column("day", String(10), nullable=False, index=True),
    Column("since", String(10)),
    Column("until", String(10)),
    Column("ends", String(10), nullable=False),
    Column("made_at", String(40), nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("content", String(64), nullable=False, index=True),
    Column("stories", Integer, nullable=False),
    Column("erased", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("request", Text, nullable=False),
    Column("snapshot", Text, nullable=False),
    sqlite_autoincrement=True,  # the number of a briefing never comes to mean another
)
"""Past briefings. `ends` is the last day of the period ("9999-12-31" where it is open), `content`
tells two equal briefings of one series apart from a new one, `erased` counts the stories that went
with a removed document, and `snapshot` is `bot.library.snapshots`' JSON."""


briefing_documents = Table(
    "briefing_documents",
    metadata,
    key_of("briefing", "briefings.number"),
    Column("document", Text, primary_key=True, index=True),
)
"""Every document that a briefing was written from, told or not."""

told_vectors = Table(
    "told_vectors",
    metadata,
    key_of("briefing", "briefings.number"),
    Column("document", Text, primary_key=True, index=True),
    Column("start", Integer, primary_key=True, autoincrement=False),
    Column("end", Integer, primary_key=True, autoincrement=False),
    Column("model", String(120), nullable=False),
    Column("vector", LargeBinary, nullable=False),
)
"""Embeddings of the quoted sentences, by document id and offsets: float16 of shape (d,)."""

gone = Table(
    "gone",
    metadata,
    key_of("briefing", "briefings.number"),
    Column("document", Text, primary_key=True),
)
"""Documents that a briefing told of and that were removed since: all that is left of them."""

ARCHIVE_TABLES = (versions, briefings, briefing_documents, told_vectors, gone)
