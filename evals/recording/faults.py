"""The suite `faults`: what a reader gets when a model's server fails in one way or another.

A server of our own plays each fault once while the suite is recorded; afterwards the recordings
are replayed. Expected is who answers in the end (the model or the embedded writer), whether there
is an answer, and what the reader is told of the fault.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.errors import EvalError
from evals.adapters import load_suite
from evals.byhand.replies import HandReply
from evals.cases import Case, Suite

FAULTS = "faults"
MODEL = "played-by-hand"
FILE = Path(__file__).parent.parent / "cases" / "faults.yaml"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Play(_Shape):
    """What the server does with one request.

    `status`, `headers` and a body (`body` as JSON, `text` as it stands), or a completion: `reply`
    as in evals/byhand, or `said`, the message as it stands. Of a completion, `finish` is how it
    says that it ended, `refusal` a refusal in place of the message, and `cut` the number of
    characters after which the line goes silent.
    """

    status: int = 200
    headers: dict[str, str] = Field(default_factory=dict)
    body: dict[str, Any] | None = None
    text: str | None = None
    reply: HandReply | None = None
    said: str | None = None
    finish: str = "stop"
    refusal: str = ""
    cut: int | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Play:
        given = (self.body, self.text, self.reply, self.said)
        if sum(one is not None for one in given) != 1:
            raise ValueError("give one of body, text, reply and said")
        return self


class Expected(_Shape):
    """`told` are words that the reader's note holds; none where there must be no note.

    `removed` are the reasons for which statements fell.
    """

    writer: Literal["model", "extractive"]
    status: Literal["answered", "abstained"]
    told: list[str] = Field(default_factory=list)
    removed: list[str] = Field(default_factory=list)

    def in_words(self) -> str:
        """ "extractive answers, told: HTTP 401"."""
        verb = "answers" if self.status == "answered" else "abstains"
        told = f", told: {', '.join(self.told)}" if self.told else ""
        return f"{self.writer} {verb}{told}"


class _Entry(_Shape):
    id: str
    language: str
    question: str
    plays: list[Play] = Field(min_length=1)
    expect: Expected


class _File(_Shape):
    corpus: Literal["answers"]
    cases: list[_Entry]


@dataclass(frozen=True, kw_only=True)
class Faults:
    """The suite, and by case what is played and what is expected."""

    suite: Suite
    plays: dict[str, tuple[Play, ...]]
    expected: dict[str, Expected]


def load_faults(path: Path = FILE) -> Faults:
    """Read the cases. Raises EvalError when the file is missing or not valid."""
    try:
        entries = _File.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))).cases
    except (OSError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise EvalError(f"cannot read the faults in {str(path)!r} ({reason})") from error
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"])
        raise EvalError(f"{str(path)!r} has a wrong case: {where}: {fault['msg']}") from error
    return Faults(
        suite=Suite(
            name=FAULTS,
            corpus=load_suite("answers", None).corpus,
            cases=tuple(map(_case, entries)),
        ),
        plays={one.id: tuple(one.plays) for one in entries},
        expected={one.id: one.expect for one in entries},
    )


def _case(entry: _Entry) -> Case:
    return Case(
        id=entry.id,
        question=entry.question,
        language=entry.language,
        kind="fault",
        answerable=entry.expect.status == "answered",
    )
