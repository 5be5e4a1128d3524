import pytest

from evals.tracing.names import names_of, untraced_names


@pytest.mark.parametrize(
    ("statement", "language", "names"),
    [
        (
            "According to NATO, Jens Stoltenberg left Kyiv.",
            "en",
            ["NATO", "Jens Stoltenberg", "Kyiv"],
        ),
        ("Le chef de l’OTAN est arrivé à Bruxelles.", "fr", ["OTAN", "Bruxelles"]),
        ("Selon M. Zelensky, rien.", "fr", ["Zelensky"]),
        ("Thieves came on Monday. They left in May.", "en", []),
        ("« La vitesse », dit-il.", "fr", []),  # begins a quotation
        ("The army's chief met Wagner's men", "en", ["Wagner"]),
        ("In the Ministry of Defence", "en", ["Ministry", "Defence"]),
        ("It was John Kirby’s Monday, and L’Équipe said so", "en", ["John Kirby", "Équipe"]),
        ("Il vit à Paris. Rome est loin.", "fr", ["Paris"]),
        ("Die Panzer kamen nach Kiew.", "de", []),  # every noun has a capital there
    ],
)
def test_names_are_words_with_a_capital_inside_a_sentence(
    statement: str, language: str, names: list[str]
) -> None:
    assert list(names_of(statement, language)) == names


@pytest.mark.parametrize(
    ("statement", "sources", "missing"),
    [
        ("It was Zelenskyy.", "Volodymyr Zelensky", []),
        ("He is Evguéni Prigojine.", "Yevgeny Prigozhin", []),  # 2 * 5 / 14 = .71 alike
        ("The head of NATO in Bakhmout", "le chef de l’OTAN à Bakhmut", []),
        ("The Russian Defence Minister", "le ministre russe de la défense", []),
        ("The United Nations and the US", "les Nations Unies et les États-Unis", []),
        ("They met Lloyd Austin.", "Lloyd Austin", []),
        ("They met Mark Austin.", "Lloyd Austin", ["Mark Austin"]),
        (
            "It came from Paris.",
            "le parti a pris",
            ["Paris"],
        ),  # like a word, and no name's spelling
        ("It came from Rome.", "de Paris", ["Rome"]),
        ("In Saint-Brieuc", "à Saint-Malo", ["Saint-Brieuc"]),
    ],
)
def test_a_name_that_no_source_has_is_seen(
    statement: str, sources: str, missing: list[str]
) -> None:
    assert [name for name, lost in untraced_names(statement, "en", sources) if lost] == missing


def test_a_person_named_in_full_elsewhere_in_the_article_may_be_named_in_full() -> None:
    told = "Il l’a dit à Jens Stoltenberg."
    article = "Le chef, Jens Stoltenberg, est venu. M. Stoltenberg a parlé."
    passage = "M. Stoltenberg a parlé."
    assert untraced_names(told, "fr", passage, article) == (("Jens Stoltenberg", False),)
    assert untraced_names(told, "fr", passage) == (("Jens Stoltenberg", True),)
    # Another first name, or somebody of whom the passage says nothing, is not traced.
    assert untraced_names("À Mark Stoltenberg.", "fr", passage, article)[0][1]
    assert untraced_names(told, "fr", "Il a parlé.", article)[0][1]
