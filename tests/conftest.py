"""What holds for every test: no network but loopback, no settings from outside, no deadlines.

The guards last the whole session, so that Hypothesis examples need no function-scoped fixture.
"""

from __future__ import annotations

import ipaddress
import os
import signal
import socket
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

if TYPE_CHECKING:  # aiohttp and Bolt are loaded by the tests that need them
    from tests.slack_peer import Rig, SlackPeer

# Example times vary widely on two busy cores; pytest-timeout catches what hangs.
hypothesis.settings.register_profile("citewire", deadline=None)
# `make test` gives the same verdict on the same code. To search on: HYPOTHESIS=search pytest …
hypothesis.settings.register_profile("same", deadline=None, derandomize=True)
SEARCHING = os.environ.get("HYPOTHESIS") == "search"
hypothesis.settings.load_profile("citewire" if SEARCHING else "same")

SETTINGS_PREFIXES = ("CITEWIRE_", "OPENAI_", "SLACK_")


class NetworkBlockedError(AssertionError):
    """A test reached for a machine other than this one."""


def is_loopback(host: object) -> bool:
    """Whether an address stays on this machine: "127.0.0.1" -> True, "example.org" -> False."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(name)).is_loopback
    except ValueError:
        return False


def guarded(original: Callable[..., Any], host_of: Callable[..., object]) -> Callable[..., Any]:
    """The original function, refusing any host that is not this machine."""

    def call(*arguments: Any, **named: Any) -> Any:
        host = host_of(*arguments, **named)
        if not is_loopback(host):
            raise NetworkBlockedError(f"a test tried to reach {host!r}; tests run without network")
        return original(*arguments, **named)

    return call


def host_of_connection(connection: socket.socket, address: Any) -> object:
    """The host of `socket.connect(address)`; a path (AF_UNIX) is on this machine."""
    return address[0] if isinstance(address, tuple) else "localhost"


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Connections and name look-ups leave this machine in no test."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            original = getattr(socket.socket, name)
            patch.setattr(socket.socket, name, guarded(original, host_of_connection))
        patch.setattr(
            socket, "getaddrinfo", guarded(socket.getaddrinfo, lambda host, *_, **__: host)
        )
        yield


@pytest.fixture(autouse=True, scope="session")
def signals_as_in_a_terminal() -> Iterator[None]:
    """A shell starts what runs in the background with SIGINT ignored, and processes hand that on;
    those that tests start and stop are to begin as in the foreground."""
    before = signal.getsignal(signal.SIGINT)
    if before == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(autouse=True, scope="session")
def no_outside_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No setting or key of the person who runs the tests counts; data goes to a new directory."""
    with pytest.MonkeyPatch.context() as patch:
        for name in tuple(os.environ):
            if name.startswith(SETTINGS_PREFIXES):
                patch.delenv(name)
        patch.setenv("CITEWIRE_DATA", str(tmp_path_factory.mktemp("citewire")))
        patch.setenv("NO_COLOR", "1")
        patch.setenv("COLUMNS", "80")
        yield


@pytest.fixture
def peer() -> Iterator[SlackPeer]:
    """A local Slack."""
    from tests.slack_peer import started_peer

    with started_peer() as started:
        yield started


@pytest.fixture
def rig(peer: SlackPeer) -> Iterator[Rig]:
    """Our application connected to a local Slack over Socket Mode, with a queue that notes."""
    from tests.slack_samples import Desk, at_desk

    with at_desk(peer, Desk()) as connected:
        yield connected
