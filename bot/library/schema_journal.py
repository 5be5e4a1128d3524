"""The tables of the journal: what was spent, and the turns of threads."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKeyConstraint,
    Integer,
    String,
    Table,
    Text,
)

from bot.library.schema_base import BIG, metadata

usage = Table(
    "usage",
    metadata,
    Column("number", BIG, primary_key=True, autoincrement=True),
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
"""The questions of a thread and their answers, from 1; 0 is a briefing that it began with."""

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

JOURNAL_TABLES = (usage, turns, turn_passages)
