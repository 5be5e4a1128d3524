import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.folding import search_key
from bot.text.polarity import is_turned, refuses

REFUSING = [
    "Pourquoi l’OTAN a-t-elle refusé de livrer des chars ?",
    "Pourquoi l’Élysée a-t-il rejeté l’offre ?",
    "Pourquoi le maire d’Œuilly a-t-il annulé la fête ?",
    "L’offre a été rejetée.",
    "Il a renoncé à son mandat.",
    "La France s’est opposée au projet.",
    "Les pourparlers ont échoué.",
    "Why did NATO refuse to deliver tanks?",
    "Why was the match cancelled?",
    "He denied everything.",
    "They declined to answer.",
    "Warum verweigert die NATO die Lieferung?",
    "Warum weigerte sich die NATO?",
    "Die Regierung hat den Plan abgelehnt.",
    "Die Regierung lehnt den Plan ab.",
    "¿Por qué rechazó la OTAN la oferta?",
    "¿Por qué se negó el alcalde?",
    "¿Por qué se niega el alcalde a hablar?",
]


@pytest.mark.parametrize("text", REFUSING)
def test_refusals(text: str) -> None:
    assert refuses(search_key(text))
    assert is_turned(search_key(text))


@pytest.mark.parametrize(
    "text",
    [
        "L’OTAN n’a pas livré de chars.",
        "Aucun char n’est venu.",
        "Personne n’est venu.",
        "Nobody came.",
        "Niemand kam.",
        "Nadie vino.",
        "L'OTAN n'a pas livré de chars.",
        "Il ne veut plus partir.",
        "Elle n’a jamais parlé.",
        "Le village est resté sans eau.",
        "The bridge is not open.",
        "They don’t know.",
        "They cannot leave.",
        "He never left.",
        "Die Brücke ist nicht offen.",
        "Es gibt keinen Grund.",
        "El puente no está abierto sin permiso.",
        "Nunca se fue.",
    ],
)
def test_negations_turn_a_sentence_without_refusing(text: str) -> None:
    assert is_turned(search_key(text))
    assert not refuses(search_key(text))


@pytest.mark.parametrize(
    "text",
    [
        "Le maire a livré des chars.",
        "Denis et Denise sont à l’Élysée.",
        "Un cessez-le-feu est en vue à « Œuilly ».",
        "La négociation avance.",
        "Il neige.",
        "Une fête annuelle.",
        "The annual meeting is in Nice.",
        "The talks went on.",
        "Der Bürgermeister hält eine Rede.",
        "El alcalde llegó a la ciudad.",
        "",
    ],
)
def test_plain_sentences_are_neither(text: str) -> None:
    assert not refuses(search_key(text))
    assert not is_turned(search_key(text))


@given(st.text(max_size=80))
def test_who_refuses_also_turns(text: str) -> None:
    key = search_key(text)
    assert is_turned(key) or not refuses(key)
