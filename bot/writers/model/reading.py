"""A model's reply, read while it comes: each statement as soon as its last brace is there.

`jiter` reads what is there of the JSON; nothing in it is trusted, and what has another shape than
asked for is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import jiter

from bot.citations import Draft, DraftStatement
from bot.writers.model.failures import ModelFailure
from bot.writers.model.untrusted import (
    MOST_STATEMENTS,
    DisagreementShape,
    StatementShape,
    after_thought,
    as_list,
    each,
    json_object,
)

_MOST_MATTERS = 6
_BEGIN = re.compile(r'\{\s*"(?:answered|statements|disagreements)"')


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
        matters = each(reply.get("disagreements"), DisagreementShape)[:_MOST_MATTERS]
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
        found = json_object(self._text[start:]) if start is not None else None
        if found is not None and "answered" in found:
            self._take(found, len(as_list(found.get("statements"))))
            self._whole_reply = found
            return
        if finish == "length":
            raise ModelFailure("cut-off", "the model reached its output limit before it was done")
        raise ModelFailure("malformed", "the model's reply is not the JSON that was asked for")

    def _start(self) -> int | None:
        found = _BEGIN.search(self._text, after_thought(self._text))
        return found.start() if found else None

    def _whole(self, found: dict[str, Any], heard: bytes) -> int:
        """How many of the statements read so far are whole.

        Up to the last brace and with the list closed, it is JSON of whole statements or no JSON:
        that brace then belongs to a quote or to a text.
        """
        count = len(as_list(found.get("statements")))
        if "disagreements" in found:
            return count
        try:
            closed = jiter.from_json(heard[: heard.rindex(b"}") + 1] + b"]}")
        except ValueError:
            return max(0, count - 1)
        return len(as_list(closed.get("statements")))

    def _take(self, found: dict[str, Any], whole: int) -> None:
        if found.get("answered") is not True:
            return
        given = as_list(found.get("statements"))[:whole]
        for statement in each(given[self._read :], StatementShape):
            if len(self.statements) < MOST_STATEMENTS:
                drafted = statement.draft()
                self.statements.append(drafted)
                self.committed |= self._hand_on(drafted)
        self._read = max(self._read, len(given))
