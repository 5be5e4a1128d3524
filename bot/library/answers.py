"""What was answered in Slack, and what its readers thought of it.

Kept in the library so that a passage, "Why?" and feedback can be told of an answer long after it
was posted, by any process. No view shows it, so writing it makes no revision. An answer repeats
what documents say: it goes with the first of them that is removed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import Connection, RowMapping, delete, exists, insert, select, update

from bot.library import schema_slack as schema
from bot.library.database import Database
from bot.library.moments import moment_from, stamp_of
from bot.library.reading import batches
from bot.library.schema import documents

Verdict = Literal["helpful", "unhelpful"]
_REMOVED = "removed"
"""The key under which `bot.contract` lists the statements that verification took out."""


@dataclass(frozen=True, kw_only=True)
class AnswerRecord:
    """One answer as it was posted. `id` is the job's, which the reader sees.

    `payload` is JSON: the answer as `bot.contract.answer_json` writes it, and what was searched.
    `documents` are ids of all documents that may have left words in it; those that `payload` names
    under a key "document" count without being listed. What stands under its key "removed" goes with
    any document that is removed, since nothing tells where its words came from. `ts` is the
    message's, None where only the asker saw it.
    """

    id: str
    question: str
    standalone: str
    language: str
    status: str
    payload: Mapping[str, Any]
    documents: tuple[str, ...] = ()
    team: str = ""
    channel: str = ""
    user: str = ""
    ts: str | None = None
    created: datetime


@dataclass(frozen=True, kw_only=True)
class FeedbackEntry:
    """What one reader thought of an answer. `reason` is one of the bot's choices, `comment` the
    reader's own words; "" for none."""

    answer: str
    user: str
    verdict: Verdict
    reason: str = ""
    comment: str = ""
    created: datetime


class Answers:
    """The answers of one library; safe to use from several threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, record: AnswerRecord) -> bool:
        """Keep an answer, in place of the one of the same id.

        False, and nothing is kept, when one of its documents is not in the library (any more):
        its words must not outlive it.
        """
        named = sorted({*record.documents, *_named_in(record.payload)})
        table = schema.answers
        with self._database.writes() as connection:
            if not _all_stored(connection, named):
                return False
            connection.execute(delete(table).where(table.c.id == record.id))
            connection.execute(insert(table).values(_values(record)))
            if named:
                rows = [{"answer": record.id, "document": document} for document in named]
                connection.execute(insert(schema.answer_documents), rows)
        return True

    def get(self, answer_id: str) -> AnswerRecord | None:
        """The answer of an id; None when it was not kept or went with a removed document."""
        cited = schema.answer_documents.c
        with self._database.reads() as connection:
            found = connection.execute(
                select(schema.answers).where(schema.answers.c.id == answer_id)
            )
            row = found.mappings().first()
            named = connection.execute(
                select(cited.document).where(cited.answer == answer_id).order_by(cited.document)
            )
            return None if row is None else _record(row, tuple(named.scalars()))

    def feedback(self, entry: FeedbackEntry) -> None:
        """Note what a reader thought; the reader's earlier word on the same answer is replaced."""
        table = schema.feedback
        values = {
            "answer": entry.answer,
            "user": entry.user,
            "verdict": entry.verdict,
            "reason": entry.reason,
            "comment": entry.comment,
            "created": stamp_of(entry.created),
        }
        with self._database.writes() as connection:
            connection.execute(
                delete(table).where(table.c.answer == entry.answer, table.c.user == entry.user)
            )
            connection.execute(insert(table).values(values))

    def feedbacks(self, since: datetime | None = None) -> tuple[FeedbackEntry, ...]:
        """What readers thought from a moment on, oldest first."""
        table = schema.feedback.c
        statement = select(schema.feedback).order_by(table.created, table.answer, table.user)
        if since is not None:
            statement = statement.where(table.created >= stamp_of(since))
        with self._database.reads() as connection:
            return tuple(map(_entry, connection.execute(statement).mappings()))


def forget_answers(connection: Connection, document_ids: Sequence[str]) -> None:
    """Delete each answer that may hold words of one of the documents, and what readers wrote of
    it; that they found it helpful or not stays. The other answers lose what verification had taken
    out of them."""
    cited, feedback = schema.answer_documents.c, schema.feedback
    found: set[str] = set()
    for batch in batches(document_ids):
        statement = select(cited.answer).where(cited.document.in_(batch)).distinct()
        found.update(connection.execute(statement).scalars())
    for some in batches(sorted(found)):
        connection.execute(update(feedback).where(feedback.c.answer.in_(some)).values(comment=""))
        connection.execute(delete(schema.answers).where(schema.answers.c.id.in_(some)))
    table = schema.answers.c
    for row in connection.execute(select(table.id, table.payload).where(table.loose)).all():
        payload = json.dumps({**json.loads(row.payload), _REMOVED: []}, ensure_ascii=False)
        left = update(schema.answers).where(table.id == row.id)
        connection.execute(left.values(payload=payload, loose=False))


def _named_in(value: object) -> Iterator[str]:
    """Ids that stand under a key "document" anywhere in JSON."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key == "document" and isinstance(inner, str):
                yield inner
            else:
                yield from _named_in(inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from _named_in(inner)


def _all_stored(connection: Connection, ids: Sequence[str]) -> bool:
    return all(
        connection.execute(select(exists().where(documents.c.id == document_id))).scalar()
        for document_id in ids
    )


def _values(record: AnswerRecord) -> dict[str, object]:
    return {
        "id": record.id,
        "question": record.question,
        "standalone": record.standalone,
        "language": record.language,
        "status": record.status,
        "payload": json.dumps(record.payload, ensure_ascii=False),
        "loose": bool(record.payload.get(_REMOVED)),
        "team": record.team,
        "channel": record.channel,
        "user": record.user,
        "ts": record.ts,
        "created": stamp_of(record.created),
    }


def _record(row: RowMapping, named: tuple[str, ...]) -> AnswerRecord:
    return AnswerRecord(
        id=row["id"],
        question=row["question"],
        standalone=row["standalone"],
        language=row["language"],
        status=row["status"],
        payload=json.loads(row["payload"]),
        documents=named,
        team=row["team"],
        channel=row["channel"],
        user=row["user"],
        ts=row["ts"],
        created=moment_from(row["created"]),
    )


def _entry(row: RowMapping) -> FeedbackEntry:
    return FeedbackEntry(
        answer=row["answer"],
        user=row["user"],
        verdict=_verdict(row["verdict"]),
        reason=row["reason"],
        comment=row["comment"],
        created=moment_from(row["created"]),
    )


def _verdict(text: str) -> Verdict:
    verdicts: tuple[Verdict, ...] = get_args(Verdict)
    for verdict in verdicts:
        if verdict == text:
            return verdict
    raise ValueError(f"a feedback's row says {text!r}, which is none of {', '.join(verdicts)}")
