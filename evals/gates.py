"""Gates: figures that must hold, by suite and writer, read from a file.

A gate whose figure was not observed falls: what is no longer measured is no longer guarded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from bot.errors import EvalError
from evals.glossary import METRICS
from evals.metrics import Estimate
from evals.outcomes import EXTRACTIVE, Outcome
from evals.scoring import figures_of
from evals.telling.wording import figure, interval
from evals.yaml_files import read_shape

GATES = Path(__file__).parent / "gates.yaml"

Bound = Literal["value", "low", "high"]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class Gate(_Entry):
    """The least or the greatest that a metric's value, or an end of its interval, may be."""

    metric: str
    at_least: float | None = Field(default=None, alias="at-least")
    at_most: float | None = Field(default=None, alias="at-most")
    bound: Bound = "value"

    @model_validator(mode="after")
    def _is_whole(self) -> Gate:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError(f"gate {self.metric!r} needs either at-least or at-most")
        return self

    def holds(self, estimate: Estimate) -> bool:
        """Whether the figure is on the right side."""
        value: float = getattr(estimate, self.bound)
        return value >= self.at_least if self.at_least is not None else value <= self._most

    @property
    def _most(self) -> float:
        return float("inf") if self.at_most is None else self.at_most

    def __str__(self) -> str:
        limit = (
            f"at least {self.at_least:g}"
            if self.at_least is not None
            else f"at most {self._most:g}"
        )
        whose = "" if self.bound == "value" else f", {self.bound} end of the interval"
        return f"{self.metric} {limit}{whose}"


class Gates(_Entry):
    """The file: what holds for every suite where it is observed, and what each suite owes.

    `suites` maps a suite to its writers and these to their gates.
    """

    always: list[Gate]
    suites: dict[str, dict[str, list[Gate]]]


@dataclass(frozen=True, kw_only=True)
class Gated:
    """One gate held against an outcome; `estimate` is None where nothing was observed."""

    suite: str
    writer: str
    gate: Gate
    estimate: Estimate | None

    @property
    def holds(self) -> bool:
        """Whether it was observed and is on the right side."""
        return self.estimate is not None and self.gate.holds(self.estimate)

    def __str__(self) -> str:
        """ "answers, extractive: supported at least 0.9: 0.933 (0.844 to 1.000), n=45"."""
        found = "not measured"
        if self.estimate is not None:
            one = self.estimate
            found = f"{figure(one.value)} ({interval(one)}), n={one.count}"
        return f"{self.suite}, {self.writer}: {self.gate}: {found}"


def load_gates(path: Path, suites: Collection[str]) -> Gates:
    """Read the gates. Raises EvalError for an unreadable file, an unknown suite or metric."""
    gates = read_shape(path, TypeAdapter(Gates), "gates", "gate")
    for unknown in _unknown(gates, suites):
        raise EvalError(f"{str(path)!r} names {unknown}; correct it there")
    return gates


def _unknown(gates: Gates, suites: Collection[str]) -> Iterator[str]:
    for suite in gates.suites:
        if suite not in suites:
            yield f"the suite {suite!r}, which there is not"
    listed = [one for writers in gates.suites.values() for each in writers.values() for one in each]
    for gate in (*gates.always, *listed):
        if gate.metric not in METRICS:
            yield f"the metric {gate.metric!r}, which is not in evals/glossary.py"


def judge(outcomes: Sequence[Outcome], gates: Gates, *, whole: bool) -> tuple[Gated, ...]:
    """Hold every outcome against its gates.

    With `whole`, all own suites were to be run, so that one with gates that was not run falls.
    """
    found = [gated for outcome in outcomes for gated in _judged(outcome, gates)]
    ran = {(outcome.suite, outcome.writer) for outcome in outcomes}
    found += [
        Gated(suite=suite, writer=writer, gate=gate, estimate=None)
        for suite, writers in gates.suites.items()
        for writer, listed in writers.items()
        if whole and (suite, writer) not in ran
        for gate in listed
    ]
    return tuple(found)


def _judged(outcome: Outcome, gates: Gates) -> Iterator[Gated]:
    found = {**figures_of(outcome), **health_of(outcome)}
    own = gates.suites.get(outcome.suite, {}).get(outcome.writer, [])
    named = {gate.metric for gate in own}
    for gate in gates.always:
        # Of a suite that has no quotes none can be asked; how a replay fared must be told.
        owed = gate.metric in found or (gate.metric in REPLAY and outcome.writer != EXTRACTIVE)
        if owed and gate.metric not in named:
            yield _gated(outcome, gate, found)
    for gate in own:
        yield _gated(outcome, gate, found)


def _gated(outcome: Outcome, gate: Gate, found: Mapping[str, Estimate]) -> Gated:
    return Gated(
        suite=outcome.suite, writer=outcome.writer, gate=gate, estimate=found.get(gate.metric)
    )


REPLAY = ("unplayed recordings", "live attempts")


def health_of(outcome: Outcome) -> dict[str, Estimate]:
    """Counts that every outcome has beside its figures, and those of its replay."""
    cases = outcome.cases
    health = outcome.replay
    found = {
        "stale cases": sum(case.state == "stale" for case in cases),
        "failed cases": sum(case.state == "failed" for case in cases),
    }
    if health is not None:
        found["stale cases"] = max(found["stale cases"], health.stale)
        found |= dict(zip(REPLAY, (health.unplayed, health.live), strict=True))
    return {
        name: Estimate(count=len(cases), value=value, low=value, high=value)
        for name, value in found.items()
    }


def fallen(judged: Sequence[Gated]) -> tuple[Gated, ...]:
    """The gates that do not hold."""
    return tuple(one for one in judged if not one.holds)
