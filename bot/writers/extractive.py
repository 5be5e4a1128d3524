"""The embedded writer: it answers with sentences of the documents themselves.

It needs no model and no key. It chooses the sentences that answer, keeps their speaker, adds the
quotes of other sources that say the same, frames a quotation in another language with words of the
question's language, and abstains when what it found probably does not answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.calibration import Calibration
from bot.citations import Draft, DraftDisagreement, DraftQuote, DraftStatement, Evidence
from bot.coverage import Equivalents
from bot.disagreements import find_disagreements
from bot.prompts import Phrases
from bot.question import Question, Term
from bot.writers.answerability import answering, certainty, of_the_time_asked
from bot.writers.frames import Excerpt, framed, widened
from bot.writers.rivals import rival_answers
from bot.writers.selection import (
    Candidate,
    Facts,
    candidates,
    facts,
    in_order_of_score,
)

_MOST_STATEMENTS = 3
_MOST_QUOTES = 3
_SAME = 0.5
_MARGIN = 1.0


class ExtractiveWriter:
    """Writes from the evidence alone. Shared by threads: it keeps no state."""

    name: str = "extractive"

    def __init__(self, calibration: Calibration, phrases: Phrases) -> None:
        self._calibration = calibration
        self._phrases = phrases

    def write(
        self,
        question: Question,
        terms: Sequence[Term],
        evidence: Evidence,
        equivalents: Equivalents,
    ) -> Draft:
        """Draft an answer, or a draft that is not `answered` when the evidence does not tell."""
        described = candidates(question, terms, evidence, equivalents)
        ranked = answering(question, in_order_of_score(described, self._calibration))
        if not ranked or (
            certainty(ranked, question, self._calibration) < self._calibration.threshold
        ):
            return Draft(answered=False, statements=(), disagreements=())
        statements = self._statements(question, of_the_time_asked(question, ranked))
        return Draft(
            answered=True,
            statements=statements,
            disagreements=(
                _concerning(statements, find_disagreements(evidence, question.text))
                or _concerning(statements, rival_answers(question, ranked))
            ),
        )

    def _statements(
        self, question: Question, ranked: Sequence[Candidate]
    ) -> tuple[DraftStatement, ...]:
        """The best sentence first, then others that add to it and are nearly as good."""
        phrases = self._phrases.for_language(question.language)
        good = [one for one in ranked if one.score >= ranked[0].score - _MARGIN]
        chosen: list[tuple[Excerpt, list[Candidate]]] = []
        for candidate in good:
            said = next((c for c in chosen if _says_the_same(c[0].candidate, candidate)), None)
            if said is not None:
                _confirm(said, candidate)
            elif len(chosen) < _MOST_STATEMENTS and not _overlaps(chosen, candidate):
                chosen.append((widened(candidate, ranked), []))
        return tuple(
            DraftStatement(
                text=framed(question, excerpt, phrases),
                quotes=(*excerpt.quotes, *(_quote(other) for other in others)),
            )
            for excerpt, others in chosen
        )


def _concerning(
    statements: Sequence[DraftStatement], found: Sequence[DraftDisagreement]
) -> tuple[DraftDisagreement, ...]:
    return tuple(one for one in found if _concerns(one, statements))


def _concerns(disagreement: DraftDisagreement, statements: Sequence[DraftStatement]) -> bool:
    """Whether a statement of the answer rests on one side of a disagreement."""
    told = [(quote.passage, quote.text) for statement in statements for quote in statement.quotes]
    return any(
        passage == quote.passage and (quote.text in text or text in quote.text)
        for claim in disagreement.claims
        for quote in claim.quotes
        for passage, text in told
    )


def _quote(candidate: Candidate) -> DraftQuote:
    return DraftQuote(passage=candidate.item.label, text=candidate.text)


def _says_the_same(first: Candidate, second: Candidate) -> bool:
    """Whether the second says what the first does: its figures, and half of its content words."""
    one, other = _facts(first), _facts(second)
    shared = len(one.content & other.content) / max(1, len(one.content))
    return _values(one) == _values(other) and shared >= _SAME


def _values(said: Facts) -> frozenset[tuple[str, Decimal]]:
    """Figures whatever their dress: "6 000" in one text is "6,000" in another."""
    return frozenset((figure.unit, figure.value) for figure in said.figures)


def _facts(candidate: Candidate) -> Facts:
    return facts(candidate.text, candidate.item.hit.passage.document.language)


def _confirm(said: tuple[Excerpt, list[Candidate]], candidate: Candidate) -> None:
    """Add the quote of another document that says the same; one for each origin."""
    excerpt, others = said
    origins = {excerpt.document.origin, *(o.item.hit.passage.document.origin for o in others)}
    origin = candidate.item.hit.passage.document.origin
    if len(others) < _MOST_QUOTES - 1 and origin not in origins:
        others.append(candidate)


def _overlaps(chosen: Sequence[tuple[Excerpt, list[Candidate]]], candidate: Candidate) -> bool:
    document = candidate.item.hit.passage.document.id
    return any(
        excerpt.candidate.item.hit.passage.document.id == document
        and excerpt.span.start < candidate.span.end
        and candidate.span.start < excerpt.span.end
        for excerpt, _ in chosen
    )
