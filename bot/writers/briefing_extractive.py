"""Writes a story from its own sentences: most central first, each said once, within a budget.

A sentence is central when the other origins of the story say the like (the mean of its best match
in each), and is taken by maximal marginal relevance (Carbonell and Goldstein, 1998): what is
already told, in this story or another, is not told again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from bot.prompts import Phrases
from bot.stories import Unit
from bot.text.dates import weekdays
from bot.text.figures import figures
from bot.text.stems import stems
from bot.types import Vector
from bot.writers.stated import Stated

_SAME = 0.93
"""Cosine of two sentences that say the same in e5-small; paraphrases of one wire text reach it."""

_SUPPORTS = 0.92
_SUPPORTING_WORDS = 0.5
_FULL_MATCH = 1.0
"""Similarity from which a match in another origin counts fully: reprinted speech is not more."""

_REDUNDANCY_WEIGHT = 0.5
_REDUNDANCY_FROM = 0.85
_REPEATED_WORDS = 0.6
_FIGURE_BONUS = 0.30
_COUNTS = 10
"""Numbers from here on are news; "trois jours" is a manner of speaking."""

_DATED_BONUS = 0.10
_SPEECH_COST = 0.35
_BACKGROUND_COST = 0.15
_NEAR_BEST = 0.4
_LONG = 24
_LONG_COST = 0.012
_LEAD_BONUS = 0.10
_MOST_QUOTES = 5
_BACKGROUND = re.compile(
    r"\b(?:est|sont|constituent?|forme(?:nt)?|is|are|ist|sind|bilde[nt]|es|son|constituye[n]?)\s"
    r"(?:une?|l[ea]s?|l['’]|des|an?|the|eine?|der|die|das|el|los|las)\b",
    re.IGNORECASE,
)
"""« Bakhmut est une ville … »: what a thing is, which wire texts repeat and readers know."""


@dataclass(frozen=True, kw_only=True)
class Sentences:
    """The sentences of a period that stories are written from, in rows.

    `told[i]` is unit i as a statement, None where it cannot stand alone. `vectors` has shape
    (n, d), `alike` the pairwise similarities of `bot.stories`, shape (n, n).
    """

    units: Sequence[Unit]
    told: Sequence[Stated | None]
    vectors: Vector
    alike: npt.NDArray[np.float32]


@dataclass(frozen=True)
class Chosen:
    """A statement and the rows that carry it, its own first, one for each origin."""

    row: int
    support: tuple[int, ...]


@dataclass
class Told:
    """What the briefing already says, so that nothing is said twice."""

    rows: list[int] = field(default_factory=list)


def choose(
    members: Sequence[int], sentences: Sentences, told: Told, most: int, words: int
) -> tuple[Chosen, ...]:
    """Up to `most` statements of one story in at most `words` words, best first.

    `told` is extended by what is chosen. A statement is supported by every other origin of the
    story that says the same.
    """
    scores = {row: _score(row, members, sentences) for row in members if sentences.told[row]}
    chosen: list[Chosen] = []
    left = words
    best = max(scores.values(), default=0.0)
    while scores and len(chosen) < most:
        row = max(scores, key=lambda row: scores[row] - _redundancy(row, sentences, told))
        score = scores.pop(row)
        length = word_count(sentences, row)
        if _repeats(row, sentences, told):
            continue
        if length > left:
            continue
        if told.rows and not chosen and score < best - _NEAR_BEST:
            return ()  # a story is told by what matters in it, or not at all
        left -= length
        told.rows.append(row)
        chosen.append(Chosen(row, _support(row, members, sentences)))
    return tuple(chosen)


def word_count(sentences: Sentences, row: int) -> int:
    """Words of the statement in this row; 0 where it cannot stand alone."""
    stated = sentences.told[row]
    return len(stated.text.split()) if stated else 0


def centrality(row: int, members: Sequence[int], sentences: Sentences) -> float:
    """Mean over the story's other origins of how well they match the row; its own where alone."""
    best: dict[str, float] = {}
    own = sentences.units[row].origin
    for other in members:
        origin = sentences.units[other].origin
        if other != row and origin != own:
            match = min(_FULL_MATCH, float(sentences.alike[row, other]))
            best[origin] = max(best.get(origin, -1.0), match)
    if best:
        return sum(best.values()) / len(best)
    others = [float(sentences.alike[row, other]) for other in members if other != row]
    return sum(others) / len(others) if others else 0.0


