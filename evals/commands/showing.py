"""What the commands share: showing progress and writing files."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import typer

from bot.errors import EvalError
from bot.settings import PROMPTS, Settings

CACHE = Path(".citewire/evals")
"""Where vectors and stored runs are kept."""


def progress(line: str) -> None:
    """Show one line that the next replaces; nothing where standard error is no terminal."""
    if sys.stderr.isatty():
        typer.echo(f"\r\x1b[2K{line}", nl=False, err=True)


def refuse_other_prompts(settings: Settings) -> None:
    """Suites are run with the project's prompts, whose hashes their recordings carry.

    Raises EvalError where CITEWIRE_PROMPTS names others, so that nobody takes these for evaluated.
    """
    if settings.prompts.resolve() != PROMPTS:
        raise EvalError(
            f"CITEWIRE_PROMPTS is {str(settings.prompts)!r}, but suites are run with prompts/ of "
            "the project: change them there, and unset it"
        )


def write_text(path: Path, text: str) -> None:
    """Write a file that was asked for. Raises EvalError when it cannot be written."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise EvalError(f"cannot write {str(path)!r}: {error.strerror}") from error


def write_json(path: Path, value: object) -> None:
    """Write JSON with its accents as they are. Raises EvalError when it cannot be written."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=1))
