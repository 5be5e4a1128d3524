"""Runs on disk: one JSON file for each suite and writer, from which everything can be told again.

A file's name is `TIME_SUITE_WRITER_REVISION.json`; what one call of `python -m evals run` stored
shares its time. A run is named by a path, by a beginning of such a name, or by `latest` and
`latest~1`, which stand for the newest time and the one before it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from bot.errors import EvalError
from evals.outcomes import Outcome

RUNS = Path(".citewire/evals/runs")
FORMAT = 1
"""Grows when a stored file would be understood wrongly by a program that knows the one before."""

_NAME = re.compile(
    r"(?P<time>\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)_(?P<suite>[^_]+)_(?P<writer>.+)_(?P<revision>[^_]+)"
)
_LATEST = re.compile(r"latest(?:~(?P<back>\d{1,6}))?(?P<rest>(?:_.*)?)")
_UNSAFE = re.compile(r"[^\w.+-]|_")


@dataclass(frozen=True, kw_only=True)
class StoredRun:
    """One stored file by what its name says; `load` reads it."""

    path: Path
    time: str
    """UTC: "2026-11-22T17-05-33"."""
    suite: str
    writer: str
    revision: str


class _Head(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    format: int


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore", allow_inf_nan=False)

    outcome: Outcome


def save(outcome: Outcome, folder: Path, time: str) -> Path:
    """Store an outcome under its time ("2026-11-22T17-05-33") and give the file.

    Raises EvalError when it cannot be written.
    """
    parts = (time, outcome.suite, outcome.writer, outcome.circumstances.revision)
    path = folder / ("_".join(_UNSAFE.sub("-", part) for part in parts) + ".json")
    unfinished = path.with_suffix(f".{os.getpid()}.unfinished")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(as_json(outcome), encoding="utf-8")
        unfinished.replace(path)
    except OSError as error:
        raise EvalError(f"the run cannot be stored in {str(path)!r}: {error.strerror}") from error
    return path


def as_json(outcome: Outcome) -> str:
    """The text of a stored file."""
    value = {"format": FORMAT, "outcome": asdict(outcome)}
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)


def load(path: Path) -> Outcome:
    """Read a stored file. Raises EvalError, in one line, where it is missing, newer or broken."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EvalError(f"cannot read the run {str(path)!r}: {error.strerror}") from error
    try:
        head = TypeAdapter(_Head).validate_json(content)
        if head.format > FORMAT:
            raise EvalError(
                f"{str(path)!r} was stored by a newer Citewire (format {head.format}, this one "
                f"knows {FORMAT}); use that one, or run the suite again"
            )
        return _reader().validate_json(content).outcome
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"])
        what = " ".join(f"{where}: {fault['msg']}".removeprefix(": ").split())
        raise EvalError(f"{str(path)!r} is no stored run ({what}); run the suite again") from error


@cache
def _reader() -> TypeAdapter[_File]:
    return TypeAdapter(_File)


def runs(folder: Path) -> tuple[StoredRun, ...]:
    """Every stored file of the folder, oldest first; none where there is no such folder."""
    found = ((path, _NAME.fullmatch(path.stem)) for path in sorted(folder.glob("*.json")))
    return tuple(
        StoredRun(
            path=path,
            time=match["time"],
            suite=match["suite"],
            writer=match["writer"],
            revision=match["revision"],
        )
        for path, match in found
        if match
    )


def named(name: str, folder: Path) -> tuple[Path, ...]:
    """The files that a name stands for: one, or all of one time.

    `name` is a path, a beginning of a stored name, `latest`, `latest~1`, or one of these two
    with more of the name: "latest~1_answers" is the last but one that has answers. Raises EvalError
    where it names none or files of several times.
    """
    if Path(name).is_file():
        return (Path(name),)
    stored = runs(folder)
    beginning = _beginning(name, stored, folder)
    found = [run for run in stored if run.path.name.startswith(beginning)]
    times = list(dict.fromkeys(run.time for run in found))
    if not found or not name:
        raise EvalError(f"no run {name!r} is stored in {str(folder)!r}; {_newest(stored)}")
    if len(times) > 1:
        raise EvalError(f"{name!r} names runs of {', '.join(times[:3])} and others; give more")
    return tuple(run.path for run in found)


def _beginning(name: str, stored: Sequence[StoredRun], folder: Path) -> str:
    """("latest~1_answers", …) -> "2026-11-21T08-00-00_answers"."""
    match = _LATEST.fullmatch(name)
    if match is None:
        return name
    rest = match["rest"]
    of_these = [run for run in stored if run.path.name.removeprefix(run.time).startswith(rest)]
    times = list(dict.fromkeys(run.time for run in reversed(of_these)))
    back = int(match["back"] or 0)
    if not times and rest:
        return name
    if back >= len(times):
        raise EvalError(
            f"{name!r} goes back too far: {str(folder)!r} has runs of {len(times)} times; "
            "python -m evals run stores another"
        )
    return times[back] + rest


def _newest(stored: Sequence[StoredRun]) -> str:
    if not stored:
        return "python -m evals run stores one"
    return f"the newest is {stored[-1].path.stem!r}"
