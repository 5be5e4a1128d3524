from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.calibration import LinearModel
from bot.question import analyse
from bot.writers.answerability import (
    answering,
    asked_office,
    certainty,
    of_the_time_asked,
    probability,
)
from tests.evidence_samples import CALIBRATION, described, hit


def kept(question: str, text: str, title: str = "") -> list[str]:
    candidates = described(question, hit(text, question, title=title))
    return [one.text for one in answering(analyse(question), candidates)]


@pytest.mark.parametrize(
    ("question", "concepts"),
    [
        ("Qui est le ministre ukrainien de la Défense\u00a0?", "UA defence minister"),
        ("Qui est le vice-ministre ukrainien de la Défense ?", "UA defence deputy minister"),
        ("Quel est le nom du ministre de la Défense ?", "defence minister"),
        ("Comment s’appelle le maire d’Œuilly ?", "mayor"),
        ("Comment s'appelle le maire ?", "mayor"),
        ("Who is Germany’s defence minister?", "DE defence minister"),
        ("Who's the mayor?", "mayor"),
        ("What is the name of the NATO chief?", "NATO secretary-general"),
        ("Wie heißt der deutsche Verteidigungsminister?", "DE defence minister"),
        ("Wer ist Bürgermeister von Köln?", "mayor"),
        ("¿Quién es el ministro de Defensa de España?", "ES defence minister"),
        ("¿Cómo se llama el alcalde?", "mayor"),
    ],
)
def test_questions_for_the_holder_of_an_office(question: str, concepts: str) -> None:
    asked = asked_office(analyse(question))
    assert asked is not None
    assert asked.concepts == set(concepts.split())


@pytest.mark.parametrize(
    "question",
    [
        "Qui a rencontré le ministre ?",
        "Who met the minister?",
        "Qui est Stoltenberg ?",
        "Who is Jens Stoltenberg, the NATO chief?",
        "Combien de ministres y a-t-il ?",
        "Que dit le ministre ?",
        "Où est le maire ?",
        "Wo ist der Bürgermeister?",
    ],
)
def test_other_questions_ask_for_no_holder(question: str) -> None:
    assert asked_office(analyse(question)) is None


MINISTER = "Le ministre ukrainien de la Défense, Oleksiï Reznikov, a parlé à l’Élysée."
OTHERS: Sequence[str] = (
    "Le vice-ministre ukrainien de la Défense, Jean Dupont, a parlé.",
    "L’ancien ministre ukrainien de la Défense, Jean Dupont, a parlé.",
    "Le ministre ukrainien de la Défense a salué Jean Dupont.",
    "Le ministre allemand de la Défense, Boris Pistorius, a parlé.",
    "Le ministre ukrainien de la Défense a parlé.",
)


def test_a_sentence_that_names_the_holder_can_answer() -> None:
    assert kept("Qui est le ministre ukrainien de la Défense ?", MINISTER) == [MINISTER]
    assert kept("Who is the Ukrainian defence minister?", MINISTER) == [MINISTER]
    assert kept("Wer ist der ukrainische Verteidigungsminister?", MINISTER) == [MINISTER]


@pytest.mark.parametrize("text", OTHERS)
def test_the_holder_of_another_office_or_nobody_cannot(text: str) -> None:
    assert kept("Qui est le ministre ukrainien de la Défense ?", text) == []


@pytest.mark.parametrize(
    ("question", "text", "can"),
    [
        ("Combien d’obus Kiev tire-t-elle ?", "Kiev tire 6\u202f000 obus.", True),
        ("Combien d’obus Kiev tire-t-elle ?", "Kiev tire des obus.", False),
        ("Combien d’obus Kiev tire-t-elle ?", "Lyon tire 6\u202f000 obus.", False),
        ("How many shells does Kyiv fire?", "Kyiv fires 6,000 shells.", True),
        ("How many shells does Kyiv fire?", "Kyiv fires shells.", False),
        ("Que dit Stoltenberg ?", "« Il faut tenir », dit Stoltenberg.", True),
        ("Que dit Stoltenberg ?", "« Il faut tenir », dit Austin.", False),
        ("Pourquoi l’OTAN a-t-elle refusé les chars ?", "L’OTAN livre les chars.", False),
        ("Pourquoi l’OTAN a-t-elle refusé ?", "L’OTAN n’a pas voulu livrer.", True),
        ("Why did NATO refuse?", "NATO cannot deliver.", True),
        ("Why did NATO refuse?", "NATO delivers tanks.", False),
        ("Warum weigerte sich die NATO?", "Die NATO liefert.", False),
    ],
)
def test_what_cannot_answer_is_left_out(question: str, text: str, can: bool) -> None:
    assert kept(question, text) == ([text] if can else [])


