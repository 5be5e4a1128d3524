import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calibration import LinearModel
from bot.citations import Evidence
from bot.question import analyse
from bot.text.figures import figures
from bot.writers.selection import (
    PASSAGES,
    Candidate,
    Features,
    candidates,
    facts,
    in_order_of_score,
    measures,
)
from tests.evidence_samples import CALIBRATION, described, hit, terms_of

SHELLS = "L’Ukraine tire 6\u202f000 obus par jour. « La Russie en tire 20\u00a0000 », dit Kiev."


def only(question: str, text: str, title: str = "") -> Features:
    """The features of a document's one sentence."""
    (candidate,) = described(question, hit(text, question, title=title))
    return candidate.features


def test_every_sentence_is_described_where_it_stands() -> None:
    question = "Combien d’obus l’Ukraine tire-t-elle ?"
    found = described(question, hit(SHELLS, question), hit("L’œuvre est là.", question, "e"))
    assert [one.text for one in found] == [
        "L’Ukraine tire 6\u202f000 obus par jour.",
        "« La Russie en tire 20\u00a0000 », dit Kiev.",
        "L’œuvre est là.",
    ]
    assert [(one.item.label, one.position) for one in found] == [("P1", 0), ("P1", 1), ("P2", 0)]
    for one in found:
        start, end = one.span
        assert one.item.hit.passage.document.text[start:end] == one.text


def test_only_the_best_passages_are_read_and_only_those_with_sentences() -> None:
    hits = [hit(f"Le pont numéro {n} est fermé.", "?", f"d{n}") for n in range(PASSAGES + 3)]
    assert len(described("Quel pont ?", *hits)) == PASSAGES
    bare = replace(hits[0], sentences=())
    assert described("Quel pont ?", bare) == []
    assert described("Quel pont ?") == []


@pytest.mark.parametrize(
    ("question", "text", "name", "expected"),
    [
        ("Combien d’obus ?", "Ils tirent 6\u202f000 obus.", "figure", 1.0),
        ("Combien d’obus ?", "Ils tirent des obus.", "figure", -1.0),
        ("Qui a tiré 6 000 obus ?", "Ils tirent 6 000 obus.", "figure", 0.0),
        ("Combien coûte un char à 500 euros ?", "Un char coûte 500 euros.", "figure", -1.0),
        ("How many shells?", "They fire 6,000 shells.", "figure", 1.0),
        ("Quand le pont a-t-il ouvert ?", "Il a ouvert le 24 février 2022.", "date", 1.0),
        ("Quand le pont a-t-il ouvert ?", "Il a ouvert tard.", "date", -1.0),
        ("Wann begann die Wahl?", "Sie begann am 24. Februar 2022.", "date", 1.0),
        ("Qui a parlé ?", "Jean-Noël Barrot a parlé à l’Élysée.", "name", 1.0),
        ("Qui a parlé ?", "Il a parlé.", "name", -1.0),
        ("Où est le convoi ?", "Le convoi est parti vers Œuilly.", "name", 1.0),
        ("Où est le convoi ?", "Il est parti.", "name", -1.0),
        ("Pourquoi recule-t-il ?", "Il recule parce qu’il le faut.", "reason", 1.0),
        ("Pourquoi recule-t-il ?", "Il recule.", "reason", -1.0),
        ("¿Por qué se fue?", "Se fue porque llovía.", "reason", 1.0),
        ("Que dit-il ?", "Il parle parce qu’il le faut.", "reason", 0.0),
    ],
)
def test_whether_a_sentence_holds_what_is_asked_for(
    question: str, text: str, name: str, expected: float
) -> None:
    assert getattr(only(question, text), name) == expected


@pytest.mark.parametrize(
    ("question", "text", "title", "expected"),
    [
        ("Que dit Stoltenberg ?", "Stoltenberg parle.", "Discours", 1.0),
        ("Que dit Stoltenberg ?", "Il parle.", "Stoltenberg à l’Élysée", 1.0),
        ("Que dit Stoltenberg ?", "Il parle.", "Discours", 0.0),
        ("Que dit-il ?", "Il parle.", "Discours", 1.0),
    ],
)
def test_the_names_of_the_question_are_sought_in_passage_and_title(
    question: str, text: str, title: str, expected: float
) -> None:
    assert only(question, text, title=title).names_found == expected


def test_what_is_counted_must_be_near() -> None:
    near = "Ils tirent des obus. Ils en ont 6\u202f000. Le maire parle. Il y a 12 élus."
    found = described("Combien d’obus ?", hit(near))
    assert [one.features.counted for one in found] == [1.0, 1.0, -1.0, -1.0]
    assert only("Qui tire ?", "Ils tirent des obus.").counted == 0.0
    assert only("How many shells?", "Ils attendent.").counted == 0.0


