"""The documents of a period as sentences to write from, reprints told once.

Bounded: a briefing reads at most `MAX_UNITS` passages, and of each so many first sentences that
about 4,000 are compared, one of each passage at least: a day of any size takes the time and memory
of one of 5,000 passages. Of a larger day every document's first passages are read before any
document's later ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.arguments import BriefingRequest
from bot.attribution import Speakers
from bot.citations.orders import quotable
from bot.library import DocumentSummary, Library
from bot.library.catalogue import lets_through
from bot.likeness import Likeness, likeness
from bot.prompts import Phrases
from bot.shortening import shortened
from bot.stories import MAX_UNITS, Unit
from bot.types import Passage, Span, Vector
from bot.writers.briefing_extractive import Sentences
from bot.writers.stated import Stated, stated, with_fragment

_FEWEST_WORDS = 5
_MOST_COMPARED = 4000
_NO_MATRIX = np.zeros((0, 0), np.float32)
_NOTHING = Likeness(sentences=_NO_MATRIX, events=_NO_MATRIX)


@dataclass(frozen=True)
class Material:
    """What a briefing is written from: passages, each with its sentences and their vectors.

    `sentences[i]` and `vectors[i]` (shape (n, d)) belong to `passages[i]`; spans count in the
    document's text. `undated` and `postdated` are documents that the request could not place: those
    without a date in a briefing of a period, and those dated after its day. `left_out` counts the
    passages beyond what one briefing reads. `topic_vectors` are the embeddings of the request's
    topics as questions, shape (topics, d); None where only their words are to count.
    """

    passages: tuple[Passage, ...]
    sentences: tuple[tuple[Span, ...], ...]
    vectors: tuple[Vector, ...]
    passage_vectors: Mapping[str, Vector]
    undated: tuple[str, ...] = ()
    postdated: tuple[str, ...] = ()
    left_out: int = 0
    topic_vectors: Vector | None = None

    @staticmethod
    def of(library: Library, model: str, ids: Iterable[str]) -> Material:
        """Those passages of the library in the order of their documents, with vectors of `model`.

        Passages that have none are no part of it.
        """
        sentences = library.sentence_vectors(sorted(ids), model)
        passages = sorted(
            library.passages(sorted(sentences)).values(),
            key=lambda passage: (passage.document.id, passage.number),
        )
        catalogue = library.catalogue()
        keys, vectors = library.vectors_of([passage.id for passage in passages], model)
        by_id = {
            catalogue.id_of(int(key)): vector for key, vector in zip(keys, vectors, strict=True)
        }
        return Material(
            passages=tuple(passages),
            sentences=tuple(sentences[passage.id].spans for passage in passages),
            vectors=tuple(sentences[passage.id].vectors for passage in passages),
            passage_vectors={key: vector for key, vector in by_id.items() if key is not None},
        )


def gather(library: Library, model: str, request: BriefingRequest) -> Material:
    """What the request asks to be told of, from documents of any of its outlets and languages that
    its readers may see.

    What is dated after the request's day is not told, and the undated is told only where no period
    is asked for; both are named.
    """
    visible = library.documents(request.filters.access)
    asked = [one for one in visible if _asked_for(one, request)]
    fitting = [one for one in asked if lets_through(one, request.filters)]
    late = frozenset(one.id for one in fitting if _after(one.published, request.day))
    period = request.filters.since is not None or request.filters.until is not None
    catalogue = library.catalogue()
    ids = [
        (number, name)
        for one in sorted(fitting, key=lambda one: (one.published or "", one.id), reverse=True)
        if one.id not in late
        for number, name in enumerate(catalogue.passages_of(one.id) or [])
    ]
    # Stable: of the passages with one number, those of the newest document come first.
    read = sorted(ids, key=lambda entry: entry[0])[:MAX_UNITS]
    return replace(
        Material.of(library, model, [name for _, name in read]),
        undated=tuple(sorted(one.id for one in asked if period and one.published is None)),
        postdated=tuple(sorted(late)),
        left_out=len(ids) - len(read),
    )


def _asked_for(document: DocumentSummary, request: BriefingRequest) -> bool:
    outlets = {name.strip().casefold() for name in request.outlets}
    if outlets and (document.outlet or "").strip().casefold() not in outlets:
        return False
    return not request.languages or document.language in request.languages


def _after(published: str | None, day: str | None) -> bool:
    """Whether a date lies wholly after a day: ("2023-03", "2023-02-14") -> True."""
    if published is None or day is None:
        return False
    shared = min(len(published), len(day))
    return published[:shared] > day[:shared]


def reprints_of(passages: Sequence[Passage]) -> Mapping[str, tuple[str, ...]]:
    """The documents that reprint the first one of their origin, by that first one's id."""
    by_origin: dict[str, dict[str, str]] = defaultdict(dict)
    for passage in passages:
        document = passage.document
        by_origin[document.origin or document.id].setdefault(
            document.id, document.published or "9999"
        )
    ordered = (sorted(dates, key=lambda name: (dates[name], name)) for dates in by_origin.values())
    return {first: tuple(others) for first, *others in ordered}


