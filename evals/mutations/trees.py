"""Copies of the project in which something is broken."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from importlib.util import cache_from_source
from pathlib import Path

from bot.errors import EvalError
from evals.mutations.catalogue import Edit

PROJECT = Path(__file__).resolve().parent.parent.parent
PARTS = ("bot", "evals", "prompts", "seeds", "pyproject.toml")
"""What the suites need of the project."""

_LEFT_OUT = ("screenshots", "*.unfinished")


def copied(tree: Path, project: Path = PROJECT) -> None:
    """Make `tree` a fresh copy of the project, in place of whatever it was.

    Compiled modules come along and stay valid, since files keep their times.
    """
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    for part in PARTS:
        source = project / part
        if source.is_dir():
            shutil.copytree(source, tree / part, ignore=shutil.ignore_patterns(*_LEFT_OUT))
        elif source.is_file():
            shutil.copy2(source, tree / part)


def fitting(tree: Path, edits: Sequence[Edit]) -> None:
    """Raise EvalError, as `broken` would, where the edits cannot be made; `tree` stays as it is."""
    with tempfile.TemporaryDirectory(prefix="citewire-fitting-") as folder:
        for name in {edit.file for edit in edits}:
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            if (tree / name).is_file():
                shutil.copy2(tree / name, Path(folder) / name)
        broken(Path(folder), edits)


def broken(tree: Path, edits: Sequence[Edit]) -> None:
    """Make the edits in a copy, one after the other.

    Raises EvalError where a file is missing, or does not hold the text exactly once: a mutation
    that changes nothing would be caught by nothing, and prove nothing.
    """
    for edit in edits:
        path = tree / edit.file
        try:
            # newline="" keeps line ends as they are: a recording's hash must not change by them.
            with path.open(encoding="utf-8", newline="") as file:
                text = file.read()
        except OSError as error:
            raise EvalError(
                f"the mutation's file {edit.file!r} cannot be read: {error.strerror}"
            ) from error
        count = text.count(edit.find)
        if count != 1:
            first = edit.find.strip().splitlines()[0] if edit.find.strip() else edit.find
            raise EvalError(
                f"{edit.file} holds {first!r} {count} times, not once; mend the mutation in "
                "evals/mutations/mutations.yaml"
            )
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(text.replace(edit.find, edit.replace))
        if path.suffix == ".py":
            # Two edits within a second that leave the size as it was would pass for one.
            Path(cache_from_source(str(path))).unlink(missing_ok=True)
