from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.headline_cuts import MOST_CHARACTERS
from bot.headlines import headline, names_something
from bot.prompts import Phrases
from bot.types import Span
from bot.writers.stated import Stated

PHRASES = Phrases.load(Path(__file__).parent.parent / "prompts").for_language("fr")


def test_the_source_is_named() -> None:
    told = Stated(
        "Le maire a déclaré que le grand pont fermerait.",
        Span(0, 1),
        direct=False,
        reported="Le grand pont fermerait.",
        speaker="le maire",
        sourced=True,
    )
    assert headline(told, PHRASES) == "Le grand pont fermerait, selon le maire"


def test_speech_keeps_its_speaker_and_its_marks() -> None:
    told = Stated(
        "« Le pont est fermé », a dit Paul Noël.",
        Span(0, 1),
        direct=True,
        speaker="Paul Noël",
        speech="Le pont est fermé",
        sourced=True,
    )
    assert headline(told, PHRASES) == "Paul Noël : « Le pont est fermé »"


@given(st.text(alphabet="abc déf,.;«»\"“”' 12", min_size=1, max_size=400))
def test_a_headline_is_short_and_its_marks_close(text: str) -> None:
    told = Stated(text, Span(0, 1), direct=False, reported=text)
    made = headline(told, PHRASES)
    assert made.count("«") == made.count("»")
    assert made.count('"') % 2 == 0
    assert len(made) <= max(len(text), MOST_CHARACTERS + 25)


def test_a_vague_sentence_is_headed_by_its_instance() -> None:
    text = (
        "Plusieurs annonces ont été faites mardi, notamment celle de la fourniture de trois ponts "
        "par la France."
    )
    told = Stated(text, Span(0, 1), direct=False, reported=text)
    assert headline(told, PHRASES) == "La fourniture de trois ponts par la France"


def test_a_headline_names_something() -> None:
    assert not names_something("Plusieurs annonces ont été faites mardi")
    assert names_something("Le port de Gênes ferme")
    assert names_something("Le port perd 12 bateaux")


def test_speech_is_shown_as_it_was_said() -> None:
    speech = "Sur le port, la crue monte, mais personne ne nous montre les chiffres de la ville"
    told = Stated(
        f"« {speech} », a dit Paul Noël.",
        Span(0, 1),
        direct=True,
        speaker="Paul Noël",
        speech=speech,
        sourced=True,
    )
    words = headline(told, PHRASES).removeprefix("Paul Noël : « ").removesuffix(" »")
    assert speech.startswith(words)


def test_a_long_quotation_is_closed_after_its_first_part() -> None:
    said = 'Le port "se prépare à plus de crues, à de nouvelles marées et à de nouvelles tempêtes".'
    told = Stated(
        f"Paul Noël a déclaré que {said}",
        Span(0, 1),
        direct=False,
        reported=said,
        speaker="Paul Noël, maire",
        sourced=True,
    )
    expected = 'Le port "se prépare à plus de crues", selon Paul Noël, maire'
    assert headline(told, PHRASES) == expected
