"""Checks a claim: what the documents support, contradict or do not tell, always with quotes.

split ─► search ─► judge each part against each sentence ─► verify ─► ClaimCheck. Precision comes
first: what cannot be told for certain is "not-told" and the nearest sentences are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answer import nearest
from bot.citations import Draft, DraftQuote, DraftStatement, Evidence, verify
from bot.citations.orders import without_orders
from bot.claim_types import ClaimCheck, PartCheck, Verdict
from bot.equivalents import Equivalents
from bot.prompts import Phrases
from bot.question import Question, analyse
from bot.search import Found, Search
from bot.types import Filters, Removal, Statement, Timings
from bot.verdicts.parts import parts
from bot.verdicts.sides import Finding, findings
from bot.writers.speakers import flat, short_name

__all__ = ["ClaimCheck", "ClaimChecking", "PartCheck", "Verdict", "check"]

_PASSAGES = 12
_MOST_STATEMENTS = 4


@dataclass(frozen=True, kw_only=True)
class ClaimChecking:
    """What checking needs. `clock` gives seconds, for timings only."""

    search: Search
    equivalents: Equivalents
    phrases: Phrases
    clock: Callable[[], float]

    def check(self, claim: str, filters: Filters | None = None) -> ClaimCheck:
        """Say what the library tells of a claim. Raises QuestionError for a text without words."""
        started = self.clock()
        question = analyse(claim)
        found = self.search.search(question, limit=_PASSAGES, filters=filters)
        searched = self.clock()
        equivalents = self.equivalents.of(question, found.terms, found.hits)
        checked = check(question, found, equivalents, self.phrases)
        done = self.clock()
        timings = Timings(
            search=1000 * (searched - started),
            verify=1000 * (done - searched),
            total=1000 * (done - started),
        )
        return replace(checked, timings=timings)


def check(
    claim: Question,
    found: Found,
    equivalents: Mapping[str, Iterable[str]],
    phrases: Phrases,
) -> ClaimCheck:
    """Say what the passages found tell of a claim.

    ("La Russie tire 60 000 obus par jour.", "… la Russie tire jusqu'à 20 000 obus par jour …")
    -> contradicted, with that sentence as quote
    """
    evidence = Evidence.from_hits(found.hits)
    claimed = parts(claim.text)
    told = tuple(findings(claimed, claim.language, evidence, equivalents))
    standing, removed = _standing(told, evidence)
    verdicts = [
        PartCheck(
            text=part.text,
            verdict=_verdict([one.finding for one in standing if one.finding.part == number]),
        )
        for number, part in enumerate(claimed)
    ]
    verdict = _overall([part.verdict for part in verdicts])
    supporting = _side(standing, supports=True)
    against = _side(standing, supports=False)
    spoken = () if any(part.speaker for part in claimed) else _said_by(supporting)
    checked = ClaimCheck(
        claim=claim.text,
        language=claim.language,
        verdict=verdict,
        headline="",
        parts=tuple(verdicts),
        supporting=_statements(supporting),
        contradicting=_statements(against),
        nearest=nearest(found.hits) if verdict == "not-told" else (),
        supporting_origins=len(_origins([one.finding for one in supporting])),
        contradicting_origins=len(_origins([one.finding for one in against])),
        said_by=spoken,
        removed=removed,
        searched=found.searched,
    )
    return replace(checked, headline=_headline(checked, phrases.for_language(claim.language)))


@dataclass(frozen=True)
class _Standing:
    """A finding whose statement stood up to verification."""

    finding: Finding
    statement: Statement


def _standing(
    told: Sequence[Finding], evidence: Evidence
) -> tuple[tuple[_Standing, ...], tuple[Removal, ...]]:
    """The findings that stand, surest first, each with its quotation verified to the character."""
    kept: list[_Standing] = []
    removed: list[Removal] = []
    for finding in sorted(told, key=lambda one: -one.judgement.closeness):
        quote = DraftQuote(passage=finding.item.label, text=finding.quote)
        drafted = DraftStatement(text=flat(finding.quote), quotes=(quote,))
        draft = Draft(answered=True, statements=(drafted,))
        verified = without_orders(verify(draft, evidence), by_model=False)
        removed += verified.removed
        kept += [_Standing(finding, statement) for statement in verified.statements]
    return tuple(kept), tuple(removed)


def _verdict(told: Sequence[Finding]) -> Verdict:
    """The verdict on one part. A text that also supports it contradicts nothing: it was misread."""
    supporting = _origins([one for one in told if one.supports])
    against = _origins([one for one in told if not one.supports]) - supporting
    if supporting and against:
        return "mixed"
    if supporting:
        return "supported"
    return "contradicted" if against else "not-told"


def _overall(verdicts: Sequence[Verdict]) -> Verdict:
    """A claim is as good as its worst part: one that is wrong makes it wrong."""
    for decisive in ("contradicted", "mixed", "not-told"):
        if decisive in verdicts:
            return decisive
    return "supported" if verdicts else "not-told"


def _origins(told: Iterable[Finding]) -> frozenset[str]:
    """The independent texts behind some findings; reprints of one text count once."""
    return frozenset(
        passage.document.origin or passage.document.id
        for one in told
        for passage in (one.item.hit.passage, *one.item.hit.duplicates)
    )


def _side(standing: Sequence[_Standing], *, supports: bool) -> tuple[_Standing, ...]:
    """What speaks for one side: of each origin and part the surest sentence."""
    other = {
        (one.finding.part, origin)
        for one in standing
        if one.finding.supports
        for origin in _origins([one.finding])
    }
    seen: set[tuple[int, frozenset[str]]] = set()
    chosen: list[_Standing] = []
    for one in standing:
        key = (one.finding.part, _origins([one.finding]))
        misread = not supports and any((key[0], origin) in other for origin in key[1])
        if one.finding.supports == supports and key not in seen and not misread:
            seen.add(key)
            chosen.append(one)
    return tuple(chosen)


def _statements(side: Sequence[_Standing]) -> tuple[Statement, ...]:
    """Their statements, each once, at most a few."""
    return tuple(dict.fromkeys(one.statement for one in side))[:_MOST_STATEMENTS]


def _said_by(side: Sequence[_Standing]) -> tuple[str, ...]:
    """Who says it, where no text says it itself."""
    speakers = [one.finding.speaker for one in side]
    return tuple(dict.fromkeys(map(short_name, speakers))) if all(speakers) else ()


def _headline(checked: ClaimCheck, phrases: Phrases) -> str:
    """The verdict as a sentence to the reader."""
    if not checked.searched:
        return phrases.fill("claim_nothing_searched")
    if checked.verdict == "not-told":
        return phrases.fill("claim_partly" if checked.supporting else "claim_not_told")
    if checked.verdict == "mixed":
        return phrases.fill("claim_mixed")
    if checked.verdict == "supported" and len(checked.said_by) == 1:
        return phrases.fill("claim_said", speaker=checked.said_by[0])
    supported = checked.verdict == "supported"
    origins = checked.supporting_origins if supported else checked.contradicting_origins
    if origins > 1:
        return phrases.fill(f"claim_{checked.verdict}_origins", origins=str(origins))
    return phrases.fill(f"claim_{checked.verdict}")
