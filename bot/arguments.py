"""What people ask with: a question and a period, checked before anything is loaded."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from bot.errors import QuestionError, UsageError
from bot.types import Filters

DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")

LONGEST_THREAD = 200


@dataclass(frozen=True, kw_only=True)
class BriefingRequest:
    """Which briefing is wanted: the period, topics, outlets, languages, about how many words.

    A story of any of the topics is wanted; without topics, every story. `day` is the ISO day that
    the briefing is for: what is dated after it is not told. `series` names the run of briefings
    that it continues, so that it knows what was told before; "" continues none.
    """

    filters: Filters
    topics: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    words: int | None = None
    day: str | None = None
    series: str = ""


def unicode_question(question: str) -> str:
    """The question as it was typed.

    Raises QuestionError when the shell handed over bytes that are no UTF-8, which Python marks
    with surrogates: no output could repeat them. What else a question needs is checked by
    `bot.question.analyse`.
    """
    try:
        question.encode()
    except UnicodeEncodeError as error:
        raise QuestionError("the question is not UTF-8 text; set the terminal to UTF-8") from error
    return question


def checked_thread(thread: str | None) -> str | None:
    """The name of a thread. Raises UsageError for one that is empty, very long or unprintable."""
    if thread is None:
        return None
    name = thread.strip()
    if not name or len(name) > LONGEST_THREAD or not name.isprintable():
        raise UsageError(
            f"--thread {name[:40]!r} is no name; give up to {LONGEST_THREAD} characters, "
            "as in --thread monday"
        )
    return name


def checked_filters(since: str | None, until: str | None, outlet: str | None = None) -> Filters:
    """Filters with real dates, in order.

    Raises UsageError for a date that is none of YYYY, YYYY-MM, YYYY-MM-DD or is not in the
    calendar, and when the period ends before it begins.
    """
    begins = _first_day("--since", since)
    ends = _last_day("--until", until)
    if begins and ends and begins > ends:
        raise UsageError(f"--since {since} is after --until {until}; give the earlier date first")
    name = outlet.strip() if outlet else None
    if outlet is not None and not name:
        raise UsageError("--outlet is empty; name one as `citewire documents` lists them")
    return Filters(since=since, until=until, outlet=name)


def _first_day(option: str, value: str | None) -> date | None:
    if value is None:
        return None
    year, month, day = _parts(option, value)
    return _calendar_day(
        option, value, (year, 1 if month is None else month, 1 if day is None else day)
    )


def _last_day(option: str, value: str | None) -> date | None:
    if value is None:
        return None
    year, month, day = _parts(option, value)
    month = 12 if month is None else month
    if day is None:
        first = _calendar_day(option, value, (year, month, 1))
        day = calendar.monthrange(first.year, first.month)[1]
    return _calendar_day(option, value, (year, month, day))


def _parts(option: str, value: str) -> tuple[int, int | None, int | None]:
    match = DATE.fullmatch(value) if value.isascii() else None
    if match is None:
        raise _wrong_date(option, value)
    month, day = match["month"], match["day"]
    return int(match["year"]), int(month) if month else None, int(day) if day else None


def _calendar_day(option: str, value: str, parts: tuple[int, int, int]) -> date:
    try:
        return date(*parts)
    except ValueError as error:
        raise _wrong_date(option, value) from error


def _wrong_date(option: str, value: str) -> UsageError:
    return UsageError(f"{option} {value!r} is no date; write 2023, 2023-02 or 2023-02-14")
