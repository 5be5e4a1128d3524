"""What people ask with: a question and a period, checked before anything is loaded."""

from __future__ import annotations

import calendar
import re
from datetime import date

from bot.errors import QuestionError, UsageError
from bot.types import Filters

LONGEST_QUESTION = 2_000
"""Characters. The longest of 3,835 real questions has 200; far longer ones are pasted documents."""

DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


def checked_question(question: str) -> str:
    """The question on one line, without control characters: " Qui ?\\x00\\n" -> "Qui ?".

    Raises QuestionError when it has no word in it or is too long to be a question.
    """
    text = " ".join(NOT_TEXT.sub(" ", question).split())
    if not text:
        raise QuestionError("the question is empty; ask with words")
    if len(text) > LONGEST_QUESTION:
        raise QuestionError(
            f"the question has {len(text):,} characters; ask with at most {LONGEST_QUESTION:,}"
        )
    if not any(character.isalnum() for character in text):
        raise QuestionError(f"the question {text[:20]!r} has no words in it; ask with words")
    return text


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
    return _calendar_day(option, value, (year, month or 1, day or 1))


def _last_day(option: str, value: str | None) -> date | None:
    if value is None:
        return None
    year, month, day = _parts(option, value)
    if day is None:
        first = _calendar_day(option, value, (year, month or 12, 1))
        day = calendar.monthrange(first.year, first.month)[1]
    return _calendar_day(option, value, (year, month or 12, day))


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
