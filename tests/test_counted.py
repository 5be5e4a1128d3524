import pytest

from bot.claims import figure_claims
from bot.counted import about_of
from bot.types import Passage, Span
from tests.library_samples import document


def about(sentence: str, language: str, value: str) -> str:
    """What the figure of the sentence counts; the `value` of an amount has its unit."""
    made = document("d", sentence, language=language)
    passage = Passage(document=made, number=0, start=0, end=len(sentence))
    start = sentence.index(value)
    claim = next(
        one
        for one in figure_claims("P1", passage)
        if start <= one.measure.span.start < start + len(value)
    )
    amount = value[-1] in "%€sr" or value[0] in "$€"
    return about_of(claim, Span(start, start + len(value)), "amount" if amount else "count")


@pytest.mark.parametrize(
    ("language", "sentence", "value", "counted"),
    [
        (
            "fr",
            "Elles tirent 10 000 obus d'artillerie par jour.",
            "10 000",
            "obus d'artillerie par jour",
        ),
        ("fr", "Elles tirent 10\u202f000\u00a0obus par jour.", "10\u202f000", "obus par jour"),
        ("fr", "La crue a tué 15 personnes à Bonn.", "15", "personnes (tué)"),
        ("fr", "À Bonn, 12 personnes ont été tuées lundi.", "12", "personnes ont été tuées"),
        ("fr", "Le bureau compte 11 756 blessés parmi les civils.", "11 756", "blessés"),
        (
            "fr",
            "La ville signe un contrat de 552 millions de dollars avec deux firmes.",
            "552 millions de dollars",
            "contrat",
        ),
        (
            "fr",
            "La France donne 500 millions d’euros d’aide militaire.",
            "500 millions d’euros",
            "aide militaire",
        ),
        (
            "fr",
            "HP accuse une baisse de 3 % de son chiffre d'affaires.",
            "3 %",
            "baisse, chiffre d'affaires",
        ),
        ("fr", "Le taux est de 78 % supérieur.", "78 %", "Le taux est de"),
        ("fr", "Selon le maire, plus de 300 habitants attendent de l'eau.", "300", "habitants"),
        ("en", "Police arrested 40 protesters in Bonn.", "40", "protesters"),
        ("en", "The city gave 30 million euros in aid.", "30 million euros", "aid"),
        ("en", "They fire 6,000 shells a day at the town.", "6,000", "shells a day"),
        ("de", "In Bonn wurden 300 Häuser zerstört.", "300", "Häuser zerstört"),
        ("es", "El gobierno envió 1.200 soldados a la frontera.", "1.200", "soldados"),
    ],
)
def test_what_a_figure_counts(language: str, sentence: str, value: str, counted: str) -> None:
    assert about(sentence, language, value) == counted
