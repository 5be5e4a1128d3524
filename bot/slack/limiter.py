"""The Web API of one workspace, called no faster than Slack lets, and never twice by accident.

Each call waits for its turn (see `bot.slack.buckets`); where Slack says Retry-After all the same,
every thread waits so long. A call whose answer is lost is made again only where that changes
nothing: what posts is left to `bot.slack.posting`, which looks first whether it was posted.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Mapping
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import SlackLimitedError, SlackUncertainError, SlackUnreachableError
from bot.slack.buckets import CHANNEL_RATES, OTHERS, RATES, Bucket, Rate
from bot.slack.refusals import FAILS, LIMITS, refusal

PATIENCE = 30.0
"""Seconds that a call may wait all in all, unless it says otherwise."""

AT_ONCE = 0.0
"""For what is better left undone than done late, such as a status."""

RETRY_AFTER = 1.0
"""Seconds to wait where Slack limits without saying for how long."""

TRIES = 3
"""How often a call is made that breaks off."""

POSTING = frozenset(
    {"chat.postMessage", "chat.postEphemeral", "chat.startStream", "chat.appendStream"}
)
"""What stands twice when it is called twice."""

Json = Mapping[str, Any]


class _Limited(Exception):
    def __init__(self, seconds: float) -> None:
        super().__init__(f"limited for {seconds} s")
        self.seconds = seconds


class _Broken(Exception):
    def __init__(self, reason: str, *, sent: bool) -> None:
        super().__init__(reason)
        self.sent = sent


class LimitedClient:
    """Calls methods by name, from any thread. `clock` gives seconds and only goes forward."""

    def __init__(
        self, web_client: WebClient, clock: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self._client = copy.copy(web_client)
        self._client.retry_handlers = []  # the sdk's own would post twice after a lost answer
        self._clock = clock
        self._sleep = sleep
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._lock = threading.Lock()

    def call(self, method: str, /, *, patience: float = PATIENCE, **arguments: object) -> Json:
        """Call a method, e.g. "chat.postMessage", and return Slack's answer.

        Raises SlackLimitedError when it would have to wait longer than `patience` seconds,
        SlackUncertainError when it may have posted, SlackUnreachableError when it surely has not,
        and SlackError for what Slack refuses.
        """
        deadline = self._clock() + patience
        channel = str(arguments.get("channel", ""))
        breaks = 0
        while True:
            self._await_turn(method, channel, deadline)
            try:
                return self._send(method, arguments)
            except _Limited as limited:
                self._shut(method, channel, limited.seconds)
            except _Broken as broken:
                breaks += 1
                self._recover(method, broken, breaks)

    def ready(self, method: str, channel: str = "") -> bool:
        """Whether a call would go out at once."""
        with self._lock:
            now = self._clock()
            return all(bucket.wait(now) == 0.0 for bucket in self._of(method, channel, now))

    def _await_turn(self, method: str, channel: str, deadline: float) -> None:
        with self._lock:
            now = self._clock()
            buckets = self._of(method, channel, now)
            wait = max(bucket.wait(now) for bucket in buckets)
            # Without patience the deadline is past by now, and yet a free turn is to be taken.
            if wait > 0.0 and now + wait > deadline:
                raise SlackLimitedError(
                    f"Slack lets {method} be called again in {wait:.0f} s only; try again then",
                    seconds=wait,
                )
            for bucket in buckets:
                bucket.take(now)
        if wait > 0.0:
            self._sleep(wait)

    def _shut(self, method: str, channel: str, seconds: float) -> None:
        """Slack limits a message by its channel, everything else by its method."""
        with self._lock:
            now = self._clock()
            self._of(method, channel, now)[-1].shut(now + seconds)

    def _of(self, method: str, channel: str, now: float) -> tuple[Bucket, ...]:
        rates: list[tuple[str, Rate]] = [("", RATES.get(method, OTHERS))]
        if channel and method in CHANNEL_RATES:
            rates.append((channel, CHANNEL_RATES[method]))
        return tuple(
            self._buckets.setdefault((method, where), Bucket(rate, now)) for where, rate in rates
        )

    def _recover(self, method: str, broken: _Broken, breaks: int) -> None:
        """Rest before the call is made again. Raises where it must not be, or was often enough."""
        if broken.sent and method in POSTING:
            raise SlackUncertainError(
                f"Slack's answer to {method} was lost ({broken}); it may have been posted",
                code="uncertain",
            ) from broken
        if breaks >= TRIES:
            raise SlackUnreachableError(
                f"Slack cannot be reached for {method} ({broken}); try again later"
            ) from broken
        self._sleep(float(2 ** (breaks - 1)))

    def _send(self, method: str, arguments: Mapping[str, Any]) -> Json:
        try:
            reply = getattr(self._client, method.replace(".", "_"))(**arguments)
        except SlackApiError as failure:
            status = getattr(failure.response, "status_code", 200)
            body = failure.response if isinstance(failure.response, dict) else failure.response.data
            code = str(body.get("error", "")) if isinstance(body, dict) else ""
            if status == 429 or code in LIMITS:
                raise _Limited(_retry_after(failure)) from failure
            if status >= 500 or code in FAILS or not code.isidentifier():
                raise _Broken(code or f"status {status}", sent=True) from failure
            raise refusal(method, code) from failure
        except (OSError, HTTPException, SlackClientError) as failure:
            raise _Broken(type(failure).__name__, sent=not _never_sent(failure)) from failure
        return dict(reply.data)


def _retry_after(failure: SlackApiError) -> float:
    headers = {name.lower(): value for name, value in failure.response.headers.items()}
    try:
        return max(RETRY_AFTER, float(headers.get("retry-after", RETRY_AFTER)))
    except (TypeError, ValueError):
        return RETRY_AFTER


def _never_sent(failure: Exception) -> bool:
    """Whether no connection came about: refused, or no address was found."""
    reason = getattr(failure, "reason", failure)
    refused = isinstance(reason, ConnectionRefusedError)
    return refused or type(reason).__name__ in ("gaierror", "NetworkBlockedError")
