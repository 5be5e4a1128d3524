import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.stems import content_words, stems


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "tirée tirées tirer"),
        ("fr", "déclarée Déclarées DÉCLARER"),
        ("en", "fired fires FIRING"),
        ("de", "Häuser Häusern"),
        ("de", "Straße Straßen"),
        ("es", "soldado soldados"),
    ],
)
def test_forms_of_one_word_have_one_stem(language: str, words: str) -> None:
    assert len(set(stems(words, language))) == 1


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Les troupes déclarées", "fr", ("troup", "declar")),
        ("L’Élysée et l’œuvre", "fr", ("elys", "oeuvr")),
        ("l'Élysée, l'œuvre", "fr", ("elys", "oeuvr")),
        ("« 6 000 » obus", "fr", ("6", "000", "obus")),
        ("6\u202f000\u00a0obus", "fr", ("6", "000", "obus")),
        ("The shells of the army", "en", ("shell", "armi")),
        ("", "fr", ()),
        ("« … » — !", "fr", ()),
    ],
)
def test_stems_are_bare_and_without_function_words(
    text: str, language: str, expected: tuple[str, ...]
) -> None:
    assert stems(text, language) == expected


def test_repetitions_stay_in_their_order() -> None:
    assert stems("obus, chars, obus", "fr") == ("obus", "char", "obus")


def test_words_of_an_unknown_language_stay_whole_but_lose_case_and_accents() -> None:
    assert stems("Déclarées Troupes", "und") == ("declarees", "troupes")


@pytest.mark.parametrize("language", ["fr", "en", "de", "es", "und"])
@given(text=st.text(max_size=80))
def test_composed_and_decomposed_letters_give_the_same(language: str, text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)
    assert stems(decomposed, language) == stems(composed, language)
    assert content_words(decomposed, language) == content_words(composed, language)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Combien d’obus l’Ukraine tire-t-elle par jour ?",
            "fr",
            ("obus", "Ukraine", "tire", "jour"),
        ),
        ("Où est l’Œuvre d’Éloïse ?", "fr", ("Œuvre", "Éloïse")),
        ("« Élysée » : 6\u202f000 €", "fr", ("Élysée", "6", "000")),
        ("What is NATO's role?", "en", ("NATO", "role")),
        ("Wie heißt der Bürgermeister?", "de", ("heißt", "Bürgermeister")),
        ("¿Cuándo empezó la batalla?", "es", ("empezó", "batalla")),
        ("obus obus", "fr", ("obus",)),
        ("Qui est-ce ?", "fr", ()),
        ("", "fr", ()),
    ],
)
def test_content_words_are_as_written_and_once(
    text: str, language: str, expected: tuple[str, ...]
) -> None:
    assert content_words(text, language) == expected


@given(st.text(max_size=80))
def test_content_words_are_whole_words_of_the_text(text: str) -> None:
    plain = unicodedata.normalize("NFC", text)
    found = content_words(text, "und")
    assert len(set(found)) == len(found)
    assert all(word in plain and word.isalnum() for word in found)
