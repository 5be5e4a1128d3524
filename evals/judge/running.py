"""Judging a stored run: every statement of its replies, from recordings or by asking."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from bot.errors import EvalError
from bot.writers.model import ModelFailure
from evals import metrics
from evals.judge.agreement import Agreement, withheld
from evals.judge.agreement import as_text as agreement_text
from evals.judge.material import Judged
from evals.judge.scoring import Cited, cited_in, observations
from evals.judge.servers import Judge
from evals.judge.shelves import record_case, replay_case
from evals.judge.verdicts import Verdict
from evals.metrics import Estimate
from evals.outcomes import Outcome, ReplayHealth
from evals.recording.replaying import Replay
from evals.recording.shelf import Shelf
from evals.recording.stamps import prompt_hash

Progress = Callable[[str], None]
Given = Mapping[str, Verdict | None]


@dataclass(frozen=True, kw_only=True)
class JudgedRun:
    """A run's statements with their verdicts. `stale` are cases without fitting recordings."""

    outcome: Outcome
    statements: tuple[Cited, ...]
    given: Given
    stale: Mapping[str, str]
    health: ReplayHealth

    @property
    def by_case(self) -> dict[str, dict[str, tuple[float, ...]]]:
        """The judge's observations of each case that is not stale."""
        return {
            case: observations(told, lambda judged: self.given.get(judged.id))
            for case, told in grouped(self.statements).items()
            if case not in self.stale
        }

    @property
    def figures(self) -> dict[str, Estimate]:
        """The judge's metrics with their intervals, over statements or citations."""
        pooled: dict[str, list[float]] = {}
        for observed in self.by_case.values():
            for metric, values in observed.items():
                pooled.setdefault(metric, []).extend(values)
        return {metric: metrics.mean(values) for metric, values in pooled.items()}


def with_scores(run: JudgedRun) -> Outcome:
    """The outcome with the judge's observations beside the others, as `compare` and `report` take
    it; only for scores that count."""
    found = run.by_case
    return replace(
        run.outcome,
        cases=tuple(
            replace(case, observations={**case.observations, **found.get(case.id, {})})
            for case in run.outcome.cases
        ),
    )


def why_withheld(run: JudgedRun, record: Agreement | None) -> str:
    """Why this judge's scores do not count; "" when they do."""
    return withheld(record, run.health.model, prompt_hash("judge"))


def statements_of(outcome: Outcome, case: str | None) -> tuple[Cited, ...]:
    """The statements to judge. Raises EvalError where the run holds none (of that case)."""
    found = tuple(one for one in cited_in(outcome.cases) if case in (None, one.case))
    if not found:
        where = f"case {case!r} of " if case else ""
        raise EvalError(f"{where}the run of {outcome.suite!r} holds no statement to judge")
    return found


def grouped(statements: Sequence[Cited]) -> dict[str, list[Cited]]:
    """Statements by case, in order."""
    found: dict[str, list[Cited]] = {}
    for one in statements:
        found.setdefault(one.case, []).append(one)
    return found


def needed(statements: Sequence[Cited]) -> tuple[Judged, ...]:
    """All that must be judged, each once."""
    return tuple({judged.id: judged for one in statements for judged in one.asked()}.values())


def record_run(
    statements: Sequence[Cited], judge: Judge, shelf: Shelf, day: str, progress: Progress
) -> int:
    """Ask the judge about every case and keep it; the number of verdicts.

    Raises EvalError when the judge's server fails; what was recorded before stays.
    """
    count = 0
    cases = grouped(statements)
    for number, (case, told) in enumerate(cases.items(), start=1):
        progress(f"judging: {number} of {len(cases)}")
        try:
            count += len(record_case(case, needed(told), judge, shelf, day))
        except ModelFailure as failure:
            raise EvalError(f"case {case!r} could not be judged: {failure}") from failure
    return count


def replay_run(
    outcome: Outcome, statements: Sequence[Cited], shelf: Shelf, *, whole: bool
) -> JudgedRun:
    """The verdicts that are on the shelf; `whole`: what no statement asks for is unplayed.

    Raises EvalError where the shelf holds none.
    """
    given: dict[str, Verdict | None] = {}
    stale: dict[str, str] = {}
    with Replay(shelf) as replay:
        for case, told in grouped(statements).items():
            asked = needed(told)
            if not asked:
                continue
            replayed = replay_case(case, asked, replay)
            given |= replayed.given
            if replayed.stale:
                stale[case] = replayed.stale
        health = replay.health(whole=whole)
    return JudgedRun(
        outcome=outcome, statements=tuple(statements), given=given, stale=stale, health=health
    )


def as_text(run: JudgedRun, record: Agreement | None, again: str) -> str:
    """Whose verdicts, how far that judge agrees with people, and its scores where they count."""
    health = run.health
    lines = [
        f"suite {run.outcome.suite}, writer {run.outcome.writer}: {len(run.statements)} statements "
        f"of {len(grouped(run.statements))} cases, judged by {health.model or 'nobody'}"
        f"{' (WRITTEN BY HAND: no model judged)' if health.by_hand else ''}, "
        f"oldest verdict {health.oldest or 'none'}",
        f"replay: {health.played} played, {len(run.stale)} cases stale, {health.unplayed} unplayed",
    ]
    lines += [f"  {case}: {reason}" for case, reason in list(run.stale.items())[:_SHOWN]]
    if run.stale:
        lines.append(f"  record again: {again}")
    reason = why_withheld(run, record)
    if record is not None:
        lines += ["", agreement_text(record, reason)]
    elif reason:
        lines += ["", f"judge's scores withheld: {reason}"]
    if not reason:
        lines += ["", f"{'metric':<34} {'n':>5} {'value':>6}   95% interval"]
        lines += [
            f"{metric:<34} {one.count:>5} {one.value:>6.3f}   {one.low:.3f} to {one.high:.3f}"
            for metric, one in run.figures.items()
        ]
    return "\n".join(lines)


def as_json(run: JudgedRun, record: Agreement | None) -> dict[str, object]:
    """The same for programs; scores only where they count."""
    reason = why_withheld(run, record)
    return {
        "suite": run.outcome.suite,
        "writer": run.outcome.writer,
        "statements": len(run.statements),
        "stale": dict(run.stale),
        "replay": asdict(run.health),
        "agreement": None if record is None else asdict(record),
        "withheld": reason,
        "figures": {} if reason else {name: asdict(one) for name, one in run.figures.items()},
        "cases": {} if reason else run.by_case,
    }


_SHOWN = 5
"""Stale cases that are named."""
