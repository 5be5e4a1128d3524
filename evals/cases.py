"""Cases and suites: what is asked, of which documents, and what a right answer would quote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from bot.errors import EvalError
from bot.types import Document
from evals.yaml_files import read_shape

TODO = "TODO"
"""Stands in a draft where a person has to say what is right; see `evals.from_feedback`."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One question and what a right reply to it holds.

    An answerable case is supported by any of `documents`, and by a quote with any of `answers`.
    `disagreement` lists values of which each must be shown with a quote of its own. `earlier` are
    the questions asked before in the thread, oldest first. `twin` is the id of the case that asks
    for the same fact in another language. `forbidden` are words that no statement may hold, such
    as those of an order that stands in an article.
    """

    id: str
    question: str
    language: str
    kind: str
    answerable: bool
    documents: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    disagreement: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    twin: str = ""
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """The documents of a suite: `paths` go through the real reader, `documents` are ready made.

    With `whole`, each document is one passage, because the data set judges paragraphs.
    """

    paths: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    whole: bool = False


@dataclass(frozen=True, kw_only=True)
class Aim:
    """The least (or, with `most`, the greatest) value of a metric that we set out to reach."""

    metric: str
    value: float
    most: bool = False

    def reached(self, value: float) -> bool:
        """Whether `value` is on the right side of the aim."""
        return value <= self.value if self.most else value >= self.value


@dataclass(frozen=True, kw_only=True)
class Suite:
    """Cases over one corpus. A suite that is not `listed` reports scores, never its cases."""

    name: str
    corpus: Corpus
    cases: tuple[Case, ...]
    aims: tuple[Aim, ...] = ()
    listed: bool = True

    def limited(self, limit: int | None) -> Suite:
        """At most `limit` cases, taken at even distances so that every part is represented."""
        if limit is None or limit >= len(self.cases):
            return self
        if limit < 1:
            raise EvalError(f"--limit {limit} leaves no case; give at least 1")
        step = len(self.cases) / limit
        chosen = tuple(self.cases[int(number * step)] for number in range(limit))
        return replace(self, cases=chosen)


class _CaseEntry(BaseModel):
    """A case as it is written in YAML."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: str
    language: str
    kind: str
    question: str
    expect: Literal["answered", "abstained"]
    documents: list[str] = Field(default_factory=list)
    answer: list[str] = Field(default_factory=list)
    disagreement: list[str] = Field(default_factory=list)
    tags: list[str] = Field(default_factory=list)
    earlier: list[str] = Field(default_factory=list)
    twin: str = ""
    forbidden: list[str] = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def _is_no_draft(cls, value: object) -> object:
        if isinstance(value, Mapping):
            left = ", ".join(str(key) for key, given in value.items() if given in (TODO, [TODO]))
            if left:
                raise ValueError(f"case {value.get('id')!r} is a draft: complete its {left}")
        return value

    @model_validator(mode="after")
    def _is_whole(self) -> _CaseEntry:
        answered = self.expect == "answered"
        if answered and not (self.documents and self.answer):
            raise ValueError(f"case {self.id!r} expects an answer: give documents and answer")
        if not answered and (self.documents or self.answer or self.disagreement):
            raise ValueError(f"case {self.id!r} expects an abstention: leave out what supports it")
        if len(self.disagreement) == 1:
            raise ValueError(f"case {self.id!r} has one value; a disagreement needs two or more")
        return self

    def case(self) -> Case:
        """The value the runner works with."""
        return Case(
            id=self.id,
            question=self.question,
            language=self.language,
            kind=self.kind,
            answerable=self.expect == "answered",
            documents=tuple(self.documents),
            answers=tuple(self.answer),
            disagreement=tuple(self.disagreement),
            tags=tuple(self.tags),
            earlier=tuple(self.earlier),
            twin=self.twin,
            forbidden=tuple(self.forbidden),
        )


class _CaseFile(BaseModel):
    """A file of cases over one corpus."""

    model_config = ConfigDict(extra="forbid", strict=True)

    corpus: str
    cases: list[_CaseEntry]


def load_cases(path: Path) -> tuple[Case, ...]:
    """Read the cases of a YAML file.

    Raises EvalError when the file is missing, is not valid, or two cases share an id.
    """
    entries = read_shape(path, TypeAdapter(_CaseFile), "cases", "case")
    cases = tuple(entry.case() for entry in entries.cases)
    repeated = [name for name, count in Counter(case.id for case in cases).items() if count > 1]
    if repeated:
        raise EvalError(f"{str(path)!r} uses the id {repeated[0]!r} twice; give each case its own")
    return cases
