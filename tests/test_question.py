from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import QuestionError
from bot.question import LONGEST_QUESTION, Kind, analyse, is_foreign, question_kind

KINDS = [
    ("Qui est le ministre de la Défense ?", "person"),
    ("Comment s’appelle le maire d’Œuilly ?", "person"),
    ("Quel est le nom du préfet\u202f?", "person"),
    ("Who leads NATO?", "person"),
    ("What is the name of the mayor?", "person"),
    ("Wie heißt der Bürgermeister?", "person"),
    ("Wer ist Verteidigungsminister?", "person"),
    ("¿Quién es el alcalde de Málaga?", "person"),
    ("Combien d’obus l’Ukraine tire-t-elle par jour\u00a0?", "figure"),
    ("Combien de morts ?", "figure"),
    ("Quelle est la population de Nantes ?", "figure"),
    ("Quel est le coût du système « Mamba » ?", "figure"),
    ("Quel âge a le capitaine ?", "figure"),
    ("How many shells does Ukraine fire a day?", "figure"),
    ("How much did the bridge cost?", "figure"),
    ("What is the price of the system?", "figure"),
    ("Wie viele Menschen leben in Köln?", "figure"),
    ("Wie groß ist der Turm?", "figure"),
    ("¿Cuántos habitantes tiene Bilbao?", "figure"),
    ("¿Cuánto cuesta el sistema?", "figure"),
    ("À quelle date l’Élysée a-t-il annoncé la visite ?", "date"),
    ("Quand la bataille a-t-elle commencé ?", "date"),
    ("En quelle année le pont a-t-il été construit ?", "date"),
    ("When was the bridge opened?", "date"),
    ("What year was the bridge built?", "date"),
    ("Wann wurde die Brücke eröffnet?", "date"),
    ("¿Cuándo empezó la batalla?", "date"),
    ("¿En qué año se construyó el puente?", "date"),
    ("Où se trouve Bakhmout ?", "place"),
    ("D’où vient le convoi ?", "place"),
    ("Dans quelle ville l’usine a-t-elle ouvert ?", "place"),
    ("Where is Bakhmut?", "place"),
    ("Which country sends tanks?", "place"),
    ("Wo liegt Größenau?", "place"),
    ("¿Dónde está Bajmut?", "place"),
    ("Pourquoi l’OTAN livre-t-elle des chars ?", "reason"),
    ("Quelle est la raison de la grève ?", "reason"),
    ("Why did the mayor resign?", "reason"),
    ("Warum streikt die Bahn?", "reason"),
    ("¿Por qué dimitió el alcalde?", "reason"),
    ("Comment fonctionne le système ?", "manner"),
    ("How does the system work?", "manner"),
    ("Wie funktioniert das System?", "manner"),
    ("¿Cómo funciona el sistema?", "manner"),
    ("Est-ce que la ville est tombée ?", "polar"),
    ("Is the bridge open?", "polar"),
    ("Ist die Brücke offen?", "polar"),
    ("Quelles armes la France envoie-t-elle ?", "thing"),
    ("Qu’est-ce que le « Mamba » ?", "thing"),
    ("Qu'est-ce qui a provoqué l'incendie ?", "thing"),
    ("What did Stoltenberg say?", "thing"),
    ("¿Qué armas envía Francia?", "thing"),
    ("Stoltenberg", "thing"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_the_kind_of_answer_that_is_wanted(text: str, kind: Kind) -> None:
    assert analyse(text).kind == kind


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_capitals_and_spaces_change_no_kind(text: str, kind: Kind) -> None:
    assert analyse(f" \u00a0{text.upper()}\n").kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Il y a combien de morts ?", "figure"),
        ("L’usine ouvre quand ?", "date"),
        ("The mayor is who?", "person"),
    ],
)
def test_the_question_word_may_come_late(text: str, kind: Kind) -> None:
    assert analyse(text).kind == kind


