"""The network that replay must not need: every way to it is refused and counted."""

from __future__ import annotations

import _socket  # what lies under `socket`: the guard of the tests does not see it
import asyncio
import contextlib
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import openai
import pytest

from evals.offline import NetworkBlockedError, blocked, is_loopback

Address = tuple[str, int]

FAR = ("192.0.2.7", 80)
"""An address of RFC 5737 that no machine has."""


class Listener:
    """A server on this machine that counts who reaches it."""

    def __init__(self, server: socket.socket) -> None:
        self.address: Address = server.getsockname()
        self._server = server

    def reached(self) -> int:
        """How many connections wait to be taken; takes them."""
        self._server.setblocking(False)
        count = 0
        with contextlib.suppress(BlockingIOError):
            while True:
                self._server.accept()[0].close()
                count += 1
        return count


@pytest.fixture
def listener() -> Iterator[Listener]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield Listener(server)


def by_socket(address: Address) -> None:
    with socket.socket() as connection:
        connection.connect(address)


def by_socket_without_raising(address: Address) -> None:
    with socket.socket() as connection:
        connection.connect_ex(address)


def by_the_module_under_socket(address: Address) -> None:
    with contextlib.closing(_socket.socket()) as connection:
        connection.connect(address)


def by_create_connection(address: Address) -> None:
    socket.create_connection(address, timeout=5).close()


def by_asyncio(address: Address) -> None:
    async def reach() -> None:
        _, writer = await asyncio.open_connection(*address)
        writer.close()

    asyncio.run(reach())


def by_httpx2(address: Address) -> None:
    httpx2.get("http://{}:{}/".format(*address), timeout=5, trust_env=False)


def by_asynchronous_httpx2(address: Address) -> None:
    async def reach() -> None:
        async with httpx2.AsyncClient(trust_env=False) as client:
            await client.get("http://{}:{}/".format(*address))

    asyncio.run(reach())


def by_urllib(address: Address) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    opener.open("http://{}:{}/".format(*address), timeout=5)


def by_openai(address: Address) -> None:
    client = openai.OpenAI(
        api_key="none", base_url="http://{}:{}/v1".format(*address), max_retries=0
    )
    client.chat.completions.create(model="m", messages=[{"role": "user", "content": "?"}])


def by_datagram(address: Address) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as sender:
        sender.sendto(b"?", address)


def by_message(address: Address) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as sender:
        sender.sendmsg([b"?"], [], 0, address)


def by_looking_up(address: Address) -> None:
    socket.getaddrinfo(*address)


def by_the_older_look_up(address: Address) -> None:
    socket.gethostbyname_ex(address[0])


def by_looking_up_backwards(address: Address) -> None:
    socket.gethostbyaddr(address[0])


def by_asynchronous_look_up(address: Address) -> None:
    async def look_up() -> None:
        await asyncio.get_running_loop().getnameinfo(address)

    asyncio.run(look_up())


WAYS = (
    by_socket,
    by_socket_without_raising,
    by_the_module_under_socket,
    by_create_connection,
    by_asyncio,
    by_httpx2,
    by_asynchronous_httpx2,
    by_urllib,
    by_openai,
    by_datagram,
    by_message,
    by_looking_up,
    by_the_older_look_up,
    by_looking_up_backwards,
    by_asynchronous_look_up,
)


@pytest.mark.parametrize("reach", WAYS)
def test_every_way_out_is_refused_and_counted(
    reach: Callable[[Address], None], listener: Listener
) -> None:
    with blocked() as attempts:
        # Each library says in its own way that the network is down.
        with pytest.raises((OSError, httpx2.ConnectError, openai.APIConnectionError)):
            reach(listener.address)
        assert len(attempts) == 1
        assert "127.0.0.1" in next(iter(attempts))
    assert listener.reached() == 0


@pytest.mark.parametrize("reach", [by_create_connection, by_asyncio, by_looking_up, by_datagram])
def test_this_machine_may_be_allowed(reach: Callable[[Address], None], listener: Listener) -> None:
    with blocked(allow_loopback=True) as attempts:
        reach(listener.address)
    assert len(attempts) == 0


def far_connection() -> None:
    by_the_module_under_socket(FAR)


