import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.calibration import Calibration
from bot.fusion import Fusion, Signals
from bot.index import open_views
from bot.library import Library, Record, StoredSentence
from bot.search import Search
from bot.text.sentences import sentences
from bot.types import Passage
from bot.writers.selection import Features
from evals.calibrate import ANSWERABLE, calibrate
from evals.cases import Case
from tests.evidence_samples import CALIBRATION, EMBEDDER
from tests.library_samples import document

TOWNS = "Œuilly Lyon Nantes Brest Dijon Rouen Metz Tours Angers Limoges Amiens Caen".split()


def paragraph(number: int, town: str) -> str:
    return (
        f"La ville de {town} se trouve près d’une rivière. Le pont de {town} mesure "
        f"{120 + 7 * number} mètres. Il a été rouvert « en 19{50 + number} » par le maire."
    )


def case(number: int, town: str, kind: str = "half a") -> Case:
    return Case(
        id=f"case-{number}",
        question=f"Combien de mètres mesure le pont de {town} ?",
        language="fr",
        kind=kind,
        answerable=True,
        documents=(f"d{number}",),
        answers=(f"{120 + 7 * number} mètres",),
    )


def whole(name: str, text: str) -> Record:
    """A document of one passage, as data sets that judge paragraphs are stored."""
    source = document(name, text)
    spans = sentences(text)
    vectors = EMBEDDER.embed_passages([text[start:end] for start, end in spans])
    return Record(
        document=source,
        passages=(Passage(document=source, number=0, start=0, end=len(text)),),
        vectors=EMBEDDER.embed_passages([text]),
        sentences=tuple(
            StoredSentence(passage_number=0, start=start, end=end, vector=vector)
            for (start, end), vector in zip(spans, vectors, strict=True)
        ),
        model=EMBEDDER.name,
    )


CASES = [case(number, town) for number, town in enumerate(TOWNS)]


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    directory: Path = tmp_path_factory.mktemp("calibrate")
    with Library.open(f"sqlite:///{directory}/library.db") as library:
        for number, town in enumerate(TOWNS):
            library.put(whole(f"d{number}", paragraph(number, town)))
        views = open_views(directory / "views", library, EMBEDDER)
        views.catch_up(library)
        yield Search(library, views, EMBEDDER, Fusion(**CALIBRATION.fusion))
        views.close()


@pytest.fixture(scope="module")
def written(search: Search) -> dict[str, object]:
    return calibrate(search, CASES, lambda line: None)


def test_what_is_fitted_is_read_back_as_a_calibration(written: dict[str, object]) -> None:
    read = Calibration.parse(json.dumps(written))
    Fusion(**read.fusion)
    assert sum(abs(read.fusion[name]) for name in Signals._fields) == pytest.approx(1, abs=1e-3)
    assert set(read.sentence.weights) == set(Features._fields)
    assert set(read.answerable.weights) == set(ANSWERABLE)
    assert read.foreign.weights == read.answerable.weights
    assert 0.0 < read.threshold < 1.0


def test_it_says_what_it_was_fitted_on(written: dict[str, object]) -> None:
    fitted_on = written["fitted_on"]
    assert isinstance(fitted_on, dict)
    assert fitted_on["questions"] == len(TOWNS)
    assert 0.0 <= fitted_on["true_abstentions"] <= 1.0


def test_only_half_a_is_fitted_on(search: Search, written: dict[str, object]) -> None:
    strange = [
        replace(case(number, town, kind="half b"), documents=("d0",))
        for number, town in enumerate(TOWNS)
    ]
    assert calibrate(search, [*CASES, *strange], lambda line: None) == written


def test_progress_is_told_every_fifty_questions(search: Search) -> None:
    lines: list[str] = []
    calibrate(search, CASES * 5, lines.append)
    assert lines == ["asking: 50 of 60"]
