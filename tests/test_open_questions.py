import pytest

from bot.open_questions import MOST_QUESTIONS, open_questions
from tests.story_rows import Text, rows

MONDAY, TUESDAY = "2023-02-13", "2023-02-14"


def asked(*texts: Text | str) -> list[str]:
    sentences = rows(texts)
    return [one.text for one in open_questions(range(len(sentences.units)), sentences, ())]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "La police de Bonn ignore tout, et on ignore si le pont était miné."),
        ("fr", "Reuters n'a pas été en mesure de vérifier ces rapports sur la ville."),
        ("fr", "Qui a tiré lundi sur le convoi des Nations Unies ?"),
        ("en", "It is not clear whether the bridge over the Rhine was mined."),
        ("de", "Unklar ist bislang, ob die Brücke über den Rhein vermint war."),
        ("es", "Se desconoce el número de víctimas en la ciudad de Bilbao."),
    ],
)
def test_an_open_question_is_told_as_it_stands(language: str, sentence: str) -> None:
    assert asked(Text(text=sentence, language=language)) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Voulez-vous recevoir la lettre de Bonn chaque matin ?",
        "PLUS D'AIDE MILITAIRE POUR LA VILLE DE BONN ?",
        "« On ignore si le pont était miné », a déclaré Paul Noël.",
        "L'emplacement de son domicile n'a pas été précisé dans l'immédiat.",
        "Le maire de Bonn a fermé le pont sur le Rhin.",
    ],
)
def test_what_is_no_open_question(sentence: str) -> None:
    assert asked(sentence) == []


def test_a_question_that_its_own_text_goes_on_from_is_none() -> None:
    assert asked("Quel a été le rôle de la France ? Elle a envoyé deux avions à Bogota.") == []


QUESTION = "Le nombre de victimes de la crue à Bonn n'est pas encore connu."
ANSWER = "La crue a fait 12 victimes dans la ville de Bonn."


def test_a_later_source_answers() -> None:
    open_, answer = Text(text=QUESTION, published=MONDAY), Text(text=ANSWER, published=TUESDAY)
    assert asked(open_, answer) == []


@pytest.mark.parametrize(
    ("question_day", "answer_day"),
    [(TUESDAY, MONDAY), (MONDAY, MONDAY), (MONDAY, None), (None, TUESDAY), ("2023-02", TUESDAY)],
)
def test_a_source_that_is_not_surely_later_does_not(
    question_day: str | None, answer_day: str | None
) -> None:
    open_ = Text(text=QUESTION, published=question_day)
    assert asked(open_, Text(text=ANSWER, published=answer_day)) == [QUESTION]


def test_a_later_source_about_something_else_does_not() -> None:
    other = Text(text="Le séisme a fait 40 morts en Turquie.", published=TUESDAY)
    assert asked(Text(text=QUESTION, published=MONDAY), other) == [QUESTION]


def test_few_questions_and_none_twice() -> None:
    texts = [f"On ignore si le pont numéro {n} de Bonn était miné." for n in range(9)]
    assert len(asked(*texts)) == MOST_QUESTIONS
    assert len(asked(*[texts[0]] * 4)) == 1
