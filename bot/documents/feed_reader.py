"""RSS and Atom feeds: one document that holds the entries' titles and summaries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from bot.errors import DocumentError

from .dates import parse_date
from .html_reader import main_text, parse_html
from .metadata import Metadata, language_code
from .readers import Payload, RawText

_ENTRY = ("item", "entry")
_SUMMARY = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "date", "issued", "updated")


@dataclass(frozen=True, kw_only=True)
class FeedEntry:
    """One entry of a feed; `url` leads to the article that it announces."""

    title: str
    url: str | None
    published: str | None
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed's own title and language, and its entries, newest as the feed orders them."""

    title: str
    language: str | None
    entries: tuple[FeedEntry, ...]


def is_feed(data: bytes) -> bool:
    """Whether bytes look like RSS, RDF or Atom rather than a page.

    >>> is_feed(b'<?xml version="1.0"?><rss version="2.0">')
    True
    """
    start = data[:2048].lower()
    return any(mark in start for mark in (b"<rss", b"<feed", b"<rdf:rdf"))


def parse_feed(payload: Payload) -> Feed:
    """Parse a feed; raises DocumentError where it is no well-formed one."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, load_dtd=False)
    root = etree.fromstring(payload.data, parser=parser) if payload.data.strip() else None
    if root is None or _name(root) not in ("rss", "feed", "RDF"):
        raise DocumentError(payload.source, "is no RSS or Atom feed; give the address of a page")
    entries = tuple(_entry(element) for element in root.iter() if _name(element) in _ENTRY)
    above = next((child for child in root if _name(child) == "channel"), root)
    language = language_code(_child(above, ("language",)) or root.get(f"{{{_XML}}}lang") or "")
    return Feed(title=_child(above, ("title",)), language=language, entries=entries)


_XML = "http://www.w3.org/XML/1998/namespace"


def read_feed(payload: Payload) -> RawText:
    """Read a feed as one document, an entry's title before its text."""
    feed = parse_feed(payload)
    dates = [entry.published for entry in feed.entries if entry.published]
    return RawText(
        raw=payload.data.decode("utf-8", errors="replace").replace("\x00", ""),
        paragraphs=tuple(_paragraphs(feed)),
        told=Metadata(
            title=feed.title or None,
            outlet=feed.title or None,
            url=payload.url,
            published=max(dates, default=None),
            language=feed.language,
        ),
    )


def _paragraphs(feed: Feed) -> Iterator[str]:
    for entry in feed.entries:
        if entry.title:
            yield entry.title
        yield from entry.paragraphs


def _entry(element: etree._Element) -> FeedEntry:
    summary = _child(element, _SUMMARY)
    page = parse_html(summary) if "<" in summary else None
    link = next((child for child in element if _name(child) == "link"), None)
    url = (link.get("href") or link.text or "").strip() if link is not None else ""
    dates = (parse_date(_child(element, (name,))) for name in _DATES)
    return FeedEntry(
        title=" ".join(_child(element, ("title",)).split()),
        url=url or None,
        published=next((found for found in dates if found), None),
        paragraphs=main_text(page) if page is not None else tuple(filter(None, [summary.strip()])),
    )


def _child(element: etree._Element, names: tuple[str, ...]) -> str:
    for name in names:
        for child in element:
            if _name(child) == name and (text := "".join(child.itertext()).strip()):
                return text
    return ""


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
