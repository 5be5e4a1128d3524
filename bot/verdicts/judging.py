"""What one sentence says of one part of a claim: it supports it, contradicts it, or neither.

Supported only when the words, names, figures and the polarity agree; contradicted only when the
same thing is said with another value, the other way round, or with an opposite.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from bot.text.senses import are_opposed
from bot.types import Span
from bot.verdicts.alignment import Alignment
from bot.verdicts.reading import Reading, Word
from bot.verdicts.values import value_given
from bot.verdicts.wording import clause_around, deals_out, hedges, negations

Relation = Literal["supports", "contradicts", "neither"]

SURE = 0.65
"""Closeness from which a sentence is taken to speak of the same. This and what is taken from
closeness below were chosen, for precision, on the odd-numbered pairs of RTE3-FR's development set,
with the even ones in sight (suite `rte3-fr`, evals/README.md)."""

VALUED = 0.7
"""The same for a sentence that gives another value, or the opposite word: that word is missing."""

_APART = 0.02
"""What each word of content between two neighbours of the claim takes from closeness."""

_NO_PREDICATE = 0.15
_IN_THREE = 3
_AGENTS = frozenset("par by von por".split())
_NEXT = 2
"""Words of content after a negation of which one is what it negates."""


@dataclass(frozen=True)
class Judgement:
    """The relation and how close the sentence is to the claim; `why` names what decided."""

    relation: Relation
    closeness: float
    why: str = ""


def judge(alignment: Alignment) -> Judgement:
    """Judge one sentence, aligned with one part of a claim."""
    close = closeness(alignment)
    blocked = _blocked(alignment)
    if blocked:
        return Judgement("neither", close, blocked)
    values = {value_given(alignment, figure) for figure in alignment.claim.figures}
    if "none" in values:
        return Judgement("neither", close, "figure")
    if "other" in values:
        return Judgement("contradicts" if close >= VALUED else "neither", close, "value")
    turned = _turns(alignment)
    opposed = _opposed(alignment)
    if opposed is not None and turned == 0 and closeness(opposed) >= VALUED:
        return Judgement("contradicts", closeness(opposed), "opposite")
    if close < SURE or _much_missing(alignment):
        return Judgement("neither", close, "words")
    if turned:
        return Judgement("contradicts" if turned == 1 else "neither", close, "turned")
    return Judgement("supports", close)


def closeness(alignment: Alignment) -> float:
    """Share of the claim's words that the sentence holds, less what parts them in it."""
    apart = _APART * alignment.gap
    return alignment.wide_coverage - apart - (0 if alignment.predicate_held else _NO_PREDICATE)


def _much_missing(alignment: Alignment) -> bool:
    """Whether more than one in three of the words that are no names are missing: in a claim of two
    such words, either one."""
    plain = sum(not word.name for word in alignment.claim.words)
    return sum(not word.name for word in alignment.missing) * _IN_THREE > plain


def _blocked(alignment: Alignment) -> str:
    """Why the sentence cannot decide, whatever it shares with the claim; "" where it can."""
    claim, evidence = alignment.claim, alignment.evidence
    start, end = clause_around(evidence.text, alignment.span)
    if alignment.names_missing:
        return "name"
    doubts = hedges(evidence.text[start:end], evidence.language)
    if doubts and not hedges(claim.text, claim.language):
        return "doubt"
    if evidence.text.rstrip(' »”"').endswith("?") or deals_out(evidence.text):
        return "form"
    return "roles" if _exchanged(alignment) else ""


def _turns(alignment: Alignment) -> int:
    """0 where both say it the same way round, 1 where one of them negates what both say, 2 where a
    negation stands near and it cannot be told what it negates."""
    claim, evidence = alignment.claim, alignment.evidence
    scope = clause_around(evidence.text, alignment.span)
    in_claim = negations(claim.text)
    in_evidence = [one for one in negations(evidence.text) if scope.holds(one)]
    if len(in_claim) % 2 == len(in_evidence) % 2:
        return 0
    shared = {other for _, other in alignment.pairs}
    held = {word for word, _ in alignment.pairs}
    negated = [_negates(one, evidence, shared) for one in in_evidence]
    negated += [_negates(one, claim, held) for one in in_claim]
    return 1 if all(negated) else 2


def _negates(negation: Span, reading: Reading, shared: set[Word]) -> bool:
    """Whether what is negated, within the negation or right after it, is among the shared words."""
    within = [word for word in reading.words if negation.holds(word.span)]
    after = [word for word in reading.words if word.span.start >= negation.end][:_NEXT]
    return any(word in shared and not word.name for word in (*within, *after))


def _opposed(alignment: Alignment) -> Alignment | None:
    """The alignment with a missing word set against its opposite; None where no opposite stands
    among the words that the claim shares, itself no counterpart of another."""
    held = {other for _, other in alignment.pairs}
    reach = clause_around(alignment.evidence.text, alignment.span)
    for word in alignment.missing:
        for other in alignment.evidence.words:
            free = other not in held and reach.holds(other.span)
            if free and are_opposed(word.senses, other.senses):
                pairs = sorted((*alignment.pairs, (word, other)), key=lambda pair: pair[0].span)
                missing = tuple(one for one in alignment.missing if one is not word)
                return replace(alignment, pairs=tuple(pairs), missing=missing)
    return None


def _exchanged(alignment: Alignment) -> bool:
    """Whether two names stand in the other order, with no passive to explain it."""
    named = [(word, other) for word, other in alignment.pairs if word.name and other.name]
    if len(named) < 2 or named[0][1].span.start <= named[-1][1].span.start:
        return False
    return _passive(alignment.claim.text) == _passive(alignment.evidence.text)


def _passive(text: str) -> bool:
    return not _AGENTS.isdisjoint(text.lower().split())
