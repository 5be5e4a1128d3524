"""Reading the files of a data set, with one clear line when they are not what they should be."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import EvalError
from bot.types import Document

ModelT = TypeVar("ModelT", bound=BaseModel)


class Untrusted(BaseModel):
    """A record of somebody else's file: fields that we do not use may be there."""

    model_config = ConfigDict(extra="ignore")


def data_directory(data: Path | None, suite: str, example: str) -> Path:
    """The directory that `--data` names. Raises EvalError when it is missing."""
    if data is None:
        raise EvalError(f"suite {suite!r} needs its data: add --data {example}")
    if not data.is_dir():
        raise EvalError(f"--data {str(data)!r} is not a directory; give the one of {suite!r}")
    return data


def files_in(data: Path, pattern: str, suite: str) -> tuple[Path, ...]:
    """The files that match `pattern`, sorted. Raises EvalError when there is none."""
    found = tuple(sorted(data.glob(pattern)))
    if not found:
        raise EvalError(f"{str(data)!r} has no {pattern!r}; give the directory of suite {suite!r}")
    return found


def text_of(path: Path) -> str:
    """A file of a data set, line ends untouched.

    Raises EvalError when it cannot be read or is no UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EvalError(f"cannot read {str(path)!r} ({error}); fetch the data set again") from error


def records(model: type[ModelT], path: Path) -> Iterator[ModelT]:
    """The records of a file with one JSON object a line. Raises EvalError naming the line."""
    for number, line in enumerate(text_of(path).split("\n"), start=1):
        if line.strip():
            yield parse(model, line, path, f"line {number}")


def parse(model: type[ModelT], text: str, source: Path, place: str = "") -> ModelT:
    """Validate one JSON text. Raises EvalError naming the file, and the place in it if given."""
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"])
        at = ", ".join(part for part in (place, where) if part)
        raise EvalError(f"{str(source)!r} is not as expected at {at!r}: {fault['msg']}") from error


def document(text: str, *, identifier: str, title: str, language: str, source: str) -> Document:
    """A document of a data set, as the reader would have made it."""
    return Document(
        id=identifier, text=text, raw=text, title=title, language=language, source=source
    )


def content_identifier(prefix: str, text: str) -> str:
    """A stable id for a text that has none: ("piaf", "Bonjour") -> "piaf-" and 12 hex digits."""
    return f"{prefix}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
