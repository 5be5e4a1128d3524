"""The documents of a period as sentences to write from, reprints told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.attribution import Speakers
from bot.library import Library
from bot.prompts import Phrases
from bot.shortening import shortened
from bot.stories import MAX_UNITS, Unit, similarities
from bot.types import Filters, Passage, Span, Vector
from bot.writers.briefing_extractive import Sentences
from bot.writers.stated import Stated, stated, with_fragment

_FEWEST_WORDS = 5
_NOTHING = np.zeros((0, 0), np.float32)


@dataclass(frozen=True)
class Material:
    """What a briefing is written from: passages, each with its sentences and their vectors.

    `sentences[i]` and `vectors[i]` (shape (n, d)) belong to `passages[i]`; spans count in the
    document's text.
    """

    passages: tuple[Passage, ...]
    sentences: tuple[tuple[Span, ...], ...]
    vectors: tuple[Vector, ...]
    passage_vectors: Mapping[str, Vector]


def gather(library: Library, model: str, filters: Filters) -> Material:
    """The passages of the period in the order of their documents, with the vectors of `model`."""
    ids = library.catalogue().passage_ids(filters)
    sentences = library.sentence_vectors(sorted(ids), model)
    passages = sorted(
        library.passages(sorted(sentences)).values(),
        key=lambda passage: (passage.document.id, passage.number),
    )
    catalogue = library.catalogue()
    keys, vectors = library.vectors_of([passage.id for passage in passages], model)
    by_id = {catalogue.id_of(int(key)): vector for key, vector in zip(keys, vectors, strict=True)}
    return Material(
        passages=tuple(passages),
        sentences=tuple(sentences[passage.id].spans for passage in passages),
        vectors=tuple(sentences[passage.id].vectors for passage in passages),
        passage_vectors={key: vector for key, vector in by_id.items() if key is not None},
    )


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
    return Material(
        passages=tuple(material.passages[at] for at in kept),
        sentences=tuple(material.sentences[at] for at in kept),
        vectors=tuple(material.vectors[at] for at in kept),
        passage_vectors=material.passage_vectors,
    )


def sentences_of(material: Material, phrases: Phrases) -> Sentences:
    """The sentences of the material as statements, with how alike they are.

    Above `MAX_UNITS` sentences only the first of each passage are taken, as many as there is room
    for: a news passage says first what matters most.
    """
    units: list[Unit] = []
    rows: list[Vector] = []
    most = _most_of_each(material)
    for passage, spans, vectors in zip(
        material.passages, material.sentences, material.vectors, strict=True
    ):
        for span, vector in list(zip(spans, vectors, strict=True))[:most]:
            if len(passage.document.text[span.start : span.end].split()) >= _FEWEST_WORDS:
                units.append(Unit(passage, span))
                rows.append(vector)
    if not units:
        return Sentences.of((), (), np.zeros((0, 1), np.float32), _NOTHING)
    stacked = np.stack(rows).astype(np.float32)
    alike = similarities(units, stacked, material.passage_vectors)
    return Sentences.of(units, _told(units, phrases), stacked, alike)


def _told(units: Sequence[Unit], phrases: Phrases) -> list[Stated | None]:
    speakers: dict[str, Speakers] = {}
    told: list[Stated | None] = []
    for at, unit in enumerate(units):
        document = unit.passage.document
        if document.id not in speakers:
            speakers[document.id] = Speakers(document.text)
        one = stated(unit.span, unit.passage, speakers[document.id], phrases)
        following = units[at + 1] if at + 1 < len(units) else None
        if one is not None and following is not None and following.passage is unit.passage:
            one = with_fragment(one, following.span, unit.passage)
        told.append(one and replace(one, text=shortened(one.text, document.language)))
    return told


def _most_of_each(material: Material) -> int:
    """How many sentences of each passage there is room for, one at least."""
    most = max((len(spans) for spans in material.sentences), default=1)
    while most > 1 and sum(min(most, len(spans)) for spans in material.sentences) > MAX_UNITS:
        most -= 1
    return most
