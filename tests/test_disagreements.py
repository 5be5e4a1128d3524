import pytest

from bot.citations import Evidence
from bot.disagreements import find_disagreements
from bot.types import Document, Hit, Passage


def hit(number: int, text: str, language: str, published: str | None = None) -> Hit:
    document = Document(
        id=f"d{number}",
        text=text,
        raw=text,
        title="",
        language=language,
        source="",
        published=published,
        origin=f"o{number}",
    )
    passage = Passage(document=document, number=0, start=0, end=len(text))
    return Hit(passage=passage, score=1.0, dense=0.9, lexical=1.0)


def values(first: str, second: str, languages: str = "fr fr") -> list[tuple[str, ...]]:
    one, two = languages.split()
    evidence = Evidence.from_hits([hit(1, first, one), hit(2, second, two)])
    return [tuple(claim.value for claim in found.claims) for found in find_disagreements(evidence)]


DIFFERENT = [
    (
        "Les troupes de Kiev, en Ukraine, tirent jusqu'à 10 000 obus d'artillerie par jour.",
        "La Russie tire 20 000 obus par jour, tandis que l'Ukraine en tire entre 6 000 et 7 000.",
        "fr fr",
        ("10 000", "6 000 et 7 000"),
    ),
    (
        "L'incendie de Lyon a fait 12 morts.",
        "À Lyon, 15 personnes ont été tuées dans l'incendie.",
        "fr fr",
        ("12", "15"),
    ),
    (
        "At least 12 people were killed in the Lyon fire.",
        "Firefighters in Lyon counted 15 dead.",
        "en en",
        ("12", "15"),
    ),
    (
        "L'incendie de Lyon a fait douze morts.",
        "The fire in Lyon left 15 dead.",
        "fr en",
        ("douze", "15"),
    ),
    (
        "L'explosion à Beyrouth a fait 190 morts, selon Reuters.",
        "Selon l'AFP, l'explosion à Beyrouth a tué 207 personnes.",
        "fr fr",
        ("190", "207"),
    ),
    (
        "Le séisme a blessé 300 personnes en Albanie.",
        "En Albanie, le séisme a fait 520 blessés.",
        "fr fr",
        ("300", "520"),
    ),
    (
        "Police arrested 40 demonstrators in Berlin on Monday.",
        "In Berlin, 65 demonstrators were arrested on Monday.",
        "en en",
        ("40", "65"),
    ),
    (
        "La grève a coûté 30 millions d'euros à la SNCF.",
        "Pour la SNCF, le coût de la grève atteint 45 millions d'euros.",
        "fr fr",
        ("30 millions", "45 millions"),
    ),
    (
        "The Oslo factory will cut 400 jobs, the union said.",
        "The Oslo factory plans to cut 650 jobs.",
        "en en",
        ("400", "650"),
    ),
    (
        "Ukraine fires up to 10,000 shells a day.",
        "L'Ukraine tire entre 6 000 et 7 000 obus par jour.",
        "en fr",
        ("10,000", "6 000 et 7 000"),
    ),
    (
        "In Kabul kamen 20 Menschen ums Leben, 20 Tote zählte die Polizei in Kabul.",
        "The bombing in Kabul killed 32 people.",
        "de en",
        ("20", "32"),
    ),
    (
        "Según la policía, el incendio de Bilbao dejó 12 muertos.",
        "El incendio de Bilbao causó 15 muertos.",
        "es es",
        ("12", "15"),
    ),
    (
        "Les syndicats ont compté 90 000 manifestants à Marseille mardi.",
        "La préfecture a compté 26 000 manifestants à Marseille mardi.",
        "fr fr",
        ("90 000", "26 000"),
    ),
]


@pytest.mark.parametrize(("first", "second", "languages", "expected"), DIFFERENT)
def test_different_figures_for_one_thing(
    first: str, second: str, languages: str, expected: tuple[str, ...]
) -> None:
    assert values(first, second, languages) == [expected]


