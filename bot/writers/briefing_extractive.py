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
from bot.stories import Unit, centred_cosines, without_speaker
from bot.text.figures import figures
from bot.text.reporting import VERB_OF_CLAUSE
from bot.text.stems import stems
from bot.types import Vector
from bot.writers.stated import Stated

Matrix = npt.NDArray[np.float32]

SAME = 0.45
"""Centred cosine of two sentences from which one of them is enough."""

SAME_IN_STORY = 0.45
_REPEATED_WORDS = 0.6
_ECHO = (0.30, 0.60)
"""Centred cosines between which another origin's sentence counts as saying the same, 0 to 1."""

_SUPPORTS = 0.5
_SUPPORTING_WORDS = 0.5
_SURELY = 0.62
_MOST_QUOTES = 5
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


@dataclass(frozen=True, kw_only=True)
class Worth:
    """What a statement is worth by itself, before what its story agrees on and what is told.

    `news` is its news value, `support` how many other origins say the same, `form` what speech,
    length and headings cost, 0 or less.
    """

    news: float
    support: float
    form: float


def worth(row: int, sentences: Sentences) -> Worth:
    """Support, news value and form of the statement in this row, which must be tellable."""
    stated = sentences.told[row]
    assert stated is not None
    language = sentences.units[row].passage.document.language
    news = news_value(stated.text, language, attributed=stated.named)
    support = sum(sure for sure, _ in echoes(row, sentences).values())
    return Worth(news=news, support=support, form=-_form_cost(stated, news))


def _form_cost(stated: Stated, news: float) -> float:
    words = len(stated.text.split())
    cost = _SPEECH_COST * stated.direct + _LONG_COST * max(0, words - _LONG)
    if stated.direct and news < _TELLING:
        cost += _IDLE_SPEECH_COST
    if words < _SHORT and VERB_OF_CLAUSE.search(stated.text) is None and not stated.sourced:
        cost += _HEADING_COST if ":" in stated.text else _VERBLESS_COST
    return cost


class Repetition:
    """Which statements say the same: near in meaning, or mostly in the same words."""

    def __init__(self, sentences: Sentences) -> None:
        self._sentences = sentences
        self._words: dict[int, frozenset[str]] = {}

    def repeats(self, row: int, other: int, same: float = SAME) -> bool:
        """Whether one of two rows is enough, with centred cosines from `same` on alike."""
        if float(self._sentences.close[row, other]) >= same:
            return True
        one, two = self._content(row), self._content(other)
        return len(one & two) >= _REPEATED_WORDS * max(1, min(len(one), len(two)))

    def _content(self, row: int) -> frozenset[str]:
        """Stems of the row's content words, without who says them."""
        if row not in self._words:
            unit = self._sentences.units[row]
            language = unit.passage.document.language
            self._words[row] = frozenset(stems(without_speaker(unit.text), language))
        return self._words[row]


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


def _values(text: str) -> frozenset[str]:
    return frozenset(str(figure.value.normalize()) for figure in figures(text))


def language_of(units: Sequence[Unit], phrases: Phrases) -> str:
    """The language that most documents of the units are in, if the phrases have it."""
    documents = {unit.passage.document.id: unit.passage.document.language for unit in units}
    counts = sorted(documents.values())
    most = max(counts, key=counts.count, default=phrases.language)
    return phrases.for_language(most).language
