"""A suite of questions as an outcome: a case for each question."""

from __future__ import annotations

from pathlib import Path

from evals.cases import Case, Suite
from evals.circumstances import data_hash, short_hash
from evals.outcomes import CaseOutcome, Circumstances, Outcome
from evals.results import Result, Run


def outcome_of(run: Run) -> Outcome:
    """Every question with its observations and its reply; held-out ones without their words."""
    conditions = run.conditions
    return Outcome(
        suite=run.suite.name,
        writer=run.writer,
        cases=tuple(_case(result, shown=run.suite.listed) for result in run.results),
        circumstances=Circumstances(
            date=conditions.date,
            revision=conditions.revision,
            embedder=conditions.embedder,
            machine=conditions.machine,
            data=_data(run.suite),
        ),
        aims=run.suite.aims,
        figures=run.figures,
        replay=run.replay,
    )


def _data(suite: Suite) -> str:
    """A hash of documents and cases that does not depend on where they lie."""
    documents = [f"{one.id}\n{one.text}" for one in suite.corpus.documents]
    return data_hash([Path(one) for one in suite.corpus.paths], repr(suite.cases), *documents)


def _case(result: Result, *, shown: bool) -> CaseOutcome:
    case = result.case
    given = result.reply.told if result.reply else None
    return CaseOutcome(
        id=case.id if shown else f"held-out-{short_hash(case.id.encode())}",
        language=case.language,
        kind=case.kind,
        title=title_of(case) if shown else "",
        expected=expected_of(case) if shown else "",
        state=result.state,
        note=result.note,
        observations=result.observations,
        faults=result.faults,
        reply=given if shown else None,
    )


def title_of(case: Case) -> str:
    """The question, after those that were asked before it: "Who? › And when?"."""
    return " › ".join((*case.earlier, case.question))


def expected_of(case: Case) -> str:
    """What a right reply holds, in words: "answered: 20 000 obus", "abstained"."""
    if not case.answerable:
        return "abstained"
    if not case.answers:
        return f"answered from {' or '.join(case.documents)}"
    differ = f"; both shown: {' and '.join(case.disagreement)}" if case.disagreement else ""
    return f"answered: {' / '.join(case.answers)}{differ}"
