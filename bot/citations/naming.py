"""Whether the names of a statement are those of the passages that it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.citations.sources import Source, words_of
from bot.names import Name, german_names, names, same_name, speaks_german
from bot.text.dates import weekdays
from bot.text.equivalents import language_names, meaning_of
from bot.text.folding import search_key
from bot.text.geography import mentioned
from bot.text.sentences import sentences
from bot.types import Citation, Span

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 5
"""Letters of a name of which a German ending may be taken off."""


@dataclass(frozen=True)
class NameTracer:
    """Looks for the names of one statement in its sources and in who says its citations."""

    sources: Sequence[Source]
    citations: Sequence[Citation] = ()

    def all_stand(self, own: str) -> bool:
        """Whether each name, place and nationality of the statement's own words is given."""
        if speaks_german(own):
            named = all(map(self._german_stands, german_names(own)))
        else:
            named = all(map(self._name_stands, names(own)))
        return named and self._places_stand(own)

    def _places_stand(self, own: str) -> bool:
        """Whether places, and adjectives made from them ("russe"), are those of the passages."""
        given = frozenset().union(*(source.meanings for source in self.sources))
        for place, words in mentioned(own):
            languages = (language_names(source.document.language) for source in self.sources)
            if place not in given and not any(set(words) <= names for names in languages):
                return False
        return True

    def _german_stands(self, name: Name) -> bool:
        """The same for a German statement: "Merkels" is Merkel's, and a noun has its cases."""
        if self._name_stands(name):
            return True
        bare = name.text.removesuffix("s")
        if len(bare) >= _SHORTEST and self._name_stands(name._replace(text=bare)):
            return True
        key = search_key(name.text)
        given = " ".join(s.words for s in self.sources if s.document.language == "de")
        return len(bare) >= _SHORTEST and any(
            f" {key}{ending} " in given
            or (key.endswith(ending) and f" {key.removesuffix(ending)} " in given)
            for ending in ("n", "s", "es", "e")
        )

    def _name_stands(self, name: Name) -> bool:
        words = _WORD.findall(search_key(name.text))
        if not words or (weekdays(name.text) and len(words) == 1):
            return True
        key = f" {' '.join(words)} "
        if any(key in source.words for source in self.sources):
            return True
        meant = meaning_of(name.text)
        for source in self.sources:
            if meant & source.meanings or set(words) <= language_names(source.document.language):
                return True
            if any(same_name(name.text, given) for given in source.names):
                return True
            # "Lloyd Austin" where the passage says Austin and its document the full name.
            if len(words) > 1 and f" {words[-1]} " in source.words and key in source.document_words:
                return True
        return any(self._says_it(key, citation) for citation in self.citations)

    def _says_it(self, key: str, citation: Citation) -> bool:
        """Whether the document names this speaker for the quote, be it outside the passage."""
        document = citation.passage.document
        source = next(source for source in self.sources if source.document.id == document.id)
        for start, end in sentences(citation.quote):
            said = source.speakers.of(Span(citation.start + start, citation.start + end))
            if said is not None and key in words_of(document.text[slice(*said.speaker)]):
                return True
        return False
