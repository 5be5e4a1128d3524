"""The subscriptions of a library: added, listed, paused, removed.

Written beside the documents, but no view shows them, so writing them makes no revision.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from sqlalchemy import RowMapping, delete, insert, select, update

from bot.addresses import address_of
from bot.errors import UnknownSubscriptionError
from bot.library import schema_schedule as schema
from bot.library.database import Database
from bot.library.moments import moment_from, stamp_of
from bot.library.runs import Runs
from bot.subscriptions import Subscription

_ID = re.compile(r"s([1-9]\d{0,9})")
_TABLE = schema.subscriptions.c


class Subscriptions:
    """Who is briefed when; `runs` tells what became of each briefing."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.runs = Runs(database)

    def add(self, subscription: Subscription) -> Subscription:
        """Keep a subscription; returned with the id it is given, which no other ever had."""
        with self._database.writes() as connection:
            result = connection.execute(insert(schema.subscriptions).values(_values(subscription)))
            key = result.inserted_primary_key
        if key is None:  # no database that SQLAlchemy inserts one row into lacks it
            raise RuntimeError("the database gave the new subscription no key")
        return replace(subscription, id=f"s{key[0]}")

    def all(self) -> tuple[Subscription, ...]:
        """Every subscription in the order they were made."""
        statement = select(schema.subscriptions).order_by(_TABLE.key)
        with self._database.reads() as connection:
            rows = connection.execute(statement).mappings().all()
        return tuple(_subscription(row) for row in rows)

    def get(self, subscription_id: str) -> Subscription:
        """One subscription. Raises UnknownSubscriptionError."""
        for subscription in self.all():
            if subscription.id == subscription_id.strip():
                return subscription
        raise self._unknown(subscription_id)

    def remove(self, subscription_id: str) -> None:
        """Remove a subscription and its runs. Raises UnknownSubscriptionError."""
        key = self._key(subscription_id)
        with self._database.writes() as connection:
            gone = connection.execute(
                delete(schema.subscriptions).where(_TABLE.key == key)
            ).rowcount
        if not gone:
            raise self._unknown(subscription_id)

    def pause(self, subscription_id: str) -> Subscription:
        """Let nothing be due until it is resumed. Raises UnknownSubscriptionError."""
        return self._change(subscription_id, {"paused": True})

    def resume(self, subscription_id: str, now: datetime) -> Subscription:
        """Take it up again: what was due while it was paused is not made up.

        Raises UnknownSubscriptionError. One that is not paused stays as it is.
        """
        if not self.get(subscription_id).paused:
            return self.get(subscription_id)
        return self._change(subscription_id, {"paused": False, "begins": stamp_of(now)})

    def _change(self, subscription_id: str, values: dict[str, object]) -> Subscription:
        statement = update(schema.subscriptions).where(_TABLE.key == self._key(subscription_id))
        with self._database.writes() as connection:
            found = connection.execute(statement.values(values)).rowcount
        if not found:
            raise self._unknown(subscription_id)
        return self.get(subscription_id)

    def _key(self, subscription_id: str) -> int:
        match = _ID.fullmatch(subscription_id.strip())
        if match is None:
            raise self._unknown(subscription_id)
        return int(match[1])

    def _unknown(self, subscription_id: str) -> UnknownSubscriptionError:
        known = [subscription.id for subscription in self.all()]
        advice = f"there are {', '.join(known[:10])}" if known else "there is none"
        if len(known) > 10:
            advice = "`citewire subscriptions list` lists them"
        return UnknownSubscriptionError(f"no subscription {subscription_id[:40]!r}; {advice}")


def _values(subscription: Subscription) -> dict[str, object]:
    return {
        "address": str(subscription.address),
        "topics": _text(subscription.topics),
        "outlets": _text(subscription.outlets),
        "languages": _text(subscription.languages),
        "words": subscription.words,
        "hour": subscription.hour.strftime("%H:%M"),
        "zone": subscription.zone,
        "weekdays": "".join(map(str, subscription.weekdays)),
        "window": subscription.window,
        "paused": subscription.paused,
        "begins": stamp_of(subscription.begins),
        "owner": subscription.owner,
    }


def _subscription(row: RowMapping) -> Subscription:
    return Subscription(
        id=f"s{row['key']}",
        address=address_of(row["address"]),
        topics=_entries(row["topics"]),
        outlets=_entries(row["outlets"]),
        languages=_entries(row["languages"]),
        words=row["words"],
        hour=time.fromisoformat(row["hour"]),
        zone=row["zone"],
        weekdays=tuple(int(day) for day in row["weekdays"]),
        window=row["window"],
        paused=row["paused"],
        begins=moment_from(row["begins"]),
        owner=row["owner"],
    )


def _text(entries: Sequence[str]) -> str:
    return json.dumps(list(entries), ensure_ascii=False)


def _entries(text: str) -> tuple[str, ...]:
    entries: Any = json.loads(text)
    return tuple(entries)
