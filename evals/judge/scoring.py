"""What the judge's verdicts say of the statements of a run: citation recall and precision, support.

Citation recall and precision are those of ALCE (Gao et al., EMNLP 2023), with the judge in the
place of its entailment model: "full" is 1, all else 0. Support weighs verdicts 1, .5 and 0 as TREC
2024 RAG does (arXiv 2504.15205): over statements by all quotes of each, over citations by each
quote alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.judge.material import Judged, Quoted
from evals.judge.verdicts import WEIGHTS, Verdict
from evals.outcomes import CaseOutcome

RECALL = "citation recall (judged)"
PRECISION = "citation precision (judged)"
SUPPORT = "support of statements (judged)"
SUPPORT_OF_CITATIONS = "support by citations (judged)"
UNSCORED = "unscored (judged)"

Given = Callable[[Judged], Verdict | None]


@dataclass(frozen=True, kw_only=True)
class Cited:
    """A statement of a case with all its quotes."""

    case: str
    statement: str
    quotes: tuple[Quoted, ...]

    @property
    def whole(self) -> Judged:
        """The statement with all its quotes."""
        return Judged(self.statement, self.quotes)

    def alone(self, number: int) -> Judged:
        """The statement with one of its quotes."""
        return Judged(self.statement, (self.quotes[number],))

    def without(self, number: int) -> Judged:
        """The statement with all its quotes but one."""
        return Judged(self.statement, (*self.quotes[:number], *self.quotes[number + 1 :]))

    def asked(self) -> Iterator[Judged]:
        """All that must be judged to score it; a statement without quotes needs no judge."""
        if self.quotes:
            yield self.whole
        if len(self.quotes) > 1:
            for number in range(len(self.quotes)):
                yield self.alone(number)
                yield self.without(number)


def cited_in(cases: Sequence[CaseOutcome]) -> tuple[Cited, ...]:
    """Every statement of the scored cases whose replies are stored; quotes each once, in order."""
    return tuple(
        cited
        for case in cases
        if case.state == "scored" and case.reply is not None
        for cited in _of_reply(case.id, case.reply)
    )


def _of_reply(case: str, reply: Mapping[str, Any]) -> Iterator[Cited]:
    by_number = {one["number"]: one for one in reply.get("citations", ())}
    for statement in reply.get("statements", ()):
        cited = [by_number[number] for number in statement["citations"] if number in by_number]
        quotes = dict.fromkeys(
            Quoted(passage=one.get("context", one["passage"]), quote=one["quote"]) for one in cited
        )
        yield Cited(case=case, statement=statement["text"], quotes=tuple(quotes))


def observations(statements: Sequence[Cited], given: Given) -> dict[str, tuple[float, ...]]:
    """The observations of a case's statements. What has no verdict is counted as unscored only.

    One quote that proves all: recall 1, precision 1, support 1. Two quotes, the first proves all
    alone and the second nothing: recall 1, precision 1 of 2, support by citations .5.
    """
    found: dict[str, list[float]] = {}
    for one in statements:
        for metric, value in _of_statement(one, given):
            found.setdefault(metric, []).append(value)
    return {metric: tuple(values) for metric, values in found.items()}


def _of_statement(cited: Cited, given: Given) -> Iterator[tuple[str, float]]:
    """ALCE: a statement that cites nothing has recall 0 and no citation to be precise."""
    if not cited.quotes:
        yield RECALL, 0.0
        yield SUPPORT, 0.0
        return
    verdict = given(cited.whole)
    yield UNSCORED, float(verdict is None)
    if verdict is None:
        return
    yield RECALL, float(verdict == "full")
    yield SUPPORT, WEIGHTS[verdict]
    if len(cited.quotes) == 1:
        yield PRECISION, float(verdict == "full")
        yield SUPPORT_OF_CITATIONS, WEIGHTS[verdict]
        return
    for number in range(len(cited.quotes)):
        alone = given(cited.alone(number))
        yield UNSCORED, float(alone is None)
        if alone is None:
            continue
        yield SUPPORT_OF_CITATIONS, WEIGHTS[alone]
        precise = _precise(cited, number, alone, verdict, given)
        if precise is not None:
            yield PRECISION, precise


def _precise(
    cited: Cited, number: int, alone: Verdict, whole: Verdict, given: Given
) -> float | None:
    """1.0 when all quotes prove the statement and this one is needed or proves it alone."""
    if whole != "full":
        return 0.0
    if alone == "full":
        return 1.0
    others = given(cited.without(number))
    return None if others is None else float(others != "full")
