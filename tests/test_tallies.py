"""The same count at two times, in four languages, and what is another count."""

import pytest

from bot.claims import FigureClaim, figure_claims
from bot.tallies import group_of, moved, outcome_of, same_value
from bot.types import Passage
from tests.archive_samples import document

CIVILIANS = ("fr", "Au moins 7 199 civils ont été tués en Ukraine, selon l'ONU.")
FLOOD = ("fr", "La crue du Rhin a fait 12 morts lundi à Bonn.")


def claims(said: tuple[str, str]) -> list[FigureClaim]:
    language, text = said
    source = document("a", text, language=language)
    return list(figure_claims("", Passage(document=source, number=0, start=0, end=len(text))))


def moves(before: tuple[str, str], after: tuple[str, str]) -> list[tuple[str, str]]:
    return [
        (one.measure.value, two.measure.value)
        for one in claims(before)
        for two in claims(after)
        if moved(one, two)
    ]


@pytest.mark.parametrize(
    ("before", "after", "values"),
    [
        (CIVILIANS, ("fr", "L'ONU a recensé 8 006 civils tués en Ukraine."), ("7 199", "8 006")),
        (
            CIVILIANS,
            ("en", "At least 8,006 civilians have been killed in Ukraine."),
            ("7 199", "8,006"),
        ),
        (FLOOD, ("fr", "À Bonn, 15 personnes ont péri, ont annoncé mardi les élus."), ("12", "15")),
        (
            ("en", "At least 12 people have died, Italy's civil protection agency said."),
            ("fr", "Le bilan du séisme en Ligurie est monté à 31 morts, a annoncé la préfecture."),
            ("12", "31"),
        ),
        (FLOOD, ("de", "In Bonn kamen inzwischen 15 Menschen ums Leben."), ("12", "15")),
        (FLOOD, ("es", "En Bonn ya han perdido la vida 15 personas."), ("12", "15")),
        (
            ("fr", "L'Ukraine tire 6 000 obus par jour."),
            ("fr", "L'Ukraine tire désormais 9 000 obus par jour."),
            ("6 000", "9 000"),
        ),
        (
            ("en", "The fire has destroyed 120 homes in Paris."),
            ("es", "El incendio ha destruido 190 casas en París."),
            ("120", "190"),
        ),
    ],
)
def test_a_value_that_moved(
    before: tuple[str, str], after: tuple[str, str], values: tuple[str, str]
) -> None:
    assert moves(before, after) == [values]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (CIVILIANS, ("fr", "L'ONU a recensé 11 756 civils blessés en Ukraine.")),
        (CIVILIANS, ("fr", "Au moins 9 000 soldats ont été tués en Ukraine.")),
        (CIVILIANS, ("fr", "Au moins 438 enfants ont été tués en Ukraine.")),
        (FLOOD, ("fr", "La crue a fait 15 morts à Madrid.")),
        (FLOOD, ("fr", "La crue du Rhin a fait 3 autres morts à Bonn.")),
        (FLOOD, ("fr", "La crue du Rhin a fait 120 morts à Bonn.")),
        (FLOOD, ("fr", "La crue du Rhin a fait 2 morts à Bonn.")),
        (FLOOD, ("fr", "La crue du Rhin a fait 12 morts à Bonn.")),
        (
            ("fr", "La SNCF supprimera 300 trains jeudi."),
            ("fr", "La SNCF supprimera 120 trains vendredi."),
        ),
        (
            ("fr", "L'action Apple a perdu 3 % lundi."),
            ("fr", "L'action Apple a perdu 5 % mardi."),
        ),
    ],
)
def test_another_count_or_no_change(before: tuple[str, str], after: tuple[str, str]) -> None:
    assert moves(before, after) == []


def test_what_became_of_whom() -> None:
    (one,) = claims(CIVILIANS)
    assert (outcome_of(one), group_of(one)) == ("killed", "civilian")
    (shells,) = claims(("fr", "L'Ukraine tire 6 000 obus par jour."))
    assert (outcome_of(shells), group_of(shells)) == ("", "")


def test_the_same_value_told_again() -> None:
    (one,) = claims(FLOOD)
    (other,) = claims(("en", "The flood has killed 12 people in Bonn."))
    assert same_value(one, other)
