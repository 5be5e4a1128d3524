"""Plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.errors import DocumentError

from .encoding import NotText, decode
from .front_matter import split_front_matter
from .layout import find_wrap, lines_of, paragraphs_of
from .readers import Payload, RawText

_HEADING = re.compile(r"\s{0,3}#{1,6}[ \t]+(?=\S)(.*)$")
_RULE = re.compile(r"\s{0,3}(?:(?:[-*_]\s?){3,}|=+|-+)$")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_ITEM = re.compile(r"^\s{0,12}(?:[-*+]\s+(?:\[[ xX]\]\s+)?|(?=\d{1,3}[.)]\s))")
_QUOTED = re.compile(r"^\s{0,3}(?:>\s?)+")
_IMAGE = re.compile(r"!\[[^\]\n]{0,500}\](?:\([^()\n]{0,1000}\)|\[[^\]\n]{0,200}\])")
_LINK = re.compile(r"\[([^\[\]\n]{1,1000})\](?:\(([^()\n]{0,1000})\)|\[[^\]\n]{0,200}\])")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,1000})>")
_DEFINITION = re.compile(r"\s{0,3}\[[^\]\n]{1,200}\]:\s+\S+")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>|<!--.{0,2000}?-->")
_STRONG = re.compile(
    r"(?<!\w)(\*\*\*|___|\*\*|__|\*|_|~~)(?=[^\s*_~])([^*_~\n]{1,2000}?)(?<=\S)\1(?!\w)"
)
_CODE = re.compile(r"`([^`\n]{1,500})`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")


def decode_payload(payload: Payload) -> str:
    """The payload's text; raises DocumentError where it is binary data."""
    try:
        return decode(payload.data, payload.charset)
    except NotText as error:
        raise DocumentError(
            payload.source,
            f"is no text file ({error}); give it the ending of its real format or save it as text",
        ) from error


def read_text(payload: Payload) -> RawText:
    """Read plain text, with or without front matter."""
    raw = decode_payload(payload)
    described = split_front_matter(raw)
    lines = lines_of(described.rest)
    return RawText(
        raw=raw, paragraphs=paragraphs_of(lines, find_wrap(lines)), told=described.metadata
    )


def read_markdown(payload: Payload) -> RawText:
    """Read Markdown as its reader would see it: marks of headings, links and emphasis go."""
    raw = decode_payload(payload)
    described = split_front_matter(raw)
    paragraphs = tuple(_markdown_paragraphs(lines_of(described.rest)))
    return RawText(raw=raw, paragraphs=paragraphs, told=described.metadata)


def _markdown_paragraphs(lines: Sequence[str]) -> Iterator[str]:
    pending: list[str] = []
    in_code = False
    for line in [*lines, ""]:
        if _FENCE.match(line):
            in_code = not in_code
            line = ""
        heading = None if in_code else _HEADING.match(line)
        starts = heading is not None or in_code or _starts_block(line)
        if (starts or not line.strip()) and pending:
            yield _plain(" ".join(pending))
            pending = []
        if heading is not None:
            yield _plain(heading[1].rstrip("#"))
        elif line.strip() and not _is_mark(line):
            pending.append(_ITEM.sub("", _QUOTED.sub("", line), count=1).strip())


def _starts_block(line: str) -> bool:
    is_item = _ITEM.match(line) is not None
    return is_item or line.lstrip().startswith("|") or _RULE.match(line) is not None


def _is_mark(line: str) -> bool:
    is_table_rule = "--" in line and not line.strip("|:- \t")
    return is_table_rule or any(mark.match(line) for mark in (_RULE, _DEFINITION))


def _plain(paragraph: str) -> str:
    text = _IMAGE.sub("", paragraph)
    # the address of a source line is metadata and must survive its link
    text = _LINK.sub(
        r"\1: \2" if re.match(r"\W*(?:source|quelle|fuente)\b", text, re.I) else r"\1", text
    )
    text = _TAG.sub("", _AUTOLINK.sub(r"\1", text))
    text = _STRONG.sub(r"\2", _STRONG.sub(r"\2", text))
    return _ESCAPE.sub(r"\1", _CODE.sub(r"\1", text)).strip()
