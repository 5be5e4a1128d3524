"""Runs what is due: claims each slot in the library, writes its briefing and delivers it.

Any number of workers may work on one library at once; the library decides which of them delivers
(see `bot.library.runs`). Nothing here sleeps or reads a clock of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple, Protocol

from bot.arguments import BriefingRequest
from bot.briefing_types import Briefing
from bot.delivery import Delivery, Parcel, Receipt
from bot.errors import CitewireError, DeliveryError
from bot.library import Library
from bot.library.runs import Run
from bot.schedule.decisions import LEASE, Due, decide, next_attempt
from bot.schedule.slots import request_of, slots
from bot.subscriptions import Subscription

LOOK_BACK = timedelta(days=31)
"""How old a slot may be to be noted as missed after a long stop."""

Outcome = Literal["delivered", "waiting", "failed", "missed"]


class Written(NamedTuple):
    """A briefing and its number in the archive; None where it is not kept."""

    briefing: Briefing
    number: int | None


Within = Callable[[Subscription, BriefingRequest], BriefingRequest]
"""Narrows a request to what all readers of a subscription may see at the time of writing."""


def unrestricted(_subscription: Subscription, request: BriefingRequest) -> BriefingRequest:
    """For subscriptions whose readers may see everything."""
    return request


class Author(Protocol):
    """Writes the briefings of runs."""

    def write(self, request: BriefingRequest) -> Written:
        """Write and keep a briefing. Raises CitewireError."""

    def written(self, number: int, request: BriefingRequest) -> Briefing | None:
        """A briefing kept before; None when it is gone, or was written from other documents than
        the request's readers may see by now, and it is written again."""


@dataclass(frozen=True, kw_only=True)
class RunReport:
    """What came of one slot. `reason` is in one line; "" for what was delivered."""

    subscription: Subscription
    slot: datetime
    outcome: Outcome
    reason: str = ""
    receipt: Receipt | None = None


@dataclass(frozen=True, kw_only=True)
class Worker:
    """One worker over a library. `name` tells it from all others; `clock` gives aware moments.

    `within` is asked before each briefing is written and before each further attempt at it.
    """

    library: Library
    author: Author
    delivery_of: Callable[[Subscription], Delivery]
    clock: Callable[[], datetime]
    name: str
    within: Within = unrestricted

    def run_due(self) -> tuple[RunReport, ...]:
        """Run everything that is due, one after the other; a slot that fails stops no other."""
        now = self.clock()
        known = self.library.subscriptions.runs.between(now - LOOK_BACK, now)
        found = [
            self._run_slot(subscription, slot, known.get((subscription.id, slot)))
            for subscription in self.library.subscriptions.all()
            if not subscription.paused
            for slot in slots(subscription, max(subscription.begins, now - LOOK_BACK), now)
        ]
        return tuple(report for report in found if report is not None)

    def _run_slot(
        self, subscription: Subscription, slot: datetime, known: Run | None
    ) -> RunReport | None:
        closes = slot + timedelta(minutes=subscription.window)
        now, runs = self.clock(), self.library.subscriptions.runs
        decision = decide(
            Due(run=known, closes=closes, idempotent=subscription.address.idempotent), now
        )
        fresh = Run(
            subscription=subscription.id,
            slot=slot,
            state="claimed",
            worker=self.name,
            until=now + LEASE,
            reason=decision.reason,
        )
        if decision.action == "miss" and runs.miss(fresh):
            return _report(subscription, slot, "missed", decision.reason)
        if decision.action == "fail" and known and runs.fail(known, decision.reason):
            return _report(subscription, slot, "failed", decision.reason)
        if decision.action == "claim" and (claimed := runs.claim(fresh, known)):
            return self._attempt(subscription, claimed, closes)
        return None

    def _attempt(
        self, subscription: Subscription, claimed: Run, closes: datetime
    ) -> RunReport | None:
        """Write and deliver what this worker has claimed; None when it was overtaken."""
        runs = self.library.subscriptions.runs
        current = claimed
        try:
            written = self._write(subscription, claimed)
            delivery = self.delivery_of(subscription)
            sending = runs.begin_delivery(claimed, written.number, self.clock() + LEASE)
            if sending is None:
                return None
            current = sending
            receipt = delivery.deliver(self._parcel(subscription, sending, written.briefing))
        except Exception as error:  # one briefing that fails must not stop the others
            return self._failed(subscription, current, closes, error)
        except BaseException:  # stopped: whoever starts next need not wait for the lease
            if current.state == "claimed":
                runs.retry(current, "its worker was stopped while writing", self.clock())
            raise
        runs.finish(current, receipt)
        return RunReport(
            subscription=subscription, slot=claimed.slot, outcome="delivered", receipt=receipt
        )

    def _write(self, subscription: Subscription, claimed: Run) -> Written:
        delivered = self.library.subscriptions.runs.delivered(subscription.id, claimed.slot)
        request = request_of(subscription, claimed.slot, delivered)
        request = self.within(subscription, request)
        if claimed.briefing is not None:  # an attempt before this one wrote it
            kept = self.author.written(claimed.briefing, request)
            if kept is not None:
                return Written(kept, claimed.briefing)
        return self.author.write(request)

    def _parcel(self, subscription: Subscription, sending: Run, briefing: Briefing) -> Parcel:
        runs = self.library.subscriptions.runs
        zone = subscription.time_zone
        told = runs.receipts(subscription.id, sending.slot) if briefing.corrections else {}
        return Parcel(
            briefing=briefing,
            subscription=subscription,
            slot=sending.slot,
            library=self.library.id,
            attempt=sending.attempts,
            holds=lambda: runs.holds(sending),
            told={slot.astimezone(zone).date().isoformat(): told[slot] for slot in sorted(told)},
        )

    def _failed(
        self, subscription: Subscription, run: Run, closes: datetime, error: Exception
    ) -> RunReport | None:
        runs, reason = self.library.subscriptions.runs, _line(error)
        may = subscription.address.idempotent or _certain(run, error)
        again = next_attempt(run.attempts, self.clock(), closes) if may else None
        changed = runs.fail(run, reason) if again is None else runs.retry(run, reason, again)
        if not changed:
            return None
        outcome: Outcome = "failed" if again is None else "waiting"
        return _report(subscription, run.slot, outcome, reason)


def _certain(run: Run, error: Exception) -> bool:
    """Whether nothing can have gone out: it failed before sending began, or the channel says so."""
    return run.state == "claimed" or (isinstance(error, DeliveryError) and error.certain)


def _line(error: Exception) -> str:
    words = " ".join(str(error).split())
    # An error that is none of ours may hold anything, so only its kind is kept.
    return words if isinstance(error, CitewireError) else f"internal error ({type(error).__name__})"


def _report(subscription: Subscription, slot: datetime, outcome: Outcome, reason: str) -> RunReport:
    return RunReport(subscription=subscription, slot=slot, outcome=outcome, reason=reason)
