"""Things of a question, with the gender and number that their articles show."""

from __future__ import annotations

import pytest

from bot.text.noun_phrases import noun_phrases


@pytest.mark.parametrize(
    ("language", "question", "expected"),
    [
        ("en", "How much is the Mamba system worth?", [("the Mamba system", "mfn")]),
        ("en", "Who repairs the Gepard guns?", [("the Gepard guns", "p")]),
        ("en", "How many homes did the flood destroy?", [("the homes", "p"), ("the flood", "mfn")]),
        (
            "en",
            "Is the wall of the Harwick dam stable?",
            [
                ("the wall of the Harwick dam", "mfn"),
                ("the Harwick dam", "mfn"),
            ],
        ),
        ("en", "Which dam failed?", [("the dam", "mfn")]),
        ("fr", "Quand la piscine de Brassoux rouvre-t-elle ?", [("la piscine de Brassoux", "f")]),
        ("fr", "Quel est le montant du contrat ?", [("le montant", "m"), ("le contrat", "m")]),
        ("fr", "Combien d'obus tirent-ils ?", [("les obus", "p")]),
        (
            "de",
            "Wer hat das neue Abkommen mit der Schweiz geschlossen?",
            [
                ("neue Abkommen", "n"),
                ("Schweiz", "mf"),
            ],
        ),
        ("es", "¿Cuándo abre el puente de Sevilla?", [("el puente de Sevilla", "m")]),
        ("it", "Quando apre il ponte?", []),
    ],
)
def test_phrases_of_a_question(
    language: str, question: str, expected: list[tuple[str, str]]
) -> None:
    assert [(one.text, one.agreement) for one in noun_phrases(question, language)] == expected
