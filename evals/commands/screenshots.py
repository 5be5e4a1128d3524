"""`python -m evals screenshots`: pictures of the pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from evals.commands.showing import progress

PICTURES = Path("evals/screenshots")


def screenshots(
    folder: Annotated[Path, typer.Option(help="where the pictures go")] = PICTURES,
) -> None:
    """Take pictures of briefings' pages in headless Chromium."""
    # Late: --help need not load the application.
    from evals.pictures.taking import take

    for picture in take(os.environ, folder, progress):
        progress("")
        typer.echo(f"{picture.path} {picture.size / 1000:.0f} kB")
