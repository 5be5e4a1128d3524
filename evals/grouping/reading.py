"""The articles and sentences that are grouped: read, split and embedded as the product does.

LINA-MSC (Boudin & Morin, NAACL 2013): `src/*.phrases`, one file an event, one line a sentence of an
outlet. French Wikinews (Bougouin, Boudin & Daille, 2013): HTML articles of many events. RPM2: see
`evals.rpm2.reading`. None of them is copied in. `languages.yaml` is our own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.documents import read_document
from bot.embeddings import Embedder
from bot.passage_vectors import embedded
from bot.passages import split, token_counter
from bot.period import Material
from bot.types import Document, Passage, Span, Vector
from evals.adapters.files import document, files_in
from evals.rpm2.reading import DATES, body_of, load_clusters
from evals.yaml_files import read_shape

LANGUAGES = Path(__file__).parent.parent / "cases" / "languages.yaml"
_DAYS = dict(zip(DATES, ("2008-01-01", "2008-02-01"), strict=True))
"""RPM2 says that a topic's dates are about a month apart, but not which days they are."""


@dataclass(frozen=True, kw_only=True)
class Article:
    """A document with the event that it is of; `counts` is False for a distractor."""

    document: Document
    event: str
    counts: bool = True


def lina(data: Path) -> tuple[Article, ...]:
    """Every sentence of LINA-MSC as a document of its own. Raises EvalError without any."""
    found = []
    for path in files_in(data, "src/*.phrases", "lina"):
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            if line.strip():
                name = f"lina-{path.stem}-{number:02}"
                found.append(Article(document=_one(line.strip(), name, "fr"), event=path.stem))
    return tuple(found)


def distractors(data: Path) -> tuple[Article, ...]:
    """The Wikinews articles, each of an event of its own as far as anybody says."""
    paths = files_in(data, "*/documents/*.html", "lina")
    read = [read_document(str(path)) for path in paths]
    return tuple(Article(document=one, event=one.id, counts=False) for one in read)


def rpm2(data: Path, *, dated: bool) -> tuple[Article, ...]:
    """The articles of RPM2 by topic and date; with `dated` the two dates stand a month apart."""
    found = []
    for cluster in load_clusters(data):
        for path in cluster.articles:
            one = _one(body_of(path), path.stem, "fr")
            one = replace(one, published=_DAYS[cluster.date] if dated else None)
            found.append(Article(document=one, event=cluster.name))
    return tuple(found)


class _Told(BaseModel):
    """One event as our own file tells it, by language."""

    model_config = ConfigDict(extra="forbid")

    event: str
    texts: Annotated[dict[str, str], Field(min_length=2)]


def languages(source: Path = LANGUAGES) -> tuple[Article, ...]:
    """Our own articles on the same events in several languages."""
    told = read_shape(source, TypeAdapter(list[_Told]), "articles", "article")
    return tuple(
        Article(document=_one(text, f"{one.event}-{language}", language), event=one.event)
        for one in told
        for language, text in one.texts.items()
    )


def material_of(articles: Sequence[Article], embedder: Embedder) -> Material:
    """The articles as the product splits and embeds them."""
    counter = token_counter()
    passages: list[Passage] = []
    spans: list[tuple[Span, ...]] = []
    vectors: list[Vector] = []
    own: dict[str, Vector] = {}
    for article in articles:
        parts = split(article.document, counter=counter)
        made = embedded(parts, embedder, lambda _: None)
        own |= {part.id: vector for part, vector in zip(parts, made.vectors, strict=True)}
        for part in parts:
            said = [one for one in made.sentences if one.passage_number == part.number]
            passages.append(part)
            spans.append(tuple(Span(one.start, one.end) for one in said))
            vectors.append(np.stack([one.vector for one in said]))
    return Material(tuple(passages), tuple(spans), tuple(vectors), own)


def _one(text: str, name: str, language: str) -> Document:
    return document(text, identifier=name, title=text[:80], language=language, source=name)
