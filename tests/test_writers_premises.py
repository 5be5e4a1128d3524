"""What a question takes for granted, counts or prices must be told where the answer stands."""

import pytest

from bot.question import analyse
from bot.writers.premises import (
    counts_what_is_asked,
    pays_what_is_asked,
    prices_what_is_asked,
    tells_premise,
)
from tests.evidence_samples import described, hit


def able(question: str, text: str, language: str) -> tuple[bool, bool, bool]:
    asked = analyse(question)
    one = described(question, hit(text, question, language=language))[0]
    return (
        tells_premise(asked, one),
        counts_what_is_asked(asked, one),
        prices_what_is_asked(asked, one),
    )


@pytest.mark.parametrize(
    ("question", "text", "language", "told"),
    [
        ("Pourquoi le pont a-t-il été démoli ?", "Le pont ouvre lundi.", "fr", False),
        ("Pourquoi le pont a-t-il été démoli ?", "La démolition coûte moins.", "fr", True),
        ("Pourquoi le maire a-t-il démissionné ?", "Le maire signe un contrat.", "fr", False),
        ("Pourquoi le maire a-t-il démissionné ?", "Sa démission suit un procès.", "fr", True),
        ("Why did the mayor resign?", "The mayor opened a bridge.", "en", False),
        ("Why did the mayor resign?", "Le maire a démissionné après un procès.", "fr", True),
        ("Why did the mayor resign?", "Le maire a signé un contrat.", "fr", False),
        ("Warum ist der Minister zurückgetreten?", "Der Minister bleibt in Bonn.", "de", False),
        ("Warum ist der Minister zurückgetreten?", "Der Rücktritt folgt dem Streit.", "de", True),
        ("¿Por qué dimitió el alcalde?", "El alcalde abrió el puente.", "es", False),
        ("¿Por qué dimitió el alcalde?", "La dimisión sigue a un juicio.", "es", True),
        (
            "Pourquoi la ville a-t-elle refusé un pont ?",
            "La ville ne veut pas de pont.",
            "fr",
            True,
        ),
        ("Pourquoi la ville a-t-elle refusé un pont ?", "La mer n’est pas calme.", "fr", False),
        ("Pourquoi le ciel est-il bleu ?", "La mer est calme.", "fr", True),
        ("Quand le pont a-t-il été démoli ?", "Le pont ouvre lundi.", "fr", True),
    ],
)
def test_the_event_of_a_question_for_a_reason(
    question: str, text: str, language: str, told: bool
) -> None:
    assert able(question, text, language)[0] is told


@pytest.mark.parametrize(
    ("question", "text", "language", "counts"),
    [
        ("Combien de chars sont perdus ?", "Sept officiers sont là.", "fr", False),
        ("Combien de chars sont perdus ?", "Sept chars sont là.", "fr", True),
        ("Combien de chars sont perdus ?", "Ils en ont perdu 7.", "fr", True),
        ("How many tanks were lost?", "Sept officiers sont là.", "fr", False),
        ("How many tanks were lost?", "Sept blindés sont perdus.", "fr", True),
        ("How many soldiers are there?", "Il y a 12 morts.", "fr", True),
        (
            "Combien de Caesar la France livre-t-elle ?",
            "Elle signe avec 2 entreprises.",
            "fr",
            False,
        ),
        ("Combien de Caesar la France livre-t-elle ?", "Elle livre 12 Caesar.", "fr", True),
        ("Wie viele Panzer gibt es?", "Es gibt 14 Häuser.", "de", False),
        ("Wie viele Panzer gibt es?", "Es gibt 14 Panzer.", "de", True),
        ("¿Cuántos tanques hay?", "Hay 14 casas.", "es", False),
        ("Combien de fromages y a-t-il ?", "On compte 14 tommes.", "fr", True),
        ("Qui est le maire ?", "On compte 14 tommes.", "fr", True),
    ],
)
def test_what_a_figure_counts(question: str, text: str, language: str, counts: bool) -> None:
    assert able(question, text, language)[1] is counts


@pytest.mark.parametrize(
    ("question", "text", "language", "priced"),
    [
        ("How much does a boat cost?", "The bridge costs 12 euros.", "en", False),
        ("How much does a boat cost?", "Boats go for 12 euros.", "en", True),
        ("Combien coûte un billet ?", "Le pont coûte 12 euros.", "fr", False),
        ("Combien coûte un billet ?", "Le billet est à 12 euros.", "fr", True),
        ("Quel est le prix d’un billet ?", "Le pont coûte 12 euros.", "fr", False),
        ("Was kostet ein Boot?", "Die Brücke kostet 12 Euro.", "de", False),
        ("Was kostet ein Boot?", "Das Boot kostet 12 Euro.", "de", True),
        ("¿Cuánto cuesta un barco?", "El puente cuesta 12 euros.", "es", False),
        ("How much does a boat cost?", "Le pont coûte 12 euros.", "fr", True),
    ],
)
def test_what_a_price_is_of(question: str, text: str, language: str, priced: bool) -> None:
    assert able(question, text, language)[2] is priced


@pytest.mark.parametrize(
    ("question", "text", "language", "pays"),
    [
        ("Quel est le salaire d’un pompier ?", "Ils ont tiré 6 000 obus.", "fr", False),
        ("Quel est le salaire d’un pompier ?", "Un pompier touche 1 900 euros.", "fr", True),
        ("Quel est le salaire d’un pompier ?", "Le salaire n’est pas fixé.", "fr", True),
        ("What is the salary of a nurse?", "Twelve nurses left in 2010.", "en", False),
        ("What is the salary of a nurse?", "Eine Pflegerin verdient 40 000 Kronen.", "de", True),
        ("Combien vaut le tableau ?", "Le tableau vaut 3 millions.", "fr", True),
        ("Wie hoch ist die Miete?", "Das Haus hat 12 Zimmer.", "de", False),
        ("¿Cuál es el sueldo del alcalde?", "El alcalde tiene 52 años.", "es", False),
        ("How much water does it hold?", "It holds 300 cubic metres.", "en", True),
        ("Quelle est la hauteur de la tour ?", "La tour a 12 étages.", "fr", True),
    ],
)
def test_a_price_or_a_pay_is_money(question: str, text: str, language: str, pays: bool) -> None:
    one = described(question, hit(text, question, language=language))[0]
    assert pays_what_is_asked(analyse(question), one) is pays
