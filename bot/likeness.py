"""How alike the sentences of a period are, by what they say and by the event that they tell.

Three parts. Meaning: the sentence's embedding with that of its passage, centred on the period, so
that a week of one war falls apart into its events while a week of news falls apart into its
subjects. Wording: the words, names and figures that two share, by their rarity. Time: what was
published weeks apart is not one event, however alike. A document that is all about one event is
taken as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from bot.text.features import features
from bot.text.mentions import find_mention
from bot.text.quotations import masked, quotations
from bot.types import Passage, Span, Vector
from bot.wording import Matrix, Row, pooled, products, rows_of

_PASSAGE_WEIGHT = 0.5
_WORDING = 2.0
"""What wording counts beside meaning: what two texts share in rare words is the better witness."""

_SINGLE_EVENT = (0.12, 0.20)
"""Mean similarity of a document's own passages: below the first it reports several events, above
the second a single one, and its sentences are taken together. Measured: articles on one event .17
to 1.0, war digests with several events .05 to .11."""

_WHOLE = 10.0
"""Weight of the document beside the sentence where it reports a single event."""

_SCATTERED = 0.15
"""What likeness counts more between two documents of several events: there only a sentence speaks
for itself, which has less in common with another than a whole document has."""

_SAME_EVENT_DAYS = (7, 28)
"""Days between two publications: up to the first they may tell one event, from the second on no
more. Between them their likeness falls evenly."""

_SMALL = 12
_TYPICAL_COSINE = 0.82
_CROSS_LANGUAGE = 2 / 3


@dataclass(frozen=True)
class Unit:
    """What is grouped: a sentence (or a whole passage) with the passage it stands in.

    `span` counts in the document's text.
    """

    passage: Passage
    span: Span

    @property
    def text(self) -> str:
        """The characters of the unit as stored."""
        return self.passage.document.text[self.span.start : self.span.end]

    @property
    def origin(self) -> str:
        """The independent text it comes from: reprints share it."""
        return self.passage.document.origin or self.passage.document.id


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What the likeness of events is made of.

    Of shape (n, n): `meaning` are centred cosines, `wording` products of rows of words (0 to 1),
    `across` says whether two units are in different languages. `scattered`, shape (n,), says how
    far each unit's document reports several events, 0 to 1; `published`, shape (n, 2), holds the
    first and the last day on which it may have appeared, as ordinals.
    """

    meaning: Matrix
    wording: Matrix
    across: npt.NDArray[np.bool_]
    scattered: npt.NDArray[np.float32]
    published: npt.NDArray[np.float32]

    def events(self) -> Matrix:
        """How surely two units tell one event: about 0 for nothing in common, 2 for the same."""
        found = _joined(self.meaning, self.wording, self.across)
        rows = np.flatnonzero(self.scattered)
        if len(rows):
            boost = _SCATTERED * np.outer(self.scattered[rows], self.scattered[rows])
            found[np.ix_(rows, rows)] *= 1 + boost.astype(np.float32)
        first, last = _SAME_EVENT_DAYS
        latest, earliest = self.published[:, 0].max(), self.published[:, 1].min()
        if latest - earliest > first:
            everything = range(len(found))
            share = (last - self.days(everything, everything)) / (last - first)
            found *= np.where(found > 0, np.clip(share, 0, 1), 1)
        return found

    def days(self, one: Sequence[int], other: Sequence[int]) -> Matrix:
        """Days between the publications of two groups of units, shape (one, other).

        0 where one has no date. A month or a year stands for each of its days: "2023-02" is no day
        apart from "2023-02-14".
        """
        left, right = self.published[list(one)], self.published[list(other)]
        apart = np.maximum(left[:, :1] - right[:, 1], right[:, 0] - left[:, 1:])
        return np.asarray(np.maximum(0, apart), dtype=np.float32)


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """How alike units are, each of shape (n, n): `sentences` by what each says with its passage,
    `events` by the event that it or its whole document tells, from which stories are grouped."""

    sentences: Matrix
    events: Matrix


def likeness(units: Sequence[Unit], vectors: Vector, passages: Mapping[str, Vector]) -> Likeness:
    """How alike the units are; arguments as for `group_stories`."""
    ground = _Ground.of(units, vectors, passages)
    return Likeness(sentences=ground.alike, events=ground.parts().events())


def parts_of(units: Sequence[Unit], vectors: Vector, passages: Mapping[str, Vector]) -> Parts:
    """What `Likeness.events` is made of, to say why two units are one story."""
    return _Ground.of(units, vectors, passages).parts()


def wording_rows(units: Sequence[Unit]) -> tuple[Row, ...]:
    """The telling words, names and figures of each unit, without who said it; see `bot.wording`."""
    return rows_of(
        [features(without_speaker(unit.text), unit.passage.document.language) for unit in units]
    )


