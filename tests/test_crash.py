"""Killing an ingest at random moments loses nothing, doubles nothing and breaks nothing."""

from __future__ import annotations

import multiprocessing
import random
import time
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from bot.embeddings import HashingEmbedder
from bot.index import DenseView, open_views
from bot.library import Library
from tests.crash_child import ingest_all

KILLS = 20
DOCUMENTS = 24
REWRITTEN = 6
SEED = 20230214


@dataclass
class Newsroom:
    """Articles that are rewritten from time to time; `versions` is what a whole library holds."""

    directory: Path
    versions: dict[int, int] = field(default_factory=dict)

    def write(self, number: int) -> None:
        version = self.versions[number] = self.versions.get(number, 0) + 1
        lines = [
            f"L’article {number} dans sa version {version} raconte la journée {line} de la ville. "
            f"Son repère est {self.mark(number)} et rien d’autre."
            for line in range(6)
        ]
        path = self.directory / f"article{number}.txt"
        path.write_text("\n\n".join(lines), encoding="utf-8")

    def write_all(self) -> None:
        for number in range(DOCUMENTS):
            self.write(number)

    def rewrite_some(self, moments: random.Random) -> None:
        for number in moments.sample(range(DOCUMENTS), REWRITTEN):
            self.write(number)

    def mark(self, number: int) -> str:
        return f"repere{number}version{self.versions[number]}"


@pytest.fixture(scope="module")
def context() -> ForkServerContext:
    """Processes that start at once, with everything loaded but nothing opened."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["tests.crash_child", "chromadb", "langchain_text_splitters"])
    return made


@pytest.mark.timeout(300)  # 20 s of work, but on a busy machine
def test_killed_ingests_leave_a_library_that_the_next_makes_whole(
    tmp_path: Path, context: ForkServerContext
) -> None:
    moments = random.Random(SEED)
    newsroom = Newsroom(tmp_path / "articles")
    newsroom.directory.mkdir()
    place = tmp_path / "data"
    newsroom.write_all()
    duration = uninterrupted(context, tmp_path / "other", newsroom)
    kills = 0
    while kills < KILLS:
        child = context.Process(target=ingest_all, args=(place, newsroom.directory))
        child.start()
        child.join(moments.uniform(0.0, duration))
        if child.exitcode is None:
            kills += 1
        child.kill()
        child.join()
        ingest_all(place, newsroom.directory)
        check_whole(place, newsroom)
        newsroom.rewrite_some(moments)


def uninterrupted(context: ForkServerContext, place: Path, newsroom: Newsroom) -> float:
    """Seconds of an ingest in a process of its own, after some articles were rewritten."""
    for _ in range(2):
        newsroom.rewrite_some(random.Random(SEED))
        started = time.monotonic()
        child = context.Process(target=ingest_all, args=(place, newsroom.directory))
        child.start()
        child.join()
        assert child.exitcode == 0
    return time.monotonic() - started


def check_whole(place: Path, newsroom: Newsroom) -> None:
    embedder = HashingEmbedder()
    with Library.open(f"sqlite:///{place}/library.db") as library:
        stored = {summary.id: summary for summary in library.documents()}
        assert len(stored) == DOCUMENTS
        passages = sum(summary.passages for summary in stored.values())
        assert library.vector_count(embedder.name) == passages
        views = open_views(place / "views", library, embedder, exact_up_to=0)
        views.catch_up(library)
        assert views.dense.answers_by_chroma()
        assert views.dense.count() == passages
        for number in newsroom.versions:
            mark = newsroom.mark(number)
            assert mark in library.document(f"article{number}").text
            found = views.lexical.query([[mark]], 100)
            assert {name.partition("#")[0] for name, _ in found} == {f"article{number}"}
            assert len(found) == len({name for name, _ in found})
        check_nearest(library, views.dense, embedder)
        views.close()


def check_nearest(library: Library, dense: DenseView, embedder: HashingEmbedder) -> None:
    for passage in library.passages_of("article7")[:2]:
        vector = embedder.embed_passages([passage.text])[0]
        hits = dense.query(vector, 3)
        assert hits[0][1] == pytest.approx(1.0, abs=1e-3)
        assert passage.id in [name for name, cosine in hits if cosine > 0.999]
