"""What a sentence gives for what a claim counts, measures or dates: the same, another, nothing."""

from __future__ import annotations

import re
from typing import Literal

from bot.text.figures import Figure
from bot.text.measures import Measure, aligned_key, class_of, measures
from bot.text.senses import senses_of
from bot.text.units import is_known_unit
from bot.types import Span
from bot.verdicts.alignment import Alignment, date_parts, figure_held
from bot.verdicts.reading import Reading

Value = Literal["same", "other", "none"]

_NUMBERS = frozenset({"number", "money", "percent"})
_COUNTED_WORDS = 3
_OF_TIME = frozenset({"day", "week", "month", "year"})
"""Of the rate, "par jour", not of what is counted."""

_AT_LEAST = re.compile(
    r"(?:au moins|plus d(?:e|')|au minimum|at least|more than|over|mindestens|mehr als|al menos|"
    r"mas de|por lo menos)\s*$"
)
_AT_MOST = re.compile(r"(?:moins d(?:e|')|less than|fewer than|under|weniger als|menos de)\s*$")
_BEFORE = 16


def value_given(alignment: Alignment, figure: Figure) -> Value:
    """What the sentence gives for a figure of the claim.

    Another value is one for the same thing, of the same subject, that no bound of either allows.

    Claim "60 000 obus par jour", sentence "jusqu'à 20 000 obus par jour" -> "other"
    """
    if figure.kind == "date":
        return _date_given(alignment, figure)
    held: Value = "same" if figure_held(figure, alignment.evidence.figures) else "none"
    if figure.kind not in _NUMBERS:
        return held
    claim, evidence = alignment.claim, alignment.evidence
    claimed = next((m for m in _measures(claim) if m.span.holds(figure.span)), None)
    if claimed is None:
        return held
    told = [m for m in _measures(evidence) if _same_thing(claimed, claim, m, evidence)]
    own = [m for m in told if _of_subject(m, alignment)]
    if own:
        apart = all(_apart(_range(claimed, claim.text), _range(m, evidence.text)) for m in own)
        return "other" if apart and _complete(claimed, alignment) else "none" if apart else "same"
    return held if not told and _noun_held(claimed, alignment) else "none"


def _measures(reading: Reading) -> tuple[Measure, ...]:
    return measures(reading.text, reading.language)


def _same_thing(claimed: Measure, claim: Reading, told: Measure, evidence: Reading) -> bool:
    if claimed.rate != told.rate:
        return False
    if claimed.thing == told.thing:
        return True
    if is_known_unit(claimed.thing) or is_known_unit(told.thing):
        return False
    return not _kinds(claimed, claim).isdisjoint(_kinds(told, evidence))


def _kinds(measure: Measure, reading: Reading) -> frozenset[str]:
    """The senses and the class of the first words behind a figure, and of its own thing."""
    words = _counted(measure, reading)
    classes = {class_of(word) for word in words} | {measure.thing}
    senses = {sense for word in words for sense in senses_of(word, reading.language)}
    return frozenset(filter(None, classes | senses)) - _OF_TIME


def _counted(measure: Measure, reading: Reading) -> list[str]:
    behind = [word for word in reading.words if word.span.start >= measure.span.end]
    return [
        word.text
        for word in behind[:_COUNTED_WORDS]
        if word.span.end <= measure.clause.end and not word.name
    ]


def _of_subject(measure: Measure, alignment: Alignment) -> bool:
    """Whether the figure's clause names what the claim names, or one of them names nothing."""
    shared = {other for word, other in alignment.pairs if word.name}
    named = [
        word for word in alignment.evidence.words if word.name and measure.clause.holds(word.span)
    ]
    nameless = not any(word.name for word in alignment.claim.words)
    return not named or nameless or any(word in shared for word in named)


def _complete(claimed: Measure, alignment: Alignment) -> bool:
    """Whether what narrows the claimed thing down ("civils") stands in the sentence too."""
    key = aligned_key(alignment.evidence.text)
    return all(word[:_STEM] in key for word in claimed.restricted)


_STEM = 5


def _noun_held(claimed: Measure, alignment: Alignment) -> bool:
    """Whether the word right behind the claimed figure stands in the sentence."""
    counted = _counted(claimed, alignment.claim)[:1]
    return all(word.text not in counted for word in alignment.missing)


def _range(measure: Measure, text: str) -> tuple[float, float]:
    """The values that the writing allows: "at least 6" is 6 or any more."""
    before = aligned_key(text[max(0, measure.span.start - _BEFORE) : measure.span.start])
    before = before.replace("’", "'")
    low, high = float(measure.low), float(measure.high)
    if _AT_LEAST.search(before):
        return low, float("inf")
    return (0.0, high) if _AT_MOST.search(before) else (low, high)


def _apart(claimed: tuple[float, float], told: tuple[float, float]) -> bool:
    return claimed[1] < told[0] or told[1] < claimed[0]


def _date_given(alignment: Alignment, figure: Figure) -> Value:
    if figure_held(figure, alignment.evidence.figures):
        return "same"
    dates = [one for one in alignment.evidence.figures if one.kind == "date"]
    near = [one for one in dates if _is_near(one.span, alignment)]
    differs = len(dates) == len(near) == 1 and any(
        mine and theirs and mine != theirs
        for mine, theirs in zip(date_parts(figure), date_parts(near[0]), strict=True)
    )
    return "other" if differs else "none"


def _is_near(date: Span, alignment: Alignment) -> bool:
    """Whether at most a word of content parts the date from the words that the claim shares."""
    shared = [other for _, other in alignment.pairs]
    between = [
        word
        for word in alignment.evidence.words
        if word not in shared
        and min(date.end, alignment.span.end) <= word.span.start
        and word.span.end <= max(date.start, alignment.span.start)
    ]
    return len(between) <= 1
