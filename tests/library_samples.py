"""Documents of a few sentences, split and embedded without a model, for the tests of the library
and its views."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from bot.embeddings import HashingEmbedder
from bot.library import Library, Record, StoredSentence
from bot.types import Document, Passage

EMBEDDER = HashingEmbedder()
MODEL = EMBEDDER.name

SHELLS = "L’Ukraine tire 6 000 obus par jour. La Russie en tire 20 000."
BAKHMUT = "Zelenskiy s’est rendu à Bakhmout. La ville est détruite. Les soldats tiennent bon."
ELECTION = "Die Wahl findet im März statt. Alle Parteien treten an."


def document(name: str, text: str, **given: str | None) -> Document:
    """A document; `given` may name title, language, outlet, published, origin and source."""
    return Document(
        id=name,
        text=text,
        raw=f"{text}\n\nLaisser un commentaire",
        title=given.get("title") or name,
        language=given.get("language") or "fr",
        source=given.get("source") or f"/articles/{name}.txt",
        outlet=given.get("outlet"),
        published=given.get("published"),
        origin=given.get("origin") or "",
    )


def passages_of(source: Document) -> tuple[Passage, ...]:
    """One passage for each sentence."""
    spans = [match.span() for match in re.finditer(r"[^.!?\s][^.!?]*[.!?]?", source.text)]
    return tuple(
        Passage(document=source, number=number, start=start, end=end)
        for number, (start, end) in enumerate(spans)
    )


def record(source: Document, model: str = MODEL, names: Iterable[str] = ()) -> Record:
    """The document with vectors from character n-grams; each passage is one sentence."""
    passages = passages_of(source)
    vectors = EMBEDDER.embed_passages([passage.text for passage in passages])
    return Record(
        document=source,
        passages=passages,
        vectors=vectors,
        sentences=tuple(
            StoredSentence(passage_number=p.number, start=p.start, end=p.end, vector=vector)
            for p, vector in zip(passages, vectors, strict=True)
        ),
        model=model,
        names=tuple(names),
    )


def filled(library: Library, **texts: str) -> Library:
    """The library with one document for each text, called as the argument."""
    for name, text in texts.items():
        library.put(record(document(name, text)))
    return library


def random_record(name: str, passages: int, seed: int) -> Record:
    """A document of meaningless passages with random vectors, to reach a size quickly."""
    generator = np.random.default_rng(seed)
    whole = document(name, ". ".join(f"mot{number}" for number in range(passages)) + ".")
    vectors = generator.normal(size=(passages, EMBEDDER.dimensions)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Record(
        document=whole,
        passages=passages_of(whole),
        vectors=vectors,
        sentences=(),
        model=MODEL,
    )
