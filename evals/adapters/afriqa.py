"""AfriQA, French pivot: questions asked in Fon, translated by people, over French Wikipedia.

The translated question is asked. Passages are whole articles' openings, up to several thousand
characters, so they go through the real splitter; a hit counts when its passage holds the answer.
"""

from __future__ import annotations

from pathlib import Path

from evals.adapters.files import (
    Untrusted,
    content_identifier,
    data_directory,
    document,
    files_in,
    records,
)
from evals.cases import Aim, Case, Corpus, Suite

AIMS = (
    Aim(metric="quote exactness", value=1.0),
    Aim(metric="citation validity", value=1.0),
)


class _Gold(Untrusted):
    text: list[str]


class _Line(Untrusted):
    id: str
    question_translated: str
    title: str | None
    context: str | None
    answer_pivot: _Gold


def load_afriqa(data: Path | None) -> Suite:
    """Read the `gold_span_passages.afriqa.*.fr.*.json` files, one question a line."""
    directory = data_directory(data, "afriqa", "../shared/data/afriqa_fr")
    documents = {}
    cases = []
    for path in files_in(directory, "gold_span_passages.afriqa.*.fr.*.json", "afriqa"):
        part = path.stem.rsplit(".", 1)[-1]
        for entry in records(_Line, path):
            answers = tuple(answer for answer in entry.answer_pivot.text if answer.strip())
            if not (entry.context and answers):
                continue  # 25 questions have an answer and no passage
            title = entry.title or ""
            identifier = content_identifier("afriqa", entry.context)
            documents[identifier] = document(
                entry.context,
                identifier=identifier,
                title=title,
                language="fr",
                source=f"afriqa:{title}",
            )
            cases.append(
                Case(
                    id=f"{part}-{entry.id}",
                    question=entry.question_translated,
                    language="fr",
                    kind="fact",
                    answerable=True,
                    documents=(identifier,),
                    answers=answers,
                )
            )
    return Suite(
        name="afriqa",
        corpus=Corpus(documents=tuple(documents.values())),
        cases=tuple(cases),
        aims=AIMS,
    )
