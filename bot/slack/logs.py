"""The log of a server: one line an event on standard error, and never a token in it."""

from __future__ import annotations

import logging
import re
from typing import TextIO

_SECRETS = re.compile(
    r"xox[a-z](?:\.xox[a-z])?-[\w.-]+|xapp-[\w.-]+|/(services|commands|actions|response)/[\w/.-]{8,}"
    r"|(?<=ticket=)[\w-]+|\bsk-[\w*-]{8,}"
)
_CHATTY = ("apscheduler", "chromadb", "slack_bolt", "slack_sdk", "waitress", "httpx2", "openai")
"""Libraries that tell of their everyday; they are heard when something is wrong."""


class RedactingFormatter(logging.Formatter):
    """Leaves out tokens and secret addresses, wherever they stand, in tracebacks too."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one text: "token xoxb-1-abc" -> "token [secret]"."""
        return redacted(super().format(record))


def redacted(text: str) -> str:
    """The text without tokens, keys of models, response_urls and socket tickets."""
    return _SECRETS.sub("[secret]", text)


def log_to(stream: TextIO, level: int = logging.INFO) -> logging.Handler:
    """Send the log of this process to a stream; returns the handler, to be taken away again."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S%z")
    )
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    # What fails there is raised too, and told by whoever knows what to do.
    logging.getLogger("slack_sdk.web").setLevel(logging.CRITICAL)
    return handler
