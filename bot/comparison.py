"""A period's sentences beside what earlier briefings told: how alike each is to each.

The measure is that of `bot.stories`: embeddings centred on all that is compared, so that a month
of one war does not look like one sentence, and the words, names and figures that two share,
weighted by their rarity. Spellings of a name in two languages share its sounds.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.earlier import Earlier, ToldStatement, ToldStory
from bot.stories import Unit, without_speaker
from bot.text.features import features
from bot.types import Span, Vector
from bot.writers.briefing_extractive import Sentences

Matrix = npt.NDArray[np.float32]

_PASSAGE_WEIGHT = 0.5
_CROSS_LANGUAGE = 0.5
"""Two languages share names and figures only: what their words cannot tell, the meaning does."""

_FEW = 12
"""Vectors of one language that have a mean of their own; fewer lean on the mean of all."""

_TYPICAL_COSINE = 0.82
"""Of two sentences that have nothing in common, in e5-small."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Comparison:
    """The sentences in rows, the told statements in columns.

    `stories[j]` is the position of the story that told statement j. `close` are the centred
    cosines of the sentences alone, `alike` those with their passages' plus the cosines of their
    words, names and figures; both have shape (sentences, statements).
    """

    sentences: Sentences
    earlier: Earlier
    told: tuple[ToldStatement, ...]
    stories: npt.NDArray[np.int64]
    close: Matrix
    alike: Matrix

    @staticmethod
    def of(sentences: Sentences, earlier: Earlier) -> Comparison:
        """Compare the sentences with all that was told; statements without a quotation apart."""
        pairs = [
            (at, statement)
            for at, story in enumerate(earlier.stories)
            for statement in story.statements
            if statement.citations
        ]
        told = tuple(statement for _, statement in pairs)
        close, alike = _compared(sentences, told)
        return Comparison(
            sentences=sentences,
            earlier=earlier,
            told=told,
            stories=np.array([at for at, _ in pairs], dtype=np.int64),
            close=close,
            alike=alike,
        )

    def columns_of(self, story: ToldStory) -> npt.NDArray[np.int64]:
        """The columns that hold an earlier story's statements."""
        at = next(n for n, one in enumerate(self.earlier.stories) if one is story)
        return np.flatnonzero(self.stories == at)


def unit_of(statement: ToldStatement) -> Unit:
    """The sentence that carried a statement, in its document as it stood."""
    first = statement.citations[0]
    return Unit(first.passage, Span(first.start, first.end))


def _compared(sentences: Sentences, told: Sequence[ToldStatement]) -> tuple[Matrix, Matrix]:
    count = len(sentences.units)
    if not count or not told:
        nothing = np.zeros((count, len(told)), np.float32)
        return nothing, nothing
    units = [*sentences.units, *map(unit_of, told)]
    vectors = np.concatenate([sentences.vectors, _stacked(told, sentences.vectors)])
    languages = np.array([unit.passage.document.language for unit in units])
    close = _cosines(vectors, languages, count)
    near = _cosines(vectors + _PASSAGE_WEIGHT * _passages(units, vectors), languages, count)
    alike = near + _wordings(units, count)
    across = languages[:count, None] != languages[None, count:]
    alike[across] += _CROSS_LANGUAGE * near[across]
    return close, alike


def _stacked(told: Sequence[ToldStatement], vectors: Vector) -> Vector:
    """Vectors of the statements; one of another model gets the period's mean, like nothing."""
    mean = vectors.mean(axis=0)
    fitting = [one.vector if one.vector.shape == mean.shape else mean for one in told]
    return np.stack(fitting).astype(np.float32)


def _cosines(vectors: Vector, languages: npt.NDArray[np.str_], count: int) -> Matrix:
    """Cosines of the first `count` vectors with the others, about the mean of each language."""
    rows = _unit_length(vectors)
    if len(rows) < _FEW:
        return (rows[:count] @ rows[count:].T - _TYPICAL_COSINE) / (1 - _TYPICAL_COSINE)
    everything = rows.mean(axis=0)
    centred = np.empty_like(rows)
    for language in set(languages.tolist()):
        same = languages == language
        own = rows[same].mean(axis=0)
        share = min(1.0, int(same.sum()) / _FEW)
        centred[same] = rows[same] - (everything + (own - everything) * share)
    centred = _unit_length(centred)
    return np.asarray(centred[:count] @ centred[count:].T, np.float32)


def _passages(units: Sequence[Unit], vectors: Vector) -> Vector:
    """Of each unit the mean vector of the units of its passage."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, unit in enumerate(units):
        rows[unit.passage.id].append(row)
    means = np.empty_like(vectors)
    for same in rows.values():
        means[same] = vectors[same].mean(axis=0)
    return means


def _wordings(units: Sequence[Unit], count: int) -> Matrix:
    """Cosines of the TF-IDF features of the first `count` units with the others'."""
    weights = [_features(unit) for unit in units]
    found = Counter(feature for weighted in weights for feature in weighted)
    rarity = {feature: math.log((len(units) + 1) / n) for feature, n in found.items()}
    scaled = [_scaled(weighted, rarity) for weighted in weights]
    where: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for column, weighted in enumerate(scaled[count:]):
        for feature, weight in weighted.items():
            where[feature].append((column, weight))
    alike = np.zeros((count, len(units) - count), np.float32)
    for row, weighted in enumerate(scaled[:count]):
        for feature, weight in weighted.items():
            for column, other in where.get(feature, ()):
                alike[row, column] += weight * other
    return alike


def _features(unit: Unit) -> Mapping[str, float]:
    return features(without_speaker(unit.text), unit.passage.document.language)


def _scaled(weighted: Mapping[str, float], rarity: Mapping[str, float]) -> Mapping[str, float]:
    """The features weighted by rarity, of length 1."""
    raw = {feature: weight * rarity[feature] for feature, weight in weighted.items()}
    length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
    return {feature: weight / length for feature, weight in raw.items()}


def _unit_length(rows: Vector) -> Vector:
    lengths = np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)
    return np.asarray(rows / lengths, dtype=np.float32)
