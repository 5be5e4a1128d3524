"""A request and its reply, as they are kept: no host, no key, no header but what is allowed."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.errors import EvalError

KEPT_HEADERS = ("content-type", "retry-after")
"""All others go: keys, cookies, organisations, identifiers of requests."""


@dataclass(frozen=True, kw_only=True)
class Interaction:
    """`path` begins where the server's own address ends: "/chat/completions"."""

    method: str
    path: str
    sent: bytes
    sent_headers: Mapping[str, str]
    status: int
    received: bytes
    received_headers: Mapping[str, str]


def kept_headers(headers: Mapping[str, Any]) -> dict[str, str]:
    """The headers that are kept, in small letters, in alphabetical order.

    {"Content-Type": ["text/html"], "Set-Cookie": ["a=b"]} -> {"content-type": "text/html"}
    """
    small = {name.lower(): value for name, value in headers.items()}
    return {name: _first(small[name]) for name in KEPT_HEADERS if name in small}


def as_mapping(interaction: Interaction) -> dict[str, Any]:
    """What is written of an interaction: bodies as values where they are JSON."""
    return {
        "request": {
            "method": interaction.method,
            "path": interaction.path,
            "headers": dict(interaction.sent_headers),
            **_body(interaction.sent),
        },
        "response": {
            "status": interaction.status,
            "headers": dict(interaction.received_headers),
            **_body(interaction.received),
        },
    }


def from_mapping(value: Mapping[str, Any]) -> Interaction:
    """The interaction that was written. Raises EvalError for what is none."""
    try:
        request, response = value["request"], value["response"]
        return Interaction(
            method=str(request["method"]),
            path=str(request["path"]),
            sent=_bytes(request),
            sent_headers=kept_headers(request.get("headers") or {}),
            status=int(response["status"]),
            received=_bytes(response),
            received_headers=kept_headers(response.get("headers") or {}),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise EvalError(f"an interaction lacks or misspells {error}") from error


def in_order(interactions: Sequence[Interaction]) -> tuple[Interaction, ...]:
    """By request, a conversation's first before what follows it; the same request as it came.

    Stories are asked for at once and arrive in any order: without this, every recording of the
    same replies would be another file.
    """
    return tuple(sorted(interactions, key=lambda one: _conversation(one.sent)))


def _conversation(sent: bytes) -> tuple[str, ...]:
    try:
        return tuple(str(message["content"]) for message in json.loads(sent)["messages"])
    except (ValueError, KeyError, TypeError):
        return ()


def _first(value: object) -> str:
    given = value[0] if isinstance(value, list | tuple) and value else value
    return given.decode("latin-1") if isinstance(given, bytes) else str(given)


def _body(content: bytes) -> dict[str, Any]:
    """JSON as its value, other text as text, the rest in base 64; nothing for an empty body."""
    if not content:
        return {}
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(content).decode("ascii")}
    try:
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # half a surrogate pair is no text
    except (ValueError, RecursionError):
        return {"text": text}
    return {"json": value} if isinstance(value, dict | list) else {"text": text}


def _bytes(part: Mapping[str, Any]) -> bytes:
    if "json" in part:
        return json.dumps(part["json"], ensure_ascii=False).encode("utf-8")
    if "base64" in part:
        return base64.b64decode(part["base64"])
    return str(part.get("text", "")).encode("utf-8")
