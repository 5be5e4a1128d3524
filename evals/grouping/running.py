"""Running the suite `lina`: collections grouped by the product's own functions and setting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.embeddings import Embedder
from bot.likeness import likeness
from bot.linkage import average_linkage
from bot.period import units_of
from bot.stories import SAME_STORY
from evals.adapters.files import data_directory
from evals.circumstances import circumstances_of, data_hash
from evals.finished import Finished
from evals.grouping import reading
from evals.grouping.measures import Labelled, b_cubed, estimate, pairwise
from evals.grouping.outcome import outcome_of
from evals.grouping.reading import Article
from evals.grouping.report import Measured, as_json, as_text
from evals.runner import Setting
from evals.vectors import CachingEmbedder

SWEEP = tuple(round(SAME_STORY + step / 100, 2) for step in (-6, -4, -2, -1, 0, 1, 2, 4, 6))
"""Thresholds that are shown beside the one in use."""

AIM = 0.95
DISTRACTORS, ARTICLES = "wikinews_fr", "rpm2"
"""Directories looked for beside that of LINA-MSC."""


@dataclass(frozen=True, kw_only=True)
class Collection:
    """Articles to group at once, and which of their events are asked for under which name.

    `asked` maps a name to the first characters of the ids of documents that count under it, and to
    how many characters of an event's name tell it (0 for all).
    """

    name: str
    articles: tuple[Article, ...]
    asked: Mapping[str, tuple[str, int]]
    aim: float | None = None


def run_lina(data: Path | None, setting: Setting) -> Finished:
    """Group every collection that is there. Raises EvalError where LINA-MSC is not."""
    directory = data_directory(data, "lina", "../shared/data/lina_msc")
    embedder = CachingEmbedder(setting.embedder, setting.cache / "vectors.sqlite", setting.progress)
    measured: list[Measured] = []
    try:
        for collection in collections(directory):
            setting.progress(f"grouping {collection.name}")
            measured += measured_of(collection, embedder)
    finally:
        embedder.close()
    conditions = f"{setting.date}, revision {setting.revision}, {embedder.name}, {setting.machine}"
    missing = [name for name in (DISTRACTORS, ARTICLES) if not (directory.parent / name).is_dir()]
    beside = [directory.parent / name for name in (DISTRACTORS, ARTICLES) if name not in missing]
    data_read = data_hash([directory, *beside, reading.LANGUAGES])
    return Finished(
        text=as_text(measured, conditions, missing),
        json=as_json(measured, conditions),
        outcome=outcome_of(measured, circumstances_of(setting, data_read)),
    )


def collections(directory: Path) -> list[Collection]:
    """LINA-MSC alone and with what stands beside it, RPM2, and our own articles."""
    events = reading.lina(directory)
    one = {"events": ("lina-", 0)}
    found = [Collection(name="20 events", articles=events, asked=one, aim=AIM)]
    others: tuple[Article, ...] = ()
    if (directory.parent / DISTRACTORS).is_dir():
        others = reading.distractors(directory.parent / DISTRACTORS)
        mixed = (*events, *others)
        found.append(Collection(name="with distractors", articles=mixed, asked=one, aim=AIM))
    if (directory.parent / ARTICLES).is_dir():
        articles = directory.parent / ARTICLES
        undated = reading.rpm2(articles, dated=False)
        dated = reading.rpm2(articles, dated=True)
        both = {"5 topics": ("T", 3), "10 stories": ("T", 0)}
        found += [
            Collection(name="RPM2, undated", articles=undated, asked=both),
            Collection(name="RPM2, a month apart", articles=dated, asked=both),
            Collection(
                name="everything together",
                articles=(*events, *others, *dated),
                asked={**one, "10 stories": ("T", 0)},
            ),
        ]
    asked = {"fr, en, de": ("", 0)}
    return [*found, Collection(name="three languages", articles=reading.languages(), asked=asked)]


def measured_of(collection: Collection, embedder: Embedder) -> list[Measured]:
    """Sentences, and where articles have several, articles: pairwise and B-cubed F1."""
    material = reading.material_of(collection.articles, embedder)
    units, vectors = units_of(material)
    events = likeness(units, vectors, material.passage_vectors).events
    documents = [unit.passage.document.id for unit in units]
    stories = {level: _stories(average_linkage(events, level)) for level in SWEEP}
    found = []
    for name, (prefix, letters) in collection.asked.items():
        true = {
            article.document.id: (
                article.event[: letters or None] if article.document.id.startswith(prefix) else "",
                article.counts and article.document.id.startswith(prefix),
            )
            for article in collection.articles
        }
        for what, join in (("sentences", False), ("articles", True)):
            if join and len(set(documents)) == len(documents):
                continue
            items = {level: _items(stories[level], documents, true, join) for level in SWEEP}
            found.append(
                Measured(
                    collection=collection.name,
                    asked=name,
                    items=what,
                    pairwise=estimate(items[SAME_STORY], pairwise),
                    b_cubed=estimate(items[SAME_STORY], b_cubed),
                    sweep={level: pairwise(items[level]) for level in SWEEP},
                    aim=collection.aim,
                )
            )
    return found


def _stories(groups: Sequence[Sequence[int]]) -> dict[int, int]:
    return {row: story for story, rows in enumerate(groups) for row in rows}


def _items(
    stories: Mapping[int, int],
    documents: Sequence[str],
    true: Mapping[str, tuple[str, bool]],
    join: bool,
) -> Labelled:
    """Sentences by their story; joined, articles by the story of most of their sentences."""
    if not join:
        return _labelled([(stories[row], name) for row, name in enumerate(documents)], true)
    votes: dict[str, Counter[int]] = {}
    for row, name in enumerate(documents):
        votes.setdefault(name, Counter())[stories[row]] += 1
    return _labelled([(vote.most_common(1)[0][0], name) for name, vote in votes.items()], true)


def _labelled(placed: Sequence[tuple[int, str]], true: Mapping[str, tuple[str, bool]]) -> Labelled:
    return Labelled(
        found=[story for story, _ in placed],
        true=[true[name][0] if true[name][1] else f"other {name}" for _, name in placed],
        counts=[true[name][1] for _, name in placed],
    )
