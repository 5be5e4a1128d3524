"""Quotations as the page shows them: marked within their passage, with where they come from."""

from __future__ import annotations

from dataclasses import dataclass

from bot.escaping import web_address
from bot.labels import date_label, one_line
from bot.types import Citation, Document, Statement

AT_MARKER, IN_NOTES = 180, 60
"""Characters of the passage shown on each side of a quotation, to the next blank."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """A document as it is called on the page. `name` is its outlet, or its id without one."""

    id: str
    name: str
    date: str
    title: str
    address: str | None
    language: str

    @property
    def line(self) -> str:
        """Who and when: "exemple.fr · 14 février 2023"."""
        return " · ".join(part for part in (self.name, self.date) if part)


@dataclass(frozen=True, kw_only=True)
class Quote:
    """A quotation with its number, and the passage around it as it stands in the document.

    `cut` says of each side whether the passage goes on there.
    """

    number: int
    source: Source
    before: str
    text: str
    after: str
    cut: tuple[bool, bool]


def quote_of(citation: Citation, number: int, language: str, room: int = AT_MARKER) -> Quote:
    """The quotation of a citation within its passage, as much of it as there is room for.

    `language` is the reader's.
    """
    passage, text = citation.passage, citation.passage.document.text
    begin = min(passage.start, citation.start)
    end = max(passage.end, citation.end)
    first = min(_blank_after(text, max(begin, citation.start - room), begin), citation.start)
    last = max(_blank_before(text, min(end, citation.end + room), end), citation.end)
    return Quote(
        number=number,
        source=source_of(passage.document, language),
        before=text[first : citation.start],
        text=citation.quote,
        after=text[citation.end : last],
        cut=(first > begin, last < end),
    )


def source_of(document: Document, language: str) -> Source:
    """A document as a reader knows it."""
    return Source(
        id=document.id,
        name=document.outlet or document.id,
        date=date_label(document.published, language) if document.published else "",
        title=one_line(document.title),
        address=web_address(document.url),
        language=document_language(document),
    )


def document_language(document: Document) -> str:
    """The value of a `lang` attribute; "" says that it is not known."""
    return "" if document.language == "und" else document.language


def spoken_language(statement: Statement, language: str) -> str:
    """The language of a statement: its source's where it is a sentence of the source."""
    for citation in statement.citations:
        document = citation.passage.document
        if statement.text in document.text:
            return document_language(document)
    return language


def _blank_after(text: str, place: int, begin: int) -> int:
    """The first beginning of a word from a place on; the passage's own beginning is one."""
    while begin < place < len(text) and not text[place - 1].isspace():
        place += 1
    return place


def _blank_before(text: str, place: int, end: int) -> int:
    """The last end of a word up to a place; the passage's own end is one."""
    while 0 < place < end and not text[place].isspace():
        place -= 1
    return place
