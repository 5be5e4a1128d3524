import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.language import FUNCTION_WORDS, detect_language

FRENCH_ARTICLE = (
    "L’Ukraine tire chaque jour 6 000 obus sur les positions russes. « Nous tiendrons », a déclaré "
    "le maire d’Œuilly à l’Élysée, où il était reçu mardi avec une délégation d’élus. "
)
ENGLISH_ARTICLE = (
    "Ukraine fires 6,000 shells a day at Russian lines. “We will hold,” said the mayor, who had "
    "been received on Tuesday with a delegation of elected officials from the whole region. "
)
GERMAN_ARTICLE = (
    "Die Ukraine feuert jeden Tag 6.000 Granaten auf russische Stellungen. „Wir halten durch“, "
    "sagte der Bürgermeister, der am Dienstag mit einer Abordnung aus der Region empfangen wurde. "
)
SPANISH_ARTICLE = (
    "Ucrania dispara cada día 6.000 obuses contra las posiciones rusas. «Resistiremos», dijo el "
    "alcalde, que fue recibido el martes con una delegación de cargos electos de la región. "
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Qui est Stoltenberg ?", "fr"),
        ("Combien d’obus l’Ukraine tire-t-elle par jour\u202f?", "fr"),
        ("Quel âge a le capitaine\u00a0?", "fr"),
        ("Où est Kiev ?", "fr"),
        ("D’où vient le convoi ?", "fr"),
        ("Œuvre d’art à l’Élysée", "fr"),
        ("« Nous tiendrons », a-t-il dit", "fr"),
        ("Who is Stoltenberg?", "en"),
        ("Is the bridge open?", "en"),
        ("Whose idea was it?", "en"),
        ("What does “Mamba” mean?", "en"),
        ("Wer ist Stoltenberg?", "de"),
        ("Ist die Brücke offen?", "de"),
        ("Wo liegt Köln?", "de"),
        ("Warum streikt die Bahn?", "de"),
        ("¿Quién es Stoltenberg?", "es"),
        ("Dónde está Bajmut", "es"),
        ("¿Cuántos obuses dispara Ucrania al día?", "es"),
    ],
)
def test_short_questions_are_told_by_their_function_words(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("article", "language"),
    [
        (FRENCH_ARTICLE, "fr"),
        (ENGLISH_ARTICLE, "en"),
        (GERMAN_ARTICLE, "de"),
        (SPANISH_ARTICLE, "es"),
    ],
)
def test_documents_are_told_by_the_whole_text(article: str, language: str) -> None:
    assert detect_language(article * 3) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Quem é o presidente da Câmara Municipal de São Paulo?", "pt"),
        ("Kim jest prezydent miasta Łódź i kiedy został wybrany?", "pl"),
        ("Хто такий міністр оборони України сьогодні?", "uk"),
        ("KİM BU ŞEHRİN BELEDİYE BAŞKANI VE NE ZAMAN SEÇİLDİ?", "tr"),
    ],
)
def test_other_languages_are_not_taken_for_one_that_shares_words(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "   ", "42", "…", "« » ’", "6 000\u202f€", "Bakhmout"])
def test_too_little_to_tell(text: str) -> None:
    assert detect_language(text) == "und"


@pytest.mark.parametrize(
    "text", ["Qui est le ministre de la Défense ?", "Who is the minister?", "¿Quién es el alcalde?"]
)
def test_capitals_and_spaces_change_nothing(text: str) -> None:
    expected = detect_language(text)
    assert detect_language(text.upper()) == expected
    assert detect_language(f"\u00a0{text}\n") == expected


def test_a_typographic_apostrophe_counts_as_a_plain_one() -> None:
    assert detect_language("L’ami d’Œuilly") == detect_language("L'ami d'Œuilly") == "fr"


@given(st.text(max_size=60))
def test_any_text_has_some_code(text: str) -> None:
    code = detect_language(text)
    assert code == "und" or (len(code) == 2 and code.islower())


def test_function_words_are_lower_case_words() -> None:
    for words in FUNCTION_WORDS.values():
        assert all(word == word.lower() and word.strip() for word in words)
