"""Reading a YAML file of ours into the shape that it must have, or a fault in one line."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from bot.errors import EvalError

Shape = TypeVar("Shape")


def read_yaml(path: Path, things: str) -> object:
    """What a YAML file holds; `things` says what is in it, as in "gates".

    Raises EvalError, in one line, when it cannot be read or is no YAML.
    """
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise EvalError(f"cannot read the {things} in {str(path)!r}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise EvalError(f"cannot read the {things} in {str(path)!r}: {error}") from error
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())
        raise EvalError(f"{str(path)!r} is not valid YAML ({reason}); mend it there") from error


def read_shape(path: Path, shape: TypeAdapter[Shape], things: str, one: str) -> Shape:
    """A YAML file in the shape that it must have; `one` names a part of it, as in "gate".

    Raises EvalError, in one line, as `read_yaml` does, and for the first part that is wrong.
    """
    given = read_yaml(path, things)
    try:
        return shape.validate_python(given)
    except ValidationError as error:
        raise EvalError(f"{str(path)!r} has a wrong {one}: {_first_fault(error)}") from error


def _first_fault(error: ValidationError) -> str:
    """The first fault that pydantic found, in one line: where, and what."""
    fault = error.errors()[0]
    where = ".".join(str(part) for part in fault["loc"])
    return f"{where}: {fault['msg']}" if where else fault["msg"]
