"""What goes into the library and what comes out of it, beside the documents themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from bot.types import Document, Passage, Span, Vector

Change = Literal["added", "updated", "unchanged"]
Keys = npt.NDArray[np.int64]
"""Passage keys (see `bot.library.keys`)."""
Signature = npt.NDArray[np.uint64]


@dataclass(frozen=True, kw_only=True, eq=False)
class StoredSentence:
    """One sentence of a passage with its vector.

    `start` and `end` are offsets in the document's text, as everywhere; `vector` has shape
    (dimensions,).
    """

    passage_number: int
    start: int
    end: int
    vector: Vector


@dataclass(frozen=True, kw_only=True, eq=False)
class Record:
    """A document with everything that was made from it, stored in one transaction.

    `vectors` has shape (passages, dimensions), in the order of `passages`, made by the embedder
    called `model`. The passages' numbers are consecutive. `signature` and
    `bands` are what `bot.origins` gave for the text.
    """

    document: Document
    passages: tuple[Passage, ...]
    vectors: Vector
    sentences: tuple[StoredSentence, ...]
    model: str
    names: tuple[str, ...] = ()
    signature: Signature | None = None
    bands: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class SentenceVectors:
    """The sentences of one passage: spans in the document's text, vectors (sentences, d)."""

    spans: tuple[Span, ...]
    vectors: Vector


@dataclass(frozen=True, kw_only=True)
class DocumentSummary:
    """A document without its text, for lists. `characters` is the length of the cleaned text."""

    id: str
    source: str
    title: str
    language: str
    outlet: str | None
    url: str | None
    published: str | None
    origin: str
    passages: int
    characters: int
    revision: int


@dataclass(frozen=True, kw_only=True)
class UsageEntry:
    """What a user spent on a model in a day; `calls` is how many answers it paid for.

    `day` is ISO, in UTC; `cost_usd` is 0.0 for a model without a price.
    """

    day: str
    user: str
    model: str
    input_tokens: int
    output_tokens: int
    cost_usd: float
    calls: int = 1


class OriginCandidate(NamedTuple):
    """A stored document that a new one may be a reprint of."""

    document_id: str
    origin: str
    signature: Signature


class Revision(NamedTuple):
    """A state of the library. `stamp` is random, so that revision 5 of a library restored from a
    copy and written to again is not taken for the revision 5 that a view has seen."""

    number: int
    stamp: int


NO_REVISION = Revision(number=0, stamp=0)
"""The state of an empty library, and of a view that has seen nothing."""


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What a view that has reached an older revision must do to reach `revision`.

    `removed` and `added` are keys of documents. `erased` tells that a document among the removed
    was taken out by the user, so that nothing of its words may stay in the view's files.
    """

    revision: Revision
    removed: tuple[int, ...]
    removed_passages: tuple[int, ...]
    added: tuple[int, ...]
    erased: bool
