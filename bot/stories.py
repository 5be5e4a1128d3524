"""Groups the sentences of a period into stories: one event each, whatever the outlet or wording.

Average linkage over a similarity of three parts: the sentence's embedding with that of its passage,
the same for a document that is all about one event, and the words, names and figures that the two
share, weighted by their rarity in the period. Embeddings are centred on the period, so that a week
of one war falls apart into its events while a week of news falls apart into its subjects.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.linkage import average_linkage
from bot.text.features import features
from bot.text.mentions import find_mention
from bot.text.quotations import masked, quotations
from bot.types import Passage, Span, Vector

SAME_STORY = 0.3
"""Mean similarity from which two groups are one story. Between .24 and .52 the lead sentences of
twenty French news events (LINA-MSC) come out whole, between .28 and .32 the passages of a hundred
articles on five subjects (RPM2) with a hundred Wikinews articles mixed in; measured on e5-small."""

MAX_UNITS = 5000
"""The most units one grouping takes: 100 MB of similarities and about 10 s. More is the caller's
error; use passages in place of sentences before."""

_PASSAGE_WEIGHT = 0.5
_SINGLE_EVENT = (0.15, 0.30)
"""Mean similarity of a document's own passages: below the first it reports several events, above
the second a single one, and its passages are taken together. Measured: RPM2's single-event articles
.27 to .90, war digests with several events .02 to .17."""

_SMALL = 12
_TYPICAL_COSINE = 0.82
_CROSS_LANGUAGE = 0.5


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
class StoryGroup:
    """The units of one story, as positions in the sequence that was grouped, ascending.

    `origins` counts independent texts, reprints once; `cohesion` is the mean similarity of its
    units, which tells why they were joined.
    """

    units: tuple[int, ...]
    origins: int
    documents: tuple[str, ...]
    newest: str
    cohesion: float


def group_stories(
    units: Sequence[Unit], vectors: Vector, passages: Mapping[str, Vector]
) -> tuple[StoryGroup, ...]:
    """Stories in rank order: most independent origins first, then most units, then the newest.

    `vectors` are the units' embeddings, shape (n, d); `passages` gives the embedding of each
    passage by its id. Every unit is in exactly one story. Raises ValueError above `MAX_UNITS`.

    12 sentences of 3 articles on a flood and an election -> (flood of 3 origins, election of 2)
    """
    if len(units) != len(vectors):
        raise ValueError(f"{len(units)} units and {len(vectors)} vectors; give one for each")
    if len(units) > MAX_UNITS:
        raise ValueError(f"{len(units)} units; give at most {MAX_UNITS}, or group passages")
    return ranked_groups(units, similarities(units, vectors, passages)) if units else ()


def ranked_groups(units: Sequence[Unit], alike: npt.NDArray[np.float32]) -> tuple[StoryGroup, ...]:
    """The same for units whose similarities are already known, shape (n, n)."""
    groups = (_group(members, units, alike) for members in average_linkage(alike, SAME_STORY))
    # Two stable sorts: `newest` counts down and the position of the first unit up.
    latest = sorted(groups, key=lambda group: group.newest, reverse=True)
    return tuple(sorted(latest, key=lambda group: (-group.origins, -len(group.units))))


def similarities(
    units: Sequence[Unit], vectors: Vector, passages: Mapping[str, Vector]
) -> npt.NDArray[np.float32]:
    """Pairwise similarities of the units, shape (n, n): centred cosine plus cosine of features.

    About 0 for two units that have nothing special in common within the period, 2 at most.
    """
    own = np.stack([passages[unit.passage.id] for unit in units])
    meaning = _unit_length(vectors + _PASSAGE_WEIGHT * own)
    wording = _wordings(units)
    languages = np.array([unit.passage.document.language for unit in units])
    documents = np.array([unit.passage.document.id for unit in units])
    plain = _compared(meaning, wording, languages)
    pull = _event_pull(plain, documents, np.array([unit.passage.number for unit in units]))
    if not pull.any():
        return plain
    for document in set(documents[pull > 0].tolist()):
        rows = documents == document
        meaning[rows] += pull[rows][0] * meaning[rows].mean(axis=0)
        wording[rows] += pull[rows][0] * wording[rows].mean(axis=0)
    return _compared(_unit_length(meaning), _unit_length(wording), languages)


def centred_cosines(meaning: Vector, languages: npt.NDArray[np.str_]) -> Vector:
    """Cosines about the mean of each language, which would else outweigh what is said.

    Too few vectors have no mean worth taking: there the cosine above its usual level counts.
    """
    if len(meaning) < _SMALL:
        return (meaning @ meaning.T - _TYPICAL_COSINE) / (1 - _TYPICAL_COSINE)
    everything = meaning.mean(axis=0)
    centred = np.empty_like(meaning)
    for language in set(languages.tolist()):
        rows = languages == language
        count = int(rows.sum())
        own = meaning[rows].mean(axis=0)
        centre = own if count >= _SMALL else everything + (own - everything) * count / _SMALL
        centred[rows] = meaning[rows] - centre
    centred = _unit_length(centred)
    return centred @ centred.T


def _group(
    members: tuple[int, ...], units: Sequence[Unit], alike: npt.NDArray[np.float32]
) -> StoryGroup:
    chosen = [units[member] for member in members]
    pairs = alike[np.ix_(members, members)]
    count = len(members)
    cohesion = (pairs.sum() - np.trace(pairs)) / (count * (count - 1)) if count > 1 else 1.0
    return StoryGroup(
        units=members,
        origins=len({unit.origin for unit in chosen}),
        documents=tuple(dict.fromkeys(unit.passage.document.id for unit in chosen)),
        newest=max(unit.passage.document.published or "" for unit in chosen),
        cohesion=round(float(cohesion), 3),
    )


def _compared(
    meaning: Vector, wording: Vector, languages: npt.NDArray[np.str_]
) -> npt.NDArray[np.float32]:
    close = centred_cosines(meaning, languages)
    alike = close + wording @ wording.T
    across = languages[:, None] != languages[None, :]
    # Two languages share names and figures only: what the words cannot tell, the meaning does.
    alike[across] += _CROSS_LANGUAGE * close[across]
    return alike.astype(np.float32, copy=False)


def _event_pull(
    alike: npt.NDArray[np.float32],
    documents: npt.NDArray[np.str_],
    passages: npt.NDArray[np.int_],
) -> npt.NDArray[np.float32]:
    """How far each unit's document is about a single event, 0 to 1, shape (n,).

    Only units of different passages are compared: those of one share its context already.
    """
    pull = np.zeros(len(documents), dtype=np.float32)
    low, high = _SINGLE_EVENT
    for document in set(documents.tolist()):
        rows = np.flatnonzero(documents == document)
        apart = passages[rows][:, None] != passages[rows][None, :]
        if apart.any():
            mean = float(alike[np.ix_(rows, rows)][apart].mean())
            pull[rows] = min(1.0, max(0.0, (mean - low) / (high - low)))
    return pull


def _wordings(units: Sequence[Unit]) -> Vector:
    """TF-IDF of the features of each unit, with its passage's at half weight, rows of length 1."""
    weights = [features(without_speaker(unit.text), unit.passage.document.language) for unit in units]
    counts = Counter(feature for weighted in weights for feature in weighted)
    columns = {feature: at for at, feature in enumerate(f for f, n in counts.items() if n > 1)}
    table = np.zeros((len(units), max(1, len(columns))), dtype=np.float32)
    for row, weighted in enumerate(weights):
        for feature, weight in weighted.items():
            if feature in columns:
                rarity = math.log((len(units) + 1) / counts[feature])
                table[row, columns[feature]] = weight * rarity
    table = _unit_length(table)
    rows_of: dict[str, list[int]] = defaultdict(list)
    for row, unit in enumerate(units):
        rows_of[unit.passage.id].append(row)
    around = {key: _unit_length(table[rows].mean(axis=0)) for key, rows in rows_of.items()}
    context = np.stack([around[unit.passage.id] for unit in units])
    return _unit_length(table + _PASSAGE_WEIGHT * context)


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