def without_reprints(material: Material, reprints: Mapping[str, tuple[str, ...]]) -> Material:
    """The material of the first document of each origin only."""
    kept = [at for at, p in enumerate(material.passages) if p.document.id in reprints]
    return _of_those(material, kept)


def bounded(material: Material) -> Material:
    """The material, or as much of it as one briefing reads: `left_out` counts the rest.

    The first passages of every document before the second ones of any.
    """
    if len(material.passages) <= MAX_UNITS:
        return material
    numbered = sorted((passage.number, at) for at, passage in enumerate(material.passages))
    kept = sorted(at for _, at in numbered[:MAX_UNITS])
    left_out = material.left_out + len(numbered) - len(kept)
    return replace(_of_those(material, kept), left_out=left_out)


def _of_those(material: Material, kept: Sequence[int]) -> Material:
    return replace(
        material,
        passages=tuple(material.passages[at] for at in kept),
        sentences=tuple(material.sentences[at] for at in kept),
        vectors=tuple(material.vectors[at] for at in kept),
    )


def sentences_of(material: Material, phrases: Phrases) -> Sentences:
    """The sentences of the material as statements, with how alike they are.

    Above `_MOST_COMPARED` sentences only the first of each passage are taken, as many as there is
    room for: a news passage says first what matters most.
    """
    units, vectors = units_of(material)
    alike = likeness(units, vectors, material.passage_vectors) if units else _NOTHING
    return Sentences.of(units, _told(units, phrases), vectors, alike)


def units_of(material: Material) -> tuple[tuple[Unit, ...], Vector]:
    """The sentences that are grouped into stories, with their vectors, shape (n, d)."""
    material = bounded(material)
    units: list[Unit] = []
    rows: list[Vector] = []
    most = _most_of_each(material)
    for passage, spans, vectors in zip(
        material.passages, material.sentences, material.vectors, strict=True
    ):
        for span, vector in _worded(passage, spans, vectors, most):
            units.append(Unit(passage, span))
            rows.append(vector)
    stacked = np.stack(rows) if rows else np.zeros((0, 1))
    return tuple(units), stacked.astype(np.float32)


def _worded(
    passage: Passage, spans: Sequence[Span], vectors: Vector, most: int
) -> Iterator[tuple[Span, Vector]]:
    """The first sentences of a passage, those of a few words left out, and those that a document
    addresses to the machine or passes off as a system's.
    """
    honest = frozenset(quotable(passage.document.text, spans))
    for span, vector in list(zip(spans, vectors, strict=True))[:most]:
        if (
            span in honest
            and len(passage.document.text[span.start : span.end].split()) >= _FEWEST_WORDS
        ):
            yield span, vector


def _told(units: Sequence[Unit], phrases: Phrases) -> list[Stated | None]:
    speakers: dict[str, Speakers] = {}
    told: list[Stated | None] = []
    for at, unit in enumerate(units):
        document = unit.passage.document
        if document.id not in speakers:
            speakers[document.id] = Speakers(document.text)
        one = stated(unit.span, unit.passage, speakers[document.id], phrases)
        following = units[at + 1] if at + 1 < len(units) else None
        if one is not None and following is not None and _follows(unit, following):
            one = with_fragment(one, following.span, unit.passage)
        told.append(one and replace(one, text=shortened(one.text, document.language)))
    return told


def _follows(unit: Unit, following: Unit) -> bool:
    """Whether nothing but space stands between two sentences of one passage."""
    between = unit.passage.document.text[unit.span.end : following.span.start]
    return following.passage is unit.passage and not between.strip()


def _most_of_each(material: Material) -> int:
    """How many sentences of each passage there is room for, one at least."""
    most = max((len(spans) for spans in material.sentences), default=1)
    while most > 1 and sum(min(most, len(spans)) for spans in material.sentences) > _MOST_COMPARED:
        most -= 1
    return most
