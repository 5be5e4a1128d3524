"""The recordings that are shipped: whole, by hand, made with the prompts as they are now."""

from pathlib import Path

import pytest

from evals.adapters import load_suite
from evals.briefings.cases import load_briefing_cases
from evals.briefings.days import day_name
from evals.outcomes import BY_HAND
from evals.recording import CASSETTES, Shelf, labels
from evals.recording.faults import load_faults
from evals.recording.roles import ROLES
from evals.recording.serializing import as_text, from_text
from evals.recording.sources import written_cases
from evals.recording.stamps import changed_prompts

SUITES = ("answers", "briefings", "faults")
FILES = sorted(path for suite in SUITES for path in (CASSETTES / suite).rglob("*.yaml"))


def cases_of(suite: str) -> frozenset[str]:
    if suite == "faults":
        return frozenset(load_faults().plays)
    if suite == "briefings":
        days = [day_name(one, day.day) for one in load_briefing_cases() for day in one.days]
        return frozenset(days)
    return frozenset(case.id for case in load_suite(suite, None).cases)


@pytest.mark.parametrize("suite", SUITES)
def test_what_is_recorded_are_cases_and_all_that_are_written_are_recorded(suite: str) -> None:
    assert labels(suite) == (BY_HAND,)
    shelf = Shelf(suite=suite, label=BY_HAND)
    recorded = {case for case, _ in shelf.names()}
    assert {role for _, role in shelf.names()} <= set(ROLES)
    assert recorded <= cases_of(suite)
    written = written_cases(suite)
    assert (cases_of(suite) if written is None else written & cases_of(suite)) <= recorded


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_a_shipped_file_is_stamped_for_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = from_text(text, path.name)
    stamp = found.stamp
    assert f"{stamp.case}.{stamp.role}" == path.stem
    assert (stamp.suite, BY_HAND) == path.parts[-3:-1]
    assert stamp.by_hand
    assert stamp.model.endswith("by-hand")
    assert text.startswith("# No model replied")
    assert changed_prompts(stamp) == ()
    assert found.interactions
    assert as_text(found) == text  # nobody mended it by hand
