"""Text of documents and models made inert for Slack, in each of the notations that Slack reads.

Where a block allows it, such text goes into `rich_text` instead, which Slack does not parse at all:
a quotation that is copied from there is the document's, character for character.
"""

from __future__ import annotations

import re

from bot.escaping import REPLACED, WORD_JOINER, escape_slack, slack_address, web_address
from bot.escaping import escape_markdown as _escape_markdown
from bot.escaping import visible as _visible

LONGEST_ADDRESS = 1_400
"""Characters of an address that is linked: with its label it stays under a section's 3,000."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_EMOJI = re.compile(r":(?=[^\s:]{1,100}:)")
_QUOTE_START = re.compile(r"^(&gt;)")
_OPENING = re.compile(r"(\\<|@|!)")


def visible(text: str) -> str:
    """Control characters and half characters shown, the length unchanged: "a\\x1b[2J" -> "a�[2J".

    Line breaks are "\\n" afterwards.
    """
    lines = text.replace("\r\n", " \n").replace("\r", "\n")
    return _SURROGATE.sub(REPLACED, _visible(lines))


def escape(text: str) -> str:
    """On one line, for mrkdwn: no format, mention, date, link, emoji or quotation comes of it.

    "<!channel> *a* :tada:" -> "&lt;!channel&gt; *⁠a*⁠ :⁠tada:"
    """
    line = escape_slack(_SURROGATE.sub(REPLACED, text))
    return _QUOTE_START.sub(WORD_JOINER + r"\1", _EMOJI.sub(f":{WORD_JOINER}", line))


def escape_for_stream(text: str) -> str:
    """On one line, for `markdown_text` and markdown blocks, which read standard Markdown.

    Slack documents the backslash for special characters there; the word joiner keeps a mention
    from being one even where the backslash has been read off first.

    "<@U1> [a](http://b)" -> "\\<⁠@⁠U1\\> \\[a\\](http://b)"
    """
    line = _escape_markdown(_SURROGATE.sub(REPLACED, text))
    return _EMOJI.sub(f":{WORD_JOINER}", _OPENING.sub(rf"\1{WORD_JOINER}", line))


def address_of(url: str | None) -> str | None:
    """The address when it may be linked: http or https, and not beyond all length."""
    address = web_address(url)
    return (
        address if address is not None and len(slack_address(address)) <= LONGEST_ADDRESS else None
    )


def link(url: str | None, label: str) -> str:
    """A mrkdwn link, or the escaped label alone where the address may not be opened.

    The label can neither end the link early nor hold another one:
    ("https://a.example", "x|y>") -> "<https://a.example|x¦y&gt;>"
    """
    shown, address = escape(label), address_of(url)
    if address is None:
        return shown
    return f"<{slack_address(address)}|{shown.replace('|', '¦') or '…'}>"
