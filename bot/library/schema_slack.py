"""The tables of the Slack bot: the queue of what was asked, and what was answered.

Times are ISO 8601 in UTC to the second ("2026-03-29T06:00:00Z"), so that they sort as text.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from bot.library.schema_base import BIG, metadata

jobs = Table(
    "jobs",
    metadata,
    Column("number", BIG, primary_key=True, autoincrement=True),
    Column("id", String(20), nullable=False, unique=True),
    Column("event", Text, nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("team", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("surface", String(10), nullable=False),
    Column("thread", String(40)),
    Column("text", Text, nullable=False),
    Column("response_url", Text),
    Column("files", Text, nullable=False),
    Column("details", Text),
    Column("posted", Text),
    Column("entered", String(20), nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("worker", Text, nullable=False),
    Column("until", String(20), nullable=False),
    Column("outcome", String(20), nullable=False),
    sqlite_autoincrement=True,  # the order in which they came in
)
"""One row for each event: `event` being unique is what lets it be answered once. See
`bot.library.jobs` for `state`; `until` is the end of the lease, when a job that is put back may be
claimed, or when it was finished. `files` and `details` are JSON."""

Index("jobs_in_order", jobs.c.state, jobs.c.number)
Index("jobs_by_thread", jobs.c.channel, jobs.c.thread)

answers = Table(
    "answers",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("question", Text, nullable=False),
    Column("standalone", Text, nullable=False),
    Column("language", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    Column("payload", Text, nullable=False),
    Column("loose", Boolean, nullable=False, index=True),
    Column("team", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("ts", String(40)),
    Column("created", String(20), nullable=False, index=True),
)
"""Answers as they were posted; `payload` is JSON, and `loose` tells that it holds statements which
verification took out: nothing says which documents their words came from."""

answer_documents = Table(
    "answer_documents",
    metadata,
    Column("answer", String(20), ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    Column("document", Text, primary_key=True, index=True),
)
"""Every document that may have left words in an answer's row."""

feedback = Table(
    "feedback",
    metadata,
    Column("answer", String(20), primary_key=True),
    Column("user", Text, primary_key=True),
    Column("verdict", String(20), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("comment", Text, nullable=False),
    Column("created", String(20), nullable=False, index=True),
)
"""What a reader thought of an answer; the last word of each reader counts. The row outlives the
answer, without its comment, which may repeat it."""

SLACK_TABLES = (jobs, answers, answer_documents, feedback)
