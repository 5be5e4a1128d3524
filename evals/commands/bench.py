"""`python -m evals bench`: speed and memory."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.errors import EvalError
from evals.bench.figures import machine
from evals.commands.showing import progress, write_json

BUILT = Path(".citewire/bench")


def bench(
    sizes: Annotated[str, typer.Option(help="passages, comma-separated")] = "10000,100000",
    cache: Annotated[Path, typer.Option(help="directory of built libraries")] = BUILT,
    json_file: Annotated[Path | None, typer.Option("--json", help="write figures here")] = None,
) -> None:
    """Measure embedding, ingest, search, memory, verification and cold start."""
    # Late: --help need not load the indexes.
    from evals.bench.figures import as_json, line
    from evals.bench.measuring import measure

    typer.echo(machine())
    figures = []
    for figure in measure(_sizes(sizes), cache, progress):
        progress("")
        typer.echo(line(figure))
        figures.append(figure)
    if json_file is not None:
        write_json(json_file, as_json(figures))


def _sizes(text: str) -> tuple[int, ...]:
    """("10000,100000") -> (10000, 100000)."""
    try:
        sizes = tuple(int(part) for part in text.split(","))
    except ValueError as error:
        raise EvalError(f"--sizes {text!r} is not a list of numbers; give 10000,100000") from error
    if min(sizes) < 1:
        raise EvalError(f"--sizes {text!r} has a size below 1; give 10000,100000")
    return sizes
