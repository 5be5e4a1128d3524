"""The suite `lina` as an outcome: agreement of groupings, which is no mean over cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evals.cases import Aim
from evals.grouping.report import Measured, name_of
from evals.metrics import Estimate
from evals.outcomes import EXTRACTIVE, Circumstances, Outcome


def outcome_of(measured: Sequence[Measured], circumstances: Circumstances) -> Outcome:
    """Both measures of every grouping, as figures; there are no cases."""
    return Outcome(
        suite="lina",
        writer=EXTRACTIVE,
        cases=(),
        circumstances=circumstances,
        aims=tuple(
            Aim(metric=name, value=one.aim)
            for one in measured
            if one.aim is not None
            for name, _ in _figures(one)
        ),
        figures={name: found for one in measured for name, found in _figures(one)},
    )


def _figures(one: Measured) -> Iterator[tuple[str, Estimate]]:
    yield f"{name_of(one)}: pairwise F1", one.pairwise
    yield f"{name_of(one)}: B-cubed F1", one.b_cubed
