"""Where a briefing can be sent: the address of a channel, and what is no address."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, get_args

from bot.errors import UsageError

Channel = Literal["stdout", "file", "email", "slack"]

_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*"
    r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)
_LONGEST_EMAIL = 254
_SLACK = re.compile(r"(?:(?P<team>T[A-Z0-9]{1,20})/)?(?P<channel>[CGD][A-Z0-9]{1,20})")


class Address(NamedTuple):
    """Where a briefing goes: "email:ann@example.org" is ("email", "ann@example.org")."""

    channel: Channel
    target: str

    @property
    def idempotent(self) -> bool:
        """Whether sending a briefing there twice leaves what sending it once does.

        A file is replaced; in Slack what an attempt before has posted is looked for and completed.
        """
        return self.channel in ("file", "slack")

    def __str__(self) -> str:
        return f"{self.channel}:{self.target}" if self.target else self.channel


def checked_address(text: str) -> Address:
    """ "stdout", "file:PATH.md", "file:PATH.html", "email:ADDRESS" or "slack:CHANNEL".

    Raises UsageError for any other.
    """
    channel, _, target = text.strip().partition(":")
    target = target.strip()
    match channel:
        case "stdout" if not target:
            return Address("stdout", "")
        case "file":
            return Address("file", _checked_path(target))
        case "email":
            return Address("email", _checked_email(target))
        case "slack":
            return Address("slack", _checked_conversation(target))
    raise UsageError(
        f"--to {text[:80]!r} is no address; write stdout, file:PATH.md, file:PATH.html, "
        "email:NAME@HOST or slack:CHANNEL"
    )


class Conversation(NamedTuple):
    """A conversation in Slack: the workspace's id ("" for the only one) and the channel's."""

    team: str
    channel: str


def conversation_of(target: str) -> Conversation:
    """The conversation that an address's target names: "T1/C1" -> ("T1", "C1"), "C1" -> ("", "C1").

    Raises UsageError for any other text.
    """
    found = _SLACK.fullmatch(target)
    if found is None:
        raise UsageError(
            f"--to slack:{target[:60]!r} names no conversation; write its id as in "
            "slack:C024BE91L or slack:T024BE7LD/C024BE91L"
        )
    return Conversation(found["team"] or "", found["channel"])


def is_email(text: str) -> bool:
    """Whether it is an address that every mail server takes: "ann@example.org"."""
    return len(text) <= _LONGEST_EMAIL and _EMAIL.fullmatch(text) is not None


def address_of(text: str) -> Address:
    """The address that `str` of one gives. Raises ValueError for a channel nobody knows."""
    channel, _, target = text.partition(":")
    for known in get_args(Channel):
        if channel == known:
            return Address(known, target)
    raise ValueError(f"channel {channel!r} is unknown")


def _checked_path(target: str) -> str:
    stem, dot, ending = target.rpartition(".")
    if not target.isprintable() or not dot or ending.lower() not in ("md", "html"):
        raise UsageError(
            f"--to file:{target[:60]!r} names no Markdown or HTML file; write file:PATH.md or "
            "file:PATH.html"
        )
    if not stem or stem.endswith(("/", "\\")):
        raise UsageError(f"--to file:{target[:60]!r} has no name; write file:briefings/daily.html")
    return target


def _checked_email(target: str) -> str:
    if not is_email(target):
        raise UsageError(
            f"--to email:{target[:60]!r} is no e-mail address; write email:NAME@HOST, in ASCII"
        )
    return target


def _checked_conversation(target: str) -> str:
    conversation_of(target)
    return target
