"""The application over a real library, with the embedder that needs no model."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import Application
from bot.arguments import BriefingRequest
from bot.contract import answer_json, briefing_json
from bot.errors import LibraryError, QuestionError, UnknownDocumentError
from bot.ingestion import IngestReport, Progress
from bot.nearest_names import nearest_names
from bot.settings import Settings, UnknownSetting
from bot.types import Filters

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def ingest(application: Application, *sources: Path) -> IngestReport:
    def ignore(step: Progress) -> None:
        assert step.done <= step.total

    return application.ingest([str(source) for source in sources], ignore)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """The seed articles, ingested once; tests on it only read."""
    settings = Settings(data=tmp_path_factory.mktemp("app"), embeddings="hashing")
    with Application.open(settings) as application:
        assert ingest(application, SEEDS).added == 5
        yield application


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Application]:
    with Application.open(Settings(data=tmp_path / "data", embeddings="hashing")) as application:
        yield application


QUESTIONS = (
    "Combien d'obus l'Ukraine tire-t-elle par jour ?",
    "Qui dirige le groupe Wagner ?",
    "Who is Ukraine's deputy defence minister?",
    "Was produziert Frankreich mit Australien?",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_quote_of_an_answer_stands_in_the_document(
    seeded: Application, question: str
) -> None:
    value = answer_json(seeded.ask(question, Filters()))
    for citation in [*value["citations"], *value["nearest"]]:
        text = seeded.document(citation["document"]).text
        assert text[citation["start"] : citation["end"]] == citation["quote"]
        assert citation["quote"] in citation["passage"]
    numbers = {number for one in value["statements"] for number in one["citations"]}
    assert numbers <= {citation["number"] for citation in value["citations"]}
    assert (value["status"] == "answered") == bool(value["statements"])


def test_every_quote_of_a_briefing_stands_in_the_document(seeded: Application) -> None:
    value = briefing_json(seeded.brief(BriefingRequest(filters=Filters(since="2023-02"))))
    assert value["stories"]
    assert value["timings_ms"]["total"] > 0
    for citation in value["citations"]:
        text = seeded.document(citation["document"]).text
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_a_question_is_checked_before_anything_is_opened(tmp_path: Path) -> None:
    with Application.open(Settings(data=tmp_path / "data")) as application:
        for question in ("", " ", "🙂🙂", "?!", "x" * 20_000):
            with pytest.raises(QuestionError):
                application.ask(question, Filters())
    assert not (tmp_path / "data").exists()


def test_filters_leave_out_what_they_should(seeded: Application) -> None:
    value = answer_json(seeded.ask(QUESTIONS[0], Filters(since="2024")))
    assert (value["status"], value["nearest"]) == ("abstained", [])
    value = answer_json(seeded.ask(QUESTIONS[1], Filters(outlet="aljazeera.com")))
    assert {one["outlet"] for one in [*value["citations"], *value["nearest"]]} <= {"aljazeera.com"}


def test_an_unknown_document_is_told_with_the_nearest_names(seeded: Application) -> None:
    with pytest.raises(UnknownDocumentError, match="nearest: 002_b1adf77fe8ae5941"):
        seeded.document("002")
    with pytest.raises(UnknownDocumentError, match="citewire documents"):
        seeded.document("zzz")


def test_removing_takes_all_or_none(empty: Application, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"Le port {name} est ouvert.", encoding="utf-8")
    ingest(empty, tmp_path / "one.txt", tmp_path / "two.txt")
    with pytest.raises(UnknownDocumentError, match="'three'"):
        empty.remove(["one", "three"])
    assert len(empty.documents()) == 2
    before = empty.revision
    assert empty.remove(["one", "two", "one"]) == ("one", "two")
    assert empty.documents() == ()
    assert empty.revision > before


def test_an_empty_library_has_revision_0(empty: Application) -> None:
    assert empty.revision == 0
    assert empty.ask("Qui ?", Filters()).status == "abstained"
    assert empty.brief(BriefingRequest(filters=Filters())).stories == ()


def test_the_doctor_finds_all_well(seeded: Application) -> None:
    checks = {check.name: check for check in seeded.examine()}
    assert list(checks) == [
        "settings",
        "library",
        "embedder",
        "views",
        "schedule",
        "mail",
        "prompts",
        "writer",
        "slack",
    ]
    assert {check.status for check in checks.values()} == {"ok"}
    assert checks["library"].message.startswith("5 documents, ")
    assert "hashing-384" in checks["embedder"].message


def test_the_doctor_names_what_is_broken(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").write_bytes(b"this is no database" * 100)
    unknown = (UnknownSetting("CITEWIRE_DATTA", "CITEWIRE_DATA"),)
    settings = Settings(data=tmp_path, embeddings="hashing")
    with Application.open(settings, unknown) as application:
        checks = {check.name: check for check in application.examine()}
    assert checks["settings"].status == "warn"
    assert checks["library"].status == "fail"
    assert checks["library"].mend
    assert checks["embedder"].status == "ok"


def test_a_data_directory_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        Application.open(Settings(data=tmp_path / "file" / "data")) as application,
        pytest.raises(LibraryError, match="set CITEWIRE_DATA"),
    ):
        application.documents()


def test_the_library_is_for_its_owner_only(empty: Application, tmp_path: Path) -> None:
    assert empty.documents() == ()
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("002", ("002_b1",)),
        ("seeds/002_b1.txt", ("002_b1",)),
        ("00", ("001_a3", "002_b1")),
        ("port-de-brest", ()),
        ("", ()),
    ],
)
def test_nearest_names(name: str, expected: tuple[str, ...]) -> None:
    assert nearest_names(name, ["002_b1", "001_a3"]) == expected
