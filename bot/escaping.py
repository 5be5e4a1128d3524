"""Text from outside made harmless for the format it goes into.

It can neither format, nor link, nor run anything, nor steer the terminal that a page or a message
is printed to.
"""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

from bot.labels import one_line

MARKDOWN_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")
MARKDOWN_LINE_START = re.compile(r"^(\d+)([.)])|^([#+=-])")
SLACK_SPECIAL = re.compile(r"([*_~`])")
WORD_JOINER = "\u2060"
"""Slack's text has no escape for `*`; this invisible character after it keeps it from pairing."""

# Control characters but tab and newline, and those that reverse the order of the text around them.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# A page isolates each text, so that what reverses order stays inside; HTML has no way to write
# the others.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
REPLACED = "\ufffd"


def visible(text: str) -> str:
    """The text with control characters shown, its length unchanged: "a\\x1b[2J" -> "a�[2J"."""
    return UNPRINTABLE.sub(REPLACED, text)


def visible_line(text: str) -> str:
    """The same on one line."""
    return visible(one_line(text))


def escape_markdown(text: str) -> str:
    """On one line, with nothing left that formats: "*a* <b>" -> "\\*a\\* \\<b\\>"."""
    line = MARKDOWN_SPECIAL.sub(r"\\\1", visible_line(text))
    return MARKDOWN_LINE_START.sub(lambda match: _escaped_start(match), line)


def escape_html(text: str) -> str:
    """ "<b>" -> "&lt;b&gt;", quotation marks included."""
    return html.escape(writable(text), quote=True)


def writable(text: str) -> str:
    """The text with what HTML cannot hold shown, its length unchanged: "a\\x00b" -> "a�b"."""
    return UNWRITABLE.sub(REPLACED, text)


def escape_slack(text: str) -> str:
    """On one line, for Slack's mrkdwn: "<!channel> & *a*" -> "&lt;!channel&gt; &amp; *⁠a*⁠"."""
    line = visible_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return SLACK_SPECIAL.sub(r"\1" + WORD_JOINER, line)


def web_address(url: str | None) -> str | None:
    """The URL when a browser may open it: "javascript:…" -> None."""
    if url is None or any(c.isspace() for c in url) or UNPRINTABLE.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def markdown_address(address: str) -> str:
    """An address between < and >: it cannot end early."""
    return address.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")


def slack_address(address: str) -> str:
    """An address before Slack's "|": it cannot end early."""
    safe = address.replace("&", "&amp;").replace("<", "%3C").replace(">", "%3E")
    return safe.replace("|", "%7C")


def _escaped_start(match: re.Match[str]) -> str:
    number, mark, sign = match.groups()
    return f"\\{sign}" if sign else f"{number}\\{mark}"
