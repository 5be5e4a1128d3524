"""Who asks in Slack, and who reads the answer, as a policy sees them; pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Somebody in a channel. `external` is who belongs to another workspace or cannot be told."""

    user: str
    guest: bool = False
    external: bool = False


@dataclass(frozen=True, kw_only=True)
class Asker:
    """Who asks, and who will read the answer.

    `team` is the workspace that the bot was asked in. `direct` tells that the asker alone sees the
    answer. `external` is an asker of another workspace, a bot, or one that Slack could not tell
    of; `shared` a channel that others than the workspace's own people are in or may come into.
    `members` are the people in the channel, the asker among them, bots left out; None when they
    are too many or Slack could not tell.
    """

    team: str
    user: str
    channel: str
    direct: bool
    guest: bool = False
    external: bool = False
    shared: bool = False
    members: frozenset[Reader] | None = None

    @property
    def readers(self) -> frozenset[Reader] | None:
        """Everybody who will read the answer; None when that cannot be told."""
        asker = Reader(user=self.user, guest=self.guest, external=self.external)
        if self.direct:
            return frozenset({asker})
        return None if self.members is None else self.members | {asker}
