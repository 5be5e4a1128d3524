"""What Slack sends, as payloads: `peer.send(events.mention("…"))`."""

from __future__ import annotations

import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["events_api", "slash_commands", "interactive"]

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Payload:
    """One payload and the kind of envelope that it travels in."""

    kind: Kind
    body: dict[str, Any]


def event_body(
    event: dict[str, Any], event_id: str | None = None, team: str = "T1"
) -> dict[str, Any]:
    """An event in its callback, as Socket Mode and HTTP both carry it."""
    bot = {"enterprise_id": None, "team_id": team, "user_id": "UBOT", "is_bot": True}
    return {
        "token": "verification",
        "team_id": team,
        "api_app_id": "A1",
        "type": "event_callback",
        "event": event,
        "event_id": event_id or f"Ev{next(_numbers):06d}",
        "event_time": int(time.time()),
        "authorizations": [bot],
    }


def event(fields: dict[str, Any], event_id: str | None = None, team: str = "T1") -> Payload:
    """Any event by its fields."""
    return Payload("events_api", event_body(fields, event_id, team))


def new_ts() -> str:
    """The ts of a message that a user writes; later ones sort after it."""
    return f"1700000000.{next(_numbers):06d}"


def mention(text: str, event_id: str | None = None, **fields: Any) -> Payload:
    """app_mention in C1 by U1; the mention is written before the text."""
    default = {"user": "U1", "channel": "C1", "ts": new_ts(), "team": "T1"}
    said = {"type": "app_mention", "text": f"<@UBOT> {text}"}
    return event(default | said | fields, event_id)


def channel_message(text: str, event_id: str | None = None, **fields: Any) -> Payload:
    """A message in C1 by U1, as `message.channels` tells of it."""
    default = {"user": "U1", "channel": "C1", "ts": new_ts(), "team": "T1"}
    said = {"type": "message", "channel_type": "channel", "text": text}
    return event(default | said | fields, event_id)


def direct_message(text: str, event_id: str | None = None, **fields: Any) -> Payload:
    """A message to the bot in D1 by U1."""
    return channel_message(text, event_id, **{"channel": "D1", "channel_type": "im"} | fields)


def home_opened(tab: str = "home", **fields: Any) -> Payload:
    """app_home_opened: "home" or "messages"."""
    default = {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": tab}
    return event(default | fields)


def session_stopped(channel: str = "D1", thread: str = "1.1", **fields: Any) -> Payload:
    """The user pressed stop."""
    stopped = {"type": "agent_session_stopped", "channel": channel, "thread_ts": thread}
    default = {"user": "U1", "event_ts": new_ts(), "streaming_message_ts": []}
    return event(default | stopped | fields)


def command(name: str, text: str, response_url: str, **fields: Any) -> Payload:
    """A slash command in C1 by U1: ("/ask", "Qui ?", …)."""
    default = {
        "command": name,
        "text": text,
        "user_id": "U1",
        "user_name": "ann",
        "team_id": "T1",
        "channel_id": "C1",
        "channel_name": "general",
        "trigger_id": f"trigger{next(_numbers)}",
        "api_app_id": "A1",
        "is_enterprise_install": "false",
        "response_url": response_url,
    }
    return Payload("slash_commands", default | fields)


def shortcut(callback_id: str, text: str, response_url: str, **fields: Any) -> Payload:
    """A message shortcut on a message of U2 in C1."""
    default = {
        "type": "message_action",
        "callback_id": callback_id,
        "action_ts": new_ts(),
        "message_ts": "1.1",
        "message": {"type": "message", "user": "U2", "ts": "1.1", "text": text},
        "channel": {"id": "C1", "name": "general"},
        "response_url": response_url,
    }
    return Payload("interactive", _interaction() | default | fields)


def block_action(action: dict[str, Any], response_url: str = "", **fields: Any) -> Payload:
    """A button pressed under a message of ours: {"action_id": "why", "value": "K7Q2-M4:1"}."""
    default = {
        "type": "block_actions",
        "container": {"type": "message", "message_ts": "1.2", "channel_id": "C1"},
        "channel": {"id": "C1", "name": "general"},
        "message": {"type": "message", "user": "UBOT", "ts": "1.2", "text": ""},
        "actions": [{"type": "button", "block_id": "b1", "action_ts": new_ts(), **action}],
        "response_url": response_url,
    }
    return Payload("interactive", _interaction() | default | fields)


def view_submission(
    callback_id: str, values: dict[str, Any], private_metadata: str = "", **fields: Any
) -> Payload:
    """A modal was sent: `values` as in view.state.values."""
    view = {
        "id": f"V{next(_numbers)}",
        "type": "modal",
        "callback_id": callback_id,
        "private_metadata": private_metadata,
        "hash": "h",
        "state": {"values": values},
    }
    return Payload(
        "interactive", _interaction() | {"type": "view_submission", "view": view} | fields
    )


def file_shared(text: str, files: Sequence[dict[str, Any]], **fields: Any) -> Payload:
    """A direct message with files (see `SlackPeer.share`)."""
    return direct_message(text, **{"subtype": "file_share", "files": list(files)} | fields)


def _interaction() -> dict[str, Any]:
    return {
        "user": {"id": "U1", "username": "ann", "team_id": "T1"},
        "team": {"id": "T1", "domain": "acme"},
        "api_app_id": "A1",
        "trigger_id": f"trigger{next(_numbers)}",
        "token": "verification",
        "is_enterprise_install": False,
    }
