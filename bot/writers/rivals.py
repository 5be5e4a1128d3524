"""Rival answers: independent origins that give different values for what a question asks.

"The seat is in Lyon" beside "in Nantes", "founded in 1911" beside "in 1919". Precision first: each
value must be tied by grammar to the relation and the subject that the question names, neither
document may know the other's value, and a later state of affairs, a coarser form or a namesake is
no rival. Values of one thing are shown side by side, each with its sentence; none is preferred.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from bot.citations import DraftClaim, DraftDisagreement, DraftQuote
from bot.question import Question
from bot.writers.answer_claims import AnswerClaim, Asked, asked_value, claim_of
from bot.writers.incompatibility import differ, rivals
from bot.writers.selection import Candidate

_MOST_SIDES = 3


def rival_answers(question: Question, able: Sequence[Candidate]) -> tuple[DraftDisagreement, ...]:
    """The disagreement of independent origins on the one value that a question asks for, if any.

    `able` are the sentences that can answer, the best first.

    "Où est le siège de Valmont ?", "Le siège de Valmont est à Lyon." / "… à Nantes."
    -> about "Où est le siège de Valmont ?", claims "Lyon" and "Nantes"
    """
    asked = asked_value(question)
    if asked is None:
        return ()
    sides: list[list[AnswerClaim]] = []
    for claim in _one_of_each_origin(asked, able):
        side = next((one for one in sides if not differ(one[0], claim)), None)
        if side is not None:
            side.append(claim)
        else:
            sides.append([claim])
    apart = all(rivals(asked, one[0], two[0]) for one, two in combinations(sides, 2))
    if not 2 <= len(sides) <= _MOST_SIDES or not apart:
        return ()
    return (DraftDisagreement(about=question.text, claims=_drafted(sides)),)


def _one_of_each_origin(asked: Asked, able: Sequence[Candidate]) -> list[AnswerClaim]:
    """The best claim of each origin; an origin that contradicts itself has none."""
    found: dict[str, list[AnswerClaim]] = {}
    for candidate in able:
        claim = claim_of(asked, candidate)
        if claim is not None:
            found.setdefault(claim.document.origin or claim.document.id, []).append(claim)
    return [
        told[0] for told in found.values() if not any(differ(told[0], other) for other in told[1:])
    ]


def _drafted(sides: Sequence[Sequence[AnswerClaim]]) -> tuple[DraftClaim, ...]:
    return tuple(
        DraftClaim(
            value=side[0].value.text,
            quotes=tuple(
                DraftQuote(passage=one.candidate.item.label, text=one.candidate.text)
                for one in side
            ),
        )
        for side in sides
    )