def test_the_first_question_word_decides() -> None:
    assert question_kind("qui a dit combien de chars partent ?") == "person"
    assert question_kind("how many know who did it?") == "figure"


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Combien d’obus l’Ukraine tire-t-elle ?", "obus"),
        ("Combien d'obus l'Ukraine tire-t-elle ?", "obus"),
        ("Combien de soldats ont été tués ?", "soldats"),
        ("Combien d’œufs la ferme vend-elle ?", "œufs"),
        ("Combien d’Élues ?", "Élues"),
        ("How many shells does Ukraine fire?", "shells"),
        ("Wie viele Bürger leben in Köln?", "Bürger"),
        ("Wieviele Bürger leben in Köln?", "Bürger"),
        ("¿Cuántos años tiene?", "años"),
        ("¿Cuántas víctimas hubo?", "víctimas"),
        ("Combien de temps la bataille a-t-elle duré ?", ""),
        ("Combien d’argent la ville a-t-elle reçu ?", ""),
        ("Combien coûte le pont ?", ""),
        ("How much is the bridge?", ""),
        ("Combien ?", ""),
        ("Qui est le maire ?", ""),
    ],
)
def test_what_is_counted_is_a_word_of_the_question(text: str, counted: str) -> None:
    question = analyse(text)
    assert question.counted == counted
    assert not counted or counted in question.words


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Où est l’Œuvre d’Éloïse ?", "fr", ("Œuvre", "Éloïse")),
        ("Qui dirige l’« Élysée »\u202f?", "fr", ("dirige", "Élysée")),
        ("Who is NATO's chief?", "en", ("NATO", "chief")),
        ("Wo liegt Größenau?", "de", ("liegt", "Größenau")),
        ("¿Dónde está Málaga?", "es", ("Málaga",)),
        ("Qui ?", "und", ("Qui",)),
    ],
)
def test_content_words_are_as_written(text: str, language: str, words: tuple[str, ...]) -> None:
    question = analyse(text)
    if language != "und":
        assert question.language == language
        assert question.words == words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Que dit Jean-Noël Barrot à l’Élysée ?", ("Jean-Noël Barrot", "Élysée")),
        ("What did Stoltenberg tell Austin?", ("Stoltenberg", "Austin")),
        ("Que dit Macron de Macron ?", ("Macron",)),
        ("Qui est le maire ?", ()),
    ],
)
def test_names_are_found_once(text: str, names: tuple[str, ...]) -> None:
    assert analyse(text).names == names


def test_figures_of_the_question_are_known() -> None:
    found = analyse("Qui a promis 1\u202f200,5 € ou 10\u00a0000 obus ?").figures
    assert [float(figure.value) for figure in found] == [1200.5, 10000]


def test_white_space_and_control_characters_are_tidied() -> None:
    assert analyse("  Qui\u00a0est\n\n  Macron\0 ? ").text == "Qui est Macron ?"


@pytest.mark.parametrize("text", ["", "   ", "\n\u00a0\u202f", "\0", "?!", "« … »", "¿?"])
def test_what_is_no_question_is_refused_with_advice(text: str) -> None:
    with pytest.raises(QuestionError) as caught:
        analyse(text)
    assert ": write" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 2


def test_a_whole_document_is_no_question() -> None:
    analyse("a" * LONGEST_QUESTION)
    with pytest.raises(QuestionError, match=r"2001 characters.*2000 at most.*ingest"):
        analyse("a" * (LONGEST_QUESTION + 1))


@pytest.mark.parametrize(
    ("question", "document", "foreign"),
    [
        ("Qui est le maire ?", "fr", False),
        ("Who is the mayor?", "fr", True),
        ("Who is the mayor?", "und", False),
        ("Stoltenberg", "fr", False),
    ],
)
def test_a_document_is_foreign_only_when_both_languages_are_known(
    question: str, document: str, foreign: bool
) -> None:
    assert is_foreign(analyse(question), document) is foreign


@given(st.text(min_size=1, max_size=120))
def test_any_text_is_analysed_or_refused(text: str) -> None:
    try:
        question = analyse(text)
    except QuestionError:
        return
    assert question.kind in get_args(Kind)
    assert question.text == " ".join(question.text.split())
    assert not question.counted or question.counted in question.words
    assert len(set(question.names)) == len(question.names)
