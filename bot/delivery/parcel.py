"""What is delivered and what comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.briefing_types import Briefing
from bot.subscriptions import Subscription

Receipt = Mapping[str, str]
"""What a channel gives for a delivery, kept with the run: a path, a Message-ID, a message's ts."""


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """A briefing on its way to a subscription's address.

    `slot` is the aware moment that it was due. `library` is the library's own id: two libraries
    both have a subscription "s1".
    """

    briefing: Briefing
    subscription: Subscription
    slot: datetime
    library: str

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
