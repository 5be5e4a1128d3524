"""The YAML of replies written by hand: what they may hold, and reading it.

    - case: fr-mamba-price
      role: answer
      replies:
      - answered: true
        statements:
        - text: Le système Mamba vaut 500 millions d'euros.
          quotes: ["Une arme qui vaut 500 millions d'euros"]

A quote is the passage's own words. Where a model would err, the reply has a `slip` that says what
is wrong with it, and a quote that is not the passage's own is written as {in: words found in the
passage, quote: altered words}.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from bot.errors import EvalError
from evals.yaml_files import read_yaml


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PlacedQuote(_Shape):
    """A quote that is put under the passage that holds the words `place` (in YAML: `in`)."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)

    place: str = Field(alias="in", min_length=1)
    quote: str


Quote = str | PlacedQuote


class HandStatement(_Shape):
    """A sentence and its quotes."""

    text: str
    quotes: list[Quote]


class HandClaim(_Shape):
    """One side of a disagreement."""

    value: str
    quotes: list[Quote]


class HandDisagreement(_Shape):
    """A matter on which the passages differ."""

    about: str
    claims: list[HandClaim]


class HandSentence(_Shape):
    """A sentence of an overview; `rests_on` are words of the statements that it rests on."""

    text: str
    rests_on: list[str]


class HandReply(_Shape):
    """One reply: an answer, a story, an overview, other JSON, or a text that is no JSON.

    Which one is told by the key that is there: `answered`, `headline`, `sentences`, `data` or
    `text`. `slip` says what is wrong with the reply; without it nothing may be.
    """

    answered: bool | None = None
    headline: str | None = None
    statements: list[HandStatement] = []
    disagreements: list[HandDisagreement] = []
    sentences: list[HandSentence] | None = None
    data: dict[str, Any] | None = None
    text: str | None = None
    slip: str = ""

    @model_validator(mode="after")
    def _is_one_thing(self) -> HandReply:
        kinds = (self.answered, self.headline, self.sentences, self.data, self.text)
        if sum(kind is not None for kind in kinds) != 1:
            raise ValueError("give one of answered, headline, sentences, data and text")
        if self.answered is False and (self.statements or self.disagreements):
            raise ValueError("a reply that does not answer has no statements")
        return self

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """All its quotes, in order."""
        of_statements = [quote for one in self.statements for quote in one.quotes]
        claims = [claim for matter in self.disagreements for claim in matter.claims]
        return (*of_statements, *(quote for claim in claims for quote in claim.quotes))


class _EntryShape(_Shape):
    case: str
    role: str
    about: list[str] = []
    replies: list[HandReply] = Field(min_length=1)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """The replies to one request of a case and to what follows it (a repair, a second look).

    `about` are words that the request's subject holds, where a case makes several requests of a
    role: the question, or the sentences of the event.
    """

    case: str
    role: str
    about: tuple[str, ...]
    replies: tuple[HandReply, ...]


def load_replies(path: Path) -> tuple[Entry, ...]:
    """Read a file of replies. Raises EvalError when it is missing or not valid."""
    given = read_yaml(path, "replies written by hand")
    try:
        shapes = TypeAdapter(list[_EntryShape]).validate_python(given)
    except ValidationError as error:
        raise EvalError(f"{str(path)!r} has a wrong reply: {_first_fault(error, given)}") from error
    return tuple(
        Entry(
            case=shape.case,
            role=shape.role,
            about=tuple(shape.about),
            replies=tuple(shape.replies),
        )
        for shape in shapes
    )


def _first_fault(error: ValidationError, given: object) -> str:
    """The first fault in one line, with the case that it stands in."""
    fault = error.errors()[0]
    place = fault["loc"]
    first = place[0] if place else None
    entry = given[first] if isinstance(given, list) and isinstance(first, int) else None
    case = f"case {entry.get('case')!r}, " if isinstance(entry, dict) else ""
    return f"{case}{'.'.join(map(str, place[1:]))}: {fault['msg']}"
