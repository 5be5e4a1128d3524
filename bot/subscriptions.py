"""Subscriptions: which briefing goes where, at which hour of which days, and how that is checked.

A subscription is a pure value; the library keeps it (`bot.library.subscriptions`), and
`bot.schedule` says when it is due. What people type is checked here, each mistake in one line.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo, available_timezones

from bot.addresses import Address
from bot.errors import UsageError
from bot.text.folding import search_key

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
"""ISO numbers of the days of a week, Monday first."""

DEFAULT_ZONE = "UTC"
DEFAULT_WINDOW = 180
SHORTEST_WINDOW, LONGEST_WINDOW = 10, 20 * 60
"""Minutes. Two daily slots are 23 hours apart where clocks change, so that a run that is made up
has always ended before the next one is due."""

FEWEST_WORDS, MOST_WORDS = 25, 10_000
"""The sentences of a news text have 20 to 25 words: fewer leave no room for one of them."""

LONGEST_ENTRY = 200
MOST_ENTRIES = 50
NEAREST = 3

_HOUR = re.compile(r"(\d{1,2})(?:[:h](\d{2})|h)")
_WINDOW = re.compile(r"(\d{1,4})\s*(h|m|min)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_WEEKDAYS = (
    "monday lundi montag lunes",
    "tuesday mardi dienstag martes",
    "wednesday mercredi mittwoch miercoles",
    "thursday jeudi donnerstag jueves",
    "friday vendredi freitag viernes",
    "saturday samedi samstag sabado",
    "sunday dimanche sonntag domingo",
)
DAY_CODES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""How the days of the week are written, Monday first."""
_DAY_NAMES = {
    name: number
    for number, names in enumerate(_WEEKDAYS, start=1)
    for name in (*names.split(), DAY_CODES[number - 1])
}
_DAY_GROUPS = {"weekdays": EVERY_DAY[:5], "weekend": EVERY_DAY[5:], "every": EVERY_DAY}


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """A briefing that is written on some days at an hour of a time zone, and sent to an address.

    `weekdays` are ISO numbers, Monday 1. `window` is in minutes: how long after its hour a missed
    run is still made up. Nothing before `begins` (aware) is due: it is when the subscription was
    made or taken up again. `owner` is who asked for it in Slack, "TEAM/USER", or "". The library
    gives the `id`.
    """

    id: str = ""
    address: Address
    topics: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    words: int | None = None
    hour: time
    zone: str = DEFAULT_ZONE
    weekdays: tuple[int, ...] = EVERY_DAY
    window: int = DEFAULT_WINDOW
    paused: bool = False
    begins: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    owner: str = ""

    @property
    def time_zone(self) -> ZoneInfo:
        """The rules of its zone."""
        return ZoneInfo(self.zone)

    @property
    def series(self) -> str:
        """The series of its briefings; see `bot.arguments.BriefingRequest`."""
        return f"subscription:{self.id}"


def checked_hour(text: str) -> time:
    """ "8:00", "08:30", "8h30" -> the time of day. Raises UsageError for what is no hour."""
    match = _HOUR.fullmatch(text.strip().lower()) if text.isascii() else None
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (24, 0)
    if hour > 23 or minute > 59:
        raise UsageError(f"--at {text[:20]!r} is no hour of a day; write it as in 08:00 or 17:30")
    return time(hour, minute)


def checked_zone(text: str) -> str:
    """The name of an IANA time zone as it is written there: "europe/paris" -> "Europe/Paris".

    Raises UsageError with the nearest names: "Paris" is near "Europe/Paris".
    """
    zone = zone_named(text)
    if zone is not None:
        return zone
    nearest = nearest_zones(text)
    advice = f"nearest: {', '.join(nearest)}" if nearest else "write it as in Europe/Paris"
    raise UsageError(f"--zone {text[:60]!r} is no IANA time zone; {advice}")


def zone_named(text: str) -> str | None:
    """The IANA time zone of a name in any case, None where there is none."""
    return _zones().get(_zone_key(text))


