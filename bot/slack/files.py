"""Files that people share with the bot, fetched from Slack with the bot's token.

The token goes to Slack's own file hosts alone (or to the server that SLACK_API_URL names), over TLS
there, and never to where a redirect leads. What comes back is checked against the size that Slack
told: for a token that may not read files Slack shows its sign-in page, with status 200.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from pathlib import PurePosixPath
from typing import IO, Any, Literal
from urllib.parse import SplitResult, quote, urlsplit

from bot.documents.files import ENDINGS
from bot.documents.readers import LARGEST_TEXT
from bot.documents.web import is_local
from bot.errors import CitewireError, RetryLaterError, SlackError
from bot.settings import SLACK_API_URL
from bot.slack.people import Caller

FILE_HOSTS = frozenset({"files.slack.com", "files.slack-gov.com"})
LARGEST = LARGEST_TEXT
TIMEOUT = 30.0
LONGEST_NAME = 100

Trouble = Literal["elsewhere", "format", "too_large", "unreachable", "local", "unreadable"]

_KEPT_IN_ADDRESS = "%/:?&=#[]@!$'()*+,;~"
"""Beside letters and digits; what else there is, such as é, is escaped."""

_ENDING_OF = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "message/rfc822": ".eml",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
}


class SharedFileError(CitewireError):
    """A shared file that is not taken in; `trouble` names the sentence for who shared it, `name`
    the file where it is known."""

    def __init__(self, trouble: Trouble, message: str, name: str = "") -> None:
        super().__init__(message)
        self.trouble: Trouble = trouble
        self.name = name


@dataclass(frozen=True)
class FetchedFile:
    """A file's name, with an ending that can be read, and what is in it."""

    name: str
    data: bytes


@dataclass(frozen=True)
class SlackFiles:
    """Fetches files of one installation. `token_of` gives the bot's token of a workspace."""

    clients: Callable[[str], Caller]
    token_of: Callable[[str], str | None]
    api_url: str = SLACK_API_URL
    largest: int = LARGEST

    def fetch(self, team: str, file_id: str) -> FetchedFile:
        """Raises SharedFileError for what cannot be had, RetryLaterError while Slack is down."""
        told = self._told(team, file_id)
        try:
            return self._fetched(team, file_id, told)
        except SharedFileError as failure:
            failure.name = str(told.get("name") or file_id)
            raise

    def _fetched(self, team: str, file_id: str, told: Mapping[str, Any]) -> FetchedFile:
        name = file_name(told)
        if told.get("is_external") or told.get("mode") == "external":
            raise SharedFileError("elsewhere", f"file {file_id} is not kept by Slack")
        size = told.get("size")
        if isinstance(size, int) and size > self.largest:
            raise SharedFileError("too_large", f"file {file_id} has {size} bytes")
        address = str(told.get("url_private_download") or told.get("url_private") or "")
        if not is_file_address(address, self.api_url):
            raise SharedFileError("unreachable", f"file {file_id} is at no host of Slack's")
        token = self.token_of(team)
        if token is None:
            raise SharedFileError("unreachable", f"workspace {team!r} has not installed the app")
        data = self._read(address, token)
        if isinstance(size, int) and len(data) != size:
            raise SharedFileError(
                "unreachable",
                f"file {file_id} came with {len(data)} bytes of {size}; see that the app has the "
                "scope files:read",
            )
        return FetchedFile(name, data)

    def _told(self, team: str, file_id: str) -> Mapping[str, Any]:
        try:
            told: Mapping[str, Any] = self.clients(team).call("files.info", file=file_id)["file"]
        except RetryLaterError:
            raise
        except SlackError as failure:
            raise SharedFileError("unreachable", str(failure)) from failure
        return told

    def _read(self, address: str, token: str) -> bytes:
        handlers: list[urllib.request.BaseHandler] = [_NoRedirects()]
        if is_local(urlsplit(address).hostname or ""):
            handlers.append(urllib.request.ProxyHandler({}))  # a proxy cannot reach this machine
        request = urllib.request.Request(quote(address, safe=_KEPT_IN_ADDRESS))
        # Unredirected, so that no library that follows one after all takes it along.
        request.add_unredirected_header("Authorization", f"Bearer {token}")
        try:
            with urllib.request.build_opener(*handlers).open(request, timeout=TIMEOUT) as response:
                data: bytes = response.read(self.largest + 1)
        except (OSError, HTTPException, ValueError) as failure:
            reason = getattr(failure, "code", type(failure).__name__)
            raise SharedFileError("unreachable", f"Slack gave no file ({reason})") from failure
        if len(data) > self.largest:
            raise SharedFileError("too_large", f"a file has more than {self.largest} bytes")
        return data


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Follows none: a redirect of a file leads to a sign-in page or to somebody else."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> urllib.request.Request | None:
        """None: the redirect becomes an error."""
        return None


def is_file_address(address: str, api_url: str) -> bool:
    """Whether the bot's token may go to an address: Slack's file hosts over TLS, or the very server
    that the Web API is asked of.

    ("https://files.slack.com/files-pri/T1-F1/a.txt", …) -> True
    """
    try:
        parts, own = urlsplit(address), urlsplit(api_url)
        if parts.username is not None or parts.password is not None:
            return False
        at_slack = parts.scheme == "https" and _origin(parts)[1:] in {(h, 443) for h in FILE_HOSTS}
        return at_slack or (bool(parts.hostname) and _origin(parts) == _origin(own))
    except ValueError:
        return False


def file_name(told: Mapping[str, Any]) -> str:
    """A name to keep a file under, with an ending that tells how it is read.

    {"name": "../a b.PDF"} -> "a b.PDF"; {"name": "note", "mimetype": "text/plain"} -> "note.txt".
    Raises SharedFileError for a format that cannot be read.
    """
    given = str(told.get("name") or told.get("title") or "document").replace("\\", "/")
    plain = "".join(c for c in given.rsplit("/", 1)[-1] if c.isprintable()).strip(" .")
    path = PurePosixPath(plain or "document")
    ending, stem = path.suffix, path.stem
    if ending.lower() not in ENDINGS:
        ending = _ENDING_OF.get(str(told.get("mimetype") or ""), "")
        stem = path.name
    if not ending:
        raise SharedFileError("format", f"{plain[:60]!r} has no supported ending")
    return f"{stem[:LONGEST_NAME]}{ending}"


def _origin(parts: SplitResult) -> tuple[str, str, int]:
    port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    return parts.scheme, parts.hostname or "", port
