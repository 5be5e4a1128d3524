import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.causes import gives_reason
from bot.text.folding import search_key


@pytest.mark.parametrize(
    "sentence",
    [
        "Il reste parce qu’il le faut.",
        "La ville est fermée en raison de la neige.",
        "Grâce à l’aide reçue, l’Élysée a pu agir.",
        "À cause d’un orage, le cœur de la ville est inondé.",
        "Le pont ferme, car il est usé.",
        "Ils partent afin d’éviter les bombardements.",
        "L’armée recule pour éviter l’encerclement.",
        "« Je pars pour que vous restiez. »",
        "It closed because of the snow.",
        "The bridge closed due to rain.",
        "They left in order to win time.",
        "Die Brücke ist zu, weil es regnet.",
        "Wegen des Regens fällt das Spiel aus.",
        "Sie bleiben, um die Stadt zu halten.",
        "Se cerró porque llovía.",
        "Debido a la lluvia, no hubo partido.",
        "Resisten para ganar tiempo.",
    ],
)
def test_words_of_cause_and_aim(sentence: str) -> None:
    assert gives_reason(search_key(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Le pont est long de 1\u202f200 mètres.",
        "Le maire a dit « oui ».",
        "La carte du pays est à l’Élysée.",
        "Un don pour la ville d’Œuilly.",
        "The bridge is long.",
        "Die Brücke ist lang.",
        "El puente es largo.",
        "",
    ],
)
def test_plain_sentences_give_no_reason(sentence: str) -> None:
    assert not gives_reason(search_key(sentence))


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_reason_stays_one_whatever_stands_around_it(before: str, after: str) -> None:
    assert gives_reason(search_key(f"{before} because {after}"))
