"""How much of a question a text holds: the share of its terms, weighted by how rare they are.

By stems, so that inflected forms count; and by runs of four letters, so that "tirs" meets "tirent",
"Russie" meets "russes", and a compound meets its parts (McNamee and Mayfield, "Character N-Gram
Tokenization for European Language Text Retrieval", 2004, found n=4 best).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from bot.question import Term
from bot.text.folding import search_key
from bot.text.stems import stems

Equivalents = Mapping[str, Iterable[str]]
"""A question's word and the words of the documents, in another language, that mean the same."""

_RUN = 4


@lru_cache(maxsize=50_000)
def stems_of(text: str, language: str) -> frozenset[str]:
    """All stems of a sentence or title, and its words unstemmed. Cached: sentences come again."""
    return frozenset((*stems(text, language), *stems(text, "und")))


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

    def of(self, *held: frozenset[str]) -> float:
        """Share from 0 to 1 held by some sets of stems together; 1 for a question without terms."""
        if not self._total:
            return 1.0
        found = sum(
            rarity
            for rarity, accepted in self._accepted
            if any(not accepted.isdisjoint(one) for one in held)
        )
        return min(1.0, (found + self._unknown) / self._total)

    def of_runs(self, key: str) -> float:
        """Share from 0 to 1 of the terms' runs of letters found in a text's search key."""
        if not self._total:
            return 1.0
        found = sum(
            rarity * max(sum(run in key for run in spelling) / len(spelling) for spelling in words)
            for rarity, words in self._runs
        )
        return found / self._total


def runs(word: str) -> tuple[str, ...]:
    """The runs of four letters of a word; a shorter word is its own run.

    >>> runs("Tirées")
    ('tire', 'iree', 'rees')
    """
    key = search_key(word)
    return tuple(key[at : at + _RUN] for at in range(max(1, len(key) - _RUN + 1)))
