import pytest

from bot.text.equivalents import language_names, meaning_of, meanings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("États-Unis", "Vereinigte Staaten"),
        ("OTAN", "NATO"),
        ("l'ONU", "United Nations"),
        ("Deutschland", "Alemania"),
        ("Kiev", "Kyiv"),
        ("La Haye", "The Hague"),
        ("FMI", "International Monetary Fund"),
        ("Ukrainian", "Ukraine"),
        ("Maison Blanche", "White House"),
    ],
)
def test_names_in_other_languages_mean_the_same(one: str, other: str) -> None:
    assert meaning_of(one) & meaning_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Iran", "Irak"), ("Niger", "Nigeria"), ("Autriche", "Australie"), ("ONU", "UE")],
)
def test_different_names_do_not(one: str, other: str) -> None:
    assert not meaning_of(one) & meaning_of(other)


@pytest.mark.parametrize("name", ["Banque de France", "Deutsche Bank", "Solberg", "", "Who"])
def test_other_names_mean_nothing_by_themselves(name: str) -> None:
    assert meaning_of(name) == frozenset()


def test_common_words_are_no_names() -> None:
    assert meanings("une réunion avec un ami, who told us") == frozenset()


def test_a_seat_of_government_stands_for_its_country_and_not_the_other_way() -> None:
    assert "UA" in meanings("Kiev demande des armes")
    assert "Kyiv" not in meanings("L'Ukraine demande des armes")


def test_languages() -> None:
    assert {"francais", "french", "franzosisch", "frances"} <= language_names("fr")
    assert language_names("und") == frozenset()
