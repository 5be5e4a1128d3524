"""A cited passage, read for what a statement may take from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from bot.attribution import Speakers
from bot.names import names
from bot.text.dates import weekdays
from bot.text.equivalents import meanings
from bot.text.figures import Figure, figures
from bot.text.folding import search_key
from bot.text.nonstop import nonstop
from bot.types import Document, Passage

_WORD = re.compile(r"[^\W_]+")


class Source:
    """One cited passage, read for tracing. Each part is read when it is first needed."""

    def __init__(self, passage: Passage) -> None:
        self.text = passage.text
        self.document: Document = passage.document

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Figures and dates of the passage."""
        return figures(self.text)

    @cached_property
    def nonstop(self) -> frozenset[str]:
        """What the passage says to go on without a stop: "day" for "24 heures sur 24"."""
        return frozenset().union(*(phrase.of for phrase in nonstop(self.text)))

    @cached_property
    def weekdays(self) -> frozenset[int]:
        """Weekdays that the passage names."""
        return weekdays(self.text)

    @cached_property
    def about(self) -> str:
        """Title and outlet, which a statement may name."""
        return f"{self.document.title}\n{self.document.outlet or ''}"

    @cached_property
    def words(self) -> str:
        """The words of passage, title and outlet as search keys, with spaces around each."""
        return words_of(f"{self.text}\n{self.about}")

    @cached_property
    def document_words(self) -> str:
        """The same of the whole document."""
        return words_of(self.document.text)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names in passage, title and outlet, and the ends of each."""
        found = dict.fromkeys(name.text for name in (*names(self.text), *names(self.about)))
        return tuple(part for name in found for part in _parts(name))

    @cached_property
    def speakers(self) -> Speakers:
        """Who says what in the document."""
        return Speakers(self.document.text)

    @cached_property
    def meanings(self) -> frozenset[str]:
        """Places and organisations named in passage, title and outlet."""
        return meanings(f"{self.text}\n{self.about}")


def words_of(text: str) -> str:
    """The words of a text as search keys, one space before and after each.

    >>> words_of("L’été à Kyïv")
    ' l ete a kyiv '
    """
    return f" {' '.join(_WORD.findall(search_key(text)))} "


def _parts(name: str) -> Iterator[str]:
    """The name and the ends of it: "Jens Stoltenberg" is also called Stoltenberg."""
    words = name.split()
    for start in range(len(words)):
        yield " ".join(words[start:])
