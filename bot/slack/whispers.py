"""Messages that only one person sees: by response_url, else as ephemeral messages, else directly.

Slack shows no one where an ephemeral message stands, so it cannot be looked for. Each one that went
out is noted at once; one whose answer was lost counts as sent, which the log tells.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from slack_sdk.errors import SlackClientError
from slack_sdk.webhook import WebhookClient

from bot.errors import RetryLaterError, SlackError, SlackUncertainError
from bot.slack.progress import Progress
from bot.slack.threads import PATIENCE, ClientOf
from bot.slack.values import Place, SlackMessage

USES = 5
"""How often Slack takes something at one response_url, within thirty minutes."""

SENT = "private:"
"""Before the number of messages that went out, where a message in a channel has its ts."""

TIMEOUT = 10
LONGEST_REST = 30.0

_log = logging.getLogger(__name__)

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Response:
    """What came of sending to a response_url: the HTTP status, and how long to wait after 429."""

    status: int
    retry_after: float = 1.0


Respond = Callable[[str, Body], Response]
"""Sends to a response_url. Raises SlackUncertainError when the answer was lost."""


def respond(url: str, body: Body) -> Response:
    """Send to a response_url, once."""
    client = WebhookClient(url, timeout=TIMEOUT, retry_handlers=[])
    try:
        response = client.send_dict(dict(body))
    except (OSError, HTTPException, SlackClientError) as failure:
        reason = getattr(failure, "reason", failure)
        if isinstance(reason, ConnectionRefusedError):
            return Response(503)
        raise SlackUncertainError(
            f"the answer of a response_url was lost ({type(failure).__name__})", code="uncertain"
        ) from failure
    rest = str({name.lower(): value for name, value in response.headers.items()}.get("retry-after"))
    return Response(response.status_code, float(rest) if rest.isdigit() else 1.0)


@dataclass(frozen=True)
class Whispers:
    """Says things to one person."""

    clients: ClientOf
    respond: Respond
    sleep: Callable[[float], None]

    def deliver(self, progress: Progress, messages: Sequence[SlackMessage]) -> None:
        """Send the messages of a job that have not been sent; raises ClaimLostError."""
        job = progress.job
        sent = sent_of(job.posted)
        for number, message in enumerate(messages[sent:], start=sent + 1):
            progress.check()
            url = job.response_url if number <= USES else None
            self.say(job.place, message, url)
            progress.posted(f"{SENT}{number}")

    def say(self, place: Place, message: SlackMessage, response_url: str | None = None) -> None:
        """Send one message in the first way that works. Raises SlackError when none does."""
        try:
            if response_url and self._responded(response_url, message):
                return
            self._said(place, message)
        except SlackUncertainError as lost:
            _log.warning("a message to one person counts as sent: %s", lost)

    def replace(self, response_url: str, message: SlackMessage) -> None:
        """Put a message in place of the one whose button was pressed."""
        body = {"replace_original": True, **_content(message)}
        try:
            self._sent(response_url, body)
        except SlackUncertainError as lost:
            _log.warning("a private message counts as replaced: %s", lost)

    def _responded(self, url: str, message: SlackMessage) -> bool:
        body = {"response_type": "ephemeral", "replace_original": False, **_content(message)}
        return self._sent(url, body)

    def _sent(self, url: str, body: Body) -> bool:
        """Whether Slack took it; a used or expired address is not tried again."""
        for _ in range(3):
            response = self.respond(url, body)
            if response.status == 200:
                return True
            if response.status != 429 and response.status < 500:
                return False
            self.sleep(min(response.retry_after, LONGEST_REST))
        return False

    def _said(self, place: Place, message: SlackMessage) -> None:
        client = self.clients(place.team)
        if place.channel and place.surface != "direct":
            under = {} if place.thread is None else {"thread_ts": place.thread}
            try:
                client.call(
                    "chat.postEphemeral",
                    patience=PATIENCE,
                    channel=place.channel,
                    user=place.user,
                    **under,
                    **_content(message),
                )
                return
            except RetryLaterError:
                raise
            except SlackUncertainError:
                raise
            except SlackError as failure:
                _log.info("%s; the person is told directly", failure)
        opened = client.call("conversations.open", users=place.user)
        client.call(
            "chat.postMessage",
            patience=PATIENCE,
            channel=opened["channel"]["id"],
            unfurl_links=False,
            **_content(message),
        )


def sent_of(posted: str | None) -> int:
    """How many private messages of a job went out: "private:2" -> 2."""
    return int(posted.removeprefix(SENT)) if posted and posted.startswith(SENT) else 0


def _content(message: SlackMessage) -> dict[str, Any]:
    return {"text": message.text, "blocks": [dict(block) for block in message.blocks]}
