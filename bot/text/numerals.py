"""Numbers written in digits, in the writings of French, English, German and Spanish.

"1 200,5", "1,200.5" and "1.200,5" are the same number; "552 millions", "$3bn" and "5 Mrd." are read
with their scale. Where a text alone cannot tell ("10.000"), the other reading is kept. Digits that
belong to a name ("AMX-10", "5G") are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from bot.text.folding import search_key
from bot.text.number_words import SCALES
from bot.types import Span


class Numeral(NamedTuple):
    """A number in digits at its place, scale words included; `other` is a second reading."""

    span: Span
    value: Decimal
    other: Decimal | None
    ordinal: bool


_SPACES = " \u00a0\u202f\u2009"
_NUMERAL = re.compile(
    rf"\d{{1,3}}(?:[{_SPACES}'’]\d{{3}})+(?!\d)(?:[.,]\d+)?"
    r"|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?"
    r"|\d+(?:[.,]\d+)?"
)
_LONGEST = 40
_SCALE = re.compile(r"[ \u00a0\u202f\n-]?([^\W\d_]+)\.?")
_SHORT_SCALES = {"M": 10**6, "Md": 10**9, "Mds": 10**9, "Mrd": 10**9, "Mio": 10**6, "bn": 10**9}
_SHORT_SCALES |= {"m": 10**6, "b": 10**9, "B": 10**9, "k": 1000, "K": 1000, "tn": 10**12}
_ONLY_WITH_MONEY = frozenset(("M", "m", "b", "B", "k", "K"))
_CURRENCY_BEFORE = re.compile(
    r"(?:\b(?:US|A|C|NZ|HK))?[$€£¥₽₴₹₺₩]$|(?<!\w)(?<!\d\s)[$€£¥₽₴₹₺₩]\s$|\b(?:USD|EUR|GBP|CHF)\s?$"
)
_CURRENCY_SIGNS = frozenset("€$£¥₽₴₹₺₩")
_ORDINAL = re.compile(r"(?:ers?|[eè]re|i?[eè]mes?|es?|st|nd|rd|th|[ºª])(?!\w)")


def numerals(text: str) -> Iterator[Numeral]:
    """The numbers of the text that are written in digits.

    >>> [(text.value, text.other) for text in numerals("1 200,5 et 3 millions")]
    [(Decimal('1200.5'), None), (Decimal('3000000'), None)]
    """
    for match in _NUMERAL.finditer(text):
        start, end = match.span()
        if _inside_a_name(text, start) or end - start > _LONGEST:
            continue
        ordinal = _ORDINAL.match(text, end)
        if ordinal and match.group().isdigit():
            yield Numeral(Span(start, ordinal.end()), Decimal(match.group()), None, True)
        else:
            yield _signed(text, _scaled(text, match))


def currency_before(text: str, start: int) -> str:
    """The currency sign or code right before a number, with its space: "US$" of "US$5", else "".

    >>> currency_before("un prix de US$5", 14)
    'US$'
    """
    found = _CURRENCY_BEFORE.search(text, max(0, start - 5), start)
    return found.group() if found else ""


def _inside_a_name(text: str, start: int) -> bool:
    """Whether the digits go on from a letter or another number: "G7", "AMX-10", "1.2.3"."""
    before = text[max(0, start - 2) : start]
    if not before:
        return False
    if before[-1].isalnum() or before[-1] == "_":
        return not currency_before(text, start)
    if before[-1] in ".,":
        return before[0].isdigit() and len(before) == 2
    return before[-1] in "-‑" and before[0].isalpha()


def _read(numeral: str) -> tuple[Decimal, Decimal | None]:
    """Value of a numeral in digits, and the other value it may have."""
    bare = re.sub(rf"[{_SPACES}'’]", "", numeral)
    marks = [mark for mark in bare if mark in ".,"]
    if not marks:
        return Decimal(bare), None
    whole, _, tail = bare.rpartition(marks[-1])
    decimal = Decimal(f"{re.sub('[.,]', '', whole)}.{tail}")
    if len(marks) > 1:
        joined = Decimal(re.sub("[.,]", "", bare))
        return (joined, None) if len(set(marks)) == 1 else (decimal, None)
    if bare == numeral and len(tail) == 3 and len(whole) <= 3 and not whole.startswith("0"):
        return Decimal(whole + tail), decimal
    return decimal, None


def _scaled(text: str, match: re.Match[str]) -> Numeral:
    """The numeral with the scale words behind it: "552 millions", "$3bn", "10 mille"."""
    value, other = _read(match.group())
    start, end = match.span()
    for _ in range(2):
        word = _SCALE.match(text, end)
        factor = _scale(text, start, word) if word else 0
        if not word or not factor:
            break
        if other is not None and search_key(word[1]) != "millones":
            value, other = other, value  # "1,234 billion" is a little more than one
        value, other = value * factor, None if other is None else other * factor
        end = word.end() if word[1] in ("Mio", "Mrd") else word.end(1)
    return Numeral(Span(start, end), value, other, False)


def _scale(text: str, start: int, word: re.Match[str]) -> int:
    if word[1] in _ONLY_WITH_MONEY:
        sign_after = text[word.end(1) : word.end(1) + 1] in _CURRENCY_SIGNS
        if not sign_after and not currency_before(text, start):
            return 0
    return SCALES.get(search_key(word[1]), 0) or _SHORT_SCALES.get(word[1], 0)


def _signed(text: str, numeral: Numeral) -> Numeral:
    """The numeral with a minus sign that stands at the start of a word and follows no number."""
    start, end = numeral.span
    before = text[max(0, start - 8) : start - 1] if start else ""
    if text[start - 1 : start] not in ("-", "−", "–") or (before and not before[-1].isspace()):
        return numeral
    if before.rstrip()[-1:].isdigit():
        return numeral
    other = None if numeral.other is None else -numeral.other
    return Numeral(Span(start - 1, end), -numeral.value, other, False)
