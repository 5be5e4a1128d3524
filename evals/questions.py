"""A suite of questions as an outcome: a case for each question."""

from __future__ import annotations

from evals.circumstances import data_hash, short_hash
from evals.outcomes import EXTRACTIVE, CaseOutcome, Circumstances, Outcome
from evals.replies import Quote, Reply
from evals.report import Result, Run


def outcome_of(run: Run) -> Outcome:
    """Every question with its observations and its reply; held-out ones without their words."""
    conditions = run.conditions
    return Outcome(
        suite=run.suite.name,
        writer=EXTRACTIVE,
        cases=tuple(_case(result, shown=run.suite.listed) for result in run.results),
        circumstances=Circumstances(
            date=conditions.date,
            revision=conditions.revision,
            embedder=conditions.embedder,
            machine=conditions.machine,
            data=data_hash((), repr((run.suite.corpus, run.suite.cases))),
        ),
        aims=run.suite.aims,
    )


def _case(result: Result, *, shown: bool) -> CaseOutcome:
    case = result.case
    expected = f"answered: {' / '.join(case.answers)}" if case.answerable else "abstained"
    return CaseOutcome(
        id=case.id if shown else f"held-out-{short_hash(case.id.encode())}",
        language=case.language,
        kind=case.kind,
        title=case.question if shown else "",
        expected=expected if shown else "",
        observations=result.observations,
        faults=result.faults,
        reply=_reply(result.reply) if shown else None,
    )


def _reply(reply: Reply) -> dict[str, object]:
    numbers = {quote: number for number, quote in enumerate(dict.fromkeys(reply.quotes), start=1)}
    return {
        "status": "answered" if reply.answered else "abstained",
        "language": reply.language,
        "text": reply.abstention or " ".join(one.text for one in reply.statements),
        "statements": [
            {"text": one.text, "citations": [numbers[quote] for quote in one.quotes]}
            for one in reply.statements
        ],
        "disagreements": [
            {
                "about": "",
                "claims": [
                    {"value": claim.value, "citations": [numbers[quote] for quote in claim.quotes]}
                    for claim in claims
                ],
            }
            for claims in reply.disagreements
        ],
        "citations": [_citation(quote, number) for quote, number in numbers.items()],
        "removed": [{"text": text, "reason": reason} for text, reason in reply.removed],
        "retrieved": [{"passage": one.passage, "wanted": one.wanted} for one in reply.retrieved],
    }


def _citation(quote: Quote, number: int) -> dict[str, object]:
    return {
        "number": number,
        "document": quote.document,
        "title": quote.title,
        "quote": quote.text,
        "start": quote.start,
        "end": quote.end,
    }
