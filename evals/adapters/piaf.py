"""PIAF 1.0: 3,835 French questions over 761 Wikipedia paragraphs, all answerable.

Each paragraph is a document of one passage; the article's title, which is real metadata, is its
title. The questions were written with the paragraph in sight ("Combien d'employeurs"), so several
can only be told apart by chance: no system reaches 1.

The articles are dealt into two halves, reported as kinds of case: what is fitted on one half shows
on the other whether it carries over.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from evals.adapters.files import (
    Untrusted,
    content_identifier,
    data_directory,
    document,
    files_in,
    parse,
    text_of,
)
from evals.cases import Aim, Case, Corpus, Suite

AIMS = (
    Aim(metric="passage R@1", value=0.76),
    Aim(metric="passage R@5", value=0.92),
    Aim(metric="passage R@10", value=0.95),
    Aim(metric="first quote has answer", value=0.60),
    Aim(metric="quote exactness", value=1.0),
    Aim(metric="citation validity", value=1.0),
)


class _Gold(Untrusted):
    text: str


class _Question(Untrusted):
    id: str
    question: str
    answers: list[_Gold]


class _Paragraph(Untrusted):
    context: str
    qas: list[_Question]


class _Article(Untrusted):
    title: str
    paragraphs: list[_Paragraph]


class _File(Untrusted):
    data: list[_Article]


def load_piaf(data: Path | None) -> Suite:
    """Read `piaf-v1.0.json` (any SQuAD-like `piaf*.json`) of the directory."""
    directory = data_directory(data, "piaf", "../shared/data/piaf")
    articles = [
        article
        for path in files_in(directory, "piaf*.json", "piaf")
        for article in parse(_File, text_of(path), path).data
    ]
    documents = {}
    cases = []
    for article in articles:
        for paragraph in article.paragraphs:
            identifier = content_identifier("piaf", paragraph.context)
            documents[identifier] = document(
                paragraph.context,
                identifier=identifier,
                title=article.title,
                language="fr",
                source=f"piaf:{article.title}",
            )
            kind = half_of(article.title)
            cases += [_case(question, identifier, kind) for question in paragraph.qas]
    return Suite(
        name="piaf",
        corpus=Corpus(documents=tuple(documents.values()), whole=True),
        cases=tuple(cases),
        aims=AIMS,
    )


def half_of(title: str) -> str:
    """The half of the data set that an article is dealt to: "half a" or "half b"."""
    return "half a" if hashlib.sha256(title.encode()).digest()[0] % 2 else "half b"


def _case(question: _Question, document_id: str, kind: str) -> Case:
    return Case(
        id=question.id,
        question=question.question,
        language="fr",
        kind=kind,
        answerable=True,
        documents=(document_id,),
        answers=tuple(dict.fromkeys(gold.text for gold in question.answers)),
    )