def test_coverage_widens_from_sentence_to_neighbours_to_passage() -> None:
    text = "Le maire parle. La mer monte. Le pont ferme."
    first, middle, last = described("Quel maire ferme quel pont ?", hit(text, title="Rien"))
    assert first.features.coverage == pytest.approx(1 / 3)
    assert middle.features.coverage == 0.0
    assert middle.features.coverage_around == 1.0
    assert first.features.coverage_around == pytest.approx(1 / 3)
    assert {one.features.coverage_passage for one in (first, middle, last)} == {1.0}


def test_passages_and_sentences_are_compared_with_the_best() -> None:
    question = "Quel pont ferme ?"
    good = replace(hit("Le pont ferme. La mer monte.", question), score=2.0)
    poor = replace(hit("Rien ne bouge.", question, "e"), score=0.5)
    one, two, three = described(question, good, poor)
    assert [c.features.passage for c in (one, two, three)] == [0.0, 0.0, -1.5]
    assert one.features.below_best == 0.0
    assert two.features.below_best < 0.0


def test_novelty_grows_with_what_the_question_does_not_say_itself() -> None:
    same = only("Quel pont ferme ?", "Le pont ferme.").novelty
    assert only("Quel pont ferme ?", "Le pont d’Œuilly ferme.").novelty > same


@pytest.mark.parametrize(
    ("question", "figure", "expected"),
    [
        ("Combien d’obus ?", "6\u202f000 obus", True),
        ("Combien de kilomètres ?", "40 km", True),
        ("Combien de kilomètres ?", "40 euros", False),
        ("Combien de mètres cubes d’eau ?", "1 275,5 mètres cubes", True),
        ("Combien de mètres cubes d’eau ?", "50 mètres", False),
        ("How many cubic metres of water?", "1 275,5 m³", True),
        ("How many square kilometres?", "40 km", False),
        ("Combien d’euros ?", "1\u00a0200,5 €", True),
        ("Combien coûte le pont ?", "552 millions de dollars", True),
        ("Combien coûte le pont ?", "40 km", False),
        ("Combien coûte le pont ?", "40 ouvriers", False),
        ("Combien coûte le pont ?", "40 florins", True),
        ("Combien gagne la maire ?", "40 ponts", False),
        ("Combien gagne la maire ?", "4 000 euros", True),
        ("How much does the mayor earn?", "40 bridges", False),
        ("Wie viel verdient der Minister?", "40 Brücken", False),
        ("¿Cuánto gana el alcalde?", "40 puentes", False),
        ("¿Cuánto gana el alcalde?", "40 euros", True),
        ("Quel est le pourcentage de femmes ?", "12 %", True),
        ("Quelle est la longueur du pont ?", "40 km", True),
        ("Quelle est la longueur du pont ?", "40 euros", False),
        ("Combien de temps la bataille a-t-elle duré ?", "six mois", True),
        ("How many soldiers?", "40 km", False),
        ("How many soldiers?", "40 soldiers", True),
    ],
)
def test_a_figure_must_measure_what_is_asked(question: str, figure: str, expected: bool) -> None:
    (found,) = figures(f"Il y a {figure}.")
    assert measures(analyse(question), found) is expected


def test_the_facts_of_a_sentence() -> None:
    read = facts("Le 24 février 2022, Éloïse Bœuf promet 6\u202f000 obus car il le faut.", "fr")
    assert {"obus", "promet"} <= read.stems
    assert [figure.text for figure in read.figures] == ["6\u202f000"]
    assert read.dates == ("24 fevrier 2022",)
    assert "eloise boeuf" in read.names
    assert read.reason


def scored(*scores: float) -> list[Candidate]:
    text = " ".join(f"Le pont {number} est fermé." for number in range(len(scores)))
    plain = Features(*(0.0 for _ in Features._fields))
    return [
        replace(one, features=plain._replace(coverage=score))
        for one, score in zip(described("Quel pont ?", hit(text)), scores, strict=True)
    ]


def test_the_best_sentence_comes_first_and_the_earlier_of_two_equals() -> None:
    model = replace(CALIBRATION, sentence=LinearModel(weights={"coverage": 2.0}, constant=1.0))
    ranked = in_order_of_score(scored(0.1, 0.9, 0.5, 0.9), model)
    assert [one.position for one in ranked] == [1, 3, 2, 0]
    assert [one.score for one in ranked] == pytest.approx([2.8, 2.8, 2.0, 1.2])
    assert in_order_of_score([], model) == []


@given(st.text("abcé’ .«»\u00a0\u202f0123456789", max_size=60).filter(str.strip))
def test_features_of_any_sentence_are_finite_and_in_range(text: str) -> None:
    question = analyse("Combien d’obus Kiev tire-t-elle ?")
    found = candidates(question, terms_of(question), Evidence.from_hits([hit(text)]), {})
    for one in found:
        assert all(math.isfinite(value) for value in one.features)
        for name in ("coverage", "coverage_around", "coverage_passage", "names_found"):
            assert 0.0 <= getattr(one.features, name) <= 1.0
        assert one.features.figure in (-1.0, 1.0)
