"""Days that an incomplete date means, reckoned from when a text was published.

Nothing is guessed: where the date of publication is less precise than a day, where the tense of the
clause is unknown, or where two readings differ ("last Tuesday"), no day is told.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.text.dates import WrittenDate
from bot.text.tense import Tense

_HALF_A_YEAR = 183
"""Days within which a date without its year is understood: what lies farther is written out."""

Reach = Literal["", "before", "last", "next"]


@dataclass(frozen=True)
class Anchor:
    """The first and last day on which a text may have been published."""

    first: date
    last: date

    @classmethod
    def of(cls, published: str | None) -> Anchor | None:
        """The days of an ISO date, as precise as it is; None for none, or one of a year only.

        "2023-02-14T08:00:00Z" -> 14 to 14 February, "2023-02" -> 1 to 28 February
        """
        parts = (published or "")[:10].split("-")
        try:
            numbers = [int(part) for part in parts]
            if len(numbers) < 2:
                return None
            year, month = numbers[:2]
            if len(numbers) == 2:
                last = calendar.monthrange(year, month)[1]
                return cls(date(year, month, 1), date(year, month, last))
            only = date(year, month, numbers[2])
        except ValueError:
            return None
        return cls(only, only)

    @property
    def day(self) -> date | None:
        """The day of publication where it is known."""
        return self.first if self.first == self.last else None

    def shifted(self, days: int) -> str:
        """The ISO day so many days after publication; "" where that day is not known."""
        return (self.first + timedelta(days)).isoformat() if self.day else ""


def day_of_weekday(
    weekday: int, anchor: Anchor | None, tense: Tense | None, reach: Reach = ""
) -> str:
    """The ISO day that a weekday (Monday is 0) means; "" where that is not sure.

    `reach` "before" is the last one before publication ("lundi dernier"); "last" and "next" are
    told only where the nearest one and that of the neighbouring week are the same day.

    Tuesday, published on Wednesday 15 February 2023, past -> "2023-02-14"
    """
    today = anchor.day if anchor else None
    if today is None:
        return ""
    back = (today.weekday() - weekday) % 7
    ahead = (weekday - today.weekday()) % 7
    if reach == "before":
        return (today - timedelta(back or 7)).isoformat()
    if reach == "last":
        return (today - timedelta(back or 7)).isoformat() if weekday >= today.weekday() else ""
    if reach == "next":
        return (today + timedelta(ahead or 7)).isoformat() if weekday <= today.weekday() else ""
    if back == 0:
        return today.isoformat()
    if tense is None:
        return ""
    return (today + timedelta(-back if tense == "past" else ahead)).isoformat()


def day_of_yearless(
    written: WrittenDate, anchor: Anchor | None, tense: Tense | None, weekday: int | None = None
) -> str:
    """The ISO day or month that a date without a year means; "" where that is not sure.

    A weekday beside it tells the year; else the tense does, within half a year of publication.

    "24 février", published on 1 March 2023, past -> "2023-02-24"
    """
    if anchor is None or not written.month:
        return ""
    possible = list(_days_of(written, anchor))
    if weekday is None or not written.day:
        near = [day for day in possible if _is_near(day, anchor, tense, monthly=not written.day)]
    else:
        near = [
            day
            for day in possible
            if day.weekday() == weekday
            and -_HALF_A_YEAR <= (day - anchor.first).days <= _HALF_A_YEAR
        ]
    if len(near) != 1:
        return ""
    return near[0].isoformat()[: 10 if written.day else 7]


def _days_of(written: WrittenDate, anchor: Anchor) -> Iterator[date]:
    for year in range(anchor.first.year - 1, anchor.last.year + 2):
        if written.day <= calendar.monthrange(year, written.month)[1]:
            yield date(year, written.month, written.day or 1)


def _is_near(day: date, anchor: Anchor, tense: Tense | None, *, monthly: bool) -> bool:
    first, last = anchor.first, anchor.last
    if monthly:
        first, last = first.replace(day=1), last.replace(day=1)
    if first == day == last:
        return True
    if tense == "past":
        return day <= first and (last - day).days <= _HALF_A_YEAR
    return tense == "future" and day >= last and (day - first).days <= _HALF_A_YEAR
