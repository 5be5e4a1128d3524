"""Scores out of results, as text for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from evals import metrics
from evals.cases import Aim, Case, Suite
from evals.judgement import Observations
from evals.metrics import Estimate
from evals.replies import Reply

HEADLINES = (
    "passage R@1",
    "supported",
    "first quote has answer",
    "abstained when it should",
    "abstained when it should not",
    "quote exactness",
)
"""What the tables by language and by kind show; the rest is in the JSON."""

_LATENCY = "latency ms"
_FAULTS = {
    "answered": "abstained",
    "supported": "no quote of an expected document has the answer",
    "abstained when it should": "answered",
    "quote exactness": "a quote is not in the stored text",
    "citation validity": "a citation points to no passage that was shown",
    "statements with a quote": "a statement has no quote",
    "disagreement disclosed": "the disagreement is not shown",
    "language match": "own words are not in the question's language",
}
"""A value below 1 in any of these fails the case."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """One case, what came back, and its observations."""

    case: Case
    reply: Reply
    observations: Observations

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with the reply; empty when it passes."""
        return tuple(
            fault
            for metric, fault in _FAULTS.items()
            if min(self.observations.get(metric, (1.0,))) < 1.0
        )


@dataclass(frozen=True, kw_only=True)
class Scores:
    """Estimates by metric: over all cases, by language and by kind of case."""

    overall: Mapping[str, Estimate]
    by_language: Mapping[str, Mapping[str, Estimate]]
    by_kind: Mapping[str, Mapping[str, Estimate]]


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """Under what a run was made: what makes two runs comparable."""

    date: str
    revision: str
    embedder: str
    machine: str
    embedded: int
    """Texts embedded in the run; the vectors of all others were in the cache."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """A suite that was run."""

    suite: Suite
    results: tuple[Result, ...]
    conditions: Conditions


def scores(results: Sequence[Result]) -> Scores:
    """Estimate every metric over all results and over each language and kind."""
    return Scores(
        overall=estimates(results),
        by_language=_grouped(results, lambda result: result.case.language),
        by_kind=_grouped(results, lambda result: result.case.kind),
    )


def estimates(results: Iterable[Result]) -> dict[str, Estimate]:
    """Every metric of some results, in the order in which metrics were first observed.

    Latency becomes its median and its 95th percentile.
    """
    pooled: dict[str, list[float]] = {}
    for result in results:
        for metric, values in result.observations.items():
            pooled.setdefault(metric, []).extend(values)
    latency = pooled.pop(_LATENCY, [])
    found = {metric: metrics.mean(values) for metric, values in pooled.items()}
    if latency:
        found["latency p50 ms"] = metrics.quantile(latency, 0.50)
        found["latency p95 ms"] = metrics.quantile(latency, 0.95)
    return found


def _grouped(
    results: Sequence[Result], key: Callable[[Result], str]
) -> dict[str, dict[str, Estimate]]:
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(key(result), []).append(result)
    return {name: estimates(group) for name, group in groups.items()}


def as_json(run: Run) -> dict[str, object]:
    """The whole run; a suite that is not listed keeps its cases out."""
    found = scores(run.results)
    return {
        "suite": run.suite.name,
        "conditions": asdict(run.conditions),
        "cases": len(run.results),
        "failed": sum(bool(result.faults) for result in run.results),
        "aims": [
            {**asdict(aim), "reached": aim.reached(found.overall[aim.metric].value)}
            for aim in run.suite.aims
            if aim.metric in found.overall
        ],
        "metrics": asdict(found),
        "results": [_result_json(result) for result in run.results] if run.suite.listed else [],
    }


def _result_json(result: Result) -> dict[str, object]:
    reply = result.reply
    return {
        "case": asdict(result.case),
        "faults": result.faults,
        "observations": result.observations,
        "reply": {
            **asdict(reply),
            "shown": sorted(reply.shown) if reply.shown is not None else None,
        },
    }


# ------------------------------------------------------------------------------------------ text


def as_text(run: Run) -> str:
    """The report for a terminal: conditions, figures beside aims, groups, failed cases."""
    found = scores(run.results)
    conditions = run.conditions
    parts = [
        f"suite {run.suite.name}: {len(run.results)} cases, "
        f"{sum(bool(result.faults) for result in run.results)} failed",
        f"{conditions.date}, revision {conditions.revision}, {conditions.embedder}, "
        f"{conditions.machine}",
        f"{conditions.embedded} texts embedded in this run, the others cached; latency is without "
        "the question's embedding",
        "",
        _overall(found.overall, run.suite.aims),
        "",
        _by_group("by language", found.by_language),
        "",
        _by_group("by kind", found.by_kind),
    ]
    return "\n".join([*parts, "", _failures(run)])


def _overall(found: Mapping[str, Estimate], aims: Sequence[Aim]) -> str:
    """One line a metric: n, value, interval, aim and whether it is reached."""
    by_metric = {aim.metric: aim for aim in aims}
    lines = [f"{'metric':<32} {'n':>6} {'value':>9}   {'95% interval':<18} aim"]
    for metric, estimate in found.items():
        interval = f"{_figure(estimate.low)} to {_figure(estimate.high)}"
        verdict = _verdict(by_metric.get(metric), estimate.value)
        lines.append(
            f"{metric:<32} {estimate.count:>6} {_figure(estimate.value):>9}   "
            f"{interval:<18} {verdict}".rstrip()
        )
    unmeasured = [aim.metric for aim in aims if aim.metric not in found]
    lines += [f"{metric:<32} not measured: no case gave an observation" for metric in unmeasured]
    return "\n".join(lines)


def _verdict(aim: Aim | None, value: float) -> str:
    """The aim and, plainly, whether it is missed."""
    if aim is None:
        return ""
    sign = "<=" if aim.most else ">="
    verdict = "reached" if aim.reached(value) else f"MISSED by {abs(aim.value - value):.4f}"
    return f"{sign} {aim.value:.2f}  {verdict}"


def _figure(value: float) -> str:
    """Three decimals for shares, one for milliseconds: 0.5 -> "0.500", 12.34 -> "12.3"."""
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def _by_group(title: str, groups: Mapping[str, Mapping[str, Estimate]]) -> str:
    """A line for each group and headline: value, n and interval."""
    lines = [title]
    for name, found in groups.items():
        for metric in HEADLINES:
            if metric in found:
                estimate = found[metric]
                lines.append(
                    f"  {name:<14} {metric:<30} {estimate.value:.3f}  n={estimate.count:<5} "
                    f"{estimate.low:.3f} to {estimate.high:.3f}"
                )
    return "\n".join(lines)


def _failures(run: Run) -> str:
    """Every failed case with what was expected and what came back."""
    if not run.suite.listed:
        return "held out: the cases are not listed"
    failed = [result for result in run.results if result.faults]
    if not failed:
        return "no case failed"
    return "\n".join(["failed cases", *(_failure(result) for result in failed)])


def _failure(result: Result) -> str:
    case, reply = result.case, result.reply
    expected = f"one of {list(case.answers)} from {list(case.documents)}"
    if case.disagreement:
        expected += f", and the disagreement {list(case.disagreement)}"
    lines = [
        f"  {case.id} [{case.language}, {case.kind}]: {'; '.join(result.faults)}",
        f"    question  {case.question}",
        f"    expected  {expected if case.answerable else 'an abstention'}",
    ]
    if not reply.answered:
        lines.append(f"    came back abstention: {reply.abstention}")
    for statement in reply.statements:
        lines.append(f"    came back {statement.text}")
        lines += [
            f"      quote   {quote.document}[{quote.start}:{quote.end}] {quote.text}"
            for quote in statement.quotes
        ]
    for disagreement in reply.disagreements:
        lines.append(f"    disagree  {' | '.join(claim.value for claim in disagreement)}")
    lines += [f"    removed   {text} ({reason})" for text, reason in reply.removed]
    lines.append(f"    retrieved {', '.join(each.passage for each in reply.retrieved[:5])}")
    return "\n".join(lines)
