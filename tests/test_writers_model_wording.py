"""A statement in another language than the question's is told by its function words."""

import pytest

from bot.writers.model.wording import in_language
from tests.test_citations_verify import HONEST

IN_FOUR = {
    "fr": "L’Ukraine tire 6 000 obus par jour, selon le ministre de la Défense.",
    "en": "Ukraine fires 6,000 shells a day, according to the minister of defence.",
    "de": "Die Ukraine feuert laut dem Minister jeden Tag 6.000 Granaten auf die Stadt.",
    "es": "Ucrania dispara 6.000 obuses al día, según el ministro de la Defensa.",
}


@pytest.mark.parametrize("language", IN_FOUR)
@pytest.mark.parametrize("asked", IN_FOUR)
def test_each_of_the_four_is_told(language: str, asked: str) -> None:
    assert in_language(IN_FOUR[language], asked) is (language == asked)


@pytest.mark.parametrize(
    "text",
    [
        "Oui.",
        "6 000 obus.",
        "Jens Stoltenberg",
        "The Wall Street Journal et The Guardian le disent.",
        "M. Roux : “The war is over and we are at the end of it.”",
        "Bank of America of the United States recrute à Paris pour la banque et le conseil.",
    ],
)
def test_names_and_quotations_are_no_language(text: str) -> None:
    assert in_language(text, "fr")


def test_a_question_in_an_unknown_language_forbids_nothing() -> None:
    assert all(in_language(text, "it") for text in IN_FOUR.values())


@pytest.mark.parametrize("text", [one[0] for one in HONEST])
def test_honest_statements_are_in_one_of_the_four(text: str) -> None:
    assert any(in_language(text, language) for language in IN_FOUR)
