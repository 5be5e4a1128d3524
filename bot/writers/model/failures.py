"""What can go wrong between us and a model's server, told in one line without ever showing the key.

Each failure says whether trying again can help and how long the server asks to wait.
"""

from __future__ import annotations

import email.utils
import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from bot.errors import WriterError
from bot.types import Usage

if TYPE_CHECKING:  # the client loads it when the first model is used
    import openai

Kind = Literal[
    "busy",
    "no-credit",
    "server-error",
    "timeout",
    "connection",
    "malformed",
    "no-model-server",
    "cut-off",
    "refused",
    "key",
    "unknown-model",
    "bad-request",
    "too-long",
    "paused",
]

RETRYABLE: frozenset[Kind] = frozenset(
    {"busy", "server-error", "timeout", "connection", "malformed"}
)
"""Trying the same request again may help."""

OUTAGES: frozenset[Kind] = RETRYABLE | {"no-model-server"}
"""Failures that say the server is not well, which the breaker counts."""

LASTING: frozenset[Kind] = frozenset({"key", "unknown-model", "no-credit"})
"""Failures that stay until somebody mends a setting or an account."""

_LONGEST = 200
_KEY_LIKE = re.compile(r"\b(?:sk|pk|key|Bearer)[-_ ][^\s'\",;]{6,}", re.IGNORECASE)
_FORMAT = re.compile(r"response_format|json_schema|json_object|grammar", re.IGNORECASE)
_NO_MODEL = re.compile(
    r"model_not_found|model\b.{0,80}\b(?:not found|does not exist|not exist|unknown|no such)",
    re.IGNORECASE,
)
_TOO_LONG = re.compile(
    r"context_length_exceeded|context (?:length|size|window)|maximum context|too many tokens|"
    r"prompt is too long",
    re.IGNORECASE,
)


class ModelFailure(WriterError):
    """A call to the model that gave nothing usable; `kind` says what went wrong.

    `wait` is how many seconds the server asks to wait, None where it does not say; `said` is what
    it said when it refused a request. `usage` is what the failed call cost all the same.
    """

    def __init__(
        self, kind: Kind, message: str, *, wait: float | None = None, said: str = ""
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.wait = wait
        self.said = said
        self.usage = Usage()

    @property
    def retryable(self) -> bool:
        """Whether the same request may succeed in a moment."""
        return self.kind in RETRYABLE


def status_failure(error: openai.APIStatusError, key: str) -> ModelFailure:
    """The failure that an HTTP status tells of. The body is repeated only where it is harmless."""
    status = error.status_code
    said = server_words(error.body, str(error), key)
    wait = retry_after(error.response.headers)
    if status in (401, 403):
        return ModelFailure(
            "key", f"the model's server refused the key (HTTP {status}); check OPENAI_API_KEY"
        )
    if status == 429 and "insufficient_quota" in f"{error.code} {said}":
        return ModelFailure(
            "no-credit", "the model's account has no credit left (HTTP 429); check its billing"
        )
    if status == 429:
        return ModelFailure(
            "busy", "the model's server takes no more requests now (HTTP 429)", wait=wait
        )
    if status == 408 or (status >= 500 and not _FORMAT.search(said)):
        return ModelFailure("server-error", f"the model's server failed (HTTP {status})", wait=wait)
    if _TOO_LONG.search(f"{error.code} {said}"):
        return ModelFailure(
            "too-long", f"the prompt is too long for the model (HTTP {status}: {said})", said=said
        )
    missing = status == 404 or _NO_MODEL.search(f"{error.code} {said}")
    kind: Kind = "unknown-model" if missing else "bad-request"
    named = f"{error.param or ''} {said}".strip()
    return ModelFailure(
        kind, f"the model's server refused the request (HTTP {status}: {said})", said=named
    )


def server_words(body: object, otherwise: str, key: str) -> str:
    """What a server said, on one line, shortened, without anything that looks like a key.

    ({"error": {"message": "No such\\nmodel"}}, "", "sk-1") -> "No such model"
    """
    inner = body.get("error", body) if isinstance(body, Mapping) else body
    words = inner.get("message") if isinstance(inner, Mapping) else inner
    line = " ".join(str(words or otherwise).split())
    if key:
        line = line.replace(key, "…")
    line = _KEY_LIKE.sub("…", line)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that a server asks to wait: `retry-after-ms`, seconds or a date.

    A date is read against the server's own `Date`, so that no clock of ours counts.

    >>> retry_after({"retry-after": "2"})
    2.0
    """
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    asked = headers.get("retry-after")
    seconds = _number(asked)
    if seconds is not None:
        return seconds
    until, now = _date(asked), _date(headers.get("date"))
    return None if until is None or now is None else max(0.0, until - now)


def _number(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if 0 <= value < float("inf") else None


def _date(text: str | None) -> float | None:
    try:
        return email.utils.parsedate_to_datetime(text or "").timestamp()
    except (ValueError, TypeError):
        return None


def unreadable(error: json.JSONDecodeError | UnicodeDecodeError) -> ModelFailure:
    """The failure of a stream that is no JSON where it must be."""
    return ModelFailure(
        "malformed", f"the model's server sent something that is no JSON ({type(error).__name__})"
    )
