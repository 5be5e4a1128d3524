"""Amounts that are not counted: "des centaines de", "une dizaine", "la moitié", "two thirds".

They are figures too: "des centaines" must not become "des milliers" on the way into an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from bot.text.folding import search_key
from bot.types import Span

_VAGUE = {
    10: "dizaines dozens tens dutzende dutzenden decenas docenas douzaines",
    100: "centaines hundreds hunderte hunderten cientos centenares",
    1000: "milliers thousands tausende tausenden miles millares",
    10**6: "millions millionen millones",
    10**9: "milliards billions milliarden",
}
_VAGUE_VALUES = {word: value for value, words in _VAGUE.items() for word in words.split()}
_COUNTED = {
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
    "millier": 1000,
    "dozen": 12,
    "dutzend": 12,
    "decena": 10,
    "docena": 12,
    "veintena": 20,
    "centenar": 100,
    "millar": 1000,
}
_HALF, _THIRD, _TWO_THIRDS, _THREE_QUARTERS = (
    Decimal("0.5"),
    Decimal("0.333"),
    Decimal("0.667"),
    Decimal("0.75"),
)
_FRACTIONS = (
    (r"deux[- ]tiers|two[- ]thirds|zwei drittel|dos tercios", _TWO_THIRDS),
    (
        r"trois[- ]quarts|three[- ]quarters|drei viertel|dreiviertel|tres cuartas? partes",
        _THREE_QUARTERS,
    ),
    (r"un tiers|le tiers|a third of|one[- ]third|ein drittel|un tercio", _THIRD),
    (r"la moitié|half of|half the|die hälfte|der hälfte|la mitad", _HALF),
)
_FRACTION = tuple(
    (re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), value) for pattern, value in _FRACTIONS
)
_VAGUE_WORDS = "|".join(sorted(_VAGUE_VALUES, key=len, reverse=True))
_VAGUE_AMOUNT = re.compile(
    rf"\b({_VAGUE_WORDS})(?:\s(?:de|of|von)\s({_VAGUE_WORDS}))?(?=\s(?:de|of|von)\b|\sd['’]|\s(?-i:[A-Z]))",
    re.IGNORECASE,
)
_COUNTED_AMOUNT = re.compile(
    rf"\b(?:une?|a|ein|una?)\s(?:bonne\s|half\s|petite\s)?({'|'.join(_COUNTED)})"
    rf"(?:\s(?:de|of)\s({_VAGUE_WORDS}))?\b",
    re.IGNORECASE,
)


class Quantity(NamedTuple):
    """An amount that is not counted exactly, at its place."""

    span: Span
    value: Decimal
    kind: Literal["vague", "number", "fraction"]


def vague_amounts(text: str) -> Iterator[Quantity]:
    """Plurals of powers of ten; read the counted numbers first ("3 millions de").

    >>> [(str(q.value), q.kind) for q in vague_amounts("des centaines de morts")]
    [('100', 'vague')]
    """
    for match in _VAGUE_AMOUNT.finditer(text):
        yield Quantity(Span(*match.span()), _product(match), "vague")


def quantities(text: str) -> Iterator[Quantity]:
    """Collective numbers and fractions; read them before the counted numbers ("deux tiers").

    >>> [(str(q.value), q.kind) for q in quantities("la moitié, une dizaine d'obus")]
    [('10', 'number'), ('0.5', 'fraction')]
    """
    for match in _COUNTED_AMOUNT.finditer(text):
        yield Quantity(Span(*match.span()), _product(match), "number")
    for pattern, value in _FRACTION:
        for match in pattern.finditer(text):
            yield Quantity(Span(*match.span()), value, "fraction")


def _product(match: re.Match[str]) -> Decimal:
    first = search_key(match[1])
    value = _VAGUE_VALUES.get(first) or _COUNTED[first]
    return Decimal(value * (_VAGUE_VALUES[search_key(match[2])] if match[2] else 1))
