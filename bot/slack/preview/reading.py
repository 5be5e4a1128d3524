"""What a file of messages and views holds, checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.errors import UsageError

Kind = Literal["message", "modal", "home"]


@dataclass(frozen=True)
class Shown:
    """One message, modal or home tab; `reply` stands in a thread."""

    kind: Kind
    blocks: Sequence[Mapping[str, Any]]
    title: str = ""
    submit: str = ""
    close: str = ""
    reply: bool = False


def shown_in(value: object) -> tuple[Shown, ...]:
    """The messages and views of a JSON value: one of them, or a list of them.

    A message is {"text": …, "blocks": […]}, with "thread_ts" a reply; a view has "type" modal or
    home. Raises UsageError for anything else.
    """
    listed = value if isinstance(value, list) else [value]
    return tuple(_shown(one, number) for number, one in enumerate(listed, start=1))


def _shown(value: object, number: int) -> Shown:
    if not isinstance(value, Mapping):
        raise UsageError(f"entry {number} is no object; give messages with blocks, or views")
    blocks = value.get("blocks", [])
    if not isinstance(blocks, list) or not all(isinstance(block, Mapping) for block in blocks):
        raise UsageError(f"the blocks of entry {number} are no list of objects; give Block Kit")
    if not blocks and isinstance(value.get("text"), str):
        blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": value["text"]}}]
    kind = value.get("type", "message")
    if kind == "modal":
        title, submit, close = (_plain(value.get(key)) for key in ("title", "submit", "close"))
        return Shown("modal", blocks, title, submit, close)
    reply = bool(value.get("thread_ts"))
    return Shown("home", blocks) if kind == "home" else Shown("message", blocks, reply=reply)


def _plain(value: object) -> str:
    return str(value.get("text", "")) if isinstance(value, Mapping) else ""
