"""What the words around an answer or a briefing are, whatever the language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.briefing_types import StoryStatus
from bot.types import RemovalReason

MARKS = frozenset('«“„"‘‚»›‹')
"""What opens a quotation in one language or another."""


@dataclass(frozen=True, kw_only=True)
class PageLabels:
    """Words that only the HTML page has, where there is room for them."""

    skip: str
    """The link that a keyboard finds first, to the stories."""
    quote: str
    """What a marker is called aloud, from its number."""
    original: str
    quotations: str
    also_in: str
    """Before the documents of a story that nothing is quoted from, such as reprints."""
    stories: tuple[str, str]
    words: str
    writer: str
    extractive: str
    compared: str
    """What the drawing of figures shows, from what they count."""
    from_to: str
    back: str
    no_date: str


@dataclass(frozen=True, kw_only=True)
class Labels:
    """Words of one language, an ISO 639-1 code; `months` are January to December."""

    language: str
    sources: str
    disagreement: str
    nearest: str
    removed: str
    reasons: Mapping[RemovalReason, str]
    status: Mapping[StoryStatus, str]
    since_day: str
    origins: str
    single_origin: str
    overview: str
    changes: str
    figures: str
    timeline: str
    unknowns: str
    unchanged: str
    corrections: str
    changed: str
    gone: str
    undated: str
    postdated: str
    yesterday: str
    today: str
    on_day: str
    months: tuple[str, ...]
    day: str
    """How a full date is written, from day, month and year."""
    first_day: str = "1"
    quotes: tuple[str, str]
    page: PageLabels

    def quoted(self, quote: str) -> str:
        """A quotation in the marks of the language, its characters untouched.

        One that opens with a mark of its own gets none around it.
        """
        first, last = self.marks_around(quote)
        return f"{first}{quote}{last}"

    def marks_around(self, quote: str) -> tuple[str, str]:
        """The marks before and after a quotation: ("", "") around "« Oui », dit-elle."."""
        return ("", "") if quote[:1] in MARKS else self.quotes
