import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.shortening import LONG, shortened

LONG_START = (
    "Le bureau des ponts de la ville de Bonn a compté 7 199 bateaux et 11 756 voitures sur le "
    "fleuve depuis le mois de mai"
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{LONG_START}, principalement à cause des fêtes de la vallée.", f"{LONG_START}."),
        (f"{LONG_START}, et les habitants de la vallée ont fêté la paix.", f"{LONG_START}."),
        (
            "Le grand pont de la ville, qui relie les deux rives du fleuve depuis longtemps, a été "
            "fermé lundi par la police de la région après la crue du fleuve.",
            "Le grand pont de la ville a été fermé lundi par la police de la région après la crue "
            "du fleuve.",
        ),
        (
            "The city council of Bonn has approved the new bridge over the river for next summer "
            "in its meeting of Monday evening, which lasted until the early morning of Tuesday.",
            "The city council of Bonn has approved the new bridge over the river for next summer "
            "in its meeting of Monday evening.",
        ),
    ],
)
def test_asides_and_trailing_clauses_go(sentence: str, expected: str) -> None:
    assert shortened(sentence, "en" if sentence.startswith("The") else "fr") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Le pont de la ville a fermé.",
        f"{LONG_START}, notamment 300 péniches venues de la mer du Nord.",
        f"{LONG_START}, sauf pendant les trois jours de la crue du printemps.",
        "La route du nord mène les voyageurs vers la mer, qui baigne trois grandes villes, Gênes, "
        "Nice et Rome, où les bateaux de la vallée arrivent sans escale.",
        "Même avant la crue du fleuve au printemps, de nombreux ponts de la vallée ne tenaient pas "
        "les promesses que la ville avait faites aux habitants.",
        f"{LONG_START}, dont aucune n'est revenue.",
        f"{LONG_START}, a déclaré lundi la mairie de la ville de Bonn.",
        "The bridge of the old town over the river, the road along the harbour, and the tunnel "
        "below the castle have been closed by the police since Monday evening.",
    ],
)
def test_figures_limits_and_speakers_stay(sentence: str) -> None:
    assert shortened(sentence, "en" if sentence.startswith("The") else "fr") == sentence


def test_words_in_quotation_marks_are_never_cut() -> None:
    speech = (
        "« le pont, qui relie les deux rives de la ville, tandis que la crue monte, est fermé »"
    )
    sentence = f"Le maire de la ville de Bonn, sur le Rhin, a dit lundi que {speech}."
    assert speech in shortened(sentence, "fr")


@given(st.text(alphabet="abc ,.;()«»\"'-qui dont et pas 12", max_size=300))
def test_a_sentence_never_grows(sentence: str) -> None:
    short = shortened(sentence, "fr")
    assert len(short) <= len(sentence) + 1
    assert len(sentence.split()) > LONG or short == sentence
