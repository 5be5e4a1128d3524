"""RealTime QA (Kasai et al., NeurIPS 2023): quiz questions of a week, over dated news articles.

Each question comes with the articles that a search engine gave for it that week; all articles of
all weeks in the directory are one library. The quiz is multiple choice and no span is marked, so a
reply is right when it holds the right choice's words, and the articles of a question that hold them
are its expected documents: both are lower bounds, since an article may tell it in other words
(kinds "…, other words": none of its articles has those of the choice).

A variant with "None of the above" is asked with its choices. Where none of them is right nothing is
left to answer, and an abstention is expected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import EvalError
from bot.types import Document
from evals.adapters.files import Untrusted, content_identifier, data_directory, files_in, records
from evals.cases import Aim, Case, Corpus, Suite
from evals.metrics import includes_any

AIMS = (
    Aim(metric="quote exactness", value=1.0),
    Aim(metric="citation validity", value=1.0),
)

_NONE = "none of the above"
_VARIANT = "_nota"
_TRUTHS = frozenset({"true", "false"})
_MARKS = "“”\"‘’' "
_BOTH = re.compile(r"\s+(?:&|and)\s+")
_DATE = re.compile(r"(\d{4})/(\d{2})/(\d{2})")


class _Article(Untrusted):
    url: str
    title: str | None = None
    text: str | None = None
    publish_date: str | None = None


class _Found(Untrusted):
    question_id: str
    search_result: list[_Article]


class _Question(Untrusted):
    question_id: str
    question_sentence: str
    choices: list[str]
    answer: list[str]


def load_realtimeqa(data: Path | None) -> Suite:
    """Read every `*_qa.jsonl`, `*_qa_nota.jsonl` and `*_gcs.jsonl` of the directory."""
    directory = data_directory(data, "realtimeqa", "../shared/data/realtimeqa_2023_02_03")
    documents: dict[str, Document] = {}
    found: dict[str, list[Document]] = {}
    for path in files_in(directory, "*_gcs.jsonl", "realtimeqa"):
        for entry in records(_Found, path):
            read = [_document(one) for one in entry.search_result if (one.text or "").strip()]
            kept = [documents.setdefault(one.id, one) for one in read]
            found.setdefault(entry.question_id, []).extend(kept)
    cases = [
        case
        for pattern in ("*_qa.jsonl", "*_qa_nota.jsonl")
        for path in files_in(directory, pattern, "realtimeqa")
        for question in records(_Question, path)
        for case in _cases(question, found, path)
    ]
    return Suite(
        name="realtimeqa",
        corpus=Corpus(documents=tuple(documents.values())),
        cases=tuple(cases),
        aims=AIMS,
        listed=False,
    )


def _document(article: _Article) -> Document:
    text = article.text or ""
    return Document(
        id=content_identifier("realtimeqa", article.url),
        text=text,
        raw=text,
        title=article.title or "",
        language="en",
        source=article.url,
        url=article.url,
        outlet=urlsplit(article.url).netloc.removeprefix("www.") or None,
        published=_day(article.publish_date),
    )


def _day(date: str | None) -> str | None:
    """("2023/01/31") -> "2023-01-31"; None for anything else."""
    given = _DATE.match(date or "")
    return "-".join(given.groups()) if given else None


def _cases(
    question: _Question, found: Mapping[str, Sequence[Document]], path: Path
) -> Iterable[Case]:
    """The case of a question; none for a variant that asks whether something is true."""
    right = _right(question, path)
    variant = question.question_id.endswith(_VARIANT)
    truth = any(choice.casefold() in _TRUTHS for choice in question.choices)
    if variant and truth:
        return
    untold = variant and right.casefold() == _NONE
    forms = () if untold or truth else accepted(right)
    articles = found.get(question.question_id.removesuffix(_VARIANT), ())
    telling = [one.id for one in articles if forms and includes_any(one.text, forms)]
    kind = _kind(variant=variant, untold=untold, truth=truth)
    yield Case(
        id=question.question_id,
        question=_with_choices(question) if variant else question.question_sentence,
        language="en",
        kind=f"{kind}, other words" if forms and not telling else kind,
        answerable=not untold,
        documents=tuple(dict.fromkeys(telling)),
        answers=forms,
    )


def _kind(*, variant: bool, untold: bool, truth: bool) -> str:
    if variant:
        return "none of the choices" if untold else "with choices"
    return "true or false" if truth else "question"


def _right(question: _Question, path: Path) -> str:
    """The text of the right choice. Raises EvalError where the number names none."""
    try:
        return question.choices[int(question.answer[0])]
    except (IndexError, ValueError) as error:
        raise EvalError(
            f"{str(path)!r}: the answer {question.answer} of {question.question_id!r} is none of "
            "its choices; fetch the file again"
        ) from error


def _with_choices(question: _Question) -> str:
    """ "Which animal?" with Bear, Dog and Rat -> "Which animal? Bear, Dog or Rat?"."""
    choices = [choice for choice in question.choices if choice.casefold() != _NONE]
    listed = " or ".join(part for part in (", ".join(choices[:-1]), choices[-1]) if part)
    return f"{question.question_sentence} {listed}?"


def accepted(choice: str) -> tuple[str, ...]:
    """The spellings in which a choice counts as told.

    '“Laverne & Shirley”' -> both names in either order, with "&" and with "and"; 'Rye, East
    Sussex' -> also 'Rye'.
    """
    bare = choice.strip(_MARKS)
    forms = [bare]
    parts = _BOTH.split(bare)
    if len(parts) == 2:
        first, second = parts
        forms += [
            f"{left} {joint} {right}"
            for left, right in ((first, second), (second, first))
            for joint in ("&", "and")
        ]
    elif bare.count(", ") == 1:
        forms.append(bare.partition(", ")[0])
    return tuple(dict.fromkeys(form for form in forms if form))
