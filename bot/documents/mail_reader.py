"""Mail files: headers as metadata, the plain part as text, else the HTML part."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime

from bot.errors import DocumentError

from .encoding import NotText, decode
from .html_reader import read_html
from .layout import find_wrap, lines_of, paragraphs_of
from .metadata import Metadata
from .readers import Payload, RawText

_QUOTED = re.compile(r"(?:>\s?)+")


def read_mail(payload: Payload) -> RawText:
    """Read a mail's subject, sender, date and text; a signature below `-- ` is left out.

    Raises DocumentError where the file is no mail or has no text part.
    """
    message = email.message_from_bytes(payload.data, policy=email.policy.default)
    if not (_header(message, "From") or _header(message, "Subject")):
        raise DocumentError(
            payload.source, "is no mail (no From or Subject line); give it the ending of its format"
        )
    headers = _headers(message)
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise DocumentError(payload.source, "is a mail without text; save its attachments as files")
    if body.get_content_type() == "text/html":
        page = read_html(_part(body, payload.source))
        return RawText(raw=page.raw, paragraphs=page.paragraphs, told=headers.or_else(page.told))
    text = _text(body, payload.source)
    lines = list(_without_signature(lines_of(text)))
    return RawText(raw=text, paragraphs=paragraphs_of(lines, find_wrap(lines)), told=headers)


def _headers(message: EmailMessage) -> Metadata:
    name, address = parseaddr(_header(message, "From"))
    return Metadata(
        title=_header(message, "Subject") or None,
        outlet=name or address.rpartition("@")[2] or None,
        published=_date(_header(message, "Date")),
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message[name] or "").split())
    except (ValueError, IndexError, AttributeError):  # the standard parser trips over some headers
        return ""


def _date(value: str) -> str | None:
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError):
        return None


def _part(body: MIMEPart, source: str) -> Payload:
    data = body.get_payload(decode=True)
    if not isinstance(data, bytes):
        raise DocumentError(source, "is a damaged mail; save it again from the mail program")
    return Payload(data=data, source=source, charset=body.get_content_charset())


def _text(body: MIMEPart, source: str) -> str:
    part = _part(body, source)
    try:
        return decode(part.data, part.charset)
    except NotText as error:
        raise DocumentError(source, "is a mail whose text is binary data; save it again") from error


def _without_signature(lines: Sequence[str]) -> Iterator[str]:
    """Lines up to the signature; marks of quoting in front of a line are layout and go."""
    for line in lines:
        if line == "--":
            return
        yield _QUOTED.sub("", line, count=1) if line.startswith(">") else line
