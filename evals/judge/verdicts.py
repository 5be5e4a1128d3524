"""Verdicts: reading one strictly, and files of them that hold no text of what was judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from bot.errors import EvalError
from bot.writers.model.untrusted import after_thought, json_object
from evals.yaml_files import read_shape

Verdict = Literal["full", "partial", "none"]
WEIGHTS: Mapping[Verdict, float] = {"full": 1.0, "partial": 0.5, "none": 0.0}
"""As TREC 2024 RAG weighs support (arXiv 2504.15205), in our reading."""


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    verdict: Verdict
    why: str


def read_verdict(text: str) -> Verdict | None:
    """The verdict of a model's reply; None for a reply that is not exactly one: it is unscored.

    '{"verdict": "full", "why": "P1 says so."}' -> "full"; 'Full support.' -> None
    """
    found = json_object(text[after_thought(text) :].strip())
    try:
        return _Said.model_validate(found).verdict
    except ValidationError:
        return None


@dataclass(frozen=True, kw_only=True)
class Verdicts:
    """Verdicts by the id of what was judged; None where the reply was unreadable.

    `prompt` is the hash of the prompt they were given by, `recorded` a date (ISO).
    """

    model: str
    by_hand: bool
    prompt: str
    recorded: str
    given: Mapping[str, Verdict | None]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    model: str
    by_hand: bool
    prompt: str
    recorded: str
    verdicts: dict[str, Verdict | None]


def load_verdicts(path: Path) -> Verdicts:
    """Read a file of verdicts. Raises EvalError when it is missing or not valid."""
    file = read_shape(path, TypeAdapter(_File), "verdicts", "verdict")
    return Verdicts(
        model=file.model,
        by_hand=file.by_hand,
        prompt=file.prompt,
        recorded=file.recorded,
        given=file.verdicts,
    )


def save_verdicts(verdicts: Verdicts, path: Path) -> None:
    """Write them, sorted by id. Raises EvalError when the file cannot be written."""
    value = {
        "model": verdicts.model,
        "by_hand": verdicts.by_hand,
        "prompt": verdicts.prompt,
        "recorded": verdicts.recorded,
        "verdicts": dict(sorted(verdicts.given.items())),
    }
    head = "# WRITTEN BY HAND, by nobody's model.\n" if verdicts.by_hand else ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = head + yaml.safe_dump(value, sort_keys=False, allow_unicode=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise EvalError(f"cannot write {str(path)!r}: {error.strerror}") from error
