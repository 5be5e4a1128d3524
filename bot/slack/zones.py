"""The time zone that somebody has set in Slack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.errors import CitewireError
from bot.slack.people import Caller
from bot.slack.values import Place
from bot.subscriptions import DEFAULT_ZONE, zone_named

PATIENCE = 2.0
"""Seconds to wait for it: a form that it is filled into must be open within three."""


@dataclass(frozen=True)
class SlackZones:
    """Asks users.info. `clients` gives the client of a workspace."""

    clients: Callable[[str], Caller]

    def name(self, place: Place) -> str:
        """The IANA name; "UTC" where Slack does not tell, or tells of none."""
        try:
            told = self.clients(place.team).call("users.info", patience=PATIENCE, user=place.user)
        except CitewireError:
            return DEFAULT_ZONE
        return zone_named(str(told["user"].get("tz") or "")) or DEFAULT_ZONE

    def of(self, place: Place) -> ZoneInfo:
        """The rules of that zone."""
        return ZoneInfo(self.name(place))
