"""Reading the figures of a text: values, however they are written.

This is a reading of its own: what measures the verifier must not be computed by the verifier.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

_DIGITS = re.compile(
    r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f\u2009']\d{3})+(?:[.,]\d+)?(?![\d])"  # 1 200,5
    r"|\d+(?:[.,]\d+)*"  # 1,200.5 and 12
)
_GAP = re.compile(r"[ \u00a0\u202f\u2009']")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AFTER = re.compile(r"[\s\u00a0\u202f-]*([^\W\d_]+)")

_SCALES = {
    3: "thousand mille mil tausend",
    6: "million millions millón millones millionen",
    9: "billion billions milliard milliards milliarde milliarden",
}
_ONES = {
    2: "deux two zwei dos",
    3: "trois three drei tres",
    4: "quatre four vier cuatro",
    5: "cinq five fünf cinco",
    6: "six sechs seis",
    7: "sept seven sieben siete",
    8: "huit eight acht ocho",
    9: "nine neun nueve",  # "neuf" is new as often as nine
    10: "dix ten zehn diez",
    11: "onze eleven elf once",
    12: "douze twelve zwölf doce",
    13: "treize thirteen dreizehn trece",
    14: "quatorze fourteen vierzehn catorce",
    15: "quinze fifteen fünfzehn quince",
    16: "seize sixteen sechzehn dieciséis",
    17: "dix-sept seventeen siebzehn diecisiete",
    18: "dix-huit eighteen achtzehn dieciocho",
    19: "dix-neuf nineteen neunzehn diecinueve",
    20: "vingt twenty zwanzig veinte",
    30: "trente thirty dreißig treinta",
    40: "quarante forty vierzig cuarenta",
    50: "cinquante fifty fünfzig cincuenta",
    60: "soixante sixty sechzig sesenta",
    70: "soixante-dix seventy siebzig setenta",
    80: "quatre-vingts eighty achtzig ochenta",
    90: "quatre-vingt-dix ninety neunzig noventa",
    100: "cent hundred hundert cien",
    1000: "mille thousand tausend mil",
}
_EXPONENTS = {word: power for power, words in _SCALES.items() for word in words.split()}
_WORDS = {word: value for value, words in _ONES.items() for word in words.split()}

Reading = frozenset[Fraction]
"""What one written figure may stand for: "1,200" is 1200 or 1.2, depending on who writes."""


def written(text: str) -> tuple[Reading, ...]:
    """The figures that a text has in digits, each with what it may stand for.

    "1 200,5 km et 1,27 million" -> ({2401/2}, {1270000})
    """
    return tuple(
        frozenset(value * _scale(text, match.end()) for value in _values(match.group()))
        for match in _DIGITS.finditer(text)
    )


def told(text: str) -> Reading:
    """Every value that a text may tell, in digits or in words: "deux pays, 20 000 obus"."""
    spelled = {
        Fraction(_spelled(match.group().casefold())) * _scale(text, match.end())
        for match in _WORD.finditer(text)
        if _spelled(match.group().casefold())
    }
    return frozenset(spelled).union(*written(text))


def _values(digits: str) -> Iterator[Fraction]:
    """("1,200") -> 1200, 1.2; ("1,200.5") -> 1200.5; ("2,5") -> 2.5; ("1 200") -> 1200."""
    gapless = _GAP.sub("", digits)
    marks = [mark for mark in gapless if mark in ".,"]
    parts = re.split(r"[.,]", gapless)
    grouped = all(len(part) == 3 for part in parts[1:]) and 0 < len(parts[0]) <= 3
    if not marks:
        yield Fraction(gapless)
    elif len(set(marks)) == 1 and grouped and parts[0].strip("0") and gapless == digits:
        yield Fraction("".join(parts))
        if len(marks) == 1:
            yield Fraction(".".join(parts))
    elif len(marks) == 1 or (len(set(marks)) == 2 and marks.count(marks[-1]) == 1):
        yield Fraction(f"{''.join(parts[:-1])}.{parts[-1]}")
    else:  # a date or a version: 24.02.2022
        yield from map(Fraction, parts)


def _scale(text: str, end: int) -> int:
    """The power of ten that the word after position `end` stands for: "12 millions" -> 1000000."""
    word = _AFTER.match(text, end)
    return 10 ** _EXPONENTS.get(word.group(1).casefold(), 0) if word else 1


@cache
def _spelled(word: str) -> int:
    """("vingt-deux") -> 22, ("dix-sept") -> 17, ("pays") -> 0."""
    if word in _WORDS:
        return _WORDS[word]
    parts = [_WORDS.get(part, 0) for part in word.split("-") if part not in ("et", "und", "y")]
    tens = len(parts) == 2 and parts[0] >= 20 and 0 < parts[1] < 20
    return sum(parts) if tens else 0


def untraced_figures(statement: str, sources: str) -> tuple[tuple[str, bool], ...]:
    """Each figure that a statement has in digits, and whether `sources` tell that value nowhere.

    ("Two died, 13 were hurt", "deux morts, 12 blessés") -> (("13", True),)
    """
    known = told(sources)
    found = (match.group() for match in _DIGITS.finditer(statement))
    return tuple(
        (figure, not reading & known)
        for figure, reading in zip(found, written(statement), strict=True)
    )
