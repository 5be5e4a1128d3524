"""What goes wrong at the other side when a test wants it to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Canned:
    """An answer given in place of the real one; nothing is done then."""

    body: Mapping[str, Any]
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def limited(cls, seconds: int = 1) -> Canned:
        """429, with what Slack says to wait."""
        body = {"ok": False, "error": "ratelimited"}
        return cls(body=body, status=429, headers={"Retry-After": str(seconds)})

    @classmethod
    def error(cls, code: str) -> Canned:
        """Slack's own kind of refusal: status 200 and a code."""
        return cls(body={"ok": False, "error": code})

    @classmethod
    def broken(cls, status: int = 503) -> Canned:
        """A gateway that fails."""
        return cls(body={"ok": False, "error": "service_unavailable"}, status=status)


@dataclass(frozen=True)
class Dropped:
    """The call is carried out, and the line breaks before its answer."""


Fault = Canned | Dropped
