"""Suites that ask no questions: each runs in its own way and reports in its own words.

A suite of questions is an adapter (`evals.adapters`); what is measured on briefings and on groups
of passages is registered here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from evals.adapters import ADAPTERS
from evals.finished import Finished
from evals.outcomes import EXTRACTIVE

if TYPE_CHECKING:
    from evals.runner import Setting


def _briefings(data: Path | None, setting: Setting) -> Finished:
    # Late: naming the suites need not load the indexes.
    from evals.briefings.running import run_briefings
    from evals.recording.running import run_replayed_briefings

    if setting.writer == EXTRACTIVE:
        return run_briefings(data, setting)
    return run_replayed_briefings(data, setting)


def _faults(data: Path | None, setting: Setting) -> Finished:
    # Late: naming the suites need not load the indexes.
    from evals.recording.running import run_faults

    return run_faults(data, setting)


def _retrieval(data: Path | None, setting: Setting) -> Finished:
    # Late: naming the suites need not load the indexes.
    from evals.retrieval.running import run_retrieval

    return run_retrieval(data, setting)


def _rpm2(data: Path | None, setting: Setting) -> Finished:
    # Late: naming the suites need not load the indexes.
    from evals.rpm2.running import run_rpm2

    return run_rpm2(data, setting)


def _lina(data: Path | None, setting: Setting) -> Finished:
    # Late: naming the suites need not load the indexes.
    from evals.grouping.running import run_lina

    return run_lina(data, setting)


def _claims(data: Path | None, setting: Setting) -> Finished:
    # Late: naming the suites need not load the indexes.
    from evals.claims.running import run_claims

    return run_claims(data, setting)


def _rte3(data: Path | None, setting: Setting) -> Finished:
    # Late: naming the suites need not load the indexes.
    from evals.claims.running import run_rte3

    return run_rte3(data, setting)


def _ramdocs(data: Path | None, setting: Setting) -> Finished:
    # Late: naming the suites need not load the indexes.
    from evals.outside.conflicts import run_ramdocs

    return run_ramdocs(data, setting)


def _expertqa(data: Path | None, setting: Setting) -> Finished:
    # Late: naming the suites need not load the indexes.
    from evals.outside.support import run_expertqa

    return run_expertqa(data, setting)


OtherSuite = Callable[[Path | None, "Setting"], Finished]
"""Takes the directory given by `--data` (None when it was not given) and the setting; raises
EvalError where the data is missing or is not what it should be."""

OTHER_SUITES: Mapping[str, OtherSuite] = {
    "retrieval": _retrieval,
    "briefings": _briefings,
    "faults": _faults,
    "rpm2": _rpm2,
    "lina": _lina,
    "claims": _claims,
    "rte3-fr": _rte3,
    "ramdocs": _ramdocs,
    "expertqa": _expertqa,
}

SUITES = (*ADAPTERS, *OTHER_SUITES)
OWN = ("answers", "answers-heldout", "retrieval", "briefings", "claims", "faults")
"""Suites that need no outside data: those that run where none is named."""

RECORDED_ONLY = frozenset({"faults"})
"""Suites that only recordings can play."""
