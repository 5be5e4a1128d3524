"""What came back for one case, as plain values that can be stored and scored again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.contract import answer_json
from bot.errors import EvalError
from bot.types import Answer, Citation, Passage, Span
from evals.contexts import Json, with_contexts


class StaleError(EvalError):
    """No recording fits what is asked now; the message names the command to record it again."""


@dataclass(frozen=True, kw_only=True)
class Quote:
    """A citation as the reader gets it: where, and the very characters.

    `context` is the text of the passage, `about` what the reader is told of the document beside its
    title: outlet and date. `around` is the text of the whole document.
    """

    document: str
    title: str
    passage: str
    start: int
    end: int
    text: str
    context: str = ""
    about: str = ""
    around: str = field(default="", repr=False)

    @classmethod
    def of(cls, citation: Citation) -> Quote:
        """Copy what a citation says about itself."""
        document = citation.passage.document
        return cls(
            document=document.id,
            title=document.title,
            passage=citation.passage.id,
            start=citation.start,
            end=citation.end,
            text=citation.quote,
            context=citation.passage.text,
            about=" ".join(filter(None, (document.outlet, document.published))),
            around=document.text,
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
    """A passage that search found. `wanted`: it is of an expected document and holds the answer.

    `context` is its text, which begins at `context_start` in the document.
    """

    passage: str
    wanted: bool
    document: str = ""
    title: str = ""
    context: str = ""
    context_start: int = 0

    @classmethod
    def of(cls, passage: Passage, *, wanted: bool) -> Retrieved:
        """Copy what a passage says about itself."""
        return cls(
            passage=passage.id,
            wanted=wanted,
            document=passage.document.id,
            title=passage.document.title,
            context=passage.text,
            context_start=passage.start,
        )


@dataclass(frozen=True, kw_only=True)
class Reply:
    """The answer to one case.

    `retrieved` are passages by rank, `shown` the passages that the writer saw (None when they
    were not recorded), `milliseconds` the wall-clock time of search, writing and verification.
    `cost` is what a model's calls cost in US dollars, None where no model was called; `stood_in`
    tells that the embedded writer answered in a model's place. `told` is the JSON of
    `citewire ask --json` with the passages around its quotations and what search found.
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
    cost: float | None = None
    stood_in: bool = False
    told: Mapping[str, Any] | None = None

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
        cost=answer.usage.cost_usd if answer.usage.input_tokens or answer.stood_in else None,
        stood_in=answer.stood_in,
        told=told(answer, observed.retrieved),
    )


def told(answer: Answer, retrieved: Iterable[Retrieved]) -> Json:
    """`citewire ask --json`, with the passage around each quotation and what search found."""
    cited = [one for statement in answer.statements for one in statement.citations]
    for disagreement in answer.disagreements:
        cited += [one for claim in disagreement.claims for one in claim.citations]
    return {
        **with_contexts(answer_json(answer), [*cited, *answer.nearest]),
        "retrieved": [{"rank": rank, **asdict(one)} for rank, one in enumerate(retrieved, start=1)],
    }


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What the library itself holds, read back: document texts and passage spans by id."""

    texts: Mapping[str, str]
    passages: Mapping[str, Span]
