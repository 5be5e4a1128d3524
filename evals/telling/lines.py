"""Outcomes as JSON lines: one line a case, for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from evals.outcomes import Outcome


def as_lines(outcomes: Iterable[Outcome]) -> str:
    """A line for each case: suite, writer, date, revision, data, and all that is stored of it."""
    return "".join(
        json.dumps(
            {
                "suite": outcome.suite,
                "writer": outcome.writer,
                "date": outcome.circumstances.date,
                "revision": outcome.circumstances.revision,
                "data": outcome.circumstances.data,
                **asdict(case),
            },
            ensure_ascii=False,
            allow_nan=False,
        )
        + "\n"
        for outcome in outcomes
        for case in outcome.cases
    )
