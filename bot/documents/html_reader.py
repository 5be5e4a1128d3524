"""Web pages: main text by trafilatura, after what is surely no text has been cut from the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree, html

from bot.errors import DocumentError

from .html_metadata import page_metadata
from .metadata import Metadata
from .readers import Payload, RawText
from .text_reader import decode_payload

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_DROPPED_TAGS = (
    "script style noscript template svg canvas iframe object embed form button select input label "
    "nav figcaption dialog audio video map menu"
).split()
_DROPPED_ROLES = frozenset(
    "navigation banner contentinfo search dialog alertdialog form menu".split()
)
_FURNITURE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|cookies?|consent|gdpr|newsletters?|promos?|promoted|"
    r"related|"
    r"recommended|recommendations?|comments?|respond|disqus|ads?|advert\w*|sponsor\w*|ratings?|"
    r"breadcrumbs?|tags|caption|wp-caption-text|paywall|subscribe|subscription|popup|modal|"
    r"skip-link|screen-reader-text|sr-only|toolbar|pagination|sidebar|read-?(?:more|also|next)|"
    r"outbrain|"
    r"taboola|most-?read|readmore|see-?also|lire-?aussi|a-?lire)(?=$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li blockquote td th dd dt pre div section article main header footer "
    "aside table tr ul ol dl figure address body html center details summary".split()
)
_LARGEST_SHARE = 0.5
_ENOUGH = 0.5


def read_html(payload: Payload) -> RawText:
    """Read the main text of a page and what its head says about it.

    Raises DocumentError where the bytes are no text or hold no page.
    """
    declared = payload.charset
    if declared is None and (meta := _CHARSET.search(payload.data[:4096])):
        declared = meta[1].decode("ascii")
    raw = decode_payload(
        Payload(data=payload.data, source=payload.source, charset=declared, url=payload.url)
    )
    tree = parse_html(raw)
    if tree is None:
        raise DocumentError(payload.source, "holds no web page; check the file or address")
    told = page_metadata(tree, payload.url)
    language = Metadata(language=told.language)
    _prune(tree)
    return RawText(
        raw=raw,
        paragraphs=main_text(tree),
        told=replace(told, language=None),
        guessed=language,
    )


def parse_html(text: str) -> html.HtmlElement | None:
    """Parse a page leniently; None where there is nothing to parse."""
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    # the bytes are given anew as UTF-8: lxml refuses text that declares another encoding
    data = text.encode("utf-8", errors="replace")
    try:
        return html.document_fromstring(data, parser=parser) if data.strip() else None
    except etree.ParserError:
        return None


def main_text(tree: html.HtmlElement) -> tuple[str, ...]:
    """The paragraphs and headings of the main text.

    trafilatura decides what the main text is; which blocks of the page it kept is read off its
    lines, so that headings and short paragraphs between kept ones stay. Where it finds next to
    nothing (a short or unusual page), every block counts.
    """
    # late: importing trafilatura takes 0.3 s, and most documents are no web pages
    from trafilatura import bare_extraction

    blocks = tuple(_blocks(tree))
    found = bare_extraction(
        etree.tostring(tree, encoding="unicode", method="html"),
        include_comments=False,
        include_tables=True,
        favor_recall=True,
    )
    lines = str(getattr(found, "text", "") or "").split("\n")
    kept = {_plain(line) for line in lines} - {""}
    numbers = [number for number, block in enumerate(blocks) if _plain(block) in kept]
    total = sum(len(block) for block in blocks)
    size = sum(len(blocks[number]) for number in numbers)
    if not numbers or size < _ENOUGH * max(len("".join(lines)), 0.3 * total):
        return tuple(line.strip() for line in lines if line.strip()) if lines else blocks
    return blocks[numbers[0] : numbers[-1] + 1]


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _prune(tree: html.HtmlElement) -> None:
    """Cut furniture by tag, role, class and visibility, but never half of the page."""
    total = max(1, len(tree.text_content()))
    for element in list(tree.iter()):
        parent = element.getparent()
        if parent is None or not isinstance(element.tag, str) or not _is_dropped(element):
            continue
        if (
            element.tag in ("script", "style")
            or len(element.text_content()) < _LARGEST_SHARE * total
        ):
            element.drop_tree()


def _is_dropped(element: html.HtmlElement) -> bool:
    if element.tag in ("html", "body", "main", "article"):
        return False
    if element.tag in _DROPPED_TAGS or element.get("role", "") in _DROPPED_ROLES:
        return True
    if element.tag in ("footer", "aside") and not _inside(element, ("blockquote",)):
        return True
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return _FURNITURE_CLASS.search(names) is not None


def _inside(element: html.HtmlElement, tags: tuple[str, ...]) -> bool:
    return any(ancestor.tag in tags for ancestor in element.iterancestors())


def _blocks(tree: html.HtmlElement) -> Iterator[str]:
    """The page's blocks of text in order; a `br` ends one as a paragraph does."""
    pieces: list[str] = []
    body = tree.find("body")
    for event, element in etree.iterwalk(tree if body is None else body, events=("start", "end")):
        ends = element.tag in _BLOCKS or element.tag in ("br", "hr")
        if ends and (text := _layout_free("".join(pieces))):
            yield text
        if ends:
            pieces = []
        pieces.append((element.text if event == "start" else element.tail) or "")
    if text := _layout_free("".join(pieces)):
        yield text


def _layout_free(text: str) -> str:
    """White space of the source's layout becomes one space; a no-break space is the author's."""
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip()
