"""Dates as sources write them, kept with the precision that the source gives."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import urlsplit

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv january jan januar jaenner janner enero ene",
            "fevrier fevr fev february feb februar febrero",
            "mars march mar marz maerz mrz marzo",
            "avril avr april apr abril abr",
            "mai may mayo",
            "juin june jun juni junio",
            "juillet juil july jul juli julio",
            "aout august aug agosto ago",
            "septembre sept september sep septiembre setiembre",
            "octobre oct october oktober okt octubre",
            "novembre nov november noviembre",
            "decembre dec december dezember dez diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th|º|ª|\.)?"
_MONTH = r"(?P<month>[^\W\d_]{3,10})\.?"
_OF = r"(?:(?:de|del|of)\s)?"
_CLOCK = (
    r"(?P<clock>[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"(?<!\d){_YEAR}[-/.](?P<number>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d){_CLOCK}",
        rf"(?<!\d){_YEAR}-(?P<number>\d{{1,2}})(?![-\d])",
        rf"(?<!\d){_DAY}\s{_OF}{_MONTH},?\s{_OF}{_YEAR}(?!\d)",
        rf"(?<!\w){_MONTH}\s{_DAY},?\s{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<first>\d{{1,2}})(?P<mark>[./-])(?P<second>\d{{1,2}})(?P=mark){_YEAR}(?!\d)",
        rf"(?<!\w){_MONTH}\s{_OF}{_YEAR}(?!\d)",
        r"(?<!\d)(?P<year>19\d\d|20\d\d)(?P<number>\d\d)(?P<day>\d\d)(?!\d)",
    )
)
_URL_DATES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        r"/(?P<year>19\d\d|20\d\d)[/-](?P<number>\d{1,2})[/-](?P<day>\d{1,2})(?=[/\-_.]|$)",
        r"/(?P<year>19\d\d|20\d\d)/(?P<month>[a-z]{3,9})/(?P<day>\d{1,2})(?=/|$)",
        r"[/\-_](?P<year>19\d\d|20\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?=[/\-_.]|$)",
        r"[/\-_](?P<year>20\d\d)(?P<number>\d\d)(?P<day>\d\d)(?=[/\-_.]|$)",
        r"/(?P<year>19\d\d|20\d\d)[/-](?P<number>\d{1,2})(?=/|$)",
        r"/(?P<year>19\d\d|20\d\d)(?=/)",
    )
)
_LONGEST = 200


class FoundDate(NamedTuple):
    """A date and where it stands, `text[start:end]`."""

    value: str
    start: int
    end: int


def parse_date(text: str, *, day_first: bool | None = None) -> str | None:
    """Read text that is a date and nothing else; None where it is no valid date.

    `day_first` settles 02/03/2023; where it is None, such a date has only its year.

    >>> parse_date("13 février 2023"), parse_date("2023-02"), parse_date("2023-02-30")
    ('2023-02-13', '2023-02', None)
    """
    text = " ".join(text.split()).strip(" .,;")
    if re.fullmatch(r"1[5-9]\d\d|20\d\d", text):
        return text
    if len(text) > _LONGEST:
        return None
    timestamp = _timestamp(text)
    if timestamp is not None:
        return timestamp
    found = find_date(text, day_first=day_first)
    if found is None:
        return None
    # a weekday before and a time of day behind belong to a date; other words do not
    before, behind = text[: found.start].strip(" ,."), text[found.end :]
    is_whole = bool(re.fullmatch(r"[^\W\d_]{0,12}", before)) and bool(
        re.fullmatch(r"[\s,]*(?:(?:à|at|um|a las)?\s?\d{1,2}\s?[h:.]\s?\d{0,2}\D{0,12})?", behind)
    )
    return found.value if is_whole else None


def find_date(text: str, *, day_first: bool | None = None) -> FoundDate | None:
    """The first valid date of a line, at most 200 characters in.

    >>> find_date("Publié le 13 février 2023 à 10h12")
    FoundDate(value='2023-02-13', start=10, end=25)
    """
    sample = text[:_LONGEST].replace("\xa0", " ").replace("\u202f", " ")
    found = []
    for shape in _SHAPES:
        for match in shape.finditer(sample):
            value = _value(match, day_first)
            if value is not None:
                found.append(FoundDate(value, match.start(), match.end()))
                break
    return min(found, key=lambda item: (item.start, -item.end), default=None)


def date_in_url(url: str) -> str | None:
    """The publication date in the path of an article's address, as precise as it is given.

    >>> date_in_url("https://example.org/news/2023/2/13/title")
    '2023-02-13'
    """
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    for shape in _URL_DATES:
        match = shape.search(path)
        if match and (value := _value(match, None)) is not None:
            return value
    return None


def more_precise(known: str | None, other: str | None) -> str | None:
    """The known date, or the other one where it says the same more precisely.

    >>> more_precise("2023-02", "2023-02-13"), more_precise("2023-02", "2022-01-01")
    ('2023-02-13', '2023-02')
    """
    if known is None:
        return other
    return other if other is not None and other.startswith(known) else known


def _timestamp(text: str) -> str | None:
    iso = re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d.*)", text)
    if iso:
        try:
            return datetime.fromisoformat(f"{iso[1]}T{iso[2].replace(' ', '')}").isoformat()
        except ValueError:
            return None
    if re.search(r"\d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|[A-Z]{2,4})\b", text):
        try:
            return parsedate_to_datetime(text).isoformat()
        except ValueError:
            return None
    return None


def _value(match: re.Match[str], day_first: bool | None) -> str | None:
    groups = match.groupdict()
    year = int(groups["year"])
    if "first" in groups:
        return _numeric(groups, day_first)
    if "month" in groups:
        month = _month(groups["month"])
    else:
        month = int(groups["number"]) if groups.get("number") else None
        if month is None:
            return f"{year:04d}"
    if month is None or not 1 <= month <= 12:
        return None
    if not groups.get("day"):
        return f"{year:04d}-{month:02d}"
    day = _day(year, month, int(groups["day"]))
    if day is None or not groups.get("clock"):
        return day
    return _timestamp(day + groups["clock"].replace("UTC", "Z").replace("GMT", "Z")) or day


def _numeric(groups: dict[str, str], day_first: bool | None) -> str | None:
    year, first, second = int(groups["year"]), int(groups["first"]), int(groups["second"])
    as_day_first, as_month_first = _day(year, second, first), _day(year, first, second)
    if groups["mark"] == "." or as_month_first is None or as_day_first == as_month_first:
        return as_day_first
    if as_day_first is None:
        return as_month_first
    if day_first is None:
        return f"{year:04d}"
    return as_day_first if day_first else as_month_first


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _month(name: str) -> int | None:
    plain = unicodedata.normalize("NFD", name.lower())
    return _MONTHS.get("".join(letter for letter in plain if not unicodedata.combining(letter)))
