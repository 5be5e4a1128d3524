"""The network, refused while suites are replayed: an attempt fails the run, it is never made.

Python's runtime announces what it is about to do (PEP 578), whichever module asks for it: `socket`,
the C module under it, asyncio, httpx2 or urllib. A hook raises on the announcement, so nothing
leaves, and counts it, so that a caller who takes the failure for a bad line cannot hide it.

What this cannot see: native code that calls the system itself, another program that is started,
and what is sent over a connection that stood before. None of these is part of a replay.
"""

from __future__ import annotations

import errno
import ipaddress
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache


class NetworkBlockedError(OSError):
    """A connection or look-up that a replay must not need; to its caller the network is down."""

    def __init__(self, attempt: str) -> None:
        super().__init__(errno.ENETUNREACH, f"the network is off while suites replay: {attempt}")


class Attempts:
    """What was refused, in order. `len` counts it; iterating gives a line for each."""

    def __init__(self, *, allow_loopback: bool) -> None:
        self._allow_loopback = allow_loopback
        self._seen: list[str] = []

    def __len__(self) -> int:
        return len(self._seen)

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._seen))

    def refuse(self, attempt: str, host: object) -> None:
        """Note an attempt and raise NetworkBlockedError, unless its host may be reached."""
        if not (self._allow_loopback and is_loopback(host)):
            self._seen.append(attempt)
            raise NetworkBlockedError(attempt)


class _Guard:
    """The one hook of the process. A hook cannot be taken away, so it is switched."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._refusing: tuple[Attempts, ...] = ()
        sys.addaudithook(self._hear)

    def switch_on(self, attempts: Attempts) -> None:
        with self._lock:
            self._refusing = (*self._refusing, attempts)

    def switch_off(self, attempts: Attempts) -> None:
        with self._lock:
            self._refusing = tuple(each for each in self._refusing if each is not attempts)

    def _hear(self, event: str, details: tuple[object, ...]) -> None:
        # Called for every announcement of the process: it must cost next to nothing.
        if not self._refusing or event not in _TARGETS:
            return
        target = _TARGETS[event](*details)
        if target is None:
            return
        for attempts in self._refusing:
            attempts.refuse(f"{event.removeprefix('socket.')} {_shown(target)}", target[0])


@contextmanager
def blocked(*, allow_loopback: bool = False) -> Iterator[Attempts]:
    """Refuse every connection, datagram and name look-up in all threads, and count them.

    With `allow_loopback` this machine may be reached, which recording from a local server needs;
    a replay needs no socket at all.

    >>> with blocked() as attempts:
    ...     suite_that_is_replayed()
    >>> len(attempts)
    0
    """
    attempts, guard = Attempts(allow_loopback=allow_loopback), _guard()
    guard.switch_on(attempts)
    try:
        yield attempts
    finally:
        guard.switch_off(attempts)


def is_loopback(host: object) -> bool:
    """Whether a host is this machine: "127.0.0.1", "::1", "localhost" -> True."""
    name = host.decode(errors="replace") if isinstance(host, bytes | bytearray) else host
    if name in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(str(name).partition("%")[0]).is_loopback
    except ValueError:
        return False


@cache
def _guard() -> _Guard:
    return _Guard()


_ON_THIS_MACHINE = tuple(
    getattr(socket, family) for family in ("AF_UNIX", "AF_NETLINK") if hasattr(socket, family)
)

_Target = tuple[object, ...]
"""A host, and most often its port."""


def _of_socket(connection: object, address: object = None) -> _Target | None:
    """Where a socket reaches to; None for a file's, and where it is connected already."""
    if getattr(connection, "family", None) in _ON_THIS_MACHINE or address is None:
        return None
    return _of_address(address)


def _of_name(host: object, port: object = None, *others: object) -> _Target | None:
    """What is looked up; without a host it is any address of this machine."""
    return None if host is None else (host, port)


def _of_address(address: object) -> _Target:
    return tuple(address) if isinstance(address, tuple | list) and address else (address,)


def _shown(target: _Target) -> str:
    """("example.org", 80) -> "example.org:80"."""
    host = target[0]
    name = host.decode(errors="replace") if isinstance(host, bytes | bytearray) else str(host)
    port = target[1] if len(target) > 1 else None
    return name if port in (None, "") else f"{name}:{port}"


_TARGETS: Mapping[str, Callable[..., _Target | None]] = {
    "socket.connect": _of_socket,
    "socket.sendto": _of_socket,
    "socket.sendmsg": _of_socket,
    "socket.getaddrinfo": _of_name,
    "socket.gethostbyname": _of_name,
    "socket.gethostbyaddr": _of_name,
    "socket.getnameinfo": _of_address,
}
"""Announcement -> where the call that it announces would reach to."""
