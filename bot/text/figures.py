"""The figures of a text: numbers, percentages, money, dates, times, with their value and unit.

What the readers of digits, number words, dates and quantities find is put together here: each
character belongs to one figure at most, ranges share their unit and scale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from bot.text.dates import dates, times
from bot.text.number_words import number_words
from bot.text.numerals import currency_before, numerals
from bot.text.quantities import Quantity, quantities, vague_amounts
from bot.text.units import is_known_unit, known_unit, unit_after
from bot.types import Span

Kind = Literal[
    "number",
    "percent",
    "money",
    "date",
    "time",
    "ordinal",
    "score",
    "phone",
    "vague",
    "fraction",
]


@dataclass(frozen=True)
class Figure:
    """A figure at its place: `text` is what stands at `span`.

    `unit` is the common name of a currency or measure ("dollar", "km", "%"), the search key of
    another noun ("obus"), or "". A date's value is YYYYMMDD with zeros for what is not given, a
    time's HHMM. `other` is a second possible value: "10.000" is 10000, or else 10.
    """

    span: Span
    value: Decimal
    unit: str
    text: str
    kind: Kind
    other: Decimal | None = None

    @property
    def values(self) -> frozenset[Decimal]:
        """Every value that the writing allows."""
        return frozenset((self.value,) if self.other is None else (self.value, self.other))


_S = "[ \u00a0\u202f\u2009]"
_MASKED = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@\w[\w.-]*"
    r"|\b24\s?(?:heures|h|hours|stunden|horas)\s?(?:sur|/|von|de)\s?24\b"
    r"|\b24/7\b|\b7\s?jours\s?sur\s?7\b"
    r"|(?<![\w.])\d+(?:\.\d+){2,}(?![\w.]*\d)(?!,\d)",
    re.IGNORECASE,
)
_GROUPED_BY_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_PHONE = re.compile(
    r"(?<![\w+])(?:\+\d{1,3}[ .\u00a0-]?(?:\(0\))?(?:[ .\u00a0-]?\d{1,4}){3,6}"
    r"|0\d(?:[ .\u00a0-]\d\d){4}|\(?\d{3}\)?[ .-]\d{3}-\d{4})(?![\w-])"
)
_ROMAN = re.compile(r"\b(?=[IVXLC])(X{0,3})(IX|IV|V?I{0,3})(?:e|er|ème|th|st|nd|rd)(?!\w)")
_CONNECTED = re.compile(
    rf"{_S}*(?:[-–—]|à|a|to|bis|et|and|und|y|ou|or|oder|o)?{_S}*", re.IGNORECASE
)
_RANGE = re.compile(rf"{_S}*(?:[-–—]|\b(?:à|a|to|bis)\b){_S}*", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:entre|between|zwischen)\s$", re.IGNORECASE)
_SIGNS = frozenset("%€$£¥₽₴₹₺₩")


def figures(text: str) -> tuple[Figure, ...]:
    """The figures of the text, in order, none overlapping.

    >>> [(f.text, str(f.value), f.unit) for f in figures("entre 6 000 et 7 000 obus, soit 12,5 %")]
    [('6 000', '6000', 'obus'), ('7 000', '7000', 'obus'), ('12,5 %', '12.5', '%')]
    """
    taken = _Taken(text)
    for masked in _MASKED.finditer(text):
        if not _GROUPED_BY_POINTS.fullmatch(masked.group()):
            taken.take(Span(*masked.span()))
    found: list[Figure] = []
    for reader in (_dates, _times, _phones, _quantities, _numerals, _worded, _vague, _romans):
        found += (figure for figure in reader(taken.left) if taken.take(figure.span))
    found.sort(key=lambda figure: figure.span)
    return tuple(replace(f, text=text[f.span.start : f.span.end]) for f in _linked(text, found))


class _Taken:
    """The text with what is already read blanked out, at the same offsets."""

    def __init__(self, text: str) -> None:
        self._characters = list(text)
        self._left: str | None = text

    @property
    def left(self) -> str:
        if self._left is None:
            self._left = "".join(self._characters)
        return self._left

    def take(self, span: Span) -> bool:
        if "\0" in self._characters[span.start : span.end]:
            return False
        self._characters[span.start : span.end] = "\0" * (span.end - span.start)
        self._left = None
        return True


def _dates(text: str) -> Iterator[Figure]:
    for date in dates(text):
        value = Decimal(date.year * 10_000 + date.month * 100 + date.day)
        yield Figure(date.span, value, "", "", "date")


def _times(text: str) -> Iterator[Figure]:
    for time in times(text):
        yield Figure(time.span, Decimal(time.hour * 100 + time.minute), "", "", "time")


def _phones(text: str) -> Iterator[Figure]:
    for match in _PHONE.finditer(text):
        digits = "".join(character for character in match.group() if character.isdigit())
        yield Figure(Span(*match.span()), Decimal(digits), "", "", "phone")


def _quantities(text: str) -> Iterator[Figure]:
    for quantity in quantities(text):
        yield _with_unit(text, quantity)


def _vague(text: str) -> Iterator[Figure]:
    for quantity in vague_amounts(text):
        yield _with_unit(text, quantity)


def _with_unit(text: str, quantity: Quantity) -> Figure:
    unit = unit_after(text, quantity.span.end)
    return Figure(quantity.span, quantity.value, unit.name, "", quantity.kind)


def _romans(text: str) -> Iterator[Figure]:
    for match in _ROMAN.finditer(text):
        units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX").index(match[2])
        yield Figure(Span(*match.span()), Decimal(10 * len(match[1]) + units), "", "", "ordinal")


def _worded(text: str) -> Iterator[Figure]:
    for span, value in number_words(text):
        yield _counted(text, Figure(span, Decimal(value), "", "", "number"))


def _numerals(text: str) -> Iterator[Figure]:
    for span, value, other, ordinal in numerals(text):
        if ordinal:
            yield Figure(span, value, "", "", "ordinal")
            continue
        figure = _counted(text, Figure(span, value, "", "", "number", other))
        glued = text[span.end : span.end + 1].isalpha()
        decade = glued and figure.unit == "second" and value >= 1000
        if decade:
            yield replace(figure, unit="")
        elif not glued or is_known_unit(figure.unit):
            yield figure


def _counted(text: str, figure: Figure) -> Figure:
    """The figure with its unit, currency before or after it."""
    start, end = figure.span
    before = currency_before(text, start)
    if before:
        currency = known_unit(before.strip().lstrip("ACHKNSUZ")) or known_unit(before.strip())
        name = currency.name if currency else ""
        span = Span(start - len(before.lstrip()), end)
        return replace(figure, span=span, unit=name, kind="money")
    unit = unit_after(text, end)
    if unit.known and unit.end - end <= 2 and text[unit.end - 1] in _SIGNS:
        end = unit.end
    kind: Kind = "percent" if unit.name == "%" else "money" if unit.money else figure.kind
    return replace(figure, span=Span(start, end), unit=unit.name, kind=kind)


def _linked(text: str, found: list[Figure]) -> Iterator[Figure]:
    """Figures of one range share unit and scale ("3 à 5 millions"); "3-1" is one score."""
    position = 0
    while position < len(found):
        figure = found[position]
        following = found[position + 1] if position + 1 < len(found) else None
        position += 1
        if following is None or figure.kind != "number" or following.kind in ("date", "time"):
            yield figure
            continue
        gap = text[figure.span.end : following.span.start]
        if gap in ("-", "–") and _is_score(figure, following):
            value = figure.value * 1000 + following.value
            yield Figure(Span(figure.span.start, following.span.end), value, "", "", "score")
            position += 1
            continue
        ranged = _RANGE.fullmatch(gap) or _BETWEEN.search(text[: figure.span.start][-12:])
        yield (
            _shared(figure, following, gap)
            if not ranged
            else _scaled_alike(_shared(figure, following, gap), following)
        )


def _is_score(one: Figure, other: Figure) -> bool:
    return other.kind == "number" and 100 > one.value >= other.value and one.value % 1 == 0


def _shared(figure: Figure, following: Figure, gap: str) -> Figure:
    if figure.unit or not gap or not _CONNECTED.fullmatch(gap):
        return figure
    return replace(figure, unit=following.unit, kind=following.kind)


def _scaled_alike(figure: Figure, following: Figure) -> Figure:
    """The lower end of a range whose scale is written once: "3 à 5 millions"."""
    scale = _scale_of(following)
    if scale > 1 and figure.value * scale < following.value:
        return replace(figure, value=figure.value * scale, other=figure.value)
    return figure


def _scale_of(figure: Figure) -> int:
    """The power of thousand that the figure's value is a small multiple of: 5000000 -> 10**6."""
    for scale in (10**12, 10**9, 10**6, 1000):
        if figure.value >= scale:
            return scale
    return 1


def same_figure(a: Figure, b: Figure) -> bool:
    """Whether both stand for the same value; known units must not contradict each other.

    "10 000" is "10,000" and "dix mille"; "552 millions d'euros" is not "552 million dollars".
    """
    if not a.values & b.values:
        return False
    apart = ("date", "time", "score", "phone", "vague", "fraction")
    if a.kind != b.kind and (a.kind in apart or b.kind in apart):
        return False
    if a.unit == b.unit or not a.unit or not b.unit:
        return True
    return not (is_known_unit(a.unit) or is_known_unit(b.unit))