def test_a_name_in_the_title_is_enough() -> None:
    text = "« Il faut tenir », dit-il."
    assert kept("Que dit Stoltenberg ?", text, title="Stoltenberg à l’Élysée") == [text]


def test_the_order_is_kept() -> None:
    text = "Kiev tire 6 000 obus. Kiev en tire 7 000. Kiev attend. Il faut 9 000 obus à Kiev."
    found = kept("Combien d’obus Kiev tire-t-elle ?", text)
    assert found == ["Kiev tire 6 000 obus.", "Kiev en tire 7 000.", "Il faut 9 000 obus à Kiev."]


def test_nothing_can_answer_when_nothing_is_there() -> None:
    assert answering(analyse("Qui est le maire ?"), []) == []


def test_a_probability_rises_with_what_speaks_for_the_sentence() -> None:
    question = "Quel pont de la ville est fermé ?"
    asked = analyse(question)
    texts = ("La mer est calme.", "Le pont est ouvert.", "Le pont de la ville est fermé.")
    found = [described(question, hit(text))[0] for text in texts]
    given = [probability(one, asked, CALIBRATION) for one in found]
    assert given == sorted(given)
    assert 0.0 <= given[0] < 0.5 < given[2] <= 1.0


@pytest.mark.parametrize(
    ("language", "expected"), [("fr", 0.5), ("und", 0.5), ("en", 1.0), ("de", 1.0)]
)
def test_documents_in_another_language_have_a_model_of_their_own(
    language: str, expected: float
) -> None:
    models = replace(
        CALIBRATION,
        answerable=LinearModel(weights={}),
        foreign=LinearModel(weights={}, constant=60.0),
    )
    question = "Quel pont est fermé ?"
    (only,) = described(question, hit("Le pont est fermé.", language=language))
    assert probability(only, analyse(question), models) == pytest.approx(expected)


def test_who_said_it_needs_a_sentence_with_a_speaker() -> None:
    said = "« Le pont tient », a dit le maire de Bonn, Paul Noël."
    assert kept("Qui a dit que le pont tient ?", f"Le pont tient. {said}") == [said]
    assert kept("Qui a dit que le pont tient ?", "Le pont tient.") == []


def test_a_time_that_is_asked_for_is_preferred_where_it_is_told() -> None:
    text = "The fair drew 900 visitors. Last year 700 had come."
    for question, expected in (
        ("How many visitors came to the fair last year?", ["Last year 700 had come."]),
        ("How many visitors came to the fair last month?", text.replace(". L", ".\nL").split("\n")),
    ):
        found = described(question, hit(text, question))
        assert [one.text for one in of_the_time_asked(analyse(question), found)] == expected


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Quand le port a-t-il vendu la grue ?", "Le port a vendu la grue. C’était en 2010."),
        ("When did the port sell the crane?", "The port did sell the crane. It was in 2010."),
        ("Wann kaufte der Hafen den Kran?", "Der Hafen kaufte den Kran. Das war im Jahr 2010."),
        ("¿Cuándo vende el puerto la grúa?", "El puerto vende la grúa. Fue en 2010."),
    ],
)
def test_what_gives_the_date_is_as_sure_as_the_sentence_before_it(question: str, text: str) -> None:
    asked = analyse(question)
    first, second = described(question, hit(text, question))
    alone = probability(second, asked, CALIBRATION)
    assert second.features.date == 1.0
    assert certainty([second, first], asked, CALIBRATION) == max(
        alone, probability(first, asked, CALIBRATION)
    )
    assert certainty([second], asked, CALIBRATION) == alone
    assert certainty([first, second], asked, CALIBRATION) == probability(first, asked, CALIBRATION)
