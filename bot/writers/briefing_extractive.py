"""What a sentence is worth in a briefing: who else says it, how much news it holds, how it reads.

Support is the number of other origins that say the same, told by cosines about the mean of the
period: raw cosines of one news field are all alike. News value (`bot.newsworthiness`) lets a fact
of one source stand beside what all repeat. What is already told is not told again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.likeness import Likeness
from bot.newsworthiness import news_value
from bot.prompts import Phrases
from bot.stories import StoryGroup, Unit, centred_cosines, without_speaker
from bot.text.figures import figures
from bot.text.reporting import VERB_OF_CLAUSE
from bot.text.stems import stems
from bot.types import Vector
from bot.writers.stated import Stated

Matrix = npt.NDArray[np.float32]

SAME = 0.45
"""Centred cosine of two sentences from which one of them is enough."""

SAME_IN_STORY = 0.35
_REPEATED_WORDS = 0.6
_ECHO = (0.30, 0.60)
"""Centred cosines between which another origin's sentence counts as saying the same, 0 to 1."""

_SUPPORTS = 0.5
_SUPPORTING_WORDS = 0.5
_SURELY = 0.62
_MOST_QUOTES = 5
_FULL_MATCH = 1.0
"""Similarity from which a match in another origin counts fully: reprinted speech is not more."""

_SUPPORT_WEIGHT = 0.4
_CENTRALITY_WEIGHT = 1.5
_MANY_ORIGINS = 9
"""Other origins from which what they agree on tells the story; of two or three it tells little."""

_SUPPORT_OF_NEWS = 0.1
_FIRST_BONUS = 0.3
_LEAD_BONUS = 0.05
_SPEECH_COST = 0.1
_IDLE_SPEECH_COST = 0.5
_TELLING = 0.25
"""News value below which quoted words are colour: « La vitesse sauve des vies »."""

_SHORT = 10
_VERBLESS_COST = 0.3
_HEADING_COST = 1.5
"""A few words without a verb that is known are often a heading: « Dossier : une libération »."""

_LONG = 24
_LONG_COST = 0.012


@dataclass(frozen=True, kw_only=True)
class Sentences:
    """The sentences of a period that stories are written from, in rows.

    `told[i]` is unit i as a statement, None where it cannot stand alone. `vectors` has shape
    (n, d), `alike` how alike they are with their passages, `events` how surely two tell one event
    (`bot.likeness`), `close` the centred cosines of the sentences alone, all of shape (n, n).
    """

    units: Sequence[Unit]
    told: Sequence[Stated | None]
    vectors: Vector
    alike: Matrix
    events: Matrix
    close: Matrix

    @staticmethod
    def of(
        units: Sequence[Unit], told: Sequence[Stated | None], vectors: Vector, alike: Likeness
    ) -> Sentences:
        """The sentences with what their vectors tell of which say the same."""
        languages = np.array([unit.passage.document.language for unit in units])
        return Sentences(
            units=units,
            told=told,
            vectors=vectors,
            alike=alike.sentences,
            events=alike.events,
            close=centred_cosines(vectors, languages) if len(units) else alike.sentences,
        )

    def words(self, row: int) -> int:
        """Words of the statement in this row; 0 where it cannot stand alone."""
        stated = self.told[row]
        return len(stated.text.split()) if stated else 0


def echoes(row: int, sentences: Sentences) -> dict[str, tuple[float, int]]:
    """Of each other origin the row that best says the same, with how surely, 0 to 1."""
    low, high = _ECHO
    best: dict[str, tuple[float, int]] = {}
    own = sentences.units[row].origin
    for other in np.flatnonzero(sentences.close[row] > low).tolist():
        origin = sentences.units[other].origin
        if origin != own:
            sure = min(1.0, (float(sentences.close[row, other]) - low) / (high - low))
            best[origin] = max(best.get(origin, (0.0, -1)), (sure, other))
    return best


@dataclass(frozen=True, order=True)
class Worth:
    """What a statement is worth in its story, before what is told already."""

    total: float
    news: float


def worth(row: int, group: StoryGroup, sentences: Sentences) -> Worth:
    """Support, agreement within the story and news value of the statement in this row."""
    stated = sentences.told[row]
    assert stated is not None
    unit = sentences.units[row]
    support = sum(sure for sure, _ in echoes(row, sentences).values())
    consensus = min(1.0, (group.origins - 1) / _MANY_ORIGINS)
    first = unit.span.start <= len(unit.passage.document.text) // 100
    news = news_value(stated.text, unit.passage.document.language, attributed=stated.named)
    words = sentences.words(row)
    idle = stated.direct and news < _TELLING
    form = (
        _SPEECH_COST * stated.direct + _IDLE_SPEECH_COST * idle + _LONG_COST * max(0, words - _LONG)
    )
    if words < _SHORT and VERB_OF_CLAUSE.search(stated.text) is None and not stated.sourced:
        form += _HEADING_COST if ":" in stated.text else _VERBLESS_COST
    total = (
        _SUPPORT_WEIGHT * support
        + _CENTRALITY_WEIGHT * consensus * centrality(row, group.units, sentences)
        + _LEAD_BONUS * (unit.passage.number == 0)
        + _FIRST_BONUS * first
        + news
        - form
    )
    return Worth(total, news + _SUPPORT_OF_NEWS * support - form)


def centrality(row: int, members: Sequence[int], sentences: Sentences) -> float:
    """Mean over the story's other origins of how well they match the row; 0 where it is alone."""
    best: dict[str, float] = {}
    own = sentences.units[row].origin
    for other in members:
        origin = sentences.units[other].origin
        if other != row and origin != own:
            match = min(_FULL_MATCH, float(sentences.alike[row, other]))
            best[origin] = max(best.get(origin, -1.0), match)
    return sum(best.values()) / len(best) if best else 0.0


def repeats(row: int, others: Sequence[int], sentences: Sentences, same: float = SAME) -> bool:
    """Whether one of the others already says this: near in meaning, or mostly the same words."""
    return any(
        float(sentences.close[row, other]) >= same
        or _shared(row, other, sentences) >= _REPEATED_WORDS
        for other in others
    )


def supporting(row: int, sentences: Sentences) -> tuple[int, ...]:
    """The row, then of each other origin the sentence that says the same, figures included."""
    said = _values(sentences.units[row].text)
    found = [
        (sure, other)
        for sure, other in echoes(row, sentences).values()
        if sure >= _SUPPORTS
        and said <= _values(sentences.units[other].text)
        and _carries(row, other, sentences)
    ]
    return (row, *(other for _, other in sorted(found, reverse=True)[: _MOST_QUOTES - 1]))


def _carries(row: int, other: int, sentences: Sentences) -> bool:
    """Whether the other sentence says what is told of the row, not only something near to it.

    In one language it must share half of the told words; across languages nearness must do.
    """
    told = sentences.told[row]
    one, two = sentences.units[row], sentences.units[other]
    language = one.passage.document.language
    if two.passage.document.language != language:
        return float(sentences.close[row, other]) >= _SURELY
    wanted = set(stems(without_speaker(told.text if told else one.text), language))
    return len(wanted & set(stems(two.text, language))) >= _SUPPORTING_WORDS * len(wanted)


def _shared(row: int, other: int, sentences: Sentences) -> float:
    """Share of the shorter sentence's content words that the other has too, 0 to 1."""
    return max(_covered(row, other, sentences), _covered(other, row, sentences))


def _covered(row: int, other: int, sentences: Sentences) -> float:
    """Share of the row's content words that the other sentence has too, 0 to 1."""
    one, two = (
        set(stems(without_speaker(unit.text), unit.passage.document.language))
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
