"""Writers turn evidence into a draft. They propose; `bot.citations.verify` decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.citations import Draft, Evidence, Verified
from bot.coverage import Equivalents
from bot.question import Question, Term
from bot.types import Statement, Usage


class Writer(Protocol):
    """What `bot.answer` asks of a writer; it may be called by several threads at once."""

    @property
    def name(self) -> str:
        """The writer's name in answers: "extractive", or the model's."""

    def write(
        self,
        question: Question,
        terms: Sequence[Term],
        evidence: Evidence,
        equivalents: Equivalents,
    ) -> Draft:
        """Draft an answer, or a draft that is not `answered` when the evidence does not tell."""


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """What a composer is given.

    `found` gives what the embedded writer would answer, or nothing; it is asked for only when the
    composer finds no answer itself. `hand_on` gets each statement the moment it is verified.
    """

    question: Question
    evidence: Evidence
    found: Callable[[], Verified | None]
    hand_on: Callable[[Statement], None]


@dataclass(frozen=True, kw_only=True)
class Composition:
    """What stands of a composed answer, what fell, and what it cost.

    `abstained` says that the model found no answer in the passages, not that its answer fell;
    `broke_off` says in a line why its reply ended too early, "" when it did not.
    """

    verified: Verified
    abstained: bool = False
    broke_off: str = ""
    usage: Usage = field(default_factory=Usage)


class Composer(Protocol):
    """A writer that verifies as it writes, since what it writes is seen at once."""

    @property
    def name(self) -> str:
        """The model's name in answers."""

    def compose(self, assignment: Assignment) -> Composition:
        """An answer of which every statement stands. Raises WriterError when nothing came."""
