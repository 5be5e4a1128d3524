"""Slack's mrkdwn as HTML: bold, italic, strike, code, links and mentions, near to Slack's own."""

from __future__ import annotations

import html
import re

from markupsafe import Markup, escape

from bot.escaping import web_address, writable

_TOKEN = re.compile(r"<([^<>]+)>")
_ASIDE = ("\ue000", "\ue001")
_NO_ASIDE = re.compile("[\ue000\ue001]")
_PLACED = re.compile("\ue000(\\d+)\ue001")
_STYLES = (
    (re.compile(r"`([^`\n]+)`"), "code"),
    (re.compile(r"(?<![\w*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?!\w)"), "strong"),
    (re.compile(r"(?<![\w_])_([^\s_](?:[^_\n]*[^\s_])?)_(?!\w)"), "em"),
    (re.compile(r"(?<![\w~])~([^\s~](?:[^~\n]*[^\s~])?)~(?!\w)"), "s"),
)


def mrkdwn_html(text: str) -> Markup:
    """A text with its formats: "*a* <https://b.example|c>" -> a bold a and a link.

    A mention is shown as Slack shows one, so that one that should not be there is seen.
    """
    tokens = [_token(found[1]) for found in _TOKEN.finditer(text)]
    # Links stand aside while the rest is formatted: an address may well hold an underscore.
    kept = iter(range(len(tokens)))
    aside = _TOKEN.sub(lambda _: f"{_ASIDE[0]}{next(kept)}{_ASIDE[1]}", _NO_ASIDE.sub("", text))
    shown = str(_plain(aside))
    for pattern, tag in _STYLES:
        shown = pattern.sub(rf"<{tag}>\1</{tag}>", shown)
    shown = _PLACED.sub(lambda found: str(tokens[int(found[1])]), shown)
    return Markup(shown.replace("\n", "<br>"))


def _plain(text: str) -> Markup:
    return escape(writable(html.unescape(text)))


def _token(inside: str) -> Markup:
    address, _, label = inside.partition("|")
    known = web_address(html.unescape(address))
    if known is not None:
        return Markup('<a href="{}">{}</a>').format(known, _plain(label or address))
    shown = label or address.lstrip("!#@")
    sign = "#" if address.startswith("#") else "@"
    return Markup('<span class="mention">{}{}</span>').format(sign, _plain(shown))
