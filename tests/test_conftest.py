"""The guards themselves: a test that could reach the network would prove nothing."""

from __future__ import annotations

import os
import socket

import pytest

from tests.conftest import NetworkBlockedError, is_loopback


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.0.1", True),
        ("::1", True),
        ("localhost", True),
        (None, True),
        (b"localhost", True),
        ("example.org", False),
        ("10.0.0.1", False),
        ("192.0.2.7", False),
    ],
)
def test_loopback(host: object, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_connections_and_lookups_elsewhere_are_refused() -> None:
    with socket.socket() as connection, pytest.raises(NetworkBlockedError, match=r"192\.0\.2\.7"):
        connection.connect(("192.0.2.7", 80))
    with pytest.raises(NetworkBlockedError):
        socket.getaddrinfo("example.org", 80)


def test_a_local_server_can_be_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as connection,
    ):
        assert connection.getpeername() == server.getsockname()


def test_no_key_or_setting_of_the_developer_is_seen() -> None:
    assert not [name for name in os.environ if name.startswith(("OPENAI_", "SLACK_"))]
    assert "CITEWIRE_DATA" in os.environ
