"""Which briefings belong together, and where in its series one stands.

A briefing is compared with those of its series that came before it. So the same request over the
same library gives the same briefing however often it is made, and the one of the next day, or of
the same day after more documents came in, says what is new.
"""

from __future__ import annotations

import calendar

from bot.arguments import DATE, BriefingRequest

SUBSCRIPTION = "subscription:"
"""How the series of a subscription begins; its id follows."""

NO_END = "9999-12-31"


def series_of(request: BriefingRequest) -> str:
    """The series that the request names, else the one of all requests for the same news by those
    who may see the same: what one was told is not held against what another is told.

    topics ("Ukraine", "OTAN") -> "topics=otan,ukraine"; no wishes at all -> "all"
    """
    if request.series:
        return request.series
    outlets = (*request.outlets, *filter(None, [request.filters.outlet]))
    wishes = (("topics", request.topics), ("outlets", outlets), ("languages", request.languages))
    parts = [
        f"{name}={','.join(sorted({value.strip().casefold() for value in values}))}"
        for name, values in wishes
        if values
    ]
    if request.filters.scope is not None:
        parts.append(f"scope={request.filters.scope.name}")
    return ";".join(parts) or "all"


def period_end(request: BriefingRequest) -> str:
    """The last ISO day of the period, the briefing's own day at the latest; NO_END where open.

    until "2023-02" -> "2023-02-28"
    """
    ends = last_day(request.filters.until) if request.filters.until else NO_END
    return min(ends, request.day or NO_END)


def day_of(request: BriefingRequest, made_at: str) -> str:
    """The ISO day that a briefing is for: its own, else the period's last, else when it was made.

    A period that ends after the moment of writing is briefed as of that moment.
    """
    return request.day or min(period_end(request), made_at[:10])


def last_day(date: str) -> str:
    """The last ISO day of a year, month or day: "2024-02" -> "2024-02-29"."""
    match = DATE.match(date)
    if match is None:
        return date[:10]
    year, month = int(match["year"]), int(match["month"] or 12)
    day = int(match["day"] or calendar.monthrange(year, month)[1])
    return f"{year:04}-{month:02}-{day:02}"


def follows_slots_only(series: str) -> bool:
    """Whether only briefings of earlier days came before: a slot that is run again, because its
    delivery failed, must tell the same again."""
    return series.startswith(SUBSCRIPTION)
