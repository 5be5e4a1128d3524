"""Fetching one document over http or https, bounded in size and time."""

from __future__ import annotations

import ipaddress
import re
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException, HTTPResponse
from typing import IO
from urllib.parse import quote, urlsplit, urlunsplit

from bot.errors import DocumentError

from .readers import LARGEST_TEXT

_AGENT = "Citewire/0.1 (document reader)"
_ACCEPT = (
    "text/html,application/xhtml+xml,application/pdf,"
    "application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5"
)
_BLOCK = 65_536
_ADVICE = {
    401: "needs a login; save the page and give the file",
    403: "refuses to be read by a program; save the page and give the file",
    404: "does not exist; check the address",
    410: "is gone; check the address",
    429: "asks to wait; try again later",
}

Resolve = Callable[[str], Sequence[str]]
"""Host name to its IP addresses."""


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What an address gave. `url` is where redirects ended; `kind` is the media type."""

    data: bytes = field(repr=False)
    url: str
    kind: str
    charset: str | None


@dataclass(frozen=True, kw_only=True)
class Limits:
    """`seconds` bounds the whole fetch, and a single wait for the server as well."""

    seconds: float = 30.0
    size: int = LARGEST_TEXT


def is_url(source: str) -> bool:
    """Whether a source is an address rather than a path."""
    return re.match(r"https?://", source, re.IGNORECASE) is not None


def fetch(url: str, limits: Limits = Limits()) -> Fetched:
    """Get a document. An address on this machine or network may be given, but a public page may not
    redirect to one, so that a web page cannot make the bot read what only its host can reach.

    Raises DocumentError with what to do for every failure.
    """
    host = _host(url)
    handlers: list[urllib.request.BaseHandler] = [_CarefulRedirects(host)]
    if host == "localhost" or (_address(host) and is_local(host)):
        handlers.append(urllib.request.ProxyHandler({}))  # a proxy cannot reach this machine
    opener = urllib.request.build_opener(*handlers)
    deadline = time.monotonic() + limits.seconds
    try:
        request = urllib.request.Request(
            _ascii(url), headers={"User-Agent": _AGENT, "Accept": _ACCEPT}
        )
        with opener.open(request, timeout=limits.seconds) as response:
            data = _read(response, url, limits.size, deadline)
            headers = response.headers
            return Fetched(
                data=data,
                url=response.url,
                kind=headers.get_content_type() if headers.get("Content-Type") else "",
                charset=headers.get_content_charset(),
            )
    except urllib.error.HTTPError as error:
        advice = _ADVICE.get(error.code, "cannot be read now; try again later")
        if 300 <= error.code < 400:
            advice = "redirects in a circle or to what is no web page; check the address"
        error.close()
        raise DocumentError(url, f"{advice} (HTTP {error.code})") from error
    except TimeoutError as error:
        raise DocumentError(
            url, f"did not answer within {limits.seconds:g} s; try again"
        ) from error
    except (OSError, HTTPException, ValueError) as error:
        raise DocumentError(
            url, f"cannot be reached ({_reason(error)}); check the address"
        ) from error


def is_local(host: str, resolve: Resolve | None = None) -> bool:
    """Whether a host is this machine or in a private network, by every address it resolves to.

    >>> is_local("127.0.0.1"), is_local("192.0.43.10")
    (True, False)
    """
    addresses = [host] if _address(host) else (resolve or _resolve)(host)
    found = [_address(address) for address in addresses]
    return any(address is not None and not address.is_global for address in found)


class _CarefulRedirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects to http and https only, and none from a public host to a local one."""

    max_redirections = 8

    def __init__(self, host: str) -> None:
        self._host = host

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> urllib.request.Request | None:
        """The redirected request; raises URLError where the target may not be read."""
        if not is_url(newurl):
            raise urllib.error.URLError("it redirects to something that is no web page")
        # asked only here: most fetches need no second look-up of the name
        if is_local(urlsplit(newurl).hostname or "") and not is_local(self._host):
            raise urllib.error.URLError("it redirects into the local network")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname if parts.port != 0 else None
    except ValueError:
        host = None
    if not host:
        raise DocumentError(url, "is no complete address; check it")
    return host


def _read(response: HTTPResponse, url: str, size: int, deadline: float) -> bytes:
    blocks: list[bytes] = []
    total = 0
    while block := response.read1(_BLOCK):
        total += len(block)
        if total > size:
            raise DocumentError(
                url, f"is larger than {size // 1_000_000} MB; save it and split it into files"
            )
        if time.monotonic() > deadline:
            raise TimeoutError
        blocks.append(block)
    expected = response.headers.get("Content-Length", "")
    if expected.isdigit() and total < int(expected):
        raise DocumentError(url, "was cut off while it was read; try again")
    return b"".join(blocks)


def _reason(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    if isinstance(reason, socket.gaierror):
        return "no such host"
    if isinstance(reason, TimeoutError):
        return "no answer in time"
    text = " ".join((getattr(reason, "strerror", None) or str(reason)).split())
    return text or type(error).__name__


def _ascii(url: str) -> str:
    """An address as the protocol takes it: letters beyond ASCII and spaces escaped."""
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    if ":" in host:
        host = f"[{host}]"
    netloc = f"{host}:{parts.port}" if parts.port else host
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    return urlunsplit(
        (parts.scheme, netloc, path, quote(parts.query, safe="=&?/%:@!$'()*+,;~-._"), "")
    )


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _resolve(host: str) -> Sequence[str]:
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, None)]
    except (OSError, UnicodeError):
        return []
