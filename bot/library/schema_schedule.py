"""The tables of the schedule: who is briefed when, and what became of each run.

Times are ISO 8601 in UTC to the second ("2026-03-29T06:00:00Z"), so that they sort as text.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    inspect,
    text,
)

from bot.library.schema_base import metadata

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=True),
    Column("address", Text, nullable=False),
    Column("topics", Text, nullable=False),
    Column("outlets", Text, nullable=False),
    Column("languages", Text, nullable=False),
    Column("words", Integer),
    Column("hour", String(5), nullable=False),
    Column("zone", String(80), nullable=False),
    Column("weekdays", String(7), nullable=False),
    Column("window", Integer, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("begins", String(20), nullable=False),
    Column("owner", Text, nullable=False, server_default=""),
    sqlite_autoincrement=True,  # the id of a removed subscription names its past briefings
)
"""`topics`, `outlets` and `languages` are JSON lists, `weekdays` ISO numbers as in "12345".
`owner` is who asked for it in Slack."""

runs = Table(
    "runs",
    metadata,
    Column(
        "subscription",
        Integer,
        ForeignKey("subscriptions.key", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("slot", String(20), primary_key=True, index=True),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("worker", Text, nullable=False),
    Column("until", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("briefing", Integer),
    Column("receipt", Text),
)
"""The primary key is what lets a briefing be posted once. See `bot.library.runs` for `state`;
`until` is the end of the lease, or when a failed delivery is tried again."""

SCHEDULE_TABLES = (subscriptions, runs)


def add_owners(connection: Connection) -> None:
    """Give subscriptions of before Slack the column of who asked for them, "" for all."""
    known = {column["name"] for column in inspect(connection).get_columns(subscriptions.name)}
    if "owner" not in known:
        connection.execute(
            text("ALTER TABLE subscriptions ADD COLUMN owner TEXT DEFAULT '' NOT NULL")
        )
