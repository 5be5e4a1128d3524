"""What came back for one case, as plain values that can be stored and scored again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.types import Answer, Citation, Span


@dataclass(frozen=True, kw_only=True)
class Quote:
    """A citation as the reader gets it: where, and the very characters."""

    document: str
    title: str
    passage: str
    start: int
    end: int
    text: str

    @classmethod
    def of(cls, citation: Citation) -> Quote:
        """Copy what a citation says about itself."""
        return cls(
            document=citation.passage.document.id,
            title=citation.passage.document.title,
            passage=citation.passage.id,
            start=citation.start,
            end=citation.end,
            text=citation.quote,
        )


@dataclass(frozen=True, kw_only=True)
class QuotedStatement:
    """A statement with its quotes."""

    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, kw_only=True)
class QuotedClaim:
    """One side of a disagreement with its quotes."""

    value: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, kw_only=True)
class Retrieved:
    """A passage that search found. `wanted`: it is of an expected document and holds the answer."""

    passage: str
    wanted: bool


@dataclass(frozen=True, kw_only=True)
class Reply:
    """The answer to one case.

    `retrieved` are passages by rank, `shown` the passages that the writer saw (None when they
    were not recorded), `milliseconds` the wall-clock time of search, writing and verification.
    """

    answered: bool
    language: str
    statements: tuple[QuotedStatement, ...]
    disagreements: tuple[tuple[QuotedClaim, ...], ...]
    abstention: str
    removed: tuple[tuple[str, str], ...]
    retrieved: tuple[Retrieved, ...]
    shown: frozenset[str] | None
    milliseconds: float

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Every quote of statements and disagreements, in order."""
        stated = [quote for statement in self.statements for quote in statement.quotes]
        claims = [claim for disagreement in self.disagreements for claim in disagreement]
        return (*stated, *(quote for claim in claims for quote in claim.quotes))


@dataclass(frozen=True, kw_only=True)
class Observed:
    """What the runner saw beside the answer itself."""

    retrieved: tuple[Retrieved, ...]
    shown: frozenset[str] | None
    milliseconds: float


def reply_of(answer: Answer, observed: Observed) -> Reply:
    """Flatten an answer."""
    return Reply(
        answered=answer.status == "answered",
        language=answer.language,
        statements=tuple(
            QuotedStatement(text=statement.text, quotes=tuple(map(Quote.of, statement.citations)))
            for statement in answer.statements
        ),
        disagreements=tuple(
            tuple(
                QuotedClaim(value=claim.value, quotes=tuple(map(Quote.of, claim.citations)))
                for claim in disagreement.claims
            )
            for disagreement in answer.disagreements
        ),
        abstention=answer.abstention,
        removed=tuple((removal.text, removal.reason) for removal in answer.removed),
        retrieved=observed.retrieved,
        shown=observed.shown,
        milliseconds=observed.milliseconds,
    )


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What the library itself holds, read back: document texts and passage spans by id."""

    texts: Mapping[str, str]
    passages: Mapping[str, Span]
