"""Every own suite with every writer, replayed as CI does it: no key, no network, nothing cached.

This is `python -m evals run --gate` in a process of its own. It shows what it printed when a gate
falls.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from evals.outcomes import Outcome
from evals.recording.shelf import labels
from evals.stored import load, runs
from evals.suites import OWN, RECORDED_ONLY

ROOT = Path(__file__).parent.parent
SECONDS = 900
"""Until it is taken for hung. It takes about a minute and a half where nothing else runs."""

pytestmark = pytest.mark.timeout(SECONDS + 60)


@dataclass(frozen=True, kw_only=True)
class Replayed:
    """What the one run left: its exit code, all that it printed, its JSON and its outcomes."""

    code: int
    said: str
    json: Mapping[str, Any]
    outcomes: tuple[Outcome, ...]


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Replayed:
    place = tmp_path_factory.mktemp("replayed")
    places = {"--cache": place / "cache", "--runs": place / "runs", "--json": place / "run.json"}
    options = [str(word) for pair in places.items() for word in pair]
    finished = subprocess.run(
        [sys.executable, "-m", "evals", "run", "--gate", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    told = places["--json"]
    return Replayed(
        code=finished.returncode,
        said=finished.stdout + finished.stderr,
        json=json.loads(told.read_text(encoding="utf-8")) if told.is_file() else {},
        outcomes=tuple(load(stored.path) for stored in runs(places["--runs"])),
    )


def test_every_gate_holds(replayed: Replayed) -> None:
    assert replayed.code == 0, replayed.said
    assert " gates, 0 fell" in replayed.said


def test_every_suite_was_run_by_every_writer_that_it_has(replayed: Replayed) -> None:
    expected = {(suite, label) for suite in OWN for label in labels(suite)}
    expected |= {(suite, "extractive") for suite in OWN if suite not in RECORDED_ONLY}
    assert {(one.suite, one.writer) for one in replayed.outcomes} == expected
    assert {"by-hand", "extractive"} <= {writer for _, writer in expected}


def test_no_case_is_stale_or_failed(replayed: Replayed) -> None:
    wrong = [
        f"{outcome.suite}, {outcome.writer}, {case.id}: {case.state}: {case.note}"
        for outcome in replayed.outcomes
        for case in outcome.cases
        if case.state != "scored"
    ]
    assert not wrong, "\n".join(wrong)


def test_recordings_were_played_whole_and_nothing_reached_out(replayed: Replayed) -> None:
    healths = {(one.suite, one.writer): one.replay for one in replayed.outcomes}
    for (suite, writer), health in healths.items():
        if writer == "extractive":
            # It needs no recording; there is a health only where something reached out.
            assert health is None, (suite, health)
            continue
        assert health is not None, (suite, writer)
        assert health.played > 0
        assert (health.stale, health.unplayed, health.live) == (0, 0, 0), (suite, health)


def test_what_was_written_by_hand_says_so(replayed: Replayed) -> None:
    for outcome in replayed.outcomes:
        if outcome.replay is not None and outcome.writer == "by-hand":
            assert outcome.replay.by_hand
            assert "by-hand" in outcome.replay.model


def test_the_figures_are_told_to_programs_too(replayed: Replayed) -> None:
    assert replayed.json, replayed.said
