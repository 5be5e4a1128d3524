"""The dated steps of a story: sentences that stand alone, each with the day of what it reports.

A step's day is that of the event (`bot.text.moments`), never the day of publication alone. Fewer
than two different days are no timeline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.newsworthiness import news_value
from bot.text.moments import day_reported
from bot.writers.briefing_extractive import SAME_IN_STORY, Sentences, supporting

MOST_STEPS = 8
_YEAR = len("2023")


@dataclass(frozen=True, kw_only=True)
class FoundStep:
    """A step as proposed: its ISO day and the rows of the sentences that give it, best first."""

    day: str
    rows: tuple[int, ...]


def steps(rows: Sequence[int], sentences: Sentences, told: Sequence[int]) -> tuple[FoundStep, ...]:
    """The dated steps among the rows of a story in the order of their days; () without two days.

    A day that is known to the month only stands before the days of that month. Sentences that the
    story tells come first, then those of most news value; what repeats a step is none, one a day
    is enough and `MOST_STEPS` in all.

    "arrêté lundi", "jugé mardi" (published Wednesday 15 February 2023) -> 2023-02-13, 2023-02-14
    """
    dated = {row: day for row in rows if (day := _day(row, sentences)) is not None}
    ranked = sorted(dated, key=lambda row: (row not in told, -_news(row, sentences), row))
    kept: list[int] = []
    days: set[str] = set()
    for row in ranked:
        full = dated[row] in days or len(kept) >= MOST_STEPS
        if not full and all(sentences.close[row, other] < SAME_IN_STORY for other in kept):
            days.add(dated[row])
            kept.append(row)
    if not is_timeline(dated[row] for row in kept):
        return ()
    kept.sort(key=lambda row: (dated[row], row))
    return tuple(
        FoundStep(day=dated[row], rows=(row, *_agreeing(row, dated, sentences))) for row in kept
    )


def _day(row: int, sentences: Sentences) -> str | None:
    """The day of what the row's statement reports; of its text, as the reader will see it."""
    stated = sentences.told[row]
    if stated is None:
        return None
    document = sentences.units[row].passage.document
    return day_reported(stated.text, document.language, document.published)


def _news(row: int, sentences: Sentences) -> float:
    stated = sentences.told[row]
    assert stated is not None
    language = sentences.units[row].passage.document.language
    return news_value(stated.text, language, attributed=stated.named)


def _agreeing(row: int, dated: dict[int, str], sentences: Sentences) -> tuple[int, ...]:
    """Sentences of other origins that say the same of the same day."""
    others = supporting(row, sentences)[1:]
    return tuple(other for other in others if dated.get(other) == dated[row])


def is_timeline(days: Iterable[str]) -> bool:
    """Whether two of the days are surely different: "2023-02" and "2023-02-14" may be one.

    Bare years are background and make no timeline by themselves.
    """
    known = [day for day in days if len(day) > _YEAR]
    return any(
        not (one.startswith(other) or other.startswith(one)) for one in known for other in known
    )


def is_near(row: int, told: Sequence[int], sentences: Sentences) -> bool:
    """Whether the sentence is nearer to what the story tells than two sentences of the period."""
    return not told or any(
        row == other or float(sentences.close[row, other]) > 0.0 for other in told
    )
