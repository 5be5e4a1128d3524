"""What stands in the local Slack: teams, people, channels, messages and files."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

STREAM_SECONDS = 300.0
"""How long a stream lives at the real Slack, about."""


@dataclass(frozen=True, kw_only=True)
class Team:
    """A workspace with our bot in it."""

    id: str = "T1"
    name: str = "Acme"
    bot_user: str = "UBOT"
    bot_id: str = "BBOT"


@dataclass(kw_only=True)
class Person:
    """A user as users.info tells of one."""

    id: str
    team: str = "T1"
    name: str = "ann"
    is_bot: bool = False
    guest: bool = False
    """A multi-channel guest (is_restricted)."""
    single_channel_guest: bool = False
    stranger: bool = False
    """Somebody of another organisation whom a shared channel alone lets us see."""
    deleted: bool = False
    locale: str = "en-US"
    zone: str = "Europe/Paris"

    def described(self) -> dict[str, Any]:
        """The `user` of users.info."""
        return {
            "id": self.id,
            "team_id": self.team,
            "name": self.name,
            "real_name": self.name.title(),
            "is_bot": self.is_bot,
            "is_restricted": self.guest or self.single_channel_guest,
            "is_ultra_restricted": self.single_channel_guest,
            "is_stranger": self.stranger,
            "deleted": self.deleted,
            "locale": self.locale,
            "tz": self.zone,
            "profile": {"display_name": self.name},
        }


@dataclass(kw_only=True)
class Channel:
    """A conversation as conversations.info tells of one."""

    id: str
    name: str = "general"
    members: list[str] = field(default_factory=lambda: ["U1", "UBOT"])
    direct: bool = False
    private: bool = False
    external: bool = False
    """Shared with another organisation by Slack Connect."""
    pending_external: bool = False
    archived: bool = False

    def described(self) -> dict[str, Any]:
        """The `channel` of conversations.info."""
        others = [member for member in self.members if member != "UBOT"]
        return {
            "id": self.id,
            "is_channel": not self.direct and not self.private,
            "is_group": self.private,
            "is_im": self.direct,
            "is_mpim": False,
            "is_private": self.private or self.direct,
            "is_ext_shared": self.external,
            "is_pending_ext_shared": self.pending_external,
            "is_shared": self.external,
            "is_archived": self.archived,
            "is_member": "UBOT" in self.members,
            **({"user": others[0] if others else ""} if self.direct else {"name": self.name}),
        }


@dataclass(kw_only=True)
class Message:
    """A message as people in the channel see it. `streamed` is the text that a stream has built."""

    channel: str
    ts: str
    user: str = "UBOT"
    text: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str | None = None
    metadata: dict[str, Any] | None = None
    streamed: str = ""
    chunks: list[dict[str, Any]] = field(default_factory=list)
    streaming_since: float | None = None
    """When its stream began; None where it is no stream or one that was stopped."""
    seen_by: str | None = None
    """The one person who sees it (chat.postEphemeral); None for everybody."""
    updates: int = 0

    def described(self, *, with_metadata: bool) -> dict[str, Any]:
        """One of the `messages` of conversations.replies."""
        found: dict[str, Any] = {
            "type": "message",
            "user": self.user,
            "text": self.text or self.streamed,
            "ts": self.ts,
            "blocks": self.blocks,
        }
        if self.thread_ts:
            found["thread_ts"] = self.thread_ts
        if self.user == "UBOT":
            found["bot_id"] = "BBOT"
        if with_metadata and self.metadata:
            found["metadata"] = self.metadata
        return found


@dataclass(frozen=True, kw_only=True)
class SharedFile:
    """A file that somebody shared with the bot."""

    id: str
    name: str
    content: bytes
    mimetype: str = "text/plain"
    user: str = "U1"
    external: bool = False

    def described(self, base: str) -> dict[str, Any]:
        """The `file` of files.info, and of a message's `files`."""
        address = f"{base}/files/{self.id}/{self.name}"
        return {
            "id": self.id,
            "name": self.name,
            "title": self.name,
            "mimetype": self.mimetype,
            "filetype": self.name.rpartition(".")[2],
            "size": len(self.content),
            "user": self.user,
            "mode": "external" if self.external else "hosted",
            "is_external": self.external,
            "url_private": address,
            "url_private_download": address,
        }


@dataclass(kw_only=True)
class World:
    """Everything that there is. U1 (Ann) is a member, C1 public, D1 her direct message with us."""

    tokens: dict[str, Team] = field(default_factory=lambda: {"xoxb-test": Team()})
    revoked: set[str] = field(default_factory=set)
    people: dict[str, Person] = field(
        default_factory=lambda: {
            "U1": Person(id="U1"),
            "U2": Person(id="U2", name="bob"),
            "UBOT": Person(id="UBOT", name="citewire", is_bot=True),
        }
    )
    channels: dict[str, Channel] = field(
        default_factory=lambda: {
            "C1": Channel(id="C1"),
            "C2": Channel(id="C2", name="desk", members=["U1", "U2", "UBOT"]),
            "D1": Channel(id="D1", members=["U1", "UBOT"], direct=True),
        }
    )
    messages: dict[tuple[str, str], Message] = field(default_factory=dict)
    files: dict[str, SharedFile] = field(default_factory=dict)
    uploads: dict[str, bytes] = field(default_factory=dict)
    homes: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    """The home view of each user."""
    views: list[Mapping[str, Any]] = field(default_factory=list)
    """Every modal that was opened, pushed or updated, in order."""
    prompts: dict[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    statuses: list[Mapping[str, Any]] = field(default_factory=list)
    triggers_used: set[str] = field(default_factory=set)
    stream_seconds: float = STREAM_SECONDS
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def new_ts(self) -> str:
        """The ts of the next message; later ones sort after it."""
        return f"1800000000.{next(self.numbers):06d}"

    def team_of(self, token: str) -> Team | None:
        """The workspace of a bot's token; None for a token that is not valid (any more)."""
        return None if token in self.revoked else self.tokens.get(token)

    def add_channel(self, channel: Channel) -> Channel:
        """Put a channel in."""
        self.channels[channel.id] = channel
        return channel

    def add_person(self, person: Person) -> Person:
        """Put a user in."""
        self.people[person.id] = person
        return person

    def say(self, message: Message) -> Message:
        """Put a message in that somebody wrote."""
        self.messages[message.channel, message.ts] = message
        return message

    def thread(self, channel: str, thread: str) -> list[Message]:
        """A thread with the message that it hangs under, in order."""
        return [
            message
            for (where, _), message in sorted(self.messages.items())
            if where == channel and thread in (message.ts, message.thread_ts)
        ]

    def expire_streams(self) -> None:
        """End every open stream, as Slack does after about five minutes."""
        for message in self.messages.values():
            message.streaming_since = None
