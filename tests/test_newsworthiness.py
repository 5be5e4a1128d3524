import pytest

from bot.newsworthiness import news_value

FACTS = [
    ("Le port de Bonn signe un contrat de 12 millions d'euros avec deux chantiers.", "fr"),
    ("La crue a fait 120 morts et 300 blessés dans la vallée.", "fr"),
    ("The city signed a contract worth $12 million with two yards.", "en"),
    ("The storm killed 120 people and injured 300 others.", "en"),
    ("Die Stadt unterzeichnete einen Vertrag über 12 Millionen Euro.", "de"),
    ("La ciudad firmó un contrato de 12 millones de euros.", "es"),
]
NO_FACTS = [
    ("Bonn est une ville sur le Rhin.", "fr"),
    ("Les deux vallées constituent le bassin, le cœur de la région.", "fr"),
    ("« Merci à tous, nous sommes unis et notre courage est grand », a dit le maire.", "fr"),
    ("Bonn is a city on the Rhine.", "en"),
    ("Bonn ist eine Stadt am Rhein.", "de"),
    ("Bonn es una ciudad del Rin.", "es"),
]


@pytest.mark.parametrize(("sentence", "language"), FACTS)
def test_figures_and_decisions_are_news(sentence: str, language: str) -> None:
    assert news_value(sentence, language) >= 0.6


@pytest.mark.parametrize(("sentence", "language"), NO_FACTS)
def test_definitions_and_sentiment_are_not(sentence: str, language: str) -> None:
    assert news_value(sentence, language) < 0


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("Le pont a coûté 12 millions d'euros.", "Le pont mesure 120 mètres de long."),
        ("Le tribunal a condamné la banque.", "La banque pourrait un jour être condamnée."),
        ("La ville a fermé le pont.", "La ville a fermé le pont l'année dernière."),
        ("Les ministres ont décidé d'un budget.", "Les ministres se sont réunis pour discuter."),
    ],
)
def test_what_weighs_more(more: str, less: str) -> None:
    assert news_value(more, "fr") > news_value(less, "fr")


def test_a_named_speaker_who_takes_a_position_counts() -> None:
    sentence = "Ana Gil a déclaré que le pont n'était pas une priorité."
    assert news_value(sentence, "fr", attributed=True) > news_value(sentence, "fr")


def test_a_language_without_lists_is_held_against_all() -> None:
    assert news_value("The city signed a contract.", "und") > 0