def _score(row: int, members: Sequence[int], sentences: Sentences) -> float:
    stated = sentences.told[row]
    assert stated is not None
    length = len(stated.text.split())
    found = figures(stated.text)
    counted = any(
        figure.kind in ("money", "percent") or (figure.kind == "number" and figure.value >= _COUNTS)
        for figure in found
    )
    dated = any(figure.kind == "date" for figure in found) or bool(weekdays(stated.text))
    leads = sentences.units[row].passage.number == 0
    return (
        centrality(row, members, sentences)
        + _FIGURE_BONUS * counted
        + _DATED_BONUS * dated
        + _LEAD_BONUS * leads
        - _SPEECH_COST * stated.direct
        - _BACKGROUND_COST * (_BACKGROUND.search(stated.text) is not None)
        - _LONG_COST * max(0, length - _LONG)
    )


def _redundancy(row: int, sentences: Sentences, told: Told) -> float:
    if not told.rows:
        return 0.0
    nearest = float((sentences.vectors[told.rows] @ sentences.vectors[row]).max())
    return _REDUNDANCY_WEIGHT * max(0.0, nearest - _REDUNDANCY_FROM) / (1 - _REDUNDANCY_FROM)


def _repeats(row: int, sentences: Sentences, told: Told) -> bool:
    """Whether something told already says this: near in meaning, or mostly the same words."""
    return any(
        float(sentences.vectors[row] @ sentences.vectors[other]) >= _SAME
        or _shared(row, other, sentences) >= _REPEATED_WORDS
        for other in told.rows
    )


def _support(row: int, members: Sequence[int], sentences: Sentences) -> tuple[int, ...]:
    """The row, then of each other origin the sentence that says the same, figures included."""
    best: dict[str, tuple[float, int]] = {}
    own = sentences.units[row].origin
    said = _values(sentences.units[row].text)
    for other in members:
        unit = sentences.units[other]
        cosine = float(sentences.vectors[row] @ sentences.vectors[other])
        if unit.origin == own or cosine < _SUPPORTS:
            continue
        if _covered(row, other, sentences) < _SUPPORTING_WORDS or not said <= _values(unit.text):
            continue
        best[unit.origin] = max(best.get(unit.origin, (0.0, other)), (cosine, other))
    ranked = sorted(best.values(), reverse=True)[: _MOST_QUOTES - 1]
    return (row, *(other for _, other in ranked))


def _shared(row: int, other: int, sentences: Sentences) -> float:
    """Share of the shorter sentence's content words that the other has too, 0 to 1."""
    return max(_covered(row, other, sentences), _covered(other, row, sentences))


def _covered(row: int, other: int, sentences: Sentences) -> float:
    """Share of the row's content words that the other sentence has too, 0 to 1."""
    one, two = (
        set(stems(unit.text, unit.passage.document.language))
        for unit in (sentences.units[row], sentences.units[other])
    )
    return len(one & two) / max(1, len(one))


def _values(text: str) -> frozenset[str]:
    return frozenset(str(figure.value.normalize()) for figure in figures(text))


def language_of(units: Sequence[Unit], phrases: Phrases) -> str:
    """The language that most documents of the units are in, if the phrases have it."""
    documents = {unit.passage.document.id: unit.passage.document.language for unit in units}
    counts = sorted(documents.values())
    most = max(counts, key=counts.count, default=phrases.language)
    return phrases.for_language(most).language
