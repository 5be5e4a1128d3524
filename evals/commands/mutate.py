"""`python -m evals mutate`: break one thing at a time and see which gate notices."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import EvalError
from evals.commands.showing import CACHE, progress, write_json

_MOST_JOBS = 2
"""Trials at once where the machine has the cores: each loads the indexes and the embedder."""


def mutate(
    only: Annotated[list[str] | None, typer.Option(help="a mutation; may be repeated")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="write the check here")] = None,
    cache: Annotated[Path, typer.Option(help="directory of vectors kept between runs")] = CACHE,
    jobs: Annotated[int | None, typer.Option(help="trials that run at once")] = None,
) -> None:
    """Break the verifier, the search, a prompt, a recording … one at a time, and show what
    catches each; exit 1 where nothing does."""
    # Late: --help need not load the suites.
    from evals.gates import GATES, load_gates
    from evals.mutations.catalogue import load_mutations
    from evals.mutations.checking import Bench, Found, checked, chosen
    from evals.mutations.report import as_json, ending, paragraph
    from evals.suites import SUITES

    if jobs is not None and jobs < 1:
        raise EvalError(f"--jobs {jobs} leaves nobody to work; give at least 1")
    bench = Bench(
        gates=load_gates(GATES, SUITES),
        cache=cache.resolve(),
        jobs=jobs or min(_MOST_JOBS, os.cpu_count() or 1),
        progress=progress,
    )

    def tell(one: Found) -> None:
        progress("")
        typer.echo(f"{paragraph(one)}\n")

    found = checked(chosen(load_mutations(), only or ()), bench, tell)
    typer.echo(ending(found))
    if json_file is not None:
        write_json(json_file, as_json(found))
    if found.unbroken or found.holes:
        raise typer.Exit(1)
