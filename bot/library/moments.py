"""Moments as the library writes them: ISO 8601 in UTC to the second, so that they sort as text."""

from __future__ import annotations

from datetime import UTC, datetime


def stamp_of(moment: datetime) -> str:
    """An aware moment as text: 2026-03-29 08:00 in Paris -> "2026-03-29T06:00:00Z".

    Raises ValueError for a moment without a time zone: it could mean any hour.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    # strftime leaves years before 1000 short, isoformat does not.
    return f"{moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"


def moment_from(stamp: str) -> datetime:
    """ "2026-03-29T06:00:00Z" -> that moment in UTC."""
    return datetime.fromisoformat(stamp).astimezone(UTC)
