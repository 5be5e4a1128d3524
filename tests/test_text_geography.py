import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.geography import mentioned, places_in


@pytest.mark.parametrize(
    ("spellings", "place"),
    [
        ("Allemagne allemandes Germany's German Deutschland deutsche Alemania alemanes", "DE"),
        ("Ukraine ukrainienne Ukrainian ukrainische Ucrania ucraniano", "UA"),
        ("Espagne espagnol Spain Spanish Spanien spanische España españoles", "ES"),
        ("Belgique belges Belgium Belgian Belgien belgische Bélgica belga", "BE"),
        ("Turquie turques Turkey Turkish Türkei türkische Turquía turcos", "TR"),
        ("Pologne polonais Poland Polish Polen polnischer Polonia polaco", "PL"),
        ("Autriche Austria Österreich österreichisch", "AT"),
        ("Haïti haïtienne Haitian", "HT"),
        ("Colombie colombien Colombia Colombian Kolumbien kolumbianisch", "CO"),
        ("Inde indienne India Indian Indien indische", "IN"),
        ("Chine chinois China Chinese chinesisch chinos", "CN"),
        ("Grèce grecque Greece griechisch Grecia griego", "GR"),
        ("Kiev Kyiv Kiew", "Kyiv"),
        ("Moscou Moscow Moskau Moscú", "Moscow"),
        ("OTAN NATO otan", "NATO"),
    ],
)
def test_one_place_in_four_languages(spellings: str, place: str) -> None:
    for spelling in spellings.split():
        assert places_in(f"« L’{spelling} »,") == {place}, spelling


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("les États-Unis", "US"),
        ("les Etats\u00a0Unis", "US"),
        ("die Vereinigten Staaten", "US"),
        ("Estados Unidos", "US"),
        ("la Grande-Bretagne", "GB"),
        ("the United Kingdom", "GB"),
        ("la Côte d’Ivoire", "CI"),
        ("Corée du Nord", "KP"),
        ("South Korea", "KR"),
        ("l’Union européenne", "EU"),
        ("les Nations unies", "UN"),
        ("les Pays-Bas", "NL"),
    ],
)
def test_places_of_several_words(text: str, place: str) -> None:
    assert places_in(text) == {place}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Niger", "Nigeria"),
        ("Iran", "Irak"),
        ("Autriche", "Australie"),
        ("Suède", "Suisse"),
        ("Slovaquie", "Slovénie"),
        ("Corée du Nord", "Corée du Sud"),
        ("Belgique", "Belgrade"),
        ("Turquie", "Turkménistan"),
        ("Inde", "Indiana"),
    ],
)
def test_places_of_like_spelling_stay_apart(one: str, other: str) -> None:
    assert places_in(one)
    assert places_in(one).isdisjoint(places_in(other))


@pytest.mark.parametrize(
    "text",
    [
        "tell us who wins",
        "une ville",
        "un ami",
        "il hait la ville",
        "du polonium",
        "un vieux colombier",
        "les francs",
        "un hélicoptère Chinook",
        "",
        "« … »",
    ],
)
def test_common_words_are_no_places(text: str) -> None:
    assert places_in(text) == frozenset()


def test_an_acronym_stands_in_capitals_only() -> None:
    assert places_in("US troops, UE, UN") == {"US", "EU", "UN"}
    assert places_in("us troops, ue, un") == frozenset()


def test_mentions_come_in_order_with_their_words() -> None:
    found = list(mentioned("L’Élysée et les États-Unis, puis l’Allemagne et Berlin"))
    assert found == [("US", ("etats", "unis")), ("DE", ("allemagne",)), ("DE", ("berlin",))]


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    assert places_in(text) == {place for place, _ in mentioned(text)}
