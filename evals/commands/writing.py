"""The files that `python -m evals run` is asked to write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.commands.showing import write_json, write_text
from evals.comparing import compare
from evals.finished import Finished
from evals.gates import Gated
from evals.outcomes import Outcome
from evals.page.making import recent, report_of
from evals.page.renderer import render
from evals.scoring import scores_of
from evals.stored import load, runs
from evals.telling.junit import as_junit
from evals.telling.lines import as_lines
from evals.telling.markdown import as_markdown


@dataclass(frozen=True)
class Targets:
    """Files to write, each None where it is not wanted.

    `against` is the run that the Markdown compares with, `folder` where runs are stored.
    """

    json: Path | None
    markdown: Path | None
    junit: Path | None
    lines: Path | None
    page: Path | None
    against: tuple[Outcome, ...]
    folder: Path


def write(targets: Targets, done: Sequence[Finished], judged: Sequence[Gated]) -> None:
    """Write what is wanted. Raises EvalError for a file that cannot be written."""
    outcomes = [finished.outcome for finished in done]
    if targets.json is not None:
        write_json(targets.json, as_json(done, judged))
    if targets.markdown is not None:
        compared = compare(targets.against, outcomes) if targets.against else ()
        write_text(targets.markdown, as_markdown(outcomes, judged, compared))
    if targets.junit is not None:
        write_text(targets.junit, as_junit(outcomes, judged))
    if targets.lines is not None:
        write_text(targets.lines, as_lines(outcomes))
    if targets.page is not None:
        write_text(targets.page, _page(outcomes, judged, targets.folder))


def as_json(done: Sequence[Finished], judged: Sequence[Gated]) -> dict[str, object]:
    """Every figure of every suite, its own report, and the gates; the cases are in the runs."""
    return {
        "outcomes": [
            {
                "suite": finished.outcome.suite,
                "writer": finished.outcome.writer,
                "circumstances": asdict(finished.outcome.circumstances),
                "replay": asdict(finished.outcome.replay) if finished.outcome.replay else None,
                "aims": [asdict(aim) for aim in finished.outcome.aims],
                "metrics": asdict(scores_of(finished.outcome)),
                "report": finished.json,
            }
            for finished in done
        ],
        "gates": [
            {
                "suite": one.suite,
                "writer": one.writer,
                "metric": one.gate.metric,
                "told": str(one),
                "holds": one.holds,
            }
            for one in judged
        ],
    }


def _page(outcomes: Sequence[Outcome], judged: Sequence[Gated], folder: Path) -> str:
    shown = {(outcome.suite, outcome.writer) for outcome in outcomes}
    saved = [load(one.path) for one in recent(runs(folder)) if (one.suite, one.writer) in shown]
    return render(report_of(outcomes, saved, judged))
