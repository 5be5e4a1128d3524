"""What somebody wants to be briefed on, from the words after `/brief`. Pure.

Topics are parted by commas; a period comes last, behind "since", "depuis", "seit" or "desde".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.arguments import DATE
from bot.errors import UsageError
from bot.subscriptions import checked_entries
from bot.text.dates import WrittenDate, dates, weekdays
from bot.text.folding import search_key

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
EARLIEST = date(1, 1, 2)

_SINCE = re.compile(r"(?:^|\s)(?:since|depuis|seit|desde|from)\s+(?P<when>\S.*)$", re.IGNORECASE)
_PARTED = re.compile(r"[,;\n]")
_ARTICLE = re.compile(r"^(?:the|last|le|la|l'|dem|den|der|letztem|letzten|el)\s+", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?P<count>\d{1,3}|an?|une?|eine[mr]?)\s*(?P<unit>[a-z]+)",
)
_UNITS = {
    **dict.fromkeys("d j t day days jour jours tag tage tagen dia dias".split(), 1),
    **dict.fromkeys("w week weeks semaine semaines woche wochen semana semanas".split(), 7),
    **dict.fromkeys("month months mois monat monate monaten mes meses".split(), 30),
}
_NAMED = {
    **dict.fromkeys("today aujourd'hui aujourd’hui aujourdhui heute hoy".split(), 0),
    **dict.fromkeys("yesterday hier gestern ayer".split(), 1),
    **dict.fromkeys("avant-hier vorgestern anteayer".split(), 2),
}


@dataclass(frozen=True)
class BriefWish:
    """Topics, and the ISO date that the period begins with; None where none was named."""

    topics: tuple[str, ...] = ()
    since: str | None = None


def brief_wish(text: str, today: date) -> BriefWish:
    """What the words ask for.

    Raises UsageError for a period that cannot be read, and for topics that are too many or long.

    ("obus, Bakhmout depuis hier", 2023-02-15) -> BriefWish(("obus", "Bakhmout"), "2023-02-14")
    """
    said = " ".join(text.split(" ")).strip()
    found = _SINCE.search(said)
    since = None
    if found is not None:
        since = day_named(found["when"], today)
        said = said[: found.start()]
    wanted = [one for one in _PARTED.split(said) if one.strip()]
    return BriefWish(checked_entries("topics", wanted), since)


def day_named(text: str, today: date) -> str:
    """The ISO date that a phrase means: "hier", "3 days", "lundi", "14 février", "2023-02".

    A day and month without a year, or a weekday, is the latest one. Raises UsageError.
    """
    phrase = _ARTICLE.sub("", text.strip(" .!?"))
    if (days := _NAMED.get(phrase.lower())) is not None:
        return (today - days * DAY).isoformat()
    if (back := _days_back(search_key(phrase))) is not None:
        return max(today - back, EARLIEST).isoformat()
    if (weekday := weekdays(phrase)) and " " not in phrase:
        return (today - ((today.weekday() - min(weekday) - 1) % 7 + 1) * DAY).isoformat()
    written = dates(phrase)
    if DATE.fullmatch(phrase) or (len(written) == 1 and written[0].span == (0, len(phrase))):
        return _iso(phrase, written, today)
    raise _unclear(text)


def period_begin(newest: Iterable[str | None], today: date, reach: timedelta) -> str:
    """Where a period begins that nobody has named: `reach` before the newest document, so that
    there is something to tell of, or before today where that is later.

    (["2023-02-14", "2023-02"], 2026-11-22, a day) -> "2023-02-13"
    """
    days = [day[:10] for day in newest if day is not None and day[:10] <= today.isoformat()]
    latest = max(days, default=today.isoformat())
    if len(latest) < len("2023-02-14"):
        return latest
    return (date.fromisoformat(latest) - reach).isoformat()


def _days_back(key: str) -> timedelta | None:
    counted = _COUNTED.fullmatch(key)
    if counted is None or counted["unit"] not in _UNITS:
        return None
    count = int(counted["count"]) if counted["count"].isdecimal() else 1
    return count * _UNITS[counted["unit"]] * DAY


def _iso(phrase: str, written: tuple[WrittenDate, ...], today: date) -> str:
    try:
        if DATE.fullmatch(phrase):
            date.fromisoformat(f"{phrase}-01-01"[:10])
            return phrase
        one = written[0]
        year = one.year or today.year
        if not one.month:
            return f"{year:04}"
        if not one.year and date(year, one.month, one.day or 1) > today:
            year -= 1
        if not one.day:
            return f"{year:04}-{one.month:02}"
        return date(year, one.month, one.day).isoformat()
    except ValueError as failure:
        raise _unclear(phrase) from failure


def _unclear(text: str) -> UsageError:
    return UsageError(f"--since {text[:40]!r} is no date; write yesterday, 3 days or 2023-02-14")
