"""Two stored runs side by side: what was won, what was lost, and how sure the difference is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

import numpy as np

from bot.errors import EvalError
from evals.circumstances import differences
from evals.metrics import RESAMPLES, Estimate
from evals.outcomes import CaseOutcome, Outcome

_DRAWS_AT_ONCE = 1_000_000

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

    @property
    def gone(self) -> tuple[str, ...]:
        """Faults that the case had and has no more."""
        return tuple(fault for fault in self.before.faults if fault not in self.after.faults)

    @property
    def new(self) -> tuple[str, ...]:
        """Faults that it has now and had not."""
        return tuple(fault for fault in self.after.faults if fault not in self.before.faults)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A metric in both runs, over the cases that were scored in both.

    `before` and `after` are means over all observations of these cases, as a run tells them; a case
    may have several, or have one on one side alone (of an abstention no quote is observed).
    """

    metric: str
    cases: int
    """Cases that have it on either side."""
    before: float
    after: float
    change: Estimate
    higher: int
    """Cases with it on both sides whose mean is greater in the second run."""
    lower: int

    @property
    def moved(self) -> bool:
        """Whether any case or the whole differs."""
        return bool(self.higher or self.lower or self.before != self.after)

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
    """Each metric that was observed in both runs."""
    scored = [pair for pair in pairs if pair.before.state == pair.after.state == "scored"]
    both = [(pair.before.observations, pair.after.observations) for pair in scored]
    for metric in dict.fromkeys(name for was, now in both for name in (*was, *now)):
        values = [(tuple(was.get(metric, ())), tuple(now.get(metric, ()))) for was, now in both]
        values = [(was, now) for was, now in values if was or now]
        before = [value for was, _ in values for value in was]
        after = [value for _, now in values for value in now]
        if before and after:
            means = [(fmean(was), fmean(now)) for was, now in values if was and now]
            yield Difference(
                metric=metric,
                cases=len(values),
                before=fmean(before),
                after=fmean(after),
                change=pooled_difference(values),
                higher=sum(now > was for was, now in means),
                lower=sum(now < was for was, now in means),
            )


def pooled_difference(
    values: Sequence[tuple[Sequence[float], Sequence[float]]],
    *,
    seed: int = 0,
    resamples: int = RESAMPLES,
) -> Estimate:
    """Mean of all observations after minus before, with its 95% interval over resampled cases.

    A case is drawn with all its observations of both runs, so that neither its difficulty nor how
    many observations it has goes into the interval. With one observation on each side it is
    `paired_difference`. Draws without an observation on one side are left out.

    [((1, 0), (1,)), ((0,), (1,))] -> 1.0 - 1/3
    """
    table = np.array([(sum(was), len(was), sum(now), len(now)) for was, now in values], dtype=float)
    random = np.random.default_rng(seed)
    rows = max(1, _DRAWS_AT_ONCE // len(table))
    drawn = np.concatenate(
        [
            table[random.integers(0, len(table), (min(rows, resamples - done), len(table)))].sum(1)
            for done in range(0, resamples, rows)
        ]
    )
    drawn = drawn[(drawn[:, 1] > 0) & (drawn[:, 3] > 0)]
    low, high = np.quantile(drawn[:, 2] / drawn[:, 3] - drawn[:, 0] / drawn[:, 1], [0.025, 0.975])
    was, had, now, has = table.sum(axis=0)
    # Rounded, so that the order of adding up is not taken for a change.
    value, low, high = (round(float(one), 12) for one in (now / has - was / had, low, high))
    return Estimate(count=len(table), value=value, low=low, high=high)
