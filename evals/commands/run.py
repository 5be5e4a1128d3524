"""`python -m evals run`: ask every case of a suite."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import EvalError
from evals.adapters import ADAPTERS, load_suite
from evals.bench.figures import machine
from evals.circumstances import revision
from evals.commands.showing import CACHE, progress, write_json
from evals.finished import Finished
from evals.suites import OTHER_SUITES

SUITES = (*ADAPTERS, *OTHER_SUITES)


def run(
    suite: Annotated[str, typer.Option(help=f"one of {', '.join(SUITES)}")],
    data: Annotated[Path | None, typer.Option(help="directory of an outside data set")] = None,
    limit: Annotated[int | None, typer.Option(help="ask at most so many, evenly spread")] = None,
    cache: Annotated[Path, typer.Option(help="directory of vectors kept between runs")] = CACHE,
    json_file: Annotated[Path | None, typer.Option("--json", help="write the run here")] = None,
) -> None:
    """Ask every case of a suite and report each metric with its interval and aim."""
    # Late: --help need not load the indexes.
    from bot.app import EMBEDDERS
    from bot.settings import Settings
    from evals.questions import outcome_of
    from evals.report import as_json, as_text
    from evals.runner import Setting
    from evals.runner import run as run_suite

    if suite not in SUITES:
        raise EvalError(f"there is no suite {suite!r}; choose from {', '.join(SUITES)}")
    chosen = None if suite in OTHER_SUITES else load_suite(suite, data).limited(limit)
    setting = Setting(
        embedder=EMBEDDERS[Settings.from_environment(os.environ).embeddings](),
        cache=cache,
        date=date.today().isoformat(),
        revision=revision(),
        machine=machine(),
        progress=progress,
    )
    if chosen is None:
        measured = OTHER_SUITES[suite](data, setting)
    else:
        finished = run_suite(chosen, setting)
        measured = Finished(
            text=as_text(finished), json=as_json(finished), outcome=outcome_of(finished)
        )
    progress("")
    typer.echo(measured.text)
    if json_file is not None:
        write_json(json_file, measured.json)
