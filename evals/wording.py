"""The words of an answer against the words that were expected, and against one another.

Exact match and F1 over tokens are those of SQuAD (Rajpurkar et al. 2016, evaluate-v1.1.py), whose
normalisation drops English articles; here French, English, German and Spanish ones go, elided ones
too, and figures count by their value, so that "20 000" and "20,000" are one token.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from bot.text.folding import fold
from evals.tracing.figures import written

_ARTICLES = frozenset(
    "le la les l d un une des du the a an der die das den dem ein eine el los las unos unas".split()
)
_TOKEN = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*|[^\W\d_]+")


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text that SQuAD would compare.

    "L'Ukraine tire 20 000 obus." -> ("ukraine", "tire", "20000", "obus")
    """
    found = (match.group() for match in _TOKEN.finditer(fold(text).text.casefold()))
    return tuple(_token(word) for word in found if word not in _ARTICLES)


def _token(word: str) -> str:
    """A figure by its value, of two readings the greater; other words as they are."""
    if not word[0].isdecimal():
        return word
    value = max(written(word)[0])
    return str(value.numerator if value.denominator == 1 else float(Fraction(value)))


def exact_match(text: str, answers: Iterable[str]) -> float:
    """1.0 when the words are those of one of the answers."""
    return float(any(tokens(text) == tokens(answer) for answer in answers))


def token_f1(text: str, answers: Iterable[str]) -> float:
    """The best F1 over tokens with one of the answers; 0.0 without answers."""
    return max((_f1(tokens(text), tokens(answer)) for answer in answers), default=0.0)


def _f1(given: Sequence[str], expected: Sequence[str]) -> float:
    shared = sum((Counter(given) & Counter(expected)).values())
    return 2 * shared / (len(given) + len(expected)) if shared else 0.0


def inclusion(text: str, answers: Iterable[str]) -> float:
    """1.0 when all words of one of the answers stand in the text, together and in order."""
    held = tokens(text)
    return float(any(_run(held, tokens(answer)) for answer in answers))


def _run(held: Sequence[str], sought: Sequence[str]) -> bool:
    length = len(sought)
    starts = range(len(held) - length + 1)
    return length > 0 and any(held[start : start + length] == sought for start in starts)


_REPEATS = 0.6
"""Two statements that share so much of their words say the same (Jaccard index)."""


def repeats(statements: Sequence[str]) -> tuple[float, ...]:
    """1.0 for each statement that repeats one before it: .6 of both one's words are shared.

    ("Il a plu à Lyon.", "À Lyon, il a plu.", "Deux morts.") -> (0.0, 1.0, 0.0)
    """
    words = [frozenset(tokens(statement)) for statement in statements]
    return tuple(
        float(any(_jaccard(own, words[before]) >= _REPEATS for before in range(position)))
        for position, own in enumerate(words)
    )


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
