"""The values that pass between the stages, each containing the earlier stage.

A `Citation` has a `Passage`, a `Passage` has a `Document`: provenance cannot be lost on the way.
All are frozen; nothing here reads a clock, a file or the network.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from bot.scopes import Scope

Vector = npt.NDArray[np.float32]
"""One embedding of shape (dimensions,), or a stack of shape (n, dimensions); rows have length 1."""

RemovalReason = Literal[
    "quote-not-found",
    "no-quote",
    "unknown-passage",
    "figure-not-in-quote",
    "date-not-in-quote",
    "name-not-in-passage",
    "paraphrase-in-quotation-marks",
    "order-of-passage",
    "wrong-language",
]


class Span(NamedTuple):
    """A half-open range of characters, `text[start:end]`."""

    start: int
    end: int

    def holds(self, inner: Span) -> bool:
        """Whether another range lies wholly in this one.

        >>> Span(0, 9).holds(Span(4, 9))
        True
        """
        return self.start <= inner.start and inner.end <= self.end


@dataclass(frozen=True, kw_only=True)
class Document:
    """One stored document. Every offset anywhere refers to `text`, the cleaned text.

    `raw` is what the file gave, page furniture included; it is never quoted.
    `published` is as precise as the source is: "2023-02", "2023-02-14", an ISO timestamp or None.
    `language` is an ISO 639-1 code, "und" when it cannot be told.
    `source` is the path or URL the document was read from.
    `origin` names the group of near-identical documents it belongs to; "" until it is stored.
    """

    id: str
    text: str
    raw: str
    title: str
    language: str
    source: str
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    origin: str = ""

    def __repr__(self) -> str:
        return f"Document(id={self.id!r}, {len(self.text)} characters)"


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A run of whole sentences of one document; `text == document.text[start:end]`, always."""

    document: Document
    number: int
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.document.text):
            raise ValueError(
                f"passage {self.number} of {self.document.id!r} has offsets "
                f"{self.start}:{self.end} outside its {len(self.document.text)} characters"
            )

    @property
    def id(self) -> str:
        """Stable name of the passage within the library."""
        return f"{self.document.id}#{self.number}"

    @property
    def text(self) -> str:
        """The passage as it stands in the document."""
        return self.document.text[self.start : self.end]


class ScoredSentence(NamedTuple):
    """A sentence of a passage (offsets in the document's text) and its cosine with the question."""

    span: Span
    similarity: float


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A passage that search found. `score` is comparable between passages of one question only."""

    passage: Passage
    score: float
    dense: float
    """Cosine between question and passage vectors."""
    lexical: float
    """BM25 score, 0.0 where no word is shared."""
    origins: int = 1
    """How many independent texts say the same in nearly the same words (itself included)."""
    duplicates: tuple[Passage, ...] = ()
    """Near-identical passages of other documents, which do not take a place of their own."""
    sentences: tuple[ScoredSentence, ...] = ()
    """The passage's sentences in order; empty where no sentence vectors are stored."""
    signals: tuple[float, ...] = ()
    """What spoke for it, as `bot.fusion.Signals` lists them."""


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A quotation: characters `start` to `end` of the passage's document."""

    passage: Passage
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The quoted characters, exactly as stored."""
        return self.passage.document.text[self.start : self.end]


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One sentence of an answer or briefing with the quotations that carry it (at least one)."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One side of a disagreement: a value as its sources write it."""

    value: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """Different values that independent origins give for the same thing."""

    about: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, kw_only=True)
class Removal:
    """A statement that did not stand up to verification, and why."""

    text: str
    reason: RemovalReason


@dataclass(frozen=True, kw_only=True)
class Usage:
    """What a model call cost; zeros for the extractive writer."""

    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float = 0.0

    def __add__(self, other: Usage) -> Usage:
        """What both have cost together."""
        return Usage(
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            cost_usd=self.cost_usd + other.cost_usd,
        )


@dataclass(frozen=True, kw_only=True)
class Timings:
    """Wall-clock milliseconds of each stage."""

    search: float = 0.0
    write: float = 0.0
    verify: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Which documents may answer. Dates are ISO prefixes ("2023", "2023-02", "2023-02-14").

    `until` is inclusive. An undated document passes only when neither date is given.
    `documents` are ids of those that may answer, None for any. `scope` is what the asker may see:
    everything that searches or gathers documents keeps to it, None for all.
    """

    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    documents: frozenset[str] | None = None
    scope: Scope | None = None

    @property
    def empty(self) -> bool:
        """Whether every document may answer."""
        return self == Filters()

    @property
    def access(self) -> Filters:
        """Of these filters what the asker may see, whatever was asked for."""
        return Filters(scope=self.scope)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A verified answer; without statements it is an abstention and `nearest` shows where."""

    question: str
    language: str
    standalone: str = ""
    """The question as it was searched, where it was asked in a thread; see `bot.followups`."""
    statements: tuple[Statement, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    nearest: tuple[Citation, ...] = ()
    removed: tuple[Removal, ...] = ()
    abstention: str = ""
    """The sentence that tells the reader why there is no answer; "" when there is one."""
    writer: str = "extractive"
    stood_in: bool = False
    """Whether the embedded writer answers in place of a model that failed or did not stand up."""
    note: str = ""
    """The line that tells the reader so, and why, or that a model's reply broke off; else ""."""
    usage: Usage = field(default_factory=Usage)
    timings: Timings = field(default_factory=Timings)

    @property
    def status(self) -> Literal["answered", "abstained"]:
        """Abstained exactly when no statement stands."""
        return "answered" if self.statements else "abstained"


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One question of a thread with its answer, as a follow-up needs it.

    `standalone` is the question as it was searched: rewritten, or the same as `question`.
    `passages` are the ids of the passages that the answer cites; `text` is its text without
    markers, "" when it abstained.
    """

    question: str
    standalone: str
    language: str
    passages: tuple[str, ...] = ()
    text: str = ""


def numbered(
    statements: Sequence[Statement], disagreements: Sequence[Disagreement]
) -> Mapping[Citation, int]:
    """Number citations from 1 in order of first appearance; an equal one keeps its number."""
    numbers: dict[Citation, int] = {}
    for statement in statements:
        for citation in statement.citations:
            numbers.setdefault(citation, len(numbers) + 1)
    for disagreement in disagreements:
        for claim in disagreement.claims:
            for citation in claim.citations:
                numbers.setdefault(citation, len(numbers) + 1)
    return numbers
