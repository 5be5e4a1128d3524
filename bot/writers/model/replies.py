"""Replies that are read once they are whole: a story, or the sentences of an overview."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from bot.citations import DraftStatement
from bot.writers.model.failures import ModelFailure
from bot.writers.model.untrusted import (
    MOST_STATEMENTS,
    OwnLine,
    StatementShape,
    after_thought,
    each,
    json_object,
)


@dataclass(frozen=True, kw_only=True)
class StoryReply:
    """A story as a model proposes it. Nothing here is trusted."""

    headline: str
    statements: tuple[DraftStatement, ...]


class OverviewSentence(BaseModel):
    """A sentence over several stories and the labels of the statements that it rests on."""

    text: OwnLine
    rests_on: list[str] = []


class _Headline(BaseModel):
    headline: OwnLine = ""


class WholeReply:
    """Listens to a reply of one JSON object that must have the key `needed`.

    Nothing is handed on before the end, so that a broken reply can be asked for again.
    """

    committed = False

    def __init__(self, needed: str, *others: str) -> None:
        self._needed = needed
        self._begin = re.compile(rf'\{{\s*"(?:{"|".join((needed, *others))})"')
        self.begin()

    def begin(self) -> None:
        """A new attempt: forget what was heard."""
        self._text = ""
        self.found: dict[str, Any] = {}

    def hear(self, piece: str) -> None:
        """Keep the piece for the end."""
        self._text += piece

    def end(self, finish: str) -> None:
        """Read the whole reply. Raises ModelFailure when it is cut off or no JSON of ours."""
        begun = self._begin.search(self._text, after_thought(self._text))
        found = json_object(self._text[begun.start() :]) if begun else None
        if found is not None and isinstance(found.get(self._needed), list):
            self.found = found
        elif finish == "length":
            raise ModelFailure("cut-off", "the model reached its output limit before it was done")
        else:
            raise ModelFailure("malformed", "the model's reply is not the JSON that was asked for")


class StoryReader(WholeReply):
    """Listens to a reply that is a story."""

    def __init__(self) -> None:
        super().__init__("statements", "headline")

    @property
    def story(self) -> StoryReply:
        """The story; statements of another shape than asked for are left out."""
        titled = each([self.found], _Headline)
        given = each(self.found.get("statements"), StatementShape)[:MOST_STATEMENTS]
        return StoryReply(
            headline=titled[0].headline if titled else "",
            statements=tuple(one.draft() for one in given),
        )


class OverviewReader(WholeReply):
    """Listens to a reply that is an overview."""

    def __init__(self) -> None:
        super().__init__("sentences")

    @property
    def sentences(self) -> tuple[OverviewSentence, ...]:
        """The sentences; those of another shape than asked for are left out."""
        return tuple(each(self.found.get("sentences"), OverviewSentence)[:MOST_STATEMENTS])
