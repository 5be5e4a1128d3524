"""Two stored runs side by side: what was won, what was lost, and how sure the difference is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from bot.errors import EvalError
from evals.circumstances import differences
from evals.metrics import Estimate, paired_difference
from evals.outcomes import CaseOutcome, Outcome

Standing = Literal["won", "lost", "same"]


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One case in both runs."""

    before: CaseOutcome
    after: CaseOutcome

    @property
    def standing(self) -> Standing:
        """Won: it passes now and did not; lost: the other way round."""
        if self.before.passed == self.after.passed:
            return "same"
        return "won" if self.after.passed else "lost"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A metric in both runs, over the cases that have it in both; of each case the mean counts."""

    metric: str
    before: float
    after: float
    change: Estimate
    higher: int
    """Cases whose value is greater in the second run."""
    lower: int

    @property
    def sure(self) -> bool:
        """Whether the interval of the change leaves out nought."""
        return self.change.low > 0 or self.change.high < 0


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A figure that is no mean over cases, in both runs: nothing pairs, so each has its own."""

    metric: str
    before: Estimate
    after: Estimate


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A suite in two runs. `only_before` and `only_after` are ids of cases in one of them."""

    before: Outcome
    after: Outcome
    pairs: tuple[Pair, ...]
    differences: tuple[Difference, ...]
    figures: tuple[Beside, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]

    def of(self, standing: Standing) -> tuple[Pair, ...]:
        """The pairs that were won, lost, or are the same."""
        return tuple(pair for pair in self.pairs if pair.standing == standing)

    @property
    def same_data(self) -> bool:
        """Whether documents and cases were the same."""
        return self.before.circumstances.data == self.after.circumstances.data

    @property
    def circumstances(self) -> tuple[str, ...]:
        """What differs in the circumstances, in words."""
        one, other = self.before.circumstances, self.after.circumstances
        plain = ("date", "revision", "embedder", "machine", "data")
        found = [
            *differences(
                {name: getattr(one, name) for name in plain} | {"writer": self.before.writer},
                {name: getattr(other, name) for name in plain} | {"writer": self.after.writer},
            )
        ]
        for title, was, now in (
            ("prompt", one.prompts, other.prompts),
            ("package", one.packages, other.packages),
            ("setting", one.settings, other.settings),
        ):
            found += [f"{title} {line}" for line in differences(was, now)]
        return tuple(found)


def compare(before: Sequence[Outcome], after: Sequence[Outcome]) -> tuple[Comparison, ...]:
    """Compare what both runs have.

    Outcomes pair by suite and writer; where a suite has one writer on each side, by suite, so that
    two writers can be compared. Raises EvalError where nothing pairs.
    """
    paired = list(_paired(before, after))
    if not paired:
        raise EvalError(
            f"the runs have no suite in common: {_suites(before)} before, {_suites(after)} after"
        )
    return tuple(_compared(one, other) for one, other in paired)


def _suites(outcomes: Sequence[Outcome]) -> str:
    names = dict.fromkeys(f"{one.suite} by {one.writer}" for one in outcomes)
    return ", ".join(names) or "none"


def _paired(
    before: Sequence[Outcome], after: Sequence[Outcome]
) -> Iterator[tuple[Outcome, Outcome]]:
    for suite in dict.fromkeys(outcome.suite for outcome in before):
        was = {one.writer: one for one in before if one.suite == suite}
        now = {one.writer: one for one in after if one.suite == suite}
        if len(was) == len(now) == 1:
            yield next(iter(was.values())), next(iter(now.values()))
        else:
            yield from ((was[writer], now[writer]) for writer in was if writer in now)


def _compared(before: Outcome, after: Outcome) -> Comparison:
    was = {case.id: case for case in before.cases}
    now = {case.id: case for case in after.cases}
    pairs = tuple(Pair(before=was[name], after=now[name]) for name in was if name in now)
    return Comparison(
        before=before,
        after=after,
        pairs=pairs,
        differences=tuple(_differences(pairs)),
        figures=tuple(
            Beside(metric=metric, before=figure, after=after.figures[metric])
            for metric, figure in before.figures.items()
            if metric in after.figures
        ),
        only_before=tuple(name for name in was if name not in now),
        only_after=tuple(name for name in now if name not in was),
    )


def _differences(pairs: Sequence[Pair]) -> Iterator[Difference]:
    """Each metric over the pairs that were scored and have it on both sides."""
    scored = [pair for pair in pairs if pair.before.state == pair.after.state == "scored"]
    listed = [pair.before.observations for pair in scored]
    for metric in dict.fromkeys(metric for observed in listed for metric in observed):
        values = [
            (fmean(was), fmean(now))
            for pair in scored
            if (was := _of(pair.before.observations, metric))
            and (now := _of(pair.after.observations, metric))
        ]
        if values:
            before, after = zip(*values, strict=True)
            yield Difference(
                metric=metric,
                before=fmean(before),
                after=fmean(after),
                change=paired_difference(before, after),
                higher=sum(now > was for was, now in values),
                lower=sum(now < was for was, now in values),
            )


def _of(observations: Mapping[str, tuple[float, ...]], metric: str) -> tuple[float, ...]:
    return tuple(observations.get(metric, ()))
