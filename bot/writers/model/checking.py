"""One statement of a model, held to everything that a statement must pass."""

from __future__ import annotations

from bot.citations import Draft, DraftStatement, Evidence, Verified, verify
from bot.citations.orders import without_orders
from bot.text.stems import stems
from bot.types import Removal
from bot.writers.model.wording import in_language

_SHARED = 0.4
"""Share of a summary's content words that must stand in what it sums up: others join them."""


def check(proposed: DraftStatement, evidence: Evidence, language: str) -> Verified:
    """The statement as it stands, or why it falls.

    It must be in the language (ISO 639-1), verified, and neither follow nor repeat an order.
    """
    if not in_language(proposed.text, language):
        return Verified(removed=(Removal(text=proposed.text, reason="wrong-language"),))
    draft = Draft(answered=True, statements=(proposed,))
    return without_orders(verify(draft, evidence), by_model=True)


def sums_up(summary: str, grounds: str, language: str) -> bool:
    """Whether a headline or a sentence over several is made of the words of its grounds.

    The verifier sees figures, dates, names and quotations only; a summary that has none of them
    could say anything. Content words are compared by their stems (see `bot.text.stems`).

    >>> sums_up("L’Ukraine tire ses obus", "L’Ukraine tire 6 000 obus par jour.", "fr")
    True
    >>> sums_up("La guerre est finie", "L’Ukraine tire 6 000 obus par jour.", "fr")
    False
    """
    told, given = set(stems(summary, language)), set(stems(grounds, language))
    return bool(told) and len(told & given) >= _SHARED * len(told)
