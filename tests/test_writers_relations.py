import pytest

from bot.question import analyse
from bot.writers.relations import asked_relation, other_event, subject_words

ASKED = [
    ("Quand est mort Paul Verdier ?", "death", {"Paul", "Verdier"}),
    ("When did Paul Verdier die?", "death", {"Paul", "Verdier"}),
    ("Wann wurde die Firma Valmont gegründet?", "founding", {"Valmont"}),
    ("¿Cuándo nació Paul Verdier?", "birth", {"Paul", "Verdier"}),
    ("Où se trouve le siège de Valmont ?", "seat", {"Valmont"}),
    ("Quel est le siège de Valmont ?", "seat", {"Valmont"}),
    ("What is the birth date of Paul Verdier?", "birth", {"Paul", "Verdier"}),
    ('Who is the artist of the album "Born Late"?', "music", {"Born", "Late"}),
    ("Wie lang ist die Alster?", "length", {"Alster"}),
]


@pytest.mark.parametrize(("text", "name", "subject"), ASKED)
def test_asked_relation(text: str, name: str, subject: set[str]) -> None:
    question = analyse(text)
    relation = asked_relation(question)
    assert relation is not None
    assert relation.name == name
    assert subject_words(question, relation) == subject


@pytest.mark.parametrize(
    "text",
    [
        "Who were the founders of Valmont?",
        "Quels sont les auteurs du livre ?",
        "Pourquoi Valmont a-t-elle été fondée ?",
        "Que pense le maire du projet ?",
        "Qui a fondé Valmont ?",
    ],
)
def test_lists_reasons_and_what_may_have_several_values(text: str) -> None:
    assert asked_relation(analyse(text)) is None


def test_other_event() -> None:
    assert other_event(" in Leeds and died in ")
    assert not other_event(" by two brothers in ")
