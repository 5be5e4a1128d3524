"""Subscriptions and their runs over one library: what the commands ask for."""

from __future__ import annotations

import os
import socket
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.arguments import BriefingRequest
from bot.delivery.channels import Channels
from bot.doctor import Check
from bot.errors import CitewireError, UsageError
from bot.library import Library
from bot.library.runs import Run
from bot.schedule.slots import next_slot, request_of
from bot.schedule.worker import Author, RunReport, Within, Worker, unrestricted
from bot.subscriptions import Subscription


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A subscription, when it is due next (aware, in its zone) and what became of its last run."""

    subscription: Subscription
    next: datetime | None
    last: Run | None


class Scheduling:
    """One per process; `clock` gives aware moments. See `bot.schedule.worker` for `within`."""

    def __init__(
        self,
        *,
        library: Library,
        author: Author,
        channels: Channels,
        clock: Callable[[], datetime],
        within: Within = unrestricted,
    ) -> None:
        self._library = library
        self._channels = channels
        self._clock = clock
        self._worker = Worker(
            library=library,
            author=author,
            delivery_of=channels.delivery_of,
            clock=clock,
            within=within,
            name=f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}",
        )

    @property
    def now(self) -> datetime:
        """The present moment."""
        return self._clock()

    def subscribe(self, subscription: Subscription) -> Standing:
        """Keep a subscription, which begins now, and give it its id.

        Raises UsageError when another one writes the same files: each would erase the other's.
        """
        for other in self._library.subscriptions.all():
            if subscription.address.channel == "file" and other.address == subscription.address:
                raise UsageError(
                    f"--to {str(subscription.address)!r} is written by subscription {other.id}; "
                    "name another file"
                )
        return self._standing(
            self._library.subscriptions.add(replace(subscription, begins=self.now))
        )

    def obstacle(self, subscription: Subscription) -> str:
        """What would keep its briefings from being sent, in a line; "" when nothing is known."""
        try:
            self._channels.delivery_of(subscription)
        except CitewireError as error:
            return str(error)
        return ""

    def standings(self) -> tuple[Standing, ...]:
        """All subscriptions, in the order they were made."""
        return tuple(map(self._standing, self._library.subscriptions.all()))

    def remove(self, subscription_id: str) -> None:
        """Remove a subscription. Raises UnknownSubscriptionError."""
        self._library.subscriptions.remove(subscription_id)

    def pause(self, subscription_id: str) -> Standing:
        """Let nothing be due. Raises UnknownSubscriptionError."""
        return self._standing(self._library.subscriptions.pause(subscription_id))

    def resume(self, subscription_id: str) -> Standing:
        """Take it up again from now on. Raises UnknownSubscriptionError."""
        return self._standing(self._library.subscriptions.resume(subscription_id, self.now))

    def request(self, subscription_id: str) -> BriefingRequest:
        """What its briefing would be if it were due now. Raises UnknownSubscriptionError.

        Writing it is no run: it stays due at its hour, and what it tells is not counted as told.
        """
        subscription = self._library.subscriptions.get(subscription_id)
        delivered = self._library.subscriptions.runs.delivered(subscription.id, self.now)
        return request_of(subscription, self.now, delivered)

    def run_due(self) -> tuple[RunReport, ...]:
        """Run everything that is due now."""
        return self._worker.run_due()

    def look(self) -> str | Check:
        """What the doctor says of the schedule; a warning when a last run was not delivered."""
        standings = self.standings()
        if not standings:
            return "no subscriptions; `citewire subscriptions add` makes one"
        paused = sum(one.subscription.paused for one in standings)
        found = f"{len(standings)} subscription(s), {paused} paused"
        coming = [(one.next, one.subscription) for one in standings if one.next is not None]
        if coming:
            due, subscription = min(coming, key=lambda pair: pair[0].timestamp())
            found += f", next {due:%Y-%m-%d %H:%M} {subscription.zone} ({subscription.id})"
        undelivered = [one.last for one in standings if one.last and one.last.reason]
        if not undelivered:
            return found
        last = max(undelivered, key=lambda run: run.slot)
        message = f"{last.subscription} of {last.slot:%Y-%m-%d %H:%M} UTC is {last.state}"
        return Check(
            name="schedule",
            status="warn",
            message=f"{found}; {message}: {last.reason}",
            mend="mend what it says; `citewire schedule once` runs what is due",
        )

    def look_at_mail(self) -> str:
        """What the doctor says of the mail server, which is asked only when it is set up.

        Raises ConfigurationError when a subscription needs one and none is set up, and
        DeliveryError when it does not answer.
        """
        active = [one.subscription for one in self.standings() if not one.subscription.paused]
        wanted = any(subscription.address.channel == "email" for subscription in active)
        if not wanted and not self._channels.has_mail:
            return "not set up, and no subscription needs it"
        return self._channels.mail().look()

    def _standing(self, subscription: Subscription) -> Standing:
        moment = next_slot(subscription, self.now)
        return Standing(
            subscription=subscription,
            next=moment and moment.astimezone(subscription.time_zone),
            last=self._library.subscriptions.runs.latest(subscription.id),
        )
