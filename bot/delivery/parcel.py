"""What is delivered and what comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.briefing_types import Briefing
from bot.subscriptions import Subscription

Receipt = Mapping[str, str]
"""What a channel gives for a delivery, kept with the run: a path, a Message-ID, a message's ts."""


def _always() -> bool:
    """For a delivery that nobody else can have taken over."""
    return True


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """A briefing on its way to a subscription's address.

    `slot` is the aware moment that it was due. `library` is the library's own id: two libraries
    both have a subscription "s1". `attempt` counts from 1: a later one may find what those before
    have left. `holds` tells whether the run is still the sender's: a channel that takes a briefing
    in several messages asks before each. `told` are the receipts of the subscription's briefings
    that this one corrects, by the ISO day for which each was.
    """

    briefing: Briefing
    subscription: Subscription
    slot: datetime
    library: str
    attempt: int = 1
    holds: Callable[[], bool] = field(default=_always, repr=False, compare=False)
    told: Mapping[str, Receipt] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The same for every attempt at the slot and for nothing else: 24 hexadecimal digits."""
        parts = f"{self.library} {self.subscription.id} {self.slot.timestamp():.0f}"
        return hashlib.sha256(parts.encode()).hexdigest()[:24]

    @property
    def day(self) -> str:
        """The slot's ISO day where the subscription is read."""
        return self.slot.astimezone(self.subscription.time_zone).date().isoformat()


class Delivery(Protocol):
    """A way to one channel. It keeps no state between parcels, so a retry may use another one."""

    def deliver(self, parcel: Parcel) -> Receipt:
        """Deliver, all of it or nothing. Raises DeliveryError."""
