"""A report of an outside set that is asked in a way of its own."""

from __future__ import annotations

from collections.abc import Sequence

from evals.cases import Suite
from evals.finished import Finished
from evals.questions import outcome_of
from evals.report import Conditions, Result, Run, as_json, as_text
from evals.runner import Setting


def reported(suite: Suite, results: Sequence[Result], setting: Setting) -> Finished:
    """What any suite of questions reports; `suite` is not listed, so no case is."""
    run = Run(
        suite=suite,
        results=tuple(results),
        conditions=Conditions(
            date=setting.date,
            revision=setting.revision,
            embedder=setting.embedder.name,
            machine=setting.machine,
            embedded=0,
        ),
    )
    return Finished(text=as_text(run), json=as_json(run), outcome=outcome_of(run))
