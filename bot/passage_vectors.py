"""The vectors of a document: of each passage, and of each sentence within it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from bot.embeddings import Embedder, batch_size
from bot.errors import CitewireError, LibraryError
from bot.library import StoredSentence
from bot.text.sentences import sentences
from bot.types import Passage, Span, Vector


class Embedded(NamedTuple):
    """What an embedder gave for a document: vectors (passages, dimensions), and the sentences."""

    vectors: Vector
    sentences: tuple[StoredSentence, ...]


def embedded(
    passages: Sequence[Passage], embedder: Embedder, progress: Callable[[float], None]
) -> Embedded:
    """Embed the passages of one document and their sentences; `progress` is told the share done.

    Raises LibraryError when the embedder fails; a server's failure has an error of its own.
    """
    spans = spans_by_passage(passages)
    texts = [passage.text for passage in passages]
    own = [(p, span) for p in passages for span in spans[p.number] if span != (p.start, p.end)]
    texts.extend(p.document.text[span.start : span.end] for p, span in own)
    vectors = _embed(texts, passages, embedder, progress)
    rows = {span: len(passages) + row for row, (_, span) in enumerate(own)}
    return Embedded(
        vectors[: len(passages)],
        tuple(
            StoredSentence(
                passage_number=passage.number,
                start=span.start,
                end=span.end,
                vector=vectors[rows.get(span, row)],  # a passage of one sentence has its vector
            )
            for row, passage in enumerate(passages)
            for span in spans[passage.number]
        ),
    )


def _embed(
    texts: Sequence[str],
    passages: Sequence[Passage],
    embedder: Embedder,
    progress: Callable[[float], None],
) -> Vector:
    size = batch_size(embedder)
    batches = []
    try:
        for start in range(0, len(texts), size):
            batches.append(embedder.embed_passages(texts[start : start + size]))
            progress(min(1.0, (start + size) / len(texts)))
    except CitewireError:
        raise
    except (RuntimeError, ValueError, OSError, ImportError, MemoryError) as failure:
        words = " ".join(str(failure).split())[:200]
        raise LibraryError(
            f"the embedder {embedder.name!r} failed on {passages[0].document.source!r} "
            f"({type(failure).__name__}: {words}): see `citewire doctor`; the documents "
            "before it are stored"
        ) from failure
    return (
        np.concatenate(batches) if batches else np.empty((0, embedder.dimensions), dtype=np.float32)
    )


def spans_by_passage(passages: Sequence[Passage]) -> dict[int, tuple[Span, ...]]:
    """Sentence spans of each passage, in offsets of the document, by the passage's number.

    Sentences are those of the document: one that is longer than a passage is cut as the passages
    are.
    """
    if not passages:
        return {}
    text = passages[0].document.text
    found = sentences(text)
    by_passage: dict[int, tuple[Span, ...]] = {}
    first = 0
    for passage in passages:
        spans = []
        while first < len(found) and found[first].end <= passage.start:
            first += 1
        place = first
        while place < len(found) and found[place].start < passage.end:
            start = max(found[place].start, passage.start)
            end = min(found[place].end, passage.end)
            piece = text[start:end]
            start += len(piece) - len(piece.lstrip())
            end -= len(piece) - len(piece.rstrip())
            if start < end:
                spans.append(Span(start, end))
            place += 1
        by_passage[passage.number] = tuple(spans)
    return by_passage
