"""The headers by which Slack proves that an HTTP request is its own."""

from __future__ import annotations

import time

from slack_sdk.signature import SignatureVerifier


def signed_headers(body: str, secret: str, *, age: float = 0.0) -> dict[str, str]:
    """Signature and time stamp for a body sent `age` seconds ago."""
    stamp = str(int(time.time() - age))
    signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
    return {
        "X-Slack-Signature": signature or "",
        "X-Slack-Request-Timestamp": stamp,
        "Content-Type": "application/json",
    }
