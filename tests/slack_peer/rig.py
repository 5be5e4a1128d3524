"""A Bolt `App` in Socket Mode against the local Slack."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from tests.slack_peer.peer import SlackPeer

BOT_TOKEN = "xoxb-test"
APP_TOKEN = "xapp-1-A1-test"


@dataclass
class Rig:
    """The peer, the App and its handler. `connect()` once the listeners are registered."""

    peer: SlackPeer
    app: App
    handler: SocketModeHandler

    def connect(self) -> None:
        """Open the socket and wait until Slack has greeted."""
        before = self.peer.sockets.hellos
        self.handler.connect()  # type: ignore[no-untyped-call]
        self.peer.wait(lambda: self.peer.sockets.hellos > before)


@contextmanager
def started_peer() -> Iterator[SlackPeer]:
    """A local Slack that is stopped at the end."""
    peer = SlackPeer().start()
    try:
        yield peer
    finally:
        peer.stop()


def client_of(peer: SlackPeer, token: str = BOT_TOKEN) -> WebClient:
    """A real client that speaks to the peer."""
    return WebClient(token=token, base_url=peer.api_url, timeout=5)


@contextmanager
def running_rig(peer: SlackPeer, app: App) -> Iterator[Rig]:
    """The App beside the peer; hung up and closed at the end."""
    handler = SocketModeHandler(app, APP_TOKEN, ping_interval=1)
    try:
        yield Rig(peer, app, handler)
    finally:
        close(peer, handler)


def close(peer: SlackPeer, handler: SocketModeHandler) -> None:
    """Close a handler in the order that does not wait: the server hangs up first.

    `close()` takes a lock that a `recv` of 3 s holds, and two closers at once raise AttributeError.
    """
    handler.client.auto_reconnect_enabled = False
    peer.hang_up()
    end = time.monotonic() + 3
    while handler.client.is_connected() and time.monotonic() < end:
        time.sleep(0.01)
    handler.close()  # type: ignore[no-untyped-call]
