"""Socket Mode: Slack's events over a WebSocket that we open, so that no address of ours is public.

Two traps of slack_sdk 3.47 are gone round here. When Slack asks for a new socket, the sdk opens it
and then waits up to three seconds for the old one to give up its lock before it reads the new one,
so that the first event is acknowledged too late: here the old one is shut down first. And closing
takes as long again, and fails when the other side hangs up meanwhile.
"""

from __future__ import annotations

import logging
import socket
import time
from contextlib import suppress
from threading import Thread

from slack_bolt import App
from slack_bolt.adapter.socket_mode.base_handler import BaseSocketModeHandler
from slack_bolt.adapter.socket_mode.internals import run_bolt_app, send_response
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.builtin.connection import Connection
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.errors import ConfigurationError, SlackUnreachableError
from bot.slack.credentials import source_of
from bot.slack.metrics import Metrics

CONCURRENCY = 32
"""Events that are taken in at the same time: as many enter the queue in one transaction."""
PING_SECONDS = 10.0

_log = logging.getLogger(__name__)


class RefreshingClient(SocketModeClient):
    """The sdk's client, which lets go of an old socket at once."""

    def connect(self) -> None:
        """Open a new socket in place of the present one."""
        old = self.current_session
        if old is not None:
            old.close = lambda: _close(old)  # type: ignore[method-assign]
        super().connect()


class SocketTransport(BaseSocketModeHandler):
    """Takes events for an application; `start` it, `close` it."""

    name = "socket"

    def __init__(self, app: App, app_token: str, metrics: Metrics) -> None:
        self.app = app
        self.client: RefreshingClient = RefreshingClient(
            app_token=app_token,
            web_client=app.client,
            ping_interval=PING_SECONDS,
            concurrency=CONCURRENCY,
        )
        self.client.socket_mode_request_listeners.append(self.handle)
        self._metrics = metrics
        self._opened = False

    def handle(self, client: BaseSocketModeClient, req: SocketModeRequest) -> None:
        """Take in one event, and note how long its acknowledgement took."""
        began = time.perf_counter()
        response = run_bolt_app(self.app, req)
        send_response(client, req, response, time.time())
        self._metrics.acknowledged("socket", time.perf_counter() - began)

    def start(self) -> None:
        """Open the socket, and keep one open from now on.

        Raises ConfigurationError when Slack does not take the app's token, and
        SlackUnreachableError when there is no way to Slack.
        """
        try:
            self.client.connect()
        except SlackApiError as error:
            raise ConfigurationError(
                f"Slack does not take SLACK_APP_TOKEN ({error.response.get('error')}); it is in "
                f"{source_of('SLACK_APP_TOKEN')}, with the scope connections:write"
            ) from error
        except OSError as error:
            raise SlackUnreachableError(
                f"Slack cannot be reached ({type(error).__name__}); see the network, or set "
                "SLACK_API_URL"
            ) from error
        self._opened = True

    @property
    def alive(self) -> bool:
        """Whether a socket is open. For a moment while it is changed there is none."""
        return self._opened and self.client.is_connected()

    def close(self, timeout: float = 4.0) -> None:
        """Take no more events."""
        self._opened = False
        self.client.auto_reconnect_enabled = False
        self.client.default_auto_reconnect_enabled = False
        session = self.client.current_session
        if session is not None:
            session.close = lambda: _close(session)  # type: ignore[method-assign]
        closing = Thread(target=self.client.close, name="citewire-socket-close", daemon=True)
        closing.start()
        closing.join(timeout)


def _close(session: Connection) -> None:
    """Close a socket whose reader may be waiting in it for three seconds more."""
    with suppress(OSError, AttributeError):
        if session.sock is not None:
            session.sock.shutdown(socket.SHUT_RDWR)
    try:
        session.disconnect()
    except AttributeError:  # the reader closed it at the same moment
        _log.debug("the socket was closed from both sides")
