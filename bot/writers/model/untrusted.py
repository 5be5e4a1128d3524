"""The shapes that parts of a model's reply may have; nothing in them is trusted.

What has another shape than asked for is left out, what is too long is cut, and texts lose control
characters, which could steer a terminal.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any, TypeVar

import jiter
from pydantic import BaseModel, BeforeValidator, ValidationError

from bot.citations import DraftClaim, DraftDisagreement, DraftQuote, DraftStatement

_Shape = TypeVar("_Shape", bound=BaseModel)

MOST_STATEMENTS = 8
_MOST_QUOTES = 6
_LONGEST = 1200
_THOUGHT = re.compile(r"\A\s*<think>.*?(?:</think>|\Z)", re.DOTALL)
_LABELS = re.compile(r"\s*\[(?:P?\d{1,3})(?:\s*,\s*P?\d{1,3})*\]")


def _line(text: object) -> object:
    """One line without control characters, which could steer a terminal; not of a str: as it is."""
    if not isinstance(text, str):
        return text
    words = " ".join(text[:_LONGEST].split())
    return "".join(one for one in words if unicodedata.category(one) not in ("Cc", "Cs", "Co"))


def _own_line(text: object) -> object:
    line = _line(text)
    return _LABELS.sub("", line).strip() if isinstance(line, str) else line


def _label(label: object) -> object:
    return str(label) if isinstance(label, int) else label


Line = Annotated[str, BeforeValidator(_line)]
"""A text of others on one line."""

OwnLine = Annotated[str, BeforeValidator(_own_line)]
"""The same of what a model says itself, without the labels that some write into it."""


class QuoteShape(BaseModel):
    """A quote and the label of its passage."""

    passage: Annotated[str, BeforeValidator(_label)] = ""
    quote: str

    def draft(self) -> DraftQuote:
        """The quote as it is verified."""
        return DraftQuote(passage=self.passage, text=self.quote[:_LONGEST])


class StatementShape(BaseModel):
    """A sentence with its quotes."""

    text: OwnLine
    quotes: list[QuoteShape] = []

    def draft(self) -> DraftStatement:
        """The statement as it is verified."""
        quotes = tuple(quote.draft() for quote in self.quotes[:_MOST_QUOTES])
        return DraftStatement(text=self.text, quotes=quotes)


class ClaimShape(BaseModel):
    """One side of a disagreement."""

    value: Line
    quotes: list[QuoteShape]


class DisagreementShape(BaseModel):
    """A matter on which sources differ."""

    about: OwnLine
    claims: list[ClaimShape]

    def draft(self) -> DraftDisagreement:
        """The disagreement as it is verified."""
        claims = tuple(
            DraftClaim(value=one.value, quotes=tuple(q.draft() for q in one.quotes[:_MOST_QUOTES]))
            for one in self.claims
        )
        return DraftDisagreement(about=self.about, claims=claims)


def after_thought(text: str) -> int:
    """Where a reply begins after the thoughts that some models write out first; 0 without any."""
    thought = _THOUGHT.match(text)
    return thought.end() if thought else 0


def json_object(text: str) -> dict[str, Any] | None:
    """The JSON object at the beginning of a text, whatever stands after it; None if it is cut."""
    end = len(text)
    while (end := text.rfind("}", 0, end)) >= 0:
        try:
            found = jiter.from_json(text[: end + 1].encode("utf-8", "replace"))
        except ValueError:
            continue
        return found if isinstance(found, dict) else None
    return None


def as_list(given: object) -> list[Any]:
    """The list, or an empty one for anything else."""
    return given if isinstance(given, list) else []


def each(given: object, model: type[_Shape]) -> list[_Shape]:
    """Those that have the model's shape."""
    found = []
    for one in as_list(given):
        try:
            found.append(model.model_validate(one))
        except ValidationError:
            continue
    return found
