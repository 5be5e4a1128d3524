"""RAMDocs (Wang et al., 2025, arXiv 2504.13079): questions over documents that conflict.

Each question has documents of its own: correct ones (of one or several namesakes), some with
misinformation planted in them, and noise. A right reply gives every gold answer and no wrong one.
Documents are snippets of some 600 characters and are judged whole, so each is one passage.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.types import Document
from evals.adapters.files import Untrusted, content_identifier, data_directory, document, files_in
from evals.adapters.files import records as records_of
from evals.cases import Case, Corpus

MISINFORMATION = "misinformation"
SEVERAL = "several gold answers"
AGREED = "no conflict"
UNTOLD = "no document has the answer"


class _Document(Untrusted):
    text: str
    type: Literal["correct", "misinfo", "noise"]
    answer: str


class _Record(Untrusted):
    question: str
    documents: list[_Document]
    gold_answers: list[str]
    wrong_answers: list[str]


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """One question with its documents. `wrong` are answers that a right reply does not give."""

    case: Case
    corpus: Corpus
    wrong: tuple[str, ...]


def load_ramdocs(data: Path | None) -> tuple[Conflict, ...]:
    """Read every `*.jsonl` of the directory. Raises EvalError where the data is not as expected."""
    directory = data_directory(data, "ramdocs", "../shared/data/ramdocs")
    return tuple(
        _conflict(record, f"{path.stem}-{number}")
        for path in files_in(directory, "*.jsonl", "ramdocs")
        for number, record in enumerate(records_of(_Record, path), start=1)
    )


def _conflict(record: _Record, name: str) -> Conflict:
    told = [one for one in record.documents if one.text.strip()]
    correct = [one for one in told if one.type == "correct"]
    planted = [one for one in told if one.type == "misinfo"]
    gold = _distinct(record.gold_answers)
    values = _distinct([one.answer for one in (*correct, *planted)])
    return Conflict(
        case=Case(
            id=name,
            question=record.question,
            language="en",
            kind=_kind(gold, bool(correct), bool(planted)),
            answerable=True,
            documents=_distinct([_identifier(one.text) for one in correct]),
            answers=gold,
            disagreement=values if len(values) > 1 else (),
        ),
        corpus=Corpus(
            documents=tuple({one.id: one for one in map(_document, told)}.values()), whole=True
        ),
        wrong=tuple(one for one in _distinct(record.wrong_answers) if one not in gold),
    )


def _kind(gold: tuple[str, ...], told: bool, planted: bool) -> str:
    if not told:
        return UNTOLD
    if len(gold) > 1:
        return SEVERAL
    return MISINFORMATION if planted else AGREED


def _distinct(texts: list[str]) -> tuple[str, ...]:
    """Each text once, without those that say nothing: ["a", " a", ""] -> ("a",)."""
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))


def _identifier(text: str) -> str:
    return content_identifier("ramdocs", text)


def _document(one: _Document) -> Document:
    # No title: the set gives none, and what kind of document it is must not be known.
    identifier = _identifier(one.text)
    return document(
        one.text, identifier=identifier, title="", language="en", source=f"ramdocs:{identifier}"
    )
