"""A model's reply, read while it comes: each statement as soon as its last brace is there.

`jiter` reads what is there of the JSON; nothing in it is trusted, and what has another shape than
asked for is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import jiter
from pydantic import BaseModel, BeforeValidator, ValidationError

from bot.citations import Draft, DraftClaim, DraftDisagreement, DraftQuote, DraftStatement
from bot.writers.model.failures import ModelFailure

_Shape = TypeVar("_Shape", bound=BaseModel)

MOST_STATEMENTS = 8
_MOST_QUOTES = 6
_MOST_MATTERS = 6
_LONGEST = 1200
_BEGIN = re.compile(r'\{\s*"(?:answered|statements|disagreements)"')
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


class _Quote(BaseModel):
    passage: Annotated[str, BeforeValidator(_label)] = ""
    quote: str

    def draft(self) -> DraftQuote:
        return DraftQuote(passage=self.passage, text=self.quote[:_LONGEST])


class _Statement(BaseModel):
    text: Annotated[str, BeforeValidator(_own_line)]
    quotes: list[_Quote] = []

    def draft(self) -> DraftStatement:
        quotes = tuple(quote.draft() for quote in self.quotes[:_MOST_QUOTES])
        return DraftStatement(text=self.text, quotes=quotes)


class _Claim(BaseModel):
    value: Annotated[str, BeforeValidator(_line)]
    quotes: list[_Quote]


class _Disagreement(BaseModel):
    about: Annotated[str, BeforeValidator(_own_line)]
    claims: list[_Claim]

    def draft(self) -> DraftDisagreement:
        claims = tuple(
            DraftClaim(value=one.value, quotes=tuple(q.draft() for q in one.quotes[:_MOST_QUOTES]))
            for one in self.claims
        )
        return DraftDisagreement(about=self.about, claims=claims)


class DraftReader:
    """Listens to a reply. `hand_on` gets each whole statement and says whether it was passed on.

    Statements count only under `"answered": true`: they are held back until it is there.
    """

    def __init__(self, hand_on: Callable[[DraftStatement], bool]) -> None:
        self._hand_on = hand_on
        self.committed = False
        self.begin()

    def begin(self) -> None:
        """A new attempt: forget what was heard."""
        self._text = ""
        self._read = 0
        self._whole_reply: dict[str, Any] = {}
        self.statements: list[DraftStatement] = []

    @property
    def draft(self) -> Draft:
        """The statements that are whole; disagreements only of a whole reply, lest a side lack."""
        reply = self._whole_reply
        matters = _each(reply.get("disagreements"), _Disagreement)[:_MOST_MATTERS]
        return Draft(
            answered=bool(self.statements) or reply.get("answered") is True,
            statements=tuple(self.statements),
            disagreements=tuple(matter.draft() for matter in matters),
        )

    def hear(self, piece: str) -> None:
        """Read on, and hand on each statement that is whole now."""
        self._text += piece
        if "}" not in piece:
            return
        start = self._start()
        if start is None:
            return
        heard = self._text[start:].encode("utf-8", "replace")
        try:
            found = jiter.from_json(heard, partial_mode=True)
        except ValueError:
            return  # more stands after the object, which `end` reads
        self._take(found, self._whole(found, heard))

    def end(self, finish: str) -> None:
        """Read the whole reply. Raises ModelFailure when it is cut off or no JSON of ours."""
        start = self._start()
        found = _object(self._text[start:]) if start is not None else None
        if found is not None and "answered" in found:
            self._take(found, len(_list(found.get("statements"))))
            self._whole_reply = found
            return
        if finish == "length":
            raise ModelFailure("cut-off", "the model reached its output limit before it was done")
        raise ModelFailure("malformed", "the model's reply is not the JSON that was asked for")

    def _start(self) -> int | None:
        thought = _THOUGHT.match(self._text)
        found = _BEGIN.search(self._text, thought.end() if thought else 0)
        return found.start() if found else None

    def _whole(self, found: dict[str, Any], heard: bytes) -> int:
        """How many of the statements read so far are whole.

        Up to the last brace and with the list closed, it is JSON of whole statements or no JSON:
        that brace then belongs to a quote or to a text.
        """
        count = len(_list(found.get("statements")))
        if "disagreements" in found:
            return count
        try:
            closed = jiter.from_json(heard[: heard.rindex(b"}") + 1] + b"]}")
        except ValueError:
            return max(0, count - 1)
        return len(_list(closed.get("statements")))

    def _take(self, found: dict[str, Any], whole: int) -> None:
        if found.get("answered") is not True:
            return
        given = _list(found.get("statements"))[:whole]
        for statement in _each(given[self._read :], _Statement):
            if len(self.statements) < MOST_STATEMENTS:
                drafted = statement.draft()
                self.statements.append(drafted)
                self.committed |= self._hand_on(drafted)
        self._read = max(self._read, len(given))


def _object(text: str) -> dict[str, Any] | None:
    """The JSON object at the beginning of a text, whatever stands after it; None if it is cut."""
    end = len(text)
    while (end := text.rfind("}", 0, end)) >= 0:
        try:
            found = jiter.from_json(text[: end + 1].encode("utf-8", "replace"))
        except ValueError:
            continue
        return found if isinstance(found, dict) else None
    return None


def _list(given: object) -> list[Any]:
    return given if isinstance(given, list) else []


def _each(given: object, model: type[_Shape]) -> list[_Shape]:
    """Those that have the model's shape."""
    found = []
    for one in _list(given):
        try:
            found.append(model.model_validate(one))
        except ValidationError:
            continue
    return found
