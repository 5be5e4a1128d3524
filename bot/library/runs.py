"""The runs of subscriptions: each slot is claimed by one worker, and delivered at most once.

A run is a row whose primary key is the subscription and the slot, so there can be one only. Its
states, and who may change them:

    (no row) ──claim──► claimed ──begin_delivery──► delivering ──finish──► done
                          ▲  │                          │
                          │  └────── retry ◄────────────┤ it is certain that nothing went out
                          │            ▼                │
                          └──claim── waiting            └─fail──► failed  it may have gone out,
    (no row) ──miss──► missed                                             or the window is over

Each change is one UPDATE that names the state and the number of the attempt it starts from, so a
worker that was overtaken (its lease ran out, the clock stepped) changes nothing any more. The last
moment at which it can be overtaken is `begin_delivery`; after it nobody sends again, unless the
channel is idempotent or the failure was certain. A worker that dies while it sends therefore leaves
a briefing that may be missing, or is completed where the channel is idempotent, never one that is
posted twice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import ColumnElement, Connection, RowMapping, exists, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.library import schema_schedule as schema
from bot.library.database import Database
from bot.library.moments import moment_from, stamp_of

RunState = Literal["claimed", "delivering", "waiting", "done", "failed", "missed"]

LATEST = 60
"""Delivered briefings whose receipts are asked for at a time: more than one puts right."""

_TABLE = schema.runs.c


@dataclass(frozen=True, kw_only=True)
class Run:
    """What became of the briefing of one slot.

    `until` is the end of the worker's lease, or when a failed delivery is tried again. `briefing`
    is its number in the archive. `receipt` is what the channel gave, such as a message's address.
    """

    subscription: str
    slot: datetime
    state: RunState
    attempts: int = 1
    worker: str = ""
    until: datetime
    reason: str = ""
    briefing: int | None = None
    receipt: Mapping[str, str] | None = None


class Runs:
    """The runs of one library; safe to use from several threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def between(self, after: datetime, until: datetime) -> dict[tuple[str, datetime], Run]:
        """The runs of all subscriptions by subscription and slot, after < slot <= until."""
        statement = select(schema.runs).where(
            _TABLE.slot > stamp_of(after), _TABLE.slot <= stamp_of(until)
        )
        with self._database.reads() as connection:
            rows = connection.execute(statement).mappings().all()
        return {(run.subscription, run.slot): run for run in map(_run, rows)}

    def latest(self, subscription: str) -> Run | None:
        """The run of the newest slot."""
        statement = (
            select(schema.runs)
            .where(_TABLE.subscription == _key(subscription))
            .order_by(_TABLE.slot.desc())
            .limit(1)
        )
        with self._database.reads() as connection:
            row = connection.execute(statement).mappings().first()
        return None if row is None else _run(row)

    def delivered(self, subscription: str, before: datetime) -> datetime | None:
        """The newest slot before a moment whose briefing was delivered."""
        statement = select(func.max(_TABLE.slot)).where(
            _TABLE.subscription == _key(subscription),
            _TABLE.slot < stamp_of(before),
            _TABLE.state == "done",
        )
        with self._database.reads() as connection:
            found: str | None = connection.execute(statement).scalar()
        return None if found is None else moment_from(found)

    def receipts(self, subscription: str, before: datetime) -> dict[datetime, Mapping[str, str]]:
        """What the channel gave for the latest briefings that were delivered, by their slots."""
        statement = (
            select(schema.runs)
            .where(
                _TABLE.subscription == _key(subscription),
                _TABLE.slot < stamp_of(before),
                _TABLE.state == "done",
            )
            .order_by(_TABLE.slot.desc())
            .limit(LATEST)
        )
        with self._database.reads() as connection:
            runs = [_run(row) for row in connection.execute(statement).mappings()]
        return {run.slot: run.receipt for run in runs if run.receipt is not None}

    def holds(self, run: Run) -> bool:
        """Whether a run is as its worker knows it: nobody has taken it over meanwhile."""
        wanted = select(exists().where(*_same_attempt(run), _TABLE.state == run.state))
        with self._database.reads() as connection:
            return bool(connection.execute(wanted).scalar())

    def claim(self, wanted: Run, before: Run | None) -> Run | None:
        """Take a slot that `before` says is free; None when somebody else was quicker.

        `wanted` names the subscription, slot, worker and lease.
        """
        claimed = replace(wanted, state="claimed")
        if before is None:
            return claimed if self._insert(claimed) else None
        claimed = replace(claimed, attempts=before.attempts + 1, briefing=before.briefing)
        return claimed if self._change(before, claimed) else None

    def begin_delivery(self, run: Run, briefing: int | None, lease: datetime) -> Run | None:
        """The last step before sending: None, and nothing may be sent, when the claim was lost or
        the subscription was paused or removed meanwhile."""
        sending = replace(run, state="delivering", briefing=briefing, until=lease)
        wanted = schema.subscriptions.c
        with self._database.writes() as connection:
            active = select(exists().where(wanted.key == _key(run.subscription), ~wanted.paused))
            if not connection.execute(active).scalar():
                return None
            return sending if _changed(connection, run, sending) else None

    def finish(self, run: Run, receipt: Mapping[str, str]) -> None:
        """It was delivered: true whatever others have made of the run since, unless they sent it
        again themselves."""
        done = replace(run, state="done", reason="", receipt=receipt)
        statement = update(schema.runs).where(*_same_attempt(run)).values(_values(done))
        with self._database.writes() as connection:
            connection.execute(statement)

    def retry(self, run: Run, reason: str, at: datetime) -> bool:
        """Nothing went out; it may be claimed again from a moment on."""
        return self._change(run, replace(run, state="waiting", reason=reason, until=at))

    def fail(self, run: Run, reason: str) -> bool:
        """Give the run up; False when it has changed meanwhile."""
        return self._change(run, replace(run, state="failed", reason=reason))

    def miss(self, run: Run) -> bool:
        """Note a slot whose window went by; False when it has a run already."""
        return self._insert(replace(run, state="missed", attempts=0))

    def _change(self, before: Run, after: Run) -> bool:
        with self._database.writes() as connection:
            return _changed(connection, before, after)

    def _insert(self, run: Run) -> bool:
        with self._database.writes() as connection:
            try:
                # Of two processes one gets the row; the savepoint keeps the transaction alive
                # for databases that end it with the first error.
                with connection.begin_nested():
                    connection.execute(insert(schema.runs).values(_values(run)))
            except IntegrityError:
                return False
        return True


