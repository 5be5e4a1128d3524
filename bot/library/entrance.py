"""Lets jobs into the queue, many at once in one transaction.

A hundred events may come in within one second, and each is to be acknowledged at once, while a
transaction of its own for each would keep the last of them waiting for all others. So whoever has
its turn enters all that have come up to the door meanwhile.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import Any, Final

from sqlalchemy import BindParameter, Connection, bindparam, func, insert, select, union_all
from sqlalchemy.exc import IntegrityError

from bot.errors import QueueFullError
from bot.library import schema_slack as schema
from bot.library.database import Database
from bot.library.job_rows import values_of
from bot.library.moments import stamp_of
from bot.library.reading import batches
from bot.slack.values import Job

ERASED: Final[Mapping[str, object]] = {
    "text": "",
    "response_url": None,
    "files": "[]",
    "details": None,
    "worker": "",
}
"""What is left of what was asked once it is answered."""

_JOB = schema.jobs.c
_INSERT = insert(schema.jobs)
_WAITING = select(func.count()).where(_JOB.state == "waiting")
_KNOWN = select(_JOB.event).where(_JOB.event.in_(bindparam("events", expanding=True)))
_NAMES: BindParameter[list[str]] = bindparam("names", expanding=True)
_ANSWER = schema.answers.c.id
_TAKEN = union_all(
    select(_JOB.id).where(_JOB.id.in_(_NAMES)), select(_ANSWER).where(_ANSWER.in_(_NAMES))
)


@dataclass
class Visitor:
    """A job at the door and what became of it: `entered` is None for an event that is known."""

    job: Job
    now: datetime
    capacity: int
    entered: Job | None = None
    failure: Exception | None = None
    done: bool = False


class Entrance:
    """The way into the queue of one library; safe to use from several threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._door = threading.Condition()
        self._visitors: list[Visitor] = []
        self._busy = False

    def enter(self, visitor: Visitor) -> Job | None:
        """See `Jobs.enter`."""
        with self._door:
            self._visitors.append(visitor)
            self._door.wait_for(lambda: visitor.done or not self._busy)
            if not visitor.done:
                visitors, self._visitors, self._busy = self._visitors, [], True
        if not visitor.done:
            self._let_in(visitors)
        if visitor.failure is not None:
            raise visitor.failure
        return visitor.entered

    def _let_in(self, visitors: Sequence[Visitor]) -> None:
        try:
            with self._database.writes() as connection:
                for some in batches(visitors):
                    _enter(connection, some)
        except Exception as failure:  # of the database: it is that of all who waited for it
            for visitor in visitors:
                visitor.entered, visitor.failure = None, failure
        finally:
            with self._door:
                for visitor in visitors:
                    visitor.done = True
                self._busy = False
                self._door.notify_all()


def _enter(connection: Connection, visitors: Sequence[Visitor]) -> None:
    events = [visitor.job.event for visitor in visitors]
    known = set(connection.execute(_KNOWN, {"events": events}).scalars())
    names = {visitor.job.id for visitor in visitors}
    taken = set(connection.execute(_TAKEN, {"names": sorted(names)}).scalars())
    waiting = int(connection.execute(_WAITING).scalar_one())
    rows: list[tuple[Visitor, dict[str, Any]]] = []
    for visitor in visitors:
        if visitor.job.event in known:
            continue
        known.add(visitor.job.event)
        name = visitor.job.id
        if name in taken:
            name = _free_id(connection, name, taken)
        taken.add(name)
        job = replace(visitor.job, id=name, attempts=0, posted=None)
        full = waiting >= visitor.capacity
        waiting += not full
        rows.append((visitor, _row(job, visitor.now, refused=full)))
        visitor.entered = job
        if full:
            visitor.failure = _full(visitor.capacity)
    if rows:
        _insert(connection, rows)


def _row(job: Job, now: datetime, *, refused: bool) -> dict[str, Any]:
    values = values_of(job) | {"entered": stamp_of(now), "state": "waiting", "until": ""}
    if refused:
        values |= {"state": "done", "outcome": "queue full", "until": stamp_of(now), **ERASED}
    return values


def _insert(connection: Connection, rows: Sequence[tuple[Visitor, dict[str, Any]]]) -> None:
    try:
        # SQLite lets one process in at a time. Elsewhere of two processes one gets the row; the
        # savepoint keeps the transaction alive for databases that end it with the first error.
        with connection.begin_nested():
            connection.execute(_INSERT, [row for _, row in rows])
    except IntegrityError:
        for visitor, row in rows:
            _insert_one(connection, visitor, row)


def _insert_one(connection: Connection, visitor: Visitor, row: dict[str, Any]) -> None:
    try:
        with connection.begin_nested():
            connection.execute(_INSERT, row)
    except IntegrityError:
        known = connection.execute(_KNOWN, {"events": [visitor.job.event]}).first()
        if known is None:
            raise
        visitor.entered, visitor.failure = None, None


def _free_id(connection: Connection, wanted: str, taken: Collection[str]) -> str:
    """The first of "K7Q2-M4-2", "K7Q2-M4-3" and so on that no job and no answer has."""
    names = (f"{wanted}-{number}" for number in count(2))
    return next(
        name
        for name in names
        if name not in taken and connection.execute(_TAKEN, {"names": [name]}).first() is None
    )


def _full(capacity: int) -> QueueFullError:
    return QueueFullError(f"{capacity} questions wait already: ask again in a few minutes")
