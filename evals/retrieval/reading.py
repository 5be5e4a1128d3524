"""Questions with the passages that tell it, read from `evals/cases/retrieval.yaml`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.errors import EvalError
from bot.types import Hit
from evals.metrics import includes
from evals.yaml_files import read_shape

CASES = Path(__file__).parent.parent / "cases" / "retrieval.yaml"
SEEDS = Path(__file__).parent.parent.parent / "seeds"
BRIEFINGS = CASES.parent / "briefings"


@dataclass(frozen=True, kw_only=True)
class Telling:
    """A passage that tells it: one of the document that holds the words."""

    document: str
    words: str

    def told_by(self, hit: Hit) -> bool:
        """Whether the passage, or one near-identical to it, is meant."""
        return any(
            passage.document.id == self.document and includes(passage.text, self.words)
            for passage in (hit.passage, *hit.duplicates)
        )


@dataclass(frozen=True, kw_only=True)
class RetrievalCase:
    """A question, its language and that of the passages which tell it; `twin` asks it in the
    other language."""

    id: str
    question: str
    language: str
    passages: str
    tells: tuple[Telling, ...]
    twin: str = ""


class _Telling(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    document: str
    words: str = Field(min_length=1)


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    id: str
    language: str
    question: str
    passages: str
    tells: list[_Telling] = Field(min_length=1)
    twin: str = ""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    corpus: list[str]
    cases: list[_Entry]


def load_retrieval(path: Path = CASES) -> tuple[RetrievalCase, ...]:
    """Read the cases.

    Raises EvalError, in one line, when the file is missing, is not valid, uses an id twice, or a
    case names a twin that does not name it.
    """
    cases = tuple(
        RetrievalCase(
            id=entry.id,
            question=entry.question,
            language=entry.language,
            passages=entry.passages,
            tells=tuple(Telling(document=one.document, words=one.words) for one in entry.tells),
            twin=entry.twin,
        )
        for entry in _file(path).cases
    )
    repeated = [name for name, count in Counter(case.id for case in cases).items() if count > 1]
    if repeated:
        raise EvalError(f"{str(path)!r} uses the id {repeated[0]!r} twice; give each case its own")
    twins = {case.id: case.twin for case in cases}
    lone = [case.id for case in cases if case.twin and twins.get(case.twin) != case.id]
    if lone:
        raise EvalError(f"{str(path)!r}: the twin of {lone[0]!r} does not name it; mend either")
    return cases


def corpus_paths(path: Path = CASES) -> tuple[Path, ...]:
    """The directories of articles that the cases ask of: seeds/, and those of the briefings."""
    return tuple(SEEDS if name == "seeds" else BRIEFINGS / name for name in _file(path).corpus)


def _file(path: Path) -> _File:
    return read_shape(path, TypeAdapter(_File), "cases", "case")
