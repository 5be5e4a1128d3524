import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.key_figures import MOST_FIGURES, key_figures
from tests.story_rows import Text, rows


def found(*texts: Text | str) -> list[tuple[str, str, int]]:
    """Value, what it counts and how many origins, of all figures of the texts."""
    sentences = rows(texts)
    figures = key_figures(range(len(sentences.units)), sentences, ())
    return [(one.value, one.about, len(one.rows)) for one in figures]


def test_the_most_supported_figure_comes_first() -> None:
    assert found(
        "Le pont de Bonn a coûté 3 millions d'euros.",
        "La crue du Rhin a fait 12 morts lundi à Bonn.",
        "Le Rhin en crue a fait 12 morts dans la ville de Bonn.",
    ) == [("12", "morts", 2), ("3 millions d'euros", "Le pont de Bonn a coûté", 1)]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("La Russie tire jusqu’à 20\u202f000 obus par jour.", "jusqu’à 20\u202f000"),
        (
            "L'Ukraine tire entre 6\u00a0000 et 7\u00a0000 obus par jour.",
            "entre 6\u00a0000 et 7\u00a0000",
        ),
        ("Le groupe supprime pas moins de 8 000 postes en France.", "pas moins de 8 000"),
        ("La ville compte environ 1 200,5 tonnes de blé.", "environ 1 200,5 tonnes"),
    ],
)
def test_a_figure_keeps_the_words_that_bound_it(sentence: str, value: str) -> None:
    assert [one[0] for one in found(sentence)] == [value]


def test_an_english_figure_keeps_them_too() -> None:
    text = Text(text="The army lost more than 1,200 soldiers near Bonn.", language="en")
    assert found(text) == [("more than 1,200", "soldiers", 1)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le maire Paul Noël, âgé de 45 ans, a été élu en 2022 à Bonn.",
        "La réunion du 24 février 2022 a duré 15 jours à Bonn.",
        "Deux associations ont porté plainte contre la ville de Bonn.",
        "Le canon de 155 mm a été livré à la ville de Bonn.",
        "Le traité a été signé par 22 des 27 gouvernements de l'Union.",
        "L'édition 2010 de Wimbledon a été gagnée par Ana Gil.",
        "La 42e édition du festival a été ouverte lundi à Bonn.",
        "Combien de 300 soldats sont morts à Bonn depuis lundi ?",
    ],
)
def test_what_is_no_key_figure(sentence: str) -> None:
    assert found(sentence) in ([], [("22", "gouvernements de l'Union", 1)])


def test_each_of_several_rates_has_its_subject() -> None:
    told = found("La Russie tire 20 000 obus par jour.", "L'Ukraine tire 6 000 obus par jour.")
    assert [(value, about) for value, about, _ in told] == [
        ("20 000", "obus par jour (Russie)"),
        ("6 000", "obus par jour (Ukraine)"),
    ]


def test_a_story_shows_few_figures() -> None:
    assert (
        len(found(*(f"La ville de Bonn a reçu {n} bateaux." for n in range(20, 40))))
        == MOST_FIGURES
    )


@given(st.lists(st.integers(10, 99_999), min_size=1, max_size=8))
def test_every_value_stands_in_its_sentence(counts: list[int]) -> None:
    sentences = rows([f"La ville de Bonn a reçu environ {count} bateaux." for count in counts])
    for figure in key_figures(range(len(counts)), sentences, ()):
        assert figure.value in sentences.units[figure.rows[0]].text
        assert len(set(figure.rows)) == len(figure.rows)