def far_datagram() -> None:
    with contextlib.closing(_socket.socket(type=_socket.SOCK_DGRAM)) as sender:
        sender.sendto(b"?", FAR)


def far_connection_of_the_newer_protocol() -> None:
    with contextlib.closing(_socket.socket(_socket.AF_INET6)) as connection:
        connection.connect(("2001:db8::7", 80))


def far_name() -> None:
    _socket.getaddrinfo("news.example.org", 443)


def far_name_in_bytes() -> None:
    _socket.getaddrinfo(b"news.example.org", 443)


@pytest.mark.parametrize(
    ("reach", "line"),
    [
        (far_connection, "connect 192.0.2.7:80"),
        (far_datagram, "sendto 192.0.2.7:80"),
        (far_connection_of_the_newer_protocol, "connect 2001:db8::7:80"),
        (far_name, "getaddrinfo news.example.org:443"),
        (far_name_in_bytes, "getaddrinfo news.example.org:443"),
    ],
)
@pytest.mark.parametrize("allow_loopback", [False, True])
def test_other_machines_are_never_reached(
    reach: Callable[[], Any], line: str, allow_loopback: bool
) -> None:
    with blocked(allow_loopback=allow_loopback) as attempts:
        with pytest.raises(NetworkBlockedError, match="the network is off"):
            reach()
        assert list(attempts) == [line]


def test_who_swallows_the_failure_is_counted_all_the_same() -> None:
    with blocked() as attempts:
        for _ in range(3):
            with contextlib.suppress(Exception):
                far_name()
    assert len(attempts) == 3


def test_another_thread_is_refused_too(listener: Listener) -> None:
    def reach() -> None:
        with contextlib.suppress(OSError):
            by_create_connection(listener.address)

    with blocked() as attempts:
        thread = threading.Thread(target=reach)
        thread.start()
        thread.join()
        assert len(attempts) == 1
    assert listener.reached() == 0


def test_afterwards_all_is_as_before(listener: Listener) -> None:
    with pytest.raises(ZeroDivisionError), blocked() as attempts:
        raise ZeroDivisionError
    by_create_connection(listener.address)
    assert listener.reached() == 1
    assert len(attempts) == 0


def test_one_inside_another_keeps_what_is_refused(listener: Listener) -> None:
    with blocked() as outer:
        with blocked(allow_loopback=True), pytest.raises(NetworkBlockedError):
            by_create_connection(listener.address)
        with pytest.raises(NetworkBlockedError):
            by_create_connection(listener.address)
        assert len(outer) == 2
    assert listener.reached() == 0


def test_what_reaches_nowhere_is_let_be() -> None:
    with blocked() as attempts:
        left, right = socket.socketpair()
        left.sendmsg([b"?"])
        assert right.recv(1) == b"?"
        left.close()
        right.close()
        socket.getaddrinfo(None, 0)
        asyncio.run(asyncio.sleep(0))
        socket.create_server(("127.0.0.1", 0)).close()
    assert len(attempts) == 0


def test_outside_pytest_it_holds_as_well() -> None:
    """In a process of its own, without the guard that these tests have."""
    script = """
import socket
from evals.offline import blocked
with blocked(allow_loopback=True) as attempts:
    for reach in (
        lambda: socket.create_connection(("192.0.2.7", 80), timeout=9),
        lambda: socket.socket().connect_ex(("192.0.2.7", 80)),
        lambda: socket.getaddrinfo("news.example.org", 80),
    ):
        try:
            reach()
        except OSError as error:
            print(type(error).__name__)
print(*attempts, sep="\\n")
"""
    finished = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    # create_connection looks its address up first, and gets no further.
    assert finished.stdout.splitlines() == [
        *["NetworkBlockedError"] * 3,
        "getaddrinfo 192.0.2.7:80",
        "connect 192.0.2.7:80",
        "getaddrinfo news.example.org:80",
    ]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.0.1", True),
        ("::1", True),
        ("::1%lo", True),
        ("localhost", True),
        (b"localhost", True),
        ("", True),
        ("localhost.example.org", False),
        ("10.0.0.1", False),
        ("0.0.0.0.example", False),
        (b"\xff", False),
    ],
)
def test_loopback(host: object, expected: bool) -> None:
    assert is_loopback(host) is expected
