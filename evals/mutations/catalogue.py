"""The mutations: textual changes that each break one thing, listed in `mutations.yaml`."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.errors import EvalError
from evals.yaml_files import read_shape

CATALOGUE = Path(__file__).parent / "mutations.yaml"


class Edit(BaseModel):
    """A change of one file of the project. `find` must stand in it exactly once."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    file: str
    find: str = Field(min_length=1)
    replace: str


class Course(BaseModel):
    """One call of `python -m evals run`: a suite, and the writers it is run with."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    suite: str
    writers: tuple[str, ...] = Field(default=(), strict=False)
    """Empty: every writer of the suite."""


class Mutation(BaseModel):
    """What is broken, by which edits, made one after the other, and where it should be noticed."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    name: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    breaks: str
    edits: tuple[Edit, ...] = Field(min_length=1, strict=False)
    runs: tuple[Course, ...] = Field(min_length=1, strict=False)


def load_mutations(path: Path = CATALOGUE) -> tuple[Mutation, ...]:
    """Every mutation of the file, in its order.

    Raises EvalError, in one line, where the file is missing or wrong, or a name is used twice.
    """
    found = read_shape(path, TypeAdapter(tuple[Mutation, ...]), "mutations", "mutation")
    names = [mutation.name for mutation in found]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise EvalError(f"{str(path)!r} uses the name {twice!r} twice; give each its own")
    return found
