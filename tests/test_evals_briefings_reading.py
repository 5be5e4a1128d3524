import pytest

from evals.briefings.reading import (
    headline_faults,
    quoted_words,
    repeated,
    say_the_same,
    starts_in_the_air,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il a ajouté que le pont tient.", True),
        ("Cette ville attend.", True),
        ("However, the bridge holds.", True),
        ("Deshalb will der Verband wählen.", True),
        ("Il y a 12 morts.", False),
        ("Cette semaine, le pont ferme.", False),
        ("It could take six days.", False),
        ("Le pont ferme.", False),
    ],
)
def test_starts_in_the_air(text: str, expected: bool) -> None:
    assert starts_in_the_air(text) is expected


@pytest.mark.parametrize(
    ("headline", "faults"),
    [
        ("Trois ponts fermés à Bonn", ()),
        ("Plusieurs annonces ont été faites mardi", ("vague",)),
        ("Le maire de Bonn a dit que", ("dangling",)),
        ("La crue du Rhin à Bonn tue …", ("cut",)),
        ("Il ferme Bonn lundi", ("in the air",)),
        ("Bonn ferme", ("short", "vague")),
        ("Bonn dit « non et non", ("vague", "marks")),
        ("Le pont de Bonn " + "est vieux " * 12, ("long",)),
    ],
)
def test_headline_faults(headline: str, faults: tuple[str, ...]) -> None:
    assert headline_faults(headline) == faults


def test_quoted_words_are_told_by_their_marks() -> None:
    assert quoted_words("X : « Oui, bien. » et “No” puis „Ja“") == ("oui, bien", "no", "ja")


def test_what_says_the_same() -> None:
    one = "La crue du Rhin a fait douze morts lundi dans Bonn"
    two = "Douze morts dans la crue du Rhin lundi"
    other = "Ana Gil remporte une élection municipale dimanche à Bilbao"
    assert say_the_same(one, two)
    assert repeated((one, other, two)) == ((one, two),)
