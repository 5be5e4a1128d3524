"""How much of a question a text holds: the share of its terms, weighted by how rare they are.

By stems, so that inflected forms count; and by runs of four letters, so that "tirs" meets "tirent",
"Russie" meets "russes", and a compound meets its parts (McNamee and Mayfield, "Character N-Gram
Tokenization for European Language Text Retrieval", 2004, found n=4 best).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from bot.question import Term
from bot.text.folding import search_key
from bot.text.stems import stems

Equivalents = Mapping[str, Iterable[str]]
"""A question's word and the words of the documents, in another language, that mean the same."""

_RUN = 4
_ENDINGS_ONLY = frozenset("da de en es fi fr hu it nl no pt ro sv tr und".split())
"""Languages in Latin letters whose stemmer changes the ends of words only."""

_ACCENTED = r"\w?[^\W\x00-\x7f]"
_SHORT_STEM = 3
"""Letters up to which a stem may differ from its word in all but the first: "dying", "die"."""


@lru_cache(maxsize=50_000)
def stems_of(text: str, language: str) -> frozenset[str]:
    """All stems of a sentence or title, and its words unstemmed. Cached: sentences come again."""
    return frozenset((*stems(text, language), *stems(text, "und")))


@lru_cache(maxsize=50_000)
def _stems_of_word(word: str, language: str) -> frozenset[str]:
    return frozenset((*stems(word, language), *stems(word, "und")))


UNKNOWN_CREDIT = 0.35
"""What a word counts whose counterpart in another language is not known: it may be there."""


class Coverage:
    """The terms of one question, as documents of one language would write them.

    Where the question is `foreign` to them, a word that is no name and has no known equivalent
    counts for a part, found or not.
    """

    def __init__(
        self,
        terms: Sequence[Term],
        language: str,
        equivalents: Equivalents | None = None,
        foreign: bool = False,
    ) -> None:
        known = equivalents or {}
        self._unknown = sum(
            UNKNOWN_CREDIT * term.rarity
            for term in terms
            if foreign and not term.name and not known.get(term.word)
        )
        spelled = [(term.rarity, (*term.spellings, *known.get(term.word, ()))) for term in terms]
        self._accepted = [
            (rarity, frozenset(stem for word in words for stem in stems_of(word, language)))
            for rarity, words in spelled
        ]
        self._runs = [(rarity, tuple(runs(word) for word in words)) for rarity, words in spelled]
        self._total = sum(term.rarity for term in terms)
        self._language = language
        self._marks = _marks(accepted for _, accepted in self._accepted)
        self._openings = _openings(self._marks) if language in _ENDINGS_ONLY else None
        self._shares: dict[int, float] = {}

    def found(self, text: str) -> int:
        """Which terms a text holds, one bit for each: join several by `|`, and give to `share`.

        Tells the same as `of`, quicker: only the few words that begin as one of the terms' stems
        are stemmed.
        """
        if self._openings is None:
            return self._marked(text)
        marks = 0
        plain = unicodedata.normalize("NFC", text.lower()).replace("_", " ")
        for word in self._openings.findall(plain):
            marks |= self._marked(word)
        return marks

    def share(self, found: int) -> float:
        """Share from 0 to 1 that the found terms are of all; 1 for a question without terms."""
        known = self._shares.get(found)
        if known is None:
            known = self._shares[found] = self._share(found)
        return known

    def _marked(self, text: str) -> int:
        marks = 0
        for stem in _stems_of_word(text, self._language):
            marks |= self._marks.get(stem, 0)
        return marks

    def _share(self, found: int) -> float:
        if not self._total:
            return 1.0
        held = sum(rarity for place, (rarity, _) in enumerate(self._accepted) if found >> place & 1)
        return min(1.0, (held + self._unknown) / self._total)

    def of(self, *held: frozenset[str]) -> float:
        """Share from 0 to 1 held by some sets of stems together; 1 for a question without terms."""
        return self.share(
            sum(
                1 << place
                for place, (_, accepted) in enumerate(self._accepted)
                if any(not accepted.isdisjoint(one) for one in held)
            )
        )

    def of_runs(self, key: str) -> float:
        """Share from 0 to 1 of the terms' runs of letters found in a text's search key."""
        if not self._total:
            return 1.0
        found = sum(
            rarity * max([sum([run in key for run in one]) / len(one) for one in spellings])
            for rarity, spellings in self._runs
        )
        return found / self._total


def _marks(accepted: Iterable[frozenset[str]]) -> dict[str, int]:
    """The bits of the terms that each stem stands for."""
    marks: dict[str, int] = {}
    for place, stemmed in enumerate(accepted):
        for stem in stemmed:
            marks[stem] = marks.get(stem, 0) | 1 << place
    return marks


def _openings(stemmed: Iterable[str]) -> re.Pattern[str]:
    """Finds the words, in lower case, that begin as a word with one of these stems must.

    Words with an accent in their first two letters are all found. One regular expression for each
    question is three times quicker than looking at every word.
    """
    keys = {search_key(stem) for stem in stemmed}
    openings = {re.escape(key[: 1 if len(key) <= _SHORT_STEM else 2]) for key in keys if key}
    return re.compile(rf"\b(?:{'|'.join((*sorted(openings), _ACCENTED))})\w*")


def runs(word: str) -> tuple[str, ...]:
    """The runs of four letters of a word; a shorter word is its own run.

    >>> runs("Tirées")
    ('tire', 'iree', 'rees')
    """
    key = search_key(word)
    return tuple(key[at : at + _RUN] for at in range(max(1, len(key) - _RUN + 1)))
