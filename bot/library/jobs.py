"""The queue of what was asked in Slack: each event is worked on by one worker, and none is lost.

A job is a row that Slack's id of its event names, so there can be one only. Its states:

    enter ──► waiting ──claim──► running ──finish──► done
                 ▲                 │  ▲
                 └─release, retry──┘  └─claim, by another worker when the lease ran out

Every change of a running job names the number of the attempt that it belongs to, so a worker that
was overtaken (it hung, the machine slept, the clock stepped forward) changes nothing any more and
is told so. A worker that dies loses only its lease: whoever takes the job over finds in `posted`
the message that was begun, and finishes that one.

A lease is as long as the machines' clocks say: a clock that steps back makes it so much longer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    and_,
    delete,
    exists,
    func,
    select,
    update,
)

from bot.library import schema_slack as schema
from bot.library.database import Database
from bot.library.entrance import ERASED, Entrance, Visitor
from bot.library.job_rows import job_of
from bot.library.moments import stamp_of
from bot.library.reading import batches
from bot.slack.values import Job, Place

LEASE = timedelta(seconds=30)
"""How long a claim holds without a sign of life; see `Jobs.keep`."""

SETTLING = timedelta(seconds=2)
"""How long a job rests that a stopping worker puts back: what it was just posting has arrived by
then, and whoever takes the job over finds it."""

CAPACITY = 1000
"""Jobs that may wait. At eight a second the last one is answered within about two minutes."""

KEPT: Final = timedelta(days=7)
"""How long the ids of finished events are known; Slack sends an event again for an hour at most."""

_JOB = schema.jobs.c


class Jobs:
    """The queue of one library; safe to use from several threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._entrance = Entrance(database)

    def enter(self, job: Job, now: datetime, capacity: int = CAPACITY) -> Job | None:
        """Put a job at the end of the queue; None when its event was entered before, by anybody.

        The job that is returned may have another id than the one given, which was taken. Raises
        QueueFullError when `capacity` jobs wait; the event counts as entered then, so that its
        asker is refused once.
        """
        return self._entrance.enter(Visitor(job=job, now=now, capacity=capacity))

    def claim(self, worker: str, now: datetime, lease: timedelta = LEASE) -> Job | None:
        """The oldest job that may be worked on, for `worker` until its lease ends; None when there
        is none, or only follow-ups to what is being answered. `attempts` counts this claim: it is
        above 1 for a job that somebody began.

        `worker` names one process among all. It never takes over what it runs itself.
        """
        with self._database.reads() as connection:  # asked often, and mostly in vain
            if _next(connection, worker, now) is None:
                return None
        while True:
            with self._database.writes() as connection:
                row = _next(connection, worker, now)
                if row is None:
                    return None
                found = job_of(row)
                claimed = replace(found, attempts=found.attempts + 1)
                statement = update(schema.jobs).where(
                    _JOB.id == found.id, _JOB.attempts == found.attempts, _JOB.state == row["state"]
                )
                taken = statement.values(
                    state="running",
                    attempts=claimed.attempts,
                    worker=worker,
                    until=stamp_of(now + lease),
                )
                if connection.execute(taken).rowcount == 1:
                    return claimed

    def seize(
        self, place: Place, worker: str, now: datetime, lease: timedelta = LEASE
    ) -> tuple[Job, ...]:
        """Take over every open job of a thread for `worker` at once, whoever works on it: somebody
        has stopped them. Their workers have lost them, see `holds`."""
        where = (
            _JOB.team == place.team,
            _JOB.channel == place.channel,
            _JOB.thread == place.thread,
            _JOB.state.in_(("waiting", "running")),
        )
        taken = {"state": "running", "worker": worker, "until": stamp_of(now + lease)}
        with self._database.writes() as connection:
            rows = connection.execute(select(schema.jobs).where(*where).order_by(_JOB.number))
            found = tuple(map(job_of, rows.mappings()))
            values = taken | {"attempts": _JOB.attempts + 1}
            connection.execute(update(schema.jobs).where(*where).values(values))
        return tuple(replace(job, attempts=job.attempts + 1) for job in found)

    def keep(
        self, job_ids: Collection[str], worker: str, now: datetime, lease: timedelta = LEASE
    ) -> frozenset[str]:
        """Prolong the leases of what `worker` runs; returns those of `job_ids` that it still has.

        A lease that has run out is prolonged too unless somebody has taken the job over.
        """
        held: set[str] = set()
        for batch in batches(sorted(job_ids)):
            own = and_(_JOB.id.in_(batch), _JOB.worker == worker, _JOB.state == "running")
            with self._database.writes() as connection:
                connection.execute(
                    update(schema.jobs).where(own).values(until=stamp_of(now + lease))
                )
                held.update(connection.execute(select(_JOB.id).where(own)).scalars())
        return frozenset(held)

    def holds(self, job: Job) -> bool:
        """Whether a claimed job is still its worker's: to be asked right before a message is
        posted that cannot be posted twice."""
        with self._database.reads() as connection:
            return connection.execute(select(_JOB.id).where(*_same(job))).first() is not None

    def posted(self, job: Job, ts: str) -> bool:
        """Note the message that was begun for a claimed job; False when the claim was lost."""
        return self._change(job, {"posted": ts})

    def finish(self, job: Job, outcome: str, now: datetime) -> bool:
        """End a claimed job, and erase what was asked and the secret address of its answer; the
        event stays known. False when the claim was lost."""
        done = {"state": "done", "outcome": outcome, "until": stamp_of(now), **ERASED}
        return self._change(job, done)

    def retry(self, job: Job, at: datetime) -> bool:
        """Put a claimed job back, to be claimed again from a moment on; False when it was lost."""
        return self._change(job, {"state": "waiting", "worker": "", "until": stamp_of(at)})

    def release(self, worker: str, now: datetime) -> int:
        """Put back all that `worker` runs, for other workers to take up; returns how many.

        They rest for `SETTLING` (see there).
        """
        back = {"state": "waiting", "worker": "", "until": stamp_of(now + SETTLING)}
        own = update(schema.jobs).where(_JOB.worker == worker, _JOB.state == "running")
        with self._database.writes() as connection:
            return connection.execute(own.values(back)).rowcount

    def waiting(self) -> int:
        """How many jobs nobody works on yet."""
        with self._database.reads() as connection:
            return _waiting(connection)

    def unfinished(self) -> int:
        """How many jobs wait or are being worked on, by any process."""
        open_jobs = select(func.count()).where(_JOB.state.in_(("waiting", "running")))
        with self._database.reads() as connection:
            return int(connection.execute(open_jobs).scalar_one())

    def place(self, job: Job) -> int:
        """Place in line, from 1 for the next; 0 for a job that is being worked on or done."""
        own = select(_JOB.number).where(_JOB.id == job.id, _JOB.state == "waiting")
        with self._database.reads() as connection:
            number = connection.execute(own).scalar()
            return 0 if number is None else _waiting(connection, _JOB.number <= number)

    def asked_in(self, place: Place) -> bool:
        """Whether anything was asked in the thread of a place within the last days."""
        where = and_(_JOB.channel == place.channel, _JOB.thread == place.thread)
        statement = select(_JOB.id).where(where, _JOB.team == place.team).limit(1)
        with self._database.reads() as connection:
            return connection.execute(statement).first() is not None

    def outcome(self, job_id: str) -> str | None:
        """What became of a job: "" while it is open, None when none of that id is known."""
        with self._database.reads() as connection:
            found: str | None = connection.execute(
                select(_JOB.outcome).where(_JOB.id == job_id)
            ).scalar()
        return found

    def clean(self, now: datetime, kept: timedelta = KEPT) -> int:
        """Forget what was finished longer ago than `kept`; returns how many."""
        old = and_(_JOB.state == "done", _JOB.until < stamp_of(now - kept))
        with self._database.writes() as connection:
            return connection.execute(delete(schema.jobs).where(old)).rowcount

    def _change(self, job: Job, values: Mapping[str, object]) -> bool:
        with self._database.writes() as connection:
            statement = update(schema.jobs).where(*_same(job)).values(values)
            return connection.execute(statement).rowcount == 1


