from __future__ import annotations

import pytest

from bot.documents.front_matter import split_front_matter
from bot.documents.metadata import (
    Metadata,
    from_paragraphs,
    language_code,
    outlet_of,
)


@pytest.mark.parametrize(
    "text",
    [
        "---\nTitle: Port\nPublisher: Post\nDate: 2023-02\n---\nText.",
        '+++\ntitle = "Port"\npublisher = "Post"\ndate = 2023-02\n+++\nText.',
        "Title: Port\nAuthor: Ann Lee\nPublisher: Post\nDate: 2023-02\n\nText.",
        "Titre : Port\nMédia : Post\nDate : février 2023\n\nText.",
        '---\ntitle: "Port\npublisher: Post\ndate: 2023-02\n---\nText.',
    ],
)
def test_front_matter_in_its_forms(text: str) -> None:
    described = split_front_matter(text)
    assert described.rest == "Text."
    assert described.metadata == Metadata(title="Port", outlet="Post", published="2023-02")


@pytest.mark.parametrize(
    "text",
    [
        "---\nLe port rouvre.\n---\nFin.",
        "Date: hier\nLe port rouvre.",
        "Titre : une affaire\n\nLe port rouvre.",
        "Le port\n---\ntitle: x\n---\n",
        "---\n- a\n- b\n---\nFin.",
    ],
)
def test_what_is_no_front_matter_stays(text: str) -> None:
    assert split_front_matter(text).rest == text


@pytest.mark.parametrize(
    "line",
    [
        "Source: https://www.post.example/2023/2/13/port",
        "Source : https://www.post.example/2023/2/13/port.",
        "Quelle: https://www.post.example/2023/2/13/port",
        "Fuente: https://www.post.example/2023/2/13/port",
        "Article original : https://www.post.example/2023/2/13/port",
    ],
)
def test_source_lines_tell_address_outlet_and_date(line: str) -> None:
    described = from_paragraphs(["Le port rouvre.", line])
    assert described.paragraphs == ("Le port rouvre.",)
    assert described.metadata.outlet == "post.example"
    assert described.metadata.published == "2023-02-13"
    assert described.metadata.url == "https://www.post.example/2023/2/13/port"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Publié le 13 février 2023 à 10h12", "2023-02-13"),
        ("Publié le 13/02/2023 à 10:12, mis à jour le 14/02/2023", "2023-02-13"),
        ("Par Jean Roy, publié le 13 février 2023", "2023-02-13"),
        ("Published February 13, 2023", "2023-02-13"),
        ("Veröffentlicht am 13. Februar 2023 um 10:12 Uhr", "2023-02-13"),
        ("Stand: 13.02.2023", "2023-02-13"),
        ("Publicado el 13 de febrero de 2023", "2023-02-13"),
        ("13 février 2023", "2023-02-13"),
    ],
)
def test_publication_lines_go_and_tell_the_date(line: str, published: str) -> None:
    described = from_paragraphs(["Le titre", line, "Le port rouvre."])
    assert described.metadata.published == published
    assert described.paragraphs == ("Le titre", "Le port rouvre.")


@pytest.mark.parametrize(
    "line",
    [
        "Publié le 13 février 2023, le rapport accable la mairie.",
        "Le 13 février 2023, le port a fermé.",
        "Source : https://a.example dit le rapport, mais rien ne le prouve.",
        "La source est connue : un employé du port, dit la police.",
        "Date 2023-02-13 inscrite".replace("Date 2023", "La date 2023"),
    ],
)
def test_sentences_with_dates_and_sources_stay(line: str) -> None:
    assert from_paragraphs(["Le titre", line]).paragraphs == ("Le titre", line)


def test_the_dateline_of_a_news_text_stays_and_tells() -> None:
    line = "Brest, 9 novembre 2012. - Le port rouvre."
    described = from_paragraphs([line])
    assert described.paragraphs == (line,)
    assert described.metadata.published == "2012-11-09"


def test_outlets_and_languages() -> None:
    assert outlet_of("https://m.post.example/x") == "post.example"
    assert outlet_of("nonsense") is None
    assert language_code("fr_FR") == "fr"
    assert language_code("Deutsch") == "de"
    assert language_code("something") is None
