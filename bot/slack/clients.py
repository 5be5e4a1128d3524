"""The Web API's clients: one for each workspace, each call of them counted.

Bolt makes a plain client for each event; ours are used instead, so that every call goes through the
same counting, and a job can be answered long after its event.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Protocol

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.errors import ConfigurationError
from bot.slack.limiter import LimitedClient
from bot.slack.refusals import REVOKED

TIMEOUT = 15
"""Seconds that one call may take."""

_log = logging.getLogger(__name__)


class Called(NamedTuple):
    """One call: `status` is "ok", Slack's error code, or the kind of what went wrong on the way."""

    method: str
    status: str
    seconds: float


Watch = Callable[[Called], None]


class WatchedClient(WebClient):
    """A client that tells of each of its calls, and says in the log when its token was revoked."""

    def __init__(self, token: str | None, base_url: str, watch: Watch) -> None:
        super().__init__(token=token, base_url=base_url, timeout=TIMEOUT)
        self._watch = watch

    def api_call(self, api_method: str, **arguments: Any) -> SlackResponse:  # noqa: ANN401 - as slack_sdk has it
        """As slack_sdk does; every method of the client comes through here."""
        began, status = time.perf_counter(), "ok"
        try:
            return super().api_call(api_method, **arguments)
        except SlackApiError as error:
            status = str(error.response.get("error") or error.response.status_code)
            if status in REVOKED:
                _log.error("Slack does not take our token (%s): %s", status, _advice(api_method))
            raise
        except Exception as error:
            status = type(error).__name__
            raise
        finally:
            self._watch(Called(api_method, status, time.perf_counter() - began))


class Clients(Protocol):
    """Clients by workspace."""

    def of(self, team: str) -> LimitedClient:
        """The client of a workspace. Raises ConfigurationError for one that has not installed us,
        or not any more."""


class OneClient:
    """The one workspace's, whichever is asked for: a shared channel's event may name another."""

    def __init__(self, client: WebClient) -> None:
        self._client = limited(client)

    def of(self, team: str) -> LimitedClient:
        """The client."""
        return self._client


class ClientsByToken:
    """Clients of the workspaces that have installed us; a new one when the token was rotated."""

    def __init__(
        self, token_of: Callable[[str], str | None], make: Callable[[str], WebClient]
    ) -> None:
        self._token_of = token_of
        self._make = make
        self._made: dict[str, tuple[str, LimitedClient]] = {}
        self._lock = threading.Lock()

    def of(self, team: str) -> LimitedClient:
        """The client with the workspace's present token."""
        token = self._token_of(team)
        if token is None:
            raise ConfigurationError(
                f"workspace {team!r} has not installed the app, or not any more; it does so at "
                "/slack/install"
            )
        with self._lock:
            known = self._made.get(team)
            if known is None or known[0] != token:
                known = self._made[team] = (token, limited(self._make(token)))
        return known[1]


def limited(client: WebClient) -> LimitedClient:
    """The client, called no faster than Slack lets."""
    return LimitedClient(client, time.monotonic, time.sleep)


def nothing(_called: Called) -> None:
    """Watches nothing."""


def identity(client: WebClient) -> Mapping[str, Any]:
    """Whose token the client has: auth.test. Raises SlackApiError."""
    found: Mapping[str, Any] = client.auth_test().data  # type: ignore[assignment]
    return found


def _advice(method: str) -> str:
    if method == "apps.connections.open":
        return "make a new app-level token and set SLACK_APP_TOKEN"
    return "install the app in the workspace again, and set SLACK_BOT_TOKEN unless it uses OAuth"
