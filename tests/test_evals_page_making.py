"""Which outcomes a report shows, and the command that writes it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.errors import EvalError
from evals.__main__ import app
from evals.gates import Gate, Gated
from evals.metrics import Estimate
from evals.page.making import MOST_RUNS, recent, report_of
from evals.stored import StoredRun, save
from tests.evals_page_samples import BEFORE, OUTCOME, PLAYED


def test_the_newest_of_a_suite_and_writer_is_shown_and_the_other_is_history() -> None:
    report = report_of([OUTCOME, PLAYED, BEFORE], [])
    assert report.outcomes == (OUTCOME, PLAYED)
    assert report.saved == (BEFORE,)


def test_saved_runs_are_not_repeated() -> None:
    assert report_of([OUTCOME, BEFORE], [BEFORE, OUTCOME]).saved == (BEFORE, OUTCOME)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "runs"
    save(BEFORE, place, "2026-11-20T10-00-00")
    save(OUTCOME, place, "2026-11-22T10-00-00")
    save(replace(PLAYED), place, "2026-11-21T10-00-00")
    return place


def written(folder: Path, *arguments: str) -> str:
    page = folder.parent / "report.html"
    done = CliRunner().invoke(
        app, ["report", "--runs", str(folder), "--output", str(page), *arguments]
    )
    assert done.exit_code == 0, done.output
    return page.read_text(encoding="utf-8")


def test_without_a_name_the_newest_of_each_writer_is_reported(folder: Path) -> None:
    html = written(folder)
    assert html.count('class="case"') == 8
    assert "Over saved runs" in html


def test_a_run_may_be_named_and_history_left_out(folder: Path) -> None:
    html = written(folder, "latest~2", "--no-history")
    assert html.count('class="case"') == 3
    assert "Over saved runs" not in html


def test_without_runs_the_error_says_how_to_get_one(tmp_path: Path) -> None:
    arguments = ["report", "--runs", str(tmp_path), "--output", str(tmp_path / "x.html")]
    failed = CliRunner().invoke(app, arguments).exception
    assert isinstance(failed, EvalError)
    assert "python -m evals run stores one" in str(failed)


def test_a_history_goes_back_so_many_runs_of_each_writer() -> None:
    stored = [
        StoredRun(
            path=Path(f"{day}-{writer}"), time=str(day), suite="a", writer=writer, revision=""
        )
        for day in range(MOST_RUNS + 5)
        for writer in ("extractive", "by-hand")
    ]
    assert recent(stored) == tuple(stored[10:])
    assert recent(stored[:7]) == tuple(stored[:7])


def test_gates_are_told_with_whether_they_held() -> None:
    gate = Gate.model_validate({"metric": "supported", "at-least": 0.9})
    estimate = Estimate(count=2, value=0.5, low=0.0, high=1.0)
    judged = [
        Gated(suite="answers", writer="extractive", gate=gate, estimate=found)
        for found in (estimate, None, replace(estimate, value=0.95))
    ]
    gates = report_of([OUTCOME], [], judged).gates
    assert [one.held for one in gates] == [False, False, True]
    assert "answers, extractive: supported at least 0.9: 0.500" in gates[0].told