def _changed(connection: Connection, before: Run, after: Run) -> bool:
    statement = update(schema.runs).where(*_same_attempt(before), _TABLE.state == before.state)
    return connection.execute(statement.values(_values(after))).rowcount == 1


def _same_attempt(run: Run) -> tuple[ColumnElement[bool], ...]:
    return (
        _TABLE.subscription == _key(run.subscription),
        _TABLE.slot == stamp_of(run.slot),
        _TABLE.attempts == run.attempts,
    )


def _key(subscription: str) -> int:
    return int(subscription.removeprefix("s"))


def _values(run: Run) -> dict[str, object]:
    return {
        "subscription": _key(run.subscription),
        "slot": stamp_of(run.slot),
        "state": run.state,
        "attempts": run.attempts,
        "worker": run.worker,
        "until": stamp_of(run.until),
        "reason": run.reason,
        "briefing": run.briefing,
        "receipt": None if run.receipt is None else json.dumps(dict(run.receipt)),
    }


def _run(row: RowMapping) -> Run:
    return Run(
        subscription=f"s{row['subscription']}",
        slot=moment_from(row["slot"]),
        state=_state(row["state"]),
        attempts=row["attempts"],
        worker=row["worker"],
        until=moment_from(row["until"]),
        reason=row["reason"],
        briefing=row["briefing"],
        receipt=None if row["receipt"] is None else json.loads(row["receipt"]),
    )


def _state(text: str) -> RunState:
    for state in get_args(RunState):
        if text == state:
            known: RunState = state
            return known
    raise ValueError(f"the state {text!r} of a run is unknown")
