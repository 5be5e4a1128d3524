"""What is loaded before anybody asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.answer import Answering
from bot.embeddings import HashingEmbedder
from bot.equivalents import Equivalents
from bot.errors import EmbedderError
from bot.fusion import Fusion
from bot.index import open_views
from bot.library import Library
from bot.search import Search
from bot.text.language import detect_language
from bot.types import Vector
from bot.warming import QUESTIONS, warm_up
from bot.writers.extractive import ExtractiveWriter
from tests.evidence_samples import CALIBRATION, EMBEDDER, PHRASES
from tests.library_samples import document, record

TEXT = "La France a envoyé 200 soldats en Europe, a dit le ministre. Le port de Brest est fermé."


@dataclass
class Failing(HashingEmbedder):
    """An embedder that is out of reach for the first questions."""

    fails: int
    asked: list[str] = field(default_factory=list)

    def embed_questions(self, texts: list[str]) -> Vector:  # type: ignore[override]
        self.asked.extend(texts)
        if len(self.asked) <= self.fails:
            raise EmbedderError("the service is out of reach; try again later")
        return super().embed_questions(texts)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(f"sqlite:///{tmp_path}/library.db") as opened:
        opened.put(record(document("a", TEXT)))
        yield opened


def warmed(library: Library, directory: Path, embedder: HashingEmbedder) -> None:
    views = open_views(directory / "views", library, EMBEDDER)
    views.catch_up(library)
    warm_up(
        Answering(
            search=Search(library, views, embedder, Fusion(**CALIBRATION.fusion)),
            equivalents=Equivalents(embedder),
            writer=ExtractiveWriter(CALIBRATION, PHRASES),
            phrases=PHRASES,
            clock=lambda: 0.0,
        )
    )
    views.close()


def test_a_question_in_each_language_is_tried(library: Library, tmp_path: Path) -> None:
    embedder = Failing(0)
    warmed(library, tmp_path, embedder)
    assert set(QUESTIONS.values()) <= set(embedder.asked)
    assert {one: detect_language(text) for one, text in QUESTIONS.items()} == {
        one: one for one in QUESTIONS
    }


def test_what_fails_is_logged_and_the_others_are_tried(
    library: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    embedder = Failing(1)
    warmed(library, tmp_path, embedder)
    assert QUESTIONS["es"] in embedder.asked
    assert "(fr) could not be tried: the service is out of reach" in caplog.text
