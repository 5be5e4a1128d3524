"""Socket Mode and the life of a server: refreshed, closed, and never longer than it may take."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event

import pytest

from bot.errors import ConfigurationError
from bot.slack.app import build_app
from bot.slack.metrics import Metrics
from bot.slack.serving import Probes, Serving, within
from bot.slack.socket import SocketTransport
from tests.slack_peer import SlackPeer, events
from tests.slack_peer.rig import APP_TOKEN
from tests.slack_samples import Desk, connection_to


@contextmanager
def transport(peer: SlackPeer, desk: Desk) -> Iterator[SocketTransport]:
    with ThreadPoolExecutor(2) as background:
        app = build_app(connection_to(peer), desk.reception(background), background)
        opened = SocketTransport(app, APP_TOKEN, Metrics())
        try:
            yield opened
        finally:
            opened.close()


def test_an_event_right_after_a_refresh_is_acknowledged_in_time(peer: SlackPeer) -> None:
    desk = Desk()
    with transport(peer, desk) as opened:
        opened.start()
        peer.wait_for_sockets()
        # The old socket stays open at Slack's side, which costs the sdk alone three seconds.
        peer.refresh(close=False)
        peer.wait(lambda: peer.sockets.hellos == 2)
        assert peer.send(events.mention("Qui ?")).acked() < 1.0
        assert len(desk.queue.jobs) == 1
        assert opened.alive


def test_a_hundred_events_at_once(peer: SlackPeer) -> None:
    desk = Desk()
    with transport(peer, desk) as opened:
        opened.start()
        peer.wait_for_sockets()
        sent = [peer.send(events.mention(f"Question {number} ?")) for number in range(100)]
        slowest = max(delivery.acked() for delivery in sent)
        assert slowest < 3
        assert len(desk.queue.jobs) == 100


def test_closing_takes_no_three_seconds(peer: SlackPeer) -> None:
    with transport(peer, Desk()) as opened:
        opened.start()
        peer.wait_for_sockets()
        began = time.monotonic()
        opened.close()
        assert time.monotonic() - began < 2.5
        assert not opened.alive
        peer.wait_for_sockets(0)


def test_an_app_token_that_slack_does_not_take(peer: SlackPeer) -> None:
    peer.world.revoked.add(APP_TOKEN)
    with transport(peer, Desk()) as opened:
        with pytest.raises(ConfigurationError, match="SLACK_APP_TOKEN") as raised:
            opened.start()
        assert APP_TOKEN not in str(raised.value)


@dataclass
class Part:
    """A transport or the staff, which notes what is done with it."""

    name: str
    done: list[str]
    alive: bool = True
    failure: Exception | None = None

    def start(self) -> None:
        self.done.append(f"start {self.name}")
        if self.failure is not None:
            raise self.failure

    def close(self, timeout: float = 0.0) -> int:
        self.done.append(f"close {self.name}")
        return 2


@dataclass
class Noise:
    """What wakes, again and again."""

    done: list[str] = field(default_factory=list)

    @contextmanager
    def __call__(self) -> Iterator[None]:
        self.done.append("wake")
        yield
        self.done.append("rest")


def serving(done: list[str], socket: Part, views: str = "") -> Serving:
    return Serving(
        transports=[socket],
        staff=Part("staff", done),
        background=ThreadPoolExecutor(1),
        probes=Probes(library=lambda: "", views=lambda: views),
        waking=Noise(done),
    )


def test_all_is_closed_from_the_outside_in() -> None:
    done: list[str] = []
    with serving(done, Part("socket", done)) as opened:
        assert opened.ready() == {}
    assert done == [
        "start staff",
        "wake",
        "start socket",
        "close socket",
        "close staff",
        "rest",
    ]
    assert "process" in opened.ready()


def test_events_are_taken_once_what_is_due_was_seen_to() -> None:
    done: list[str] = []
    opened = serving(done, Part("socket", done))
    opened.settled = lambda seconds: done.append(f"settled within {seconds:.0f} s")
    with opened:
        pass
    assert done[1:4] == ["wake", "settled within 5 s", "start socket"]


def test_what_cannot_be_started_closes_the_rest() -> None:
    done: list[str] = []
    broken = Part("socket", done, failure=ConfigurationError("no such token"))
    with pytest.raises(ConfigurationError), serving(done, broken):
        pass
    assert done[-3:] == ["close socket", "close staff", "rest"]


def test_what_is_not_ready_is_named() -> None:
    done: list[str] = []
    with serving(done, Part("socket", done, alive=False), views="at revision 1") as opened:
        assert opened.ready() == {"views": "at revision 1", "socket": "not connected"}


def test_what_hangs_is_left() -> None:
    never = Event()
    assert not within(0.05, never.wait, "the scheduler")
    never.set()
    assert within(1.0, never.wait, "the scheduler")
