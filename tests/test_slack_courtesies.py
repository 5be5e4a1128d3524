"""What is said and asks nothing, and what is asked politely."""

from __future__ import annotations

import pytest

from bot.slack.courtesies import is_courtesy


@pytest.mark.parametrize(
    "text",
    [
        "merci",
        "Merci beaucoup !",
        "Merci pour ta réponse.",
        "D’accord, merci à tous",
        "Très bien",
        "ok",
        "OK, thanks",
        "Thank you very much for your help!",
        "got it",
        "Vielen Dank für die Hilfe",
        "Alles klar",
        "Guten Morgen",
        "Muchas gracias por tu ayuda",
        "De acuerdo",
        "Buenos días",
        "oui",
        ":+1:",
        "👍 !!",
        "merci :pray::skin-tone-3:",
    ],
)
def test_what_asks_nothing(text: str) -> None:
    assert is_courtesy(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok ?",
        "Merci, et en 2023",
        "et l’accord",
        "et le marché",
        "Et Nice",
        "thanks, who signed it",
        "and the answer",
        "Danke, und die Ukraine",
        "gracias, y el puerto",
        "pourquoi",
        "Bakhmout",
        "oui, mais le ministre",
        "et la réponse",
        "2023",
    ],
)
def test_what_asks(text: str) -> None:
    assert not is_courtesy(text)
