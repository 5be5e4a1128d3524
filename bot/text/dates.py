"""Dates and times of day in a text, in French, English, German and Spanish and in digits.

A date is as precise as it is written: "février 2022" has no day, "24 février" no year. A weekday is
no date, `weekdays` finds those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.text.folding import search_key
from bot.types import Span

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier january januar enero janv jan jänner ene",
            "février february februar febrero févr fév feb",
            "mars march märz marzo mar",
            "avril april abril avr apr abr",
            "mai may mayo",
            "juin june juni junio jun",
            "juillet july juli julio juil jul",
            "août august agosto aug ago",
            "septembre september septiembre sept sep setiembre",
            "octobre october oktober octubre oct okt",
            "novembre november noviembre nov",
            "décembre december dezember diciembre déc dec dez dic",
        ),
        1,
    )
    for name in map(search_key, names.split())
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "lundi monday montag lunes",
            "mardi tuesday dienstag martes",
            "mercredi wednesday mittwoch",
            "jeudi thursday donnerstag jueves",
            "vendredi friday freitag viernes",
            "samedi saturday samstag sonnabend sabado",
            "dimanche sunday sonntag domingo",
        )
    )
    for name in names.split()
} | {"miercoles": 2}

WEEKDAY_NAMES: Mapping[str, int] = _WEEKDAYS | {"miércoles": 2, "sábado": 5}
"""Names of the days of the week in lower case, Monday is 0."""

_MONTH = (
    r"(?P<month>janvier|janv|january|januar|jänner|jan|février|févr|fév|february|februar|feb|mars|"
    r"march|märz|mar|avril|avr|april|apr|mai|may|juin|june|juni|jun|juillet|juil|july|juli|jul|"
    r"août|aout|august|aug|septembre|september|sept|sep|octobre|october|oktober|oct|okt|novembre|"
    r"november|nov|décembre|decembre|december|dezember|déc|dec|dez|enero|ene|febrero|marzo|abril|"
    r"abr|mayo|junio|julio|agosto|ago|septiembre|setiembre|octubre|noviembre|diciembre|dic)\b\.?"
)
_YEAR = r"(?P<year>(?:1\d|20)\d\d)(?![\d\w])(?![.,]\d)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_S = r"[ \t\u00a0\u202f]"
_GAP = rf"(?:{_S}+|{_S}*\n{_S}*)"
_IN_DIGITS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w.,-])(?P<year>(?:1\d|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?:-{_DAY}(?!\d))?(?![\w-])",
        rf"(?<![\w./-]){_DAY}[./](?P<month>0?[1-9]|1[0-2])[./]{_YEAR}",
        rf"(?<![\w./-])(?P<month>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/{_YEAR}",
    )
)
_WITH_MONTH = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w.,]){_DAY}(?:er|st|nd|rd|th|\.)?{_GAP}(?:de{_GAP}|of{_GAP})?{_MONTH}"
        rf"(?:(?:{_GAP}(?:del?{_GAP})?|,{_GAP}){_YEAR})?",
        rf"\b{_MONTH}{_GAP}(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\w%])(?![.,]\d)"
        rf"(?:,?{_GAP}{_YEAR})?",
        rf"\b{_MONTH}(?:{_GAP}(?:del?{_GAP})?|,{_GAP}){_YEAR}",
    )
)
# A month alone is a date only where a preposition says so: "en mars", "in March", "im März".
_BARE_MONTH = re.compile(
    rf"\b(?:en|fin|début|mi-?|depuis|dès|courant|au mois de|jusqu['’]en|d['’]ici|"
    rf"in|since|until|by|late|early|mid-?|last|next|this|im|seit|anfang|ende|mitte|bis|"
    rf"desde|hasta|finales de|mes de|principios de|mediados de){_GAP}?(?<=[\s-]){_MONTH}(?!\w)",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(
    rf"(?:\b(?:en|depuis|dès|l['’]an|année|in|since|until|by|from|of|year|im Jahr|im Jahre|seit|"
    rf"bis|jahr|desde|hasta|año|de|été|hiver|automne|printemps|summer|winter|spring|autumn|fall|"
    rf"avant|après|before|after|vor|nach|début|fin|anfang|ende|mitte|late|early|d['’]ici)"
    rf"{_GAP}|\(){_YEAR}(?!{_S}?[%€$])",
    re.IGNORECASE,
)
_TIMES = (
    re.compile(
        rf"(?<![\w.,:])(?P<hour>[01]?\d|2[0-3]){_S}?h(?:eures)?{_S}?(?P<minute>[0-5]\d)(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![\w.,:])(?P<hour>[01]?\d|2[0-3])(?::(?P<minute>[0-5]\d))?"
        rf"{_S}?(?P<half>[ap])\.?{_S}?m\b\.?",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\w.,:])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::\d\d)?(?![\d:])"),
    re.compile(
        rf"(?<![\w.,:])(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d){_S}Uhr\b",
    ),
)
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class WrittenDate:
    """A date at its place; 0 stands for the part that is not given."""

    span: Span
    year: int
    month: int
    day: int


@dataclass(frozen=True)
class WrittenTime:
    """A time of day at its place, on the 24-hour clock."""

    span: Span
    hour: int
    minute: int


def dates(text: str) -> tuple[WrittenDate, ...]:
    """The dates of the text in order, none overlapping.

    >>> [(d.year, d.month, d.day) for d in dates("Le 24 février 2022, puis en mars et en 2023")]
    [(2022, 2, 24), (0, 3, 0), (2023, 0, 0)]
    """
    found: list[WrittenDate] = []
    taken = bytearray(len(text))
    for pattern in _worth_trying(text):
        for match in pattern.finditer(text):
            date = _date(match)
            if date is not None and _take(taken, date.span):
                found.append(date)
    return tuple(sorted(found, key=lambda date: date.span))


def _worth_trying(text: str) -> Iterator[re.Pattern[str]]:
    """The patterns that can match at all: most of a text has neither a digit nor a month."""
    digits = _DIGIT.search(text) is not None
    months = not _MONTHS.keys().isdisjoint(_WORD.findall(search_key(text)))
    if digits:
        yield from _IN_DIGITS
    if months:
        yield from (*_WITH_MONTH, _BARE_MONTH)
    if digits:
        yield _BARE_YEAR


def _date(match: re.Match[str]) -> WrittenDate | None:
    groups = match.groupdict()
    named = groups.get("month") or "0"
    month = int(named) if named.isdigit() else _MONTHS[search_key(named)]
    given = [name for name in ("day", "month", "year") if groups.get(name)]
    start = min(match.start(name) for name in given)
    end = max(match.end(name) for name in given)
    # "may", "mars" and "march" are words too: as months they need a capital or a day and a year.
    if given == ["month"] and named[0].islower() and search_key(named) in ("may", "march", "mar"):
        return None
    return WrittenDate(
        Span(start, end), int(groups.get("year") or 0), month, int(groups.get("day") or 0)
    )


def times(text: str) -> tuple[WrittenTime, ...]:
    """The times of day in the text in order: "8 h 30", "8:30", "8 p.m.", "8.30 Uhr".

    >>> [(t.hour, t.minute) for t in times("à 8 h 30, at 9:05 p.m.")]
    [(8, 30), (21, 5)]
    """
    found: list[WrittenTime] = []
    taken = bytearray(len(text))
    for pattern in _TIMES:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            hour = int(groups["hour"])
            half = (groups.get("half") or "").lower()
            if half:
                hour = hour % 12 + (12 if half == "p" else 0)
            span = Span(*match.span())
            if _take(taken, span):
                found.append(WrittenTime(span, hour, int(groups.get("minute") or 0)))
    return tuple(sorted(found, key=lambda time: time.span))


def weekdays(text: str) -> frozenset[int]:
    """Weekdays named in the text, Monday is 0: "mardi", "Tuesday" and "Dienstag" are all 1."""
    keys = (search_key(match.group()) for match in _WORD.finditer(text))
    return frozenset(_WEEKDAYS[key] for key in keys if key in _WEEKDAYS)


def _take(taken: bytearray, span: Span) -> bool:
    """Mark the span as read; False when a part of it already was."""
    if any(taken[span.start : span.end]):
        return False
    taken[span.start : span.end] = b"\1" * (span.end - span.start)
    return True
