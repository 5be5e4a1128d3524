"""`python -m evals report`: stored runs as one HTML page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.errors import EvalError
from evals.commands.showing import write_text
from evals.outcomes import EXTRACTIVE
from evals.stored import RUNS, load, named, runs
from evals.suites import SUITES

PAGE = Path("report.html")


def report(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[RUN]...", help="paths, beginnings of names, latest, latest~1"),
    ] = None,
    output: Annotated[Path, typer.Option(help="write the page here")] = PAGE,
    history: Annotated[
        bool, typer.Option("--history/--no-history", help="draw figures over all saved runs")
    ] = True,
    folder: Annotated[Path, typer.Option("--runs", help="directory of stored runs")] = RUNS,
) -> None:
    """Write one page of stored runs; without RUN, the newest of every suite and writer."""
    # Late: --help need not load the templates.
    from evals.gates import GATES, judge, load_gates
    from evals.page.making import recent, report_of
    from evals.page.renderer import render

    shown = [path for name in names for path in named(name, folder)] if names else newest(folder)
    if not shown:
        raise EvalError(f"no run is stored in {str(folder)!r}; python -m evals run stores one")
    outcomes = [load(path) for path in dict.fromkeys(shown)]
    saved = [load(run.path) for run in recent(runs(folder))] if history else []
    judged = judge(outcomes, load_gates(GATES, SUITES), whole=False)
    made = report_of(outcomes, saved, judged)
    write_text(output, render(made))
    cases = sum(len(outcome.cases) for outcome in made.outcomes)
    typer.echo(f"{output}: {len(made.outcomes)} outcomes, {cases} cases")


def newest(folder: Path) -> list[Path]:
    """The newest stored file of each suite and writer, in the order in which suites are run."""
    latest = {(run.suite, run.writer): run.path for run in runs(folder)}
    return [latest[known] for known in sorted(latest, key=_order)]


def _order(known: tuple[str, str]) -> tuple[int, str, bool, str]:
    """A suite that there is no more comes last; the embedded writer comes before recordings."""
    suite, writer = known
    place = SUITES.index(suite) if suite in SUITES else len(SUITES)
    return place, suite, writer != EXTRACTIVE, writer
