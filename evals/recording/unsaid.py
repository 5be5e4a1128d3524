"""What no recording may hold: keys, tokens, cookies, and the headers that carry them."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SHORTEST_KEY = 8
"""A shorter key ("none", "test") is a word that texts may hold."""

PATTERNS: Mapping[str, re.Pattern[str]] = {
    "an API key": re.compile(r"\b(?:sk|pk|rk)-[A-Za-z0-9_-]{16,}"),
    "a bearer token": re.compile(r"\bBearer\s+[A-Za-z0-9._~+/=-]{12,}", re.IGNORECASE),
    "a token of Slack": re.compile(r"\bx(?:ox[a-z]|app)-[A-Za-z0-9-]{8,}"),
    "a token of GitHub": re.compile(r"\b(?:gh[pousr]_|github_pat_)[A-Za-z0-9_]{20,}"),
    "a key of Google": re.compile(r"\bAIza[A-Za-z0-9_-]{30,}"),
    "a key of AWS": re.compile(r"\bAKIA[A-Z0-9]{16}\b"),
    "a signed token": re.compile(r"\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]+"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "a header that names an account": re.compile(
        r"^\s*(?:authorization|cookie|set-cookie|openai-organization|openai-project|x-api-key"
        r"|api-key)\s*:",
        re.IGNORECASE | re.MULTILINE,
    ),
}
"""What a secret looks like, in words that a message can use."""


def secrets_in(text: str, key: str = "") -> tuple[str, ...]:
    """What looks like a secret, in words and never itself; `key` is one that is known.

    ("authorization: Bearer sk-1", "") -> ("a header that names an account",)
    """
    known = ("the key itself",) if len(key) >= _SHORTEST_KEY and key in text else ()
    return known + tuple(name for name, pattern in PATTERNS.items() if pattern.search(text))