@dataclass(frozen=True, kw_only=True)
class _Ground:
    """Units by themselves, with their passages: what documents are judged and pooled by."""

    units: Sequence[Unit]
    meaning: Vector
    wording: Matrix
    alike: Matrix

    @staticmethod
    def of(units: Sequence[Unit], vectors: Vector, passages: Mapping[str, Vector]) -> _Ground:
        own = np.stack([passages[unit.passage.id] for unit in units])
        meaning = _unit_length(vectors + _PASSAGE_WEIGHT * own)
        context = np.full(len(units), _PASSAGE_WEIGHT, dtype=np.float32)
        places = _numbered([unit.passage.id for unit in units])
        wording = pooled(products(wording_rows(units)), places, context)
        close = centred_cosines(meaning, _languages(units))
        return _Ground(units=units, meaning=meaning, wording=wording, alike=close + wording)

    def parts(self) -> Parts:
        languages = _languages(self.units)
        documents = _numbered([unit.passage.document.id for unit in self.units])
        single, scattered = _single_event(self.alike, documents, self.units)
        whole = _WHOLE * single
        return Parts(
            meaning=centred_cosines(_drawn_together(self.meaning, documents, whole), languages),
            wording=pooled(self.wording, documents, whole),
            across=languages[:, None] != languages[None, :],
            scattered=scattered,
            published=_published(self.units),
        )


def centred_cosines(
    meaning: Vector, languages: npt.NDArray[np.str_], columns: slice = slice(None)
) -> Vector:
    """Cosines about the mean of each language, which would else outweigh what is said.

    Too few vectors have no mean worth taking: there the cosine above its usual level counts.
    `columns` are the vectors to compare all with, every one where none are named.
    """
    if len(meaning) < _SMALL:
        return (meaning @ meaning[columns].T - _TYPICAL_COSINE) / (1 - _TYPICAL_COSINE)
    everything = meaning.mean(axis=0)
    centred = np.empty_like(meaning)
    for language in set(languages.tolist()):
        rows = languages == language
        count = int(rows.sum())
        own = meaning[rows].mean(axis=0)
        centre = own if count >= _SMALL else everything + (own - everything) * count / _SMALL
        centred[rows] = meaning[rows] - centre
    centred = _unit_length(centred)
    return centred @ centred[columns].T


def _joined(meaning: Matrix, wording: Matrix, across: npt.NDArray[np.bool_]) -> Matrix:
    """Meaning and wording as one number; 2 for units that are the same in both."""
    found = (meaning + _WORDING * wording) * np.float32(2 / (1 + _WORDING))
    # Two languages share names and figures only: what the words cannot tell, the meaning does.
    if across.any():
        found[across] += _CROSS_LANGUAGE * meaning[across]
    return found


def _single_event(
    alike: Matrix, documents: npt.NDArray[np.int_], units: Sequence[Unit]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """How far each unit's document is about a single event, and about several, shapes (n,).

    Units of different passages are compared: those of one share its context already. A document of
    one passage is taken for a short report of one event, more by its context than by decree.
    """
    numbers = np.array([unit.passage.number for unit in units])
    single = np.full(len(units), 1 / _WHOLE, dtype=np.float32)
    scattered = np.zeros(len(units), dtype=np.float32)
    low, high = _SINGLE_EVENT
    for rows in _members(documents):
        apart = numbers[rows][:, None] != numbers[rows][None, :]
        if apart.any():
            mean = float(alike[np.ix_(rows, rows)][apart].mean())
            single[rows] = min(1.0, max(0.0, (mean - low) / (high - low)))
            scattered[rows] = 1 - single[rows]
    return single, scattered


def _drawn_together(
    meaning: Vector, documents: npt.NDArray[np.int_], whole: npt.NDArray[np.float32]
) -> Vector:
    """Each row with the mean of its document at that weight, of length 1."""
    drawn = meaning.copy()
    for rows in _members(documents):
        drawn[rows] += whole[rows[0]] * _unit_length(meaning[rows].mean(axis=0))
    return _unit_length(drawn)


def _published(units: Sequence[Unit]) -> npt.NDArray[np.float32]:
    dates = {unit.passage.document.published for unit in units}
    days = {published: _first_and_last(published) for published in dates}
    ends = [days[unit.passage.document.published] for unit in units]
    return np.array(ends, dtype=np.float32).reshape(-1, 2)


def _first_and_last(published: str | None) -> tuple[float, float]:
    """("2023-02") -> the ordinals of 1 and 28 February 2023; all of time where there is no date."""
    given = (published or "")[:10]
    try:
        begins = date.fromisoformat(
            given + "-01-01"[len(given) - 4 :] if len(given) < 10 else given
        )
    except ValueError:
        return -np.inf, np.inf
    length = {4: 365, 7: 28}.get(len(given), 1)
    return begins.toordinal(), begins.toordinal() + length - 1


def _languages(units: Sequence[Unit]) -> npt.NDArray[np.str_]:
    return np.array([unit.passage.document.language for unit in units])


def _numbered(names: Sequence[str]) -> npt.NDArray[np.int_]:
    """["b", "a", "b"] -> [0, 1, 0]."""
    places: dict[str, int] = {}
    return np.array([places.setdefault(name, len(places)) for name in names], dtype=np.int_)


def _members(groups: npt.NDArray[np.int_]) -> list[npt.NDArray[np.int_]]:
    """[0, 1, 0] -> [0, 2] and [1]."""
    order = np.argsort(groups, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(groups[order])) + 1)


def without_speaker(text: str) -> str:
    """The text without the speaker and the reporting verb: one speaker speaks of many events."""
    mention = find_mention(masked(text, quotations(text)))
    if mention is None:
        return text
    first, second = sorted((mention.speaker, mention.reporting))
    return f"{text[: first.start]} {text[first.end : second.start]} {text[second.end :]}"


def _unit_length(rows: Vector) -> Vector:
    lengths = np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)
    return np.asarray(rows / lengths, dtype=np.float32)
