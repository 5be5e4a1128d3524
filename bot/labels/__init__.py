"""The few words that the renderings add around an answer or a briefing, in its language.

French, English, German and Spanish; any other language gets English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from bot.briefing_types import Correction, Story
from bot.labels.english import ENGLISH
from bot.labels.french import FRENCH
from bot.labels.german import GERMAN
from bot.labels.spanish import SPANISH
from bot.labels.words import Labels
from bot.types import Document

__all__ = [
    "LABELS",
    "Labels",
    "correction_label",
    "date_label",
    "labels",
    "one_line",
    "origins_label",
    "period_label",
    "source_label",
    "status_label",
    "story_note",
    "told_label",
    "value_now",
]

LINE_BREAKS = re.compile("[ \t\r\n\v\f\x85\u2028\u2029]+")
STAMP = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}:\d{2}))?)?)?")

LABELS: Mapping[str, Labels] = {
    "en": ENGLISH,
    "fr": FRENCH,
    "de": GERMAN,
    "es": SPANISH,
}


def labels(language: str) -> Labels:
    """The labels of an ISO 639-1 code; English where there are none."""
    return LABELS.get(language, ENGLISH)


def one_line(text: str) -> str:
    """Breaks and runs of blanks become one blank; non-breaking spaces stay: "a\\n b" -> "a b"."""
    return LINE_BREAKS.sub(" ", text).strip()


def date_label(published: str, language: str) -> str:
    """A date as a reader writes it, as precise as it is: ("2023-02", "fr") -> "février 2023".

    What is no ISO date comes back as it is.
    """
    match = STAMP.match(published)
    if match is None or not 1 <= int(match[2] or 1) <= 12:
        return published
    year, month, day, time = match.groups()
    words = labels(language)
    if month is None:
        return year
    name = words.months[int(month) - 1]
    if day is None:
        return f"{name} {year}"
    number = words.first_day if day == "01" else int(day)
    written = words.day.format(day=number, month=name, year=year)
    return f"{written}, {time}" if time and time != "00:00" else written


def period_label(since: str | None, until: str | None, language: str) -> str:
    """("2023-02-13", "2023-02-14", "en") -> "13 February 2023 – 14 February 2023"; "" if open."""
    days = [date_label(day, language) if day else "…" for day in (since, until)]
    if since is None and until is None:
        return ""
    return days[0] if days[0] == days[1] else " – ".join(days)


def source_label(document: Document, language: str) -> str:
    """Outlet, date and title of a document, as far as known: "bfmtv.com · février 2023 · …".

    A document with neither outlet nor title is called by its id.
    """
    parts = [
        document.outlet or "",
        date_label(document.published, language) if document.published else "",
        one_line(document.title),
    ]
    known = [part for part in parts if part]
    return (
        " · ".join(known)
        if document.outlet or document.title
        else " · ".join([*known, document.id])
    )


def status_label(story: Story, language: str) -> str:
    """Whether a story is new, and since when it is not: "mis à jour depuis le 13 février 2023"."""
    words = labels(language)
    status = words.status[story.status]
    if story.status == "new" or story.told_on is None:
        return status
    return f"{status} {words.since_day.format(day=date_label(story.told_on, language))}"


def origins_label(origins: int, language: str) -> str:
    """How well a story is carried: "3 independent sources", "a single source"."""
    words = labels(language)
    return words.single_origin if origins <= 1 else f"{origins} {words.origins}"


def story_note(story: Story, language: str) -> str:
    """What is new about a story and how well it is carried: "new · 3 independent sources"."""
    return f"{status_label(story, language)} · {origins_label(story.origins, language)}"


def told_label(told_on: str, until: str | None, language: str) -> str:
    """When an earlier value was told, for a briefing up to a day: "yesterday", "on 2 May 2023".

    ("2023-02-13", "2023-02-14", "fr") -> "hier"
    """
    words = labels(language)
    if _day(told_on) is not None and _day(told_on, later=1) == _day(until):
        return words.yesterday
    return words.on_day.format(day=date_label(told_on, language))


def value_now(told_on: str, until: str | None, language: str) -> str:
    """What stands after the new value of a change: "today" beside "yesterday", else ""."""
    words = labels(language)
    return words.today if told_label(told_on, until, language) == words.yesterday else ""


def correction_label(correction: Correction, language: str) -> str:
    """What has happened to a document that was briefed from, without what it said."""
    words = labels(language)
    form = words.changed if correction.kind == "changed" else words.gone
    return form.format(day=date_label(correction.told_on, language))


def _day(text: str | None, later: int = 0) -> date | None:
    """The day of an ISO date that names one: ("2023-02-13", later=1) -> 14 February 2023."""
    try:
        return date.fromisoformat((text or "")[:10]) + timedelta(days=later)
    except (ValueError, OverflowError):
        return None
