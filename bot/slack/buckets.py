"""How often a method of the Web API may be called: token buckets, and what Slack itself says. Pure.

Slack counts by method and workspace, and messages by channel as well. Its tiers (docs.slack.dev,
"Rate limits") name what is let through each minute at least; short bursts pass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Rate:
    """So many calls a minute, of which `burst` may come at once."""

    per_minute: float
    burst: int


TIER_2 = Rate(20, 5)
TIER_3 = Rate(50, 10)
TIER_4 = Rate(100, 20)

RATES: Mapping[str, Rate] = {
    "assistant.threads.setStatus": TIER_4,
    "assistant.threads.setSuggestedPrompts": TIER_4,
    "agents.sessions.setStatus": TIER_3,
    "auth.test": Rate(200, 50),
    "chat.appendStream": TIER_4,
    "chat.delete": TIER_3,
    "chat.postEphemeral": TIER_4,
    "chat.postMessage": Rate(300, 60),
    "chat.startStream": TIER_2,
    "chat.stopStream": TIER_2,
    "chat.update": TIER_3,
    "conversations.info": TIER_3,
    "conversations.members": TIER_4,
    "conversations.open": TIER_3,
    "conversations.replies": TIER_3,
    "files.info": TIER_4,
    "users.info": TIER_4,
    "views.open": TIER_4,
    "views.publish": TIER_4,
    "views.push": TIER_4,
    "views.update": TIER_4,
}
"""Of one workspace. "Several hundred messages a minute" is what Slack says of chat.postMessage."""

OTHERS = TIER_2
"""For a method that is not listed."""

CHANNEL_RATES: Mapping[str, Rate] = {"chat.postMessage": Rate(60, 3)}
"""Of one channel: one message a second, and a few at once."""


class Bucket:
    """How many calls may go out now. Times are seconds of any one clock that only goes forward."""

    def __init__(self, rate: Rate, now: float) -> None:
        self._rate = rate
        self._tokens = float(rate.burst)
        self._counted = now
        self._shut_until = now

    def wait(self, now: float) -> float:
        """The seconds until a call may go out; 0.0 for at once."""
        self._refill(now)
        missing = max(0.0, 1.0 - self._tokens)
        return max(missing * 60.0 / self._rate.per_minute, self._shut_until - now, 0.0)

    def take(self, now: float) -> None:
        """Count a call, also one that is made only after `wait` seconds: later ones come after."""
        self._refill(now)
        self._tokens -= 1.0

    def shut(self, until: float) -> None:
        """Let nothing out before a moment, as Slack's Retry-After asks for."""
        self._shut_until = max(self._shut_until, until)

    def _refill(self, now: float) -> None:
        gained = max(0.0, now - self._counted) * self._rate.per_minute / 60.0
        self._tokens = min(float(self._rate.burst), self._tokens + gained)
        self._counted = max(self._counted, now)