def _same(job: Job) -> tuple[ColumnElement[bool], ...]:
    """The job as long as it is in the attempt that its holder knows."""
    return (_JOB.id == job.id, _JOB.attempts == job.attempts, _JOB.state == "running")


def _next(connection: Connection, worker: str, now: datetime) -> RowMapping | None:
    """What a worker is to do next: first what a dead one has left, which is older."""
    left = and_(_JOB.state == "running", _JOB.worker != worker)
    fresh = and_(_JOB.state == "waiting", ~_follows_another())
    for free in (left, fresh):  # one by one, as each is in the order of the index
        wanted = select(schema.jobs).where(free, _JOB.until <= stamp_of(now))
        row = connection.execute(wanted.order_by(_JOB.number).limit(1)).mappings().first()
        if row is not None:
            return row
    return None


def _follows_another() -> ColumnElement[bool]:
    """Whether the asker's question before it, in the same thread, is being answered: a follow-up
    is understood by that answer."""
    before = schema.jobs.alias()
    return exists().where(
        before.c.state == "running",
        before.c.number < _JOB.number,
        *(before.c[name] == _JOB[name] for name in ("thread", "channel", "user", "team")),
    )


def _waiting(connection: Connection, *conditions: ColumnElement[bool]) -> int:
    statement = select(func.count()).where(_JOB.state == "waiting", *conditions)
    return int(connection.execute(statement).scalar_one())
