"""The articles of two mornings, ingested and briefed on as a library would be day by day.

Between the mornings one article is corrected and another withdrawn, so that the second briefing
has something to correct.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from html import escape
from pathlib import Path

from bot.app import Application
from bot.arguments import BriefingRequest
from bot.briefing_types import Briefing
from bot.settings import Settings
from bot.types import Document, Filters
from evals.pictures.articles import DAY, DAY_BEFORE, FIRST_MORNING, SECOND_MORNING, WITHDRAWN

PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="{outlet}">
<link rel="canonical" href="{url}">{published}</head>
<body><article><h1>{title}</h1>{paragraphs}</article></body></html>
"""
PUBLISHED = '<meta property="article:published_time" content="{}">'


def second_briefing(scratch: Path) -> Briefing:
    """The briefing of the second morning, from a library in the scratch folder."""
    settings = Settings.from_environment({"CITEWIRE_DATA": str(scratch / "library")})
    with Application.open(settings) as application:
        for articles, day in ((FIRST_MORNING, DAY_BEFORE), (SECOND_MORNING, DAY)):
            folder = _written(articles, scratch / "articles")
            application.ingest([str(folder)], lambda _: None)
            if day == DAY:
                application.remove([WITHDRAWN.id])
            briefing = application.brief(_request(day))
    return briefing


def _request(day: str) -> BriefingRequest:
    return BriefingRequest(filters=Filters(since=day, until=day), day=day)


def _written(articles: Iterable[Document], folder: Path) -> Path:
    """The folder with the articles as pages in it, over what it held under their names."""
    folder.mkdir(parents=True, exist_ok=True)
    for article in articles:
        (folder / f"{article.id}.html").write_text(_page(article), encoding="utf-8")
    return folder


def _page(article: Document) -> str:
    """An article as its outlet would publish it."""
    told = article.text.split("\n\n")
    known = replace(article, title=escape(article.title))
    return PAGE.format(
        language=known.language,
        title=known.title,
        outlet=known.outlet,
        url=known.url,
        published=PUBLISHED.format(known.published) if known.published else "",
        paragraphs="".join(f"<p>{escape(paragraph)}</p>" for paragraph in told),
    )
