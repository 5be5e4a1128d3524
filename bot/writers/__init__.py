"""Writers turn evidence into a draft. They propose; `bot.citations.verify` decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.citations import Draft, Evidence
from bot.coverage import Equivalents
from bot.question import Question, Term


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