NO_DISAGREEMENT = {
    "other currency": (
        "Le système vaut 500 millions d'euros.",
        "Le Pentagone a signé un contrat de 552 millions de dollars pour ce système.",
        "fr fr",
    ),
    "dead and injured": (
        "L'ONU a enregistré 7 199 morts en Ukraine.",
        "L'ONU a enregistré 11 756 blessés en Ukraine.",
        "fr fr",
    ),
    "colonies and towns": (
        "16 colonies ont été bombardées près de Bakhmut.",
        "Plus de 20 villes ont été bombardées près de Bakhmut.",
        "fr fr",
    ),
    "other subject": (
        "La Russie tire 20 000 obus par jour.",
        "L'Ukraine tire 6 000 obus par jour.",
        "fr fr",
    ),
    "other place": (
        "L'incendie de Lyon a fait 12 morts.",
        "L'incendie de Nice a fait 15 morts.",
        "fr fr",
    ),
    "other day": (
        "Le 3 mars 2021, une attaque à Kaboul a fait 12 morts.",
        "Le 9 mars 2021, une attaque à Kaboul a fait 15 morts.",
        "fr fr",
    ),
    "other weekday": (
        "Une attaque a tué lundi 12 personnes à Kaboul.",
        "Une attaque a tué jeudi 15 personnes à Kaboul.",
        "fr fr",
    ),
    "rounded": ("About 10,000 people marched in Paris.", "In Paris 9,950 people marched.", "en en"),
    "rounded without about": (
        "Some 1.3 million people live in Prague.",
        "Prague has 1,301,000 people who live there.",
        "en en",
    ),
    "range that contains": (
        "L'Ukraine tire entre 6 000 et 7 000 obus par jour.",
        "L'Ukraine tire 6 500 obus par jour.",
        "fr fr",
    ),
    "same in words": ("L'incendie de Lyon a fait douze morts.", "12 killed in Lyon fire.", "fr en"),
    "part of a whole": (
        "L'incendie de Lyon a fait 12 morts.",
        "L'incendie de Lyon a tué des habitants, dont 3 morts de fumée.",
        "fr fr",
    ),
    "narrower": (
        "L'attaque de Kaboul a fait 12 blessés graves.",
        "L'attaque de Kaboul a fait 30 blessés.",
        "fr fr",
    ),
    "more than": (
        "Plus de 10 personnes ont été tuées à Lyon.",
        "12 personnes ont été tuées à Lyon.",
        "fr fr",
    ),
    "other rate": (
        "L'usine de Kharkiv produit 100 obus par jour.",
        "L'usine de Kharkiv produit 3 000 obus par mois.",
        "fr fr",
    ),
    "compared with before": (
        "Le chômage à Madrid atteint 12 % en mars.",
        "Le chômage à Madrid recule, contre 14 % en mars.",
        "fr fr",
    ),
    "other matter, same unit": (
        "Renault a vendu 30 % de ses parts en Chine.",
        "Renault emploie 45 % de femmes en Chine.",
        "fr fr",
    ),
    "ages": ("Ana Gil, 46 ans, vit à Lyon.", "Paul Noël, 33 ans, vit à Lyon.", "fr fr"),
    "durations": (
        "Ana Gil a passé 12 ans à Lyon.",
        "Ana Gil a passé 40 jours à Lyon, puis 30 ans à Nice.",
        "fr fr",
    ),
    "sums of other matters": (
        "La Caisse d'Épargne a 19 milliards d'euros de créances sur Natixis à Paris.",
        "La Caisse d'Épargne a perdu 7 milliards d'euros en spéculant sur les marchés.",
        "fr fr",
    ),
    "a few of something": (
        "Six associations de Lyon ont déposé un recours.",
        "Cinq associations de Lyon ont signé un recours.",
        "fr fr",
    ),
    "no name at all": ("12 personnes ont été tuées.", "15 personnes ont été tuées.", "fr fr"),
    "wholly other scale": (
        "The war in Syria killed 400,000 people.",
        "An air strike in Syria killed 12 people.",
        "en en",
    ),
    "other year": (
        "In 2019 floods in Venice killed 2 people.",
        "In 2020 floods in Venice killed 7 people.",
        "en en",
    ),
}


@pytest.mark.parametrize("name", NO_DISAGREEMENT)
def test_no_false_alarm(name: str) -> None:
    first, second, languages = NO_DISAGREEMENT[name]
    assert values(first, second, languages) == []


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Combien d'obus l'Ukraine tire-t-elle par jour ?", 1),
        ("Combien d'obus sont tirés par jour ?", 1),
        ("Combien d'obus la Russie tire-t-elle par jour ?", 0),
    ],
)
def test_a_question_about_one_place_is_not_told_of_another(question: str, shown: int) -> None:
    first, second, _, _ = DIFFERENT[0]
    evidence = Evidence.from_hits([hit(1, first, "fr"), hit(2, second, "fr")])
    assert len(find_disagreements(evidence, question)) == shown
