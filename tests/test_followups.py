"""Follow-ups without a model: names for pronouns, ellipses filled, the rest untouched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.followups import standalone
from bot.question import LONGEST_QUESTION
from bot.types import Turn

SHELLS = "Combien d'obus l'Ukraine tire-t-elle par jour ?"
WHO = ("Qui dirige le groupe Wagner ?", "Evguéni Prigojine dirige le groupe Wagner.")
LEADER = ("Who leads the Wagner group?", "Yevgeny Prigozhin leads the Wagner group.")


def turn(question: str, text: str = "") -> Turn:
    return Turn(question=question, standalone=question, language="fr", text=text)


def after(question: str | tuple[str, str], followup: str) -> str:
    last = turn(question) if isinstance(question, str) else turn(*question)
    return standalone(followup, [last])


@pytest.mark.parametrize(
    ("last", "followup", "expected"),
    [
        (SHELLS, "Et la Russie ?", "Combien d'obus la Russie tire-t-elle par jour ?"),
        (SHELLS, "et la russie ?", "Combien d'obus la russie tire-t-elle par jour ?"),
        (SHELLS, "Qu'en est-il de la Russie ?", "Combien d'obus la Russie tire-t-elle par jour ?"),
        (SHELLS, "Et à Bakhmout ?", SHELLS.replace(" ?", ", à Bakhmout ?")),
        (SHELLS, "Et en 2022 ?", SHELLS.replace(" ?", ", en 2022 ?")),
        (
            "How many shells does Ukraine fire?",
            "And Russia?",
            "How many shells does Russia fire?",
        ),
        (
            "How many shells does Ukraine fire?",
            "What about Russia?",
            "How many shells does Russia fire?",
        ),
        ("Wie viel feuert die Ukraine ab?", "Und Russland?", "Wie viel feuert Russland ab?"),
        ("¿Cuánto dispara Ucrania al día?", "¿Y Rusia?", "¿Cuánto dispara Rusia al día?"),
        ("Combien d'habitants à Bakhmout ?", "Et à Soledar ?", "Combien d'habitants à Soledar ?"),
        ("Qui préside le Niger ?", "Et le Mali ?", "Qui préside le Mali ?"),
        ("Qui est le président du Niger ?", "Et le Mali ?", "Qui est le président du Mali ?"),
        (
            "Quel est le budget de l'Ukraine ?",
            "Et celui de la Russie ?",
            "Quel est le budget de la Russie ?",
        ),
        (
            "Que produit la France avec l'Australie ?",
            "Et avec l'Allemagne ?",
            "Que produit la France avec l'Allemagne ?",
        ),
        ("Que dit Zelensky des avions ?", "Et des chars ?", "Que dit Zelensky des chars ?"),
        ("Que dit Zelensky des avions ?", "Et Poutine ?", "Que dit Poutine des avions ?"),
        (
            "What did Zelensky say about planes?",
            "What about tanks?",
            "What did Zelensky say about tanks?",
        ),
    ],
)
def test_another_thing_takes_its_place(last: str, followup: str, expected: str) -> None:
    assert after(last, followup) == expected


@pytest.mark.parametrize(
    ("last", "followup", "expected"),
    [
        (
            "L'Ukraine tire-t-elle des obus ?",
            "Combien ?",
            "Combien d'obus l'Ukraine tire-t-elle ?",
        ),
        (
            "Does Ukraine fire shells?",
            "How many per day?",
            "How many shells does Ukraine fire per day?",
        ),
        ("Où est allé Zelensky ?", "Et quand ?", "Quand est allé Zelensky ?"),
        ("Where did Zelensky go?", "Why?", "Why did Zelensky go?"),
        ("Wohin reiste Macron?", "Und wann?", "Wann: wohin reiste Macron?"),
        (SHELLS, "Combien de chars ?", "Combien de chars (Ukraine) ?"),
    ],
)
def test_a_question_word_asks_anew(last: str, followup: str, expected: str) -> None:
    assert after(last, followup) == expected


@pytest.mark.parametrize(
    ("last", "followup", "expected"),
    [
        ("Qui est Zelensky ?", "Et que dit-il des avions ?", "Que dit Zelensky des avions ?"),
        ("Que veut Zelensky ?", "Que dit-il de Macron ?", "Que dit Zelensky de Macron ?"),
        (
            "Who is Zelensky?",
            "What did he say about planes?",
            "What did Zelensky say about planes?",
        ),
        ("Wer ist Selenskyj?", "Was sagt er dazu?", "Was sagt Selenskyj dazu?"),
        ("¿Quién es Zelenski?", "¿Qué dijo él?", "¿Qué dijo Zelenski?"),
        (WHO, "Quel âge a-t-il ?", "Quel âge a Evguéni Prigojine ?"),
        (WHO, "Quel est son âge ?", "Quel est l'âge d'Evguéni Prigojine ?"),
        (SHELLS, "Pourquoi en manque-t-elle ?", "Pourquoi en manque l'Ukraine ?"),
        (SHELLS, "Quelles étaient ses réserves ?", "Quelles étaient les réserves de l'Ukraine ?"),
        ("Que veut le Mali ?", "Quel est son budget ?", "Quel est le budget du Mali ?"),
        ("Was will Macron?", "Was ist seine Meinung?", "Was ist Meinung von Macron?"),
        ("¿Qué quiere Macron?", "¿Cuál es su plan?", "¿Cuál es plan de Macron?"),
        (
            (WHO[0], "La Grande-Bretagne note que Wagner avance, a dit le ministre Paul Durand."),
            "Que dit-il de Bakhmout ?",
            "Que dit Paul Durand de Bakhmout ?",
        ),
        (LEADER, "How old is he?", "How old is Yevgeny Prigozhin?"),
        (
            LEADER,
            "What is his opinion of Moscow?",
            "What is Yevgeny Prigozhin's opinion of Moscow?",
        ),
        ("Que dit Macron de Kiev ?", "Où ira-t-il ?", "Où ira Macron ?"),
    ],
)
def test_a_pronoun_takes_its_name(
    last: str | tuple[str, str], followup: str, expected: str
) -> None:
    assert after(last, followup) == expected


@pytest.mark.parametrize(
    ("last", "followup", "expected"),
    [
        # The first thing that agrees: a thing of one, or of many.
        (
            "Which countries will supply a Mamba system to Ukraine?",
            "And how much is it worth?",
            "How much is the Mamba system worth?",
        ),
        (
            "Which maker is to restart production for the Gepard guns?",
            "When did the German army retire them?",
            "When did the German army retire the Gepard guns?",
        ),
        ("When was the Selby port closed?", "Who owns it?", "Who owns the Selby port?"),
        ("When was the Selby port closed?", "Was it damaged?", "Was the Selby port damaged?"),
        (
            "Which dam failed in the Loxley valley?",
            "When was it built?",
            "When was the dam (Loxley) built?",
        ),
        (
            "How many homes did the flood destroy in Loxley and Harwick?",
            "How much did they cost?",
            "How much did the homes (Loxley, Harwick) cost?",
        ),
        # What is of something else does not count, but the something does.
        (
            "What is the population of Bakhmut?",
            "Who is leading the assault on it?",
            "Who is leading the assault on Bakhmut?",
        ),
        (
            "Quel est le nom du général en chef de l'Ukraine ?",
            "Et son ministre de la Défense ?",
            "Le ministre de l'Ukraine de la Défense ?",
        ),
        # Persons: who holds the office that was asked about.
        (
            "Who is the chief executive of Northern Water?",
            "What did he say about the police?",
            "What did the chief executive of Northern Water say about the police?",
        ),
        ("What does the mayor of Bonn want?", "How old is he?", "How old is the mayor of Bonn?"),
        ("Qui est le préfet de l'Orne ?", "Quel âge a-t-il ?", "Quel âge a le préfet de l'Orne ?"),
        (
            "Quand l'usine de Valmont a-t-elle brûlé ?",
            "Qui la dirige ?",
            "Qui dirige l'usine de Valmont ?",
        ),
        (
            "Combien de blessés à Rheinau ?",
            "Où ont-ils été soignés ?",
            "Où ont les blessés (Rheinau) été soignés ?",
        ),
        (
            "Wann wurde das Abkommen unterzeichnet?",
            "Wann tritt es in Kraft?",
            "Wann tritt das Abkommen in Kraft?",
        ),
        (
            "Was sagte der Minister zur Brücke?",
            "Wann hat die Stadt sie gebaut?",
            "Wann hat die Stadt die Brücke gebaut?",
        ),
        (
            "¿Cuánto cuesta el puente de Sevilla?",
            "¿Cuál es su longitud?",
            "¿Cuál es longitud del puente de Sevilla?",
        ),
    ],
)
def test_a_pronoun_takes_the_thing_that_agrees(last: str, followup: str, expected: str) -> None:
    assert after(last, followup) == expected


@pytest.mark.parametrize(
    ("last", "followup"),
    [
        ("Who leads the Wagner group?", "How old is he?"),
        ("How high is the tower?", "When did they build it?"),
        ("When was the Selby port closed?", "Is it true that it reopened?"),
        ("Quand l'usine a-t-elle brûlé ?", "Qui la France soutient-elle ?"),
        ("Wann wurde das Abkommen unterzeichnet?", "Gibt es Verletzte?"),
        ("Was sagte der Minister?", "Wann hat die Stadt sie gebaut?"),
    ],
)
def test_a_pronoun_that_nothing_agrees_with_is_left(last: str, followup: str) -> None:
    assert after(last, followup) == followup


@pytest.mark.parametrize(
    ("last", "followup", "expected"),
    [
        (
            ("Bakhmout sera-t-elle prise ?", "« Non », a dit Paul Durand."),
            "Qui l'a dit ?",
            "Qui l'a dit : Bakhmout sera-t-elle prise ?",
        ),
        (
            ("How many people died?", "Ten people died, police said."),
            "And who said so?",
            "Who said so: how many people died?",
        ),
        (
            ("Wie viele Menschen starben?", "Zehn, teilte die Polizei mit."),
            "Wer hat das gesagt?",
            "Wer hat das gesagt: wie viele Menschen starben?",
        ),
        (
            ("¿Cuánto cuesta el puente?", "Cuesta 3 millones, dijo el alcalde."),
            "¿Y quién lo dijo?",
            "Quién lo dijo: cuánto cuesta el puente?",
        ),
        ("Bakhmout sera-t-elle prise ?", "Qui l'a dit ?", "Qui l'a dit ?"),  # nothing was told
    ],
)
def test_who_said_that_asks_for_the_speaker_of_what_was_told(
    last: str | tuple[str, str], followup: str, expected: str
) -> None:
    assert after(last, followup) == expected


@pytest.mark.parametrize(
    ("last", "followup", "expected"),
    [
        (
            "How many visitors came this year?",
            "And last year?",
            "How many visitors came last year?",
        ),
        ("How many jobs were cut in 2010?", "And in 2011?", "How many jobs were cut in 2011?"),
        (
            "Combien de blessés selon la police ?",
            "Et selon la préfecture ?",
            "Combien de blessés selon la préfecture ?",
        ),
        (
            "Combien de visiteurs à la foire ?",
            "Et l'an dernier ?",
            "Combien de visiteurs à la foire, l'an dernier ?",
        ),
        ("Who killed the king?", "Why?", "Why: who killed the king?"),
    ],
)
def test_another_time_or_source_takes_its_place(last: str, followup: str, expected: str) -> None:
    assert after(last, followup) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Qui dirige le groupe Wagner ?",
        "L'Ukraine tire-t-elle des obus ?",
        "Y a-t-il des morts à Bakhmout ?",
        "Faut-il négocier ?",
        "Is it true that Wagner left?",
        "Et pourquoi la Russie attaque-t-elle Bakhmout ?",
        "What happened in Bakhmut?",
        "Que dit Macron de la guerre ?",
        "Quelle est la capitale ?",
        "Was sagen Sie dazu?",
        "Wann findet die Wahl statt?",
        "¿Quiénes son los ministros de Francia?",
        "Who was the king's son called?",
        "Qui a traduit Drax ?",
        "Qui a été tué ?",
        "Y avait-il encore des civils au moment de la bataille ?",
        "Pourquoi le roi des Francs est-il devenu le roi de France ?",
        "Dans quelle ligue le club joue-t-il ?",
        "Qui annexa le royaume de son frère ?",
        "Quelle auto conserve son rang ?",
        "Combien mesure le clocher ?",
        "If a client says he lost money, what should they do?",
        "Which company announced its highest profit?",
        "How long does it take to get there?",
        "Zelensky Bakhmout visite",
        "Merci !",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    assert after(SHELLS, question) == question


def test_the_thread_s_last_name_counts() -> None:
    turns = [turn("Que veut Poutine ?"), turn("Que veut Zelensky ?"), turn("Combien de morts ?")]
    assert standalone("Que dit-il ?", turns) == "Que dit Zelensky ?"


def test_without_a_thread_or_a_name_nothing_changes() -> None:
    assert standalone("Et la Russie ?", []) == "Et la Russie ?"
    assert after("Combien ?", "Que dit-il ?") == "Que dit-il ?"


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_text_gives_a_question(last: str, answer: str, followup: str) -> None:
    rewritten = standalone(followup, [turn(last, answer)])
    assert len(rewritten) <= max(LONGEST_QUESTION, len(followup))
    assert rewritten == followup or rewritten.strip()
