"""`python -m evals record`: keep a model's replies, so that suites can be run without it."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from evals.commands.showing import CACHE, progress


def record(
    suite: Annotated[str, typer.Option(help="whose cases")],
    case: Annotated[str | None, typer.Option(help="this case alone")] = None,
    show: Annotated[bool, typer.Option("--print", help="show requests, send none")] = False,
) -> None:
    """Ask a model every case of a suite and keep what it replied."""
    # Late: --help need not load the indexes.
    from bot.app import EMBEDDERS
    from bot.settings import Settings
    from evals.adapters import load_suite
    from evals.recording.taking import chosen, show_requests
    from evals.runner import opened
    from evals.vectors import CachingEmbedder

    loaded = load_suite(suite, None)
    cases = chosen(loaded, case)
    settings = Settings.from_environment(os.environ)
    embedder = CachingEmbedder(EMBEDDERS[settings.embeddings](), CACHE / "vectors.sqlite", progress)
    with opened(loaded.corpus, embedder, progress) as pipeline:
        for one in cases:
            show_requests(one, pipeline, typer.echo)
