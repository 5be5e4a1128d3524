"""What passes between Slack's events, the durable queue and what is posted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["ask", "check", "brief", "documents", "help"]
"""What is asked for. "help" is a mention without a question."""
Surface = Literal["channel", "direct", "private"]
"""Where an answer is seen: by a channel, in a direct message, or by the asker alone."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the answer to a question goes.

    `thread` is the ts of the message that the answer stands under, None for a private answer.
    """

    team: str
    channel: str
    user: str
    surface: Surface
    thread: str | None = None


@dataclass(frozen=True, kw_only=True)
class Job:
    """One piece of work that somebody asked for in Slack.

    `id` is the reference number that the reader sees. `event` is Slack's id of the event, or made
    from the trigger of a command: the same one is never worked on twice. `posted` is the ts of the
    message that was begun, which whoever takes the job over finishes. `response_url` is a secret
    for as long as the job is open. `files` are Slack's ids of shared files. `details` are further
    plain values that a kind needs.
    """

    id: str
    kind: Kind
    place: Place
    text: str
    event: str
    response_url: str | None = None
    files: tuple[str, ...] = ()
    posted: str | None = None
    attempts: int = 0
    details: Mapping[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class SlackMessage:
    """One message as the Web API takes it: `text` for notifications, `blocks` for the screen."""

    text: str
    blocks: tuple[Mapping[str, Any], ...]
