"""The verifier: what of a draft stands, with exact offsets, and what was removed and why.

It is mechanical and strict. What it guarantees: every citation is a stretch of a stored document,
and every figure, date, name and quoted word of a statement occurs in what it cites. What it cannot
see is listed in `bot.citations.tracing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.citations.drafts import (
    Draft,
    DraftDisagreement,
    DraftQuote,
    DraftStatement,
)
from bot.citations.evidence import Evidence, EvidenceItem
from bot.citations.quotes import QuoteFinder
from bot.citations.sources import Source
from bot.citations.tracing import Tracer
from bot.types import Citation, Claim, Disagreement, Passage, Removal, RemovalReason, Statement

_FEWEST_CLAIMS = 2
_SHORTEST_WORD = 4


@dataclass(frozen=True, kw_only=True)
class Verified:
    """What stands of a draft, in its order, and what does not."""

    statements: tuple[Statement, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    removed: tuple[Removal, ...] = ()


def verify(draft: Draft, evidence: Evidence) -> Verified:
    """Keep what the evidence carries; remove and list the rest.

    A quote is sought in the passage it names, and if it is not there, verbatim in the others. A
    quote that is found nowhere is dropped; a statement without a standing quote is removed, and so
    is one that says a figure, date, name or quoted word that its passages do not hold. Of a
    disagreement at least two claims must stand. A draft that is not `answered` keeps nothing.
    """
    if not draft.answered:
        return Verified()
    desk = _Desk(evidence)
    statements: list[Statement] = []
    disagreements: list[Disagreement] = []
    removed: list[Removal] = []
    for proposed in draft.statements:
        checked = desk.statement(proposed)
        if isinstance(checked, Statement):
            statements.append(checked)
        else:
            removed.append(checked)
    for matter in draft.disagreements:
        disagreement, fallen = desk.disagreement(matter)
        removed += fallen
        if disagreement is not None:
            disagreements.append(disagreement)
    return Verified(
        statements=tuple(statements), disagreements=tuple(disagreements), removed=tuple(removed)
    )


class _Desk:
    """One verification at work: it reads each passage once."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._finder = QuoteFinder()
        self._sources: dict[tuple[str, int, int], Source] = {}

    def statement(self, proposed: DraftStatement) -> Statement | Removal:
        """The statement with its citations, or why it falls."""
        citations = self._cite(proposed.quotes) if proposed.text.strip() else ()
        if not citations:
            return Removal(text=proposed.text, reason=self._why_uncited(proposed.quotes))
        objection = self._tracer(citations).objection(proposed.text)
        if objection is not None:
            return Removal(text=proposed.text, reason=objection)
        return Statement(text=proposed.text, citations=citations)

    def disagreement(
        self, proposed: DraftDisagreement
    ) -> tuple[Disagreement | None, tuple[Removal, ...]]:
        """The disagreement with the claims that stand, None when they no longer differ."""
        claims: list[Claim] = []
        removed: list[Removal] = []
        for claim in proposed.claims:
            text = f"{proposed.about}: {claim.value}"
            citations = self._cite(claim.quotes)
            if not citations:
                removed.append(Removal(text=text, reason=self._why_uncited(claim.quotes)))
            elif not self._quoted_value(claim.value, citations):
                removed.append(Removal(text=text, reason="figure-not-in-quote"))
            else:
                claims.append(Claim(value=claim.value, citations=citations))
        if len(claims) < _FEWEST_CLAIMS:
            return None, tuple(removed)
        return Disagreement(about=proposed.about, claims=tuple(claims)), tuple(removed)

    def _quoted_value(self, value: str, citations: Sequence[Citation]) -> bool:
        """Whether the value stands in the quotes themselves: a claim is no wider than its quote."""
        quoted = [
            Passage(
                document=citation.passage.document,
                number=citation.passage.number,
                start=citation.start,
                end=citation.end,
            )
            for citation in citations
        ]
        return Tracer([Source(passage) for passage in quoted], self._finder).value_stands(value)

    def _cite(self, quotes: Iterable[DraftQuote]) -> tuple[Citation, ...]:
        found = (self._citation(quote) for quote in quotes if _says_something(quote.text))
        return tuple(dict.fromkeys(citation for citation in found if citation is not None))

    def _citation(self, quote: DraftQuote) -> Citation | None:
        named = self._evidence.get(quote.passage)
        found = self._found_in(named, quote.text) if named else None
        if found is not None:
            return found
        for item in self._evidence.items:
            mended = None if item is named else self._found_in(item, quote.text)
            if mended is not None:
                return mended
        return None

    def _found_in(self, item: EvidenceItem, quote: str) -> Citation | None:
        passage = item.hit.passage
        span = self._finder.find(quote, passage.text)
        if span is None:
            return None
        return Citation(
            passage=passage, start=passage.start + span.start, end=passage.start + span.end
        )

    def _why_uncited(self, quotes: Sequence[DraftQuote]) -> RemovalReason:
        if not any(quote.text.strip() for quote in quotes):
            return "no-quote"
        known = any(self._evidence.get(quote.passage) is not None for quote in quotes)
        return "quote-not-found" if known else "unknown-passage"

    def _tracer(self, citations: Sequence[Citation]) -> Tracer:
        sources = dict.fromkeys(self._source(citation.passage) for citation in citations)
        return Tracer(tuple(sources), self._finder, citations)

    def _source(self, passage: Passage) -> Source:
        key = (passage.document.id, passage.start, passage.end)
        if key not in self._sources:
            self._sources[key] = Source(passage)
        return self._sources[key]


def _says_something(quote: str) -> bool:
    """Whether a quote is long enough to carry anything: two words, a figure or one longer word."""
    found = quote.split()
    return (
        len(found) > 1
        or any(character.isdigit() for character in quote)
        or len(quote.strip()) >= _SHORTEST_WORD
    )
