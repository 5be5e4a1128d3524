"""Questions to begin with come from what may be seen, in the documents' own language."""

from __future__ import annotations

from bot.library import DocumentSummary
from bot.slack.suggestions import MOST, suggestions_for
from tests.slack_samples import PHRASES


def document(number: int, title: str, language: str = "fr", origin: str = "") -> DocumentSummary:
    return DocumentSummary(
        id=f"d{number}",
        source=f"{number}.txt",
        title=title,
        language=language,
        outlet=None,
        url=None,
        published=f"2023-02-{number:02}",
        origin=origin or f"d{number}",
        passages=1,
        characters=10,
        revision=1,
    )


FRENCH = [
    document(1, "Emmanuel Macron reçoit le chancelier Olaf Scholz"),
    document(2, "À Berlin, Emmanuel Macron parle de chars"),
    document(3, "La Suède entre dans l’Alliance atlantique."),
    document(4, "A port in Lyon breaks a record", "en"),
]


def test_names_that_titles_share_come_first_then_the_newest() -> None:
    found = suggestions_for(FRENCH, PHRASES)
    assert found is not None
    assert found.heading == "Quelques questions pour commencer"
    assert found.questions[0] == "Que disent les documents sur Emmanuel Macron ?"
    assert found.questions[1] == (
        "Que s’est-il passé : La Suède entre dans l’Alliance atlantique ?"
    )
    assert not any("Lyon" in question for question in found.questions)


def test_never_more_than_slack_shows_and_no_reprint_twice() -> None:
    many = [
        document(n, f"Un titre assez long numéro {n}", origin=f"d{n % 3}") for n in range(1, 20)
    ]
    found = suggestions_for(many, PHRASES)
    assert found is not None
    assert len(found.questions) == 3 <= MOST


def test_nothing_to_see_nothing_to_suggest() -> None:
    assert suggestions_for([], PHRASES) is None
    assert suggestions_for([document(1, "x")], PHRASES) is None
