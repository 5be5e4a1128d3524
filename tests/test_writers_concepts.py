import pytest

from bot.stories import Unit
from bot.types import Document, Passage, Span
from bot.writers.concepts import Said, Stemming, concepts

LEAD = "Le port de Gênes ferme lundi."
LATER = "La mairie promet une aide."


def units(name: str, *texts: str, origin: str = "") -> list[Unit]:
    whole = " ".join(texts)
    document = Document(
        id=name, text=whole, raw=whole, title="", language="fr", source=name, origin=origin or name
    )
    passage = Passage(document=document, number=0, start=0, end=len(whole))
    starts = [whole.index(text) for text in texts]
    return [Unit(passage, Span(at, at + len(text))) for at, text in zip(starts, texts, strict=True)]


def said(*documents: list[Unit], opening: int = 5) -> Said:
    rows = [unit for document in documents for unit in document]
    return Said.of(rows, [unit.text for unit in rows], opening=opening, later=0.5)


def test_concepts_are_stems_and_pairs_with_a_content_word() -> None:
    found = concepts("Le port de Gênes, de la mer", "fr", Stemming())
    assert found == {
        "port", "gen", "mer", "le port", "port de", "de gen", "gen de", "la mer",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en", "de", "es", "ar", "und"])
def test_every_language_has_concepts(language: str) -> None:
    assert concepts("Zelensky 2023", language, Stemming())


def test_what_one_origin_alone_says_is_not_agreed_on() -> None:
    spoken = said(units("a", LEAD, LATER), units("b", LEAD))
    agreed = spoken.agreed(["a", "b"])
    assert agreed["port"] == 2.0
    assert "promet" not in agreed


def test_a_reprint_does_not_agree_with_itself() -> None:
    spoken = said(units("a", LEAD, origin="wire"), units("b", LEAD, origin="wire"))
    assert spoken.agreed(["a", "b"]) == {}


def test_an_opening_counts_for_more_than_what_comes_later() -> None:
    spoken = said(units("a", LEAD, LATER), units("b", LATER, LEAD))
    agreed = spoken.agreed(["a", "b"])
    assert agreed["port"] == agreed["mair"] == 1.5


def test_only_the_documents_of_a_story_are_asked() -> None:
    spoken = said(units("a", LEAD), units("b", LEAD), units("c", LATER))
    assert spoken.agreed(["a", "c"]) == {}
    assert spoken.agreed(["a", "b"], power=2.0)["port"] == 4.0