def nearest_zones(text: str) -> tuple[str, ...]:
    """The time zones that a name may mean, at most three: "Paris" -> ("Europe/Paris",)."""
    folded = _zones()
    plain = _zone_key(text)
    city = plain.rsplit("/", 1)[-1]
    last = {name.rsplit("/", 1)[-1]: zone for name, zone in folded.items()}
    found = [zone for name, zone in folded.items() if name.rsplit("/", 1)[-1] == city] or [
        *(folded[name] for name in difflib.get_close_matches(plain, folded, n=NEAREST)),
        *(last[name] for name in difflib.get_close_matches(city, last, n=NEAREST)),
    ]
    return tuple(dict.fromkeys(found))[:NEAREST]


def _zones() -> dict[str, str]:
    """Names of time zones by what is compared of them, in order."""
    known = {name for name in available_timezones() if "/" in name or name in ("UTC", "GMT")}
    return {name.casefold(): name for name in sorted(known)}


def _zone_key(text: str) -> str:
    return search_key(text.strip()).replace(" ", "_")


def checked_weekdays(text: str) -> tuple[int, ...]:
    """ "mon,wed" -> (1, 3); "weekdays", "weekend" and "every" are groups; "lundi" is 1 too.

    Raises UsageError for an unknown name.
    """
    days: set[int] = set()
    for word in re.split(r"[,\s]+", text.strip()):
        name = search_key(word)
        if name in _DAY_GROUPS:
            days.update(_DAY_GROUPS[name])
        elif name in _DAY_NAMES:
            days.add(_DAY_NAMES[name])
        else:
            raise UsageError(
                f"--days {word[:20]!r} is no day of the week; write them as in mon,tue,wed, "
                "or weekdays, weekend, every"
            )
    return tuple(sorted(days))


def checked_window(text: str) -> int:
    """Minutes: "3h" -> 180, "90m" -> 90. Raises UsageError outside 10 minutes to 20 hours."""
    match = _WINDOW.fullmatch(text.strip().lower()) if text.isascii() else None
    minutes = int(match[1]) * (60 if match[2] == "h" else 1) if match else -1
    if not SHORTEST_WINDOW <= minutes <= LONGEST_WINDOW:
        raise UsageError(
            f"--window {text[:20]!r} is no window; give {SHORTEST_WINDOW}m to "
            f"{LONGEST_WINDOW // 60}h, as in 3h"
        )
    return minutes


def checked_words(words: int | None) -> int | None:
    """A word budget with room for one statement. Raises UsageError for any other."""
    if words is not None and not FEWEST_WORDS <= words <= MOST_WORDS:
        raise UsageError(
            f"--words {words} cannot be; give {FEWEST_WORDS} (room for one statement) to "
            f"{MOST_WORDS}"
        )
    return words


def checked_entries(option: str, entries: Sequence[str]) -> tuple[str, ...]:
    """Topics or outlets without repeats. Raises UsageError for empty, long or unprintable ones."""
    names = tuple(dict.fromkeys(entry.strip() for entry in entries))
    if len(names) > MOST_ENTRIES:
        raise UsageError(f"{option} is given {len(names)} times; at most {MOST_ENTRIES}")
    for name in names:
        if not name or len(name) > LONGEST_ENTRY or not name.isprintable():
            raise UsageError(f"{option} {name[:40]!r} cannot be; give 1 to {LONGEST_ENTRY} letters")
    return names


def checked_languages(entries: Sequence[str]) -> tuple[str, ...]:
    """Codes of languages: ["FR"] -> ("fr",). Raises UsageError for what is no code."""
    codes = tuple(dict.fromkeys(entry.strip().lower() for entry in entries))
    for code in codes:
        if _LANGUAGE.fullmatch(code) is None:
            raise UsageError(f"--language {code[:20]!r} is no code; write fr, en, de or es")
    return codes


def weekdays_label(weekdays: Sequence[int]) -> str:
    """(1, 2, 3, 4, 5) -> "weekdays", (1, 3) -> "mon,wed", all seven -> "every day"."""
    groups = {days: name for name, days in _DAY_GROUPS.items()}
    name = groups.get(tuple(weekdays), ",".join(DAY_CODES[day - 1] for day in weekdays))
    return "every day" if name == "every" else name
