"""What one sentence says of a claim, in pairs of sentences of our own."""

import pytest

from bot.text.senses import are_opposed, senses_of
from bot.verdicts.alignment import align
from bot.verdicts.holding import claimed_holding, judge_holding
from bot.verdicts.judging import judge
from bot.verdicts.parts import parts
from bot.verdicts.reading import read
from bot.verdicts.wording import deals_out, hedges, leans, negations

PAIRS = (
    (
        "supports",
        "fr",
        "Le contrat de Gênes vaut 12 millions d'euros.",
        "fr",
        "Le port de Gênes a annoncé un contrat de 12 millions d'euros.",
    ),
    (
        "contradicts",
        "fr",
        "Le contrat de Gênes s'élève à 15 millions d'euros.",
        "fr",
        "Le port de Gênes a annoncé un contrat de 12 millions d'euros.",
    ),
    (
        "supports",
        "fr",
        "Le pont de Bonn a fermé en mars.",
        "fr",
        "Le pont de Bonn a été fermé en mars.",
    ),
    ("supports", "en", "Germany signed a contract.", "fr", "L'Allemagne a signé un contrat."),
    (
        "supports",
        "fr",
        "Plus de 40 personnes ont été tuées.",
        "fr",
        "Au moins 52 personnes ont été tuées.",
    ),
    ("contradicts", "fr", "Le feu a fait 30 morts à Bonn.", "fr", "Le feu a fait 12 morts à Bonn."),
    (
        "contradicts",
        "en",
        "The Mamba system is worth 20 million euros.",
        "fr",
        "Le système Mamba vaut 35 millions d'euros.",
    ),
    ("contradicts", "fr", "La Russie a quitté Bonn.", "fr", "La Russie n'a pas quitté Bonn."),
    ("contradicts", "fr", "Les prix à Bonn ont augmenté.", "fr", "Les prix à Bonn ont baissé."),
    ("contradicts", "fr", "L'accord date du 3 mai 2021.", "fr", "L'accord date du 3 mai 2022."),
    ("neither", "fr", "Le pont de Bonn a fermé.", "fr", "Le pont de Bonn pourrait fermer."),
    ("neither", "fr", "Le pont de Bonn a fermé.", "fr", "Le pont de Berlin a fermé."),
    ("neither", "fr", "La Chine a envahi la Russie.", "fr", "La Russie a envahi la Chine."),
    (
        "neither",
        "fr",
        "La Chine tire 500 obus par jour.",
        "fr",
        "La Chine tire 500 missiles par jour.",
    ),
    (
        "neither",
        "fr",
        "Quarante personnes ont été tuées à Bonn.",
        "fr",
        "Au moins six personnes ont été blessées à Bonn.",
    ),
    (
        "neither",
        "fr",
        "La Chine tire 500 obus par jour.",
        "fr",
        "La Chine attend, tandis que la Russie tire 500 obus par jour.",
    ),
    (
        "neither",
        "fr",
        "Jackson a été condamné à 18 mois.",
        "fr",
        "Jackson et Jodka ont été condamnés respectivement à 21 et 18 mois.",
    ),
    ("neither", "fr", "Le pont de Bonn a fermé.", "fr", "Le pont de Bonn a-t-il fermé ?"),
)


@pytest.mark.parametrize(("relation", "own", "claim", "language", "sentence"), PAIRS)
def test_a_sentence_supports_or_contradicts_only_the_same_thing(
    relation: str, own: str, claim: str, language: str, sentence: str
) -> None:
    found = judge(align(read(claim, own), read(sentence, language), None, {}))
    assert found.relation == relation, found


def test_a_pronoun_is_resolved_by_the_sentence_before() -> None:
    claim = read("Ana Gil a quitté Bonn.", "fr")
    told = read("Elle a quitté Bonn.", "fr")
    before = read("Ana Gil est ministre.", "fr")
    assert judge(align(claim, told, before, {})).relation == "supports"
    assert judge(align(claim, told, None, {})).relation == "neither"


@pytest.mark.parametrize(
    ("relation", "sentence"),
    [
        ("supports", "Le ministre allemand de la Défense, Boris Pistorius, a parlé."),
        ("contradicts", "Le ministre allemand de la Défense, Paul Noël, a parlé."),
        ("neither", "L'ancien ministre allemand de la Défense, Paul Noël, a parlé."),
        ("neither", "Le ministre ukrainien de la Défense, Paul Noël, a parlé."),
        ("neither", "Paul Noël a parlé."),
    ],
)
def test_an_office_has_one_holder(relation: str, sentence: str) -> None:
    held = claimed_holding(read("Boris Pistorius is the German defence minister.", "en"))
    assert held is not None
    assert judge_holding(*held, read(sentence, "fr")).relation == relation


def test_a_claim_that_says_more_than_who_holds_an_office_is_no_such_claim() -> None:
    assert claimed_holding(read("Le ministre Boris Pistorius a quitté Bonn.", "fr")) is None


def test_a_claim_is_split_where_both_clauses_stand_alone() -> None:
    split = parts("La Russie a reculé à Bonn, mais la Chine a avancé à Berlin. Il pleut sur Paris.")
    assert [part.text for part in split] == [
        "La Russie a reculé à Bonn",
        "la Chine a avancé à Berlin.",
        "Il pleut sur Paris.",
    ]


def test_who_is_to_have_said_it_is_told_apart_from_what() -> None:
    (part,) = parts("Jens Stoltenberg a déclaré que la Russie recule.")
    assert (part.speaker, part.content) == ("Jens Stoltenberg", "la Russie recule.")


def test_words_that_turn_and_doubt() -> None:
    assert negations("Le pont n’a pas été fermé")
    assert not negations("Le pont a été fermé")
    assert hedges("Le pont pourrait fermer", "fr") == {"pourrait"}
    assert deals_out("They got 3 and 5 years jeweils")
    assert not deals_out("Il a 3 ans")
    assert leans("Il a démissionné.")
    assert not leans("Mais Ana Gil a démissionné.")


def test_senses_are_shared_across_languages_and_opposed() -> None:
    assert senses_of("tirent", "fr") & senses_of("fires", "en")
    assert are_opposed(senses_of("hausse", "fr"), senses_of("fell", "en"))
    assert not are_opposed(senses_of("hausse", "fr"), senses_of("rose", "en"))
