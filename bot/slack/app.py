"""The Bolt application: listeners over a reception, and nothing that takes time.

Listeners run before the acknowledgement (`process_before_response`): an event counts as delivered
only once its job is in the library. One that fails is not acknowledged, and Slack sends it again.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass

from slack_bolt import App, BoltResponse
from slack_bolt.authorization.authorize import Authorize
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient

from bot.slack.listeners.commands import Commands
from bot.slack.listeners.messages import Messages
from bot.slack.listeners.presses import Presses
from bot.slack.listeners.reception import Reception
from bot.slack.listeners.tabs import Tabs

READ_BY_BOLT = (
    "SLACK_BOT_TOKEN",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "SLACK_SIGNING_SECRET",
    "SLACK_VERIFICATION_TOKEN",
)
"""Variables that Bolt reads by itself: a client id and secret alone turn it into an OAuth app that
keeps tokens in files, whatever it is told."""

_log = logging.getLogger(__name__)

_BOLT = logging.getLogger("citewire.bolt")
_BOLT.setLevel(logging.ERROR)  # below, it logs whole payloads, also those that strangers send


@dataclass(frozen=True, kw_only=True)
class Connection:
    """How the application stands towards Slack. `client` carries no token of its own."""

    client: WebClient
    authorize: Authorize
    signing_secret: str = ""
    oauth: OAuthSettings | None = None


def build_app(connection: Connection, reception: Reception, executor: Executor) -> App:
    """The application with every listener. `executor` runs what Bolt itself puts off."""
    with _without(READ_BY_BOLT):
        app = App(
            name="citewire",
            logger=_BOLT,
            client=connection.client,
            authorize=connection.authorize,  # type: ignore[arg-type]  # Bolt takes both
            signing_secret=connection.signing_secret,
            oauth_settings=connection.oauth,
            process_before_response=True,
            attaching_conversation_kwargs_enabled=False,
            listener_executor=executor,
        )
    tabs = Tabs(reception)
    for listeners in (Messages(reception), Commands(reception), tabs, Presses(reception)):
        listeners.register(app)
    if connection.oauth is not None:
        app.enable_token_revocation_listeners()
    tabs.register_rest(app)
    app.error(_failed)
    return app


def _failed(error: Exception) -> BoltResponse:
    """Not acknowledged, so delivered again."""
    _log.error("an event could not be taken in", exc_info=error)
    return BoltResponse(status=500, body="")


@contextmanager
def _without(names: tuple[str, ...]) -> Iterator[None]:
    kept = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(kept)
