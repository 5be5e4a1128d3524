from pathlib import Path

import pytest

from bot.attribution import Speakers
from bot.prompts import Phrases
from bot.text.sentences import sentences
from bot.types import Document, Passage, Span
from bot.writers.stated import Stated, stated

PHRASES = Phrases.load(Path(__file__).parent.parent / "prompts")


def told(text: str, marker: str, language: str = "fr") -> Stated | None:
    """The sentence of `text` that contains `marker`, as a statement."""
    document = Document(
        id="a", text=text, raw=text, title="a", language=language, source="a", origin="a"
    )
    at = text.index(marker)
    span = next(span for span in sentences(text) if span.start <= at < span.end)
    passage = Passage(document=document, number=0, start=0, end=len(text))
    return stated(Span(*span), passage, Speakers(text), PHRASES)


RESOLVED = [
    (
        "Le préfet, Paul Noël, a visité le pont. Le préfet, Paul Noël, a dit que le pont tenait. "
        "Il a assuré que les taux étaient inférieurs aux seuils.",
        "Il a assuré",
        "fr",
        "Le préfet, Paul Noël, a assuré que les taux étaient inférieurs aux seuils.",
    ),
    (
        "La ministre, Ana Gil, a déclaré que le port ouvrirait. Le port de Bonn a perdu trois "
        "bateaux en mer, a-t-elle ajouté.",
        "trois bateaux",
        "fr",
        "Le port de Bonn a perdu trois bateaux en mer, a ajouté la ministre, Ana Gil.",
    ),
    (
        "Le maire, Paul Noël, a dit que le pont fermait. Selon lui, « les mesures ne montrent pas "
        "de danger pour la ville ».",
        "Selon lui",
        "fr",
        "Selon le maire, Paul Noël, « les mesures ne montrent pas de danger pour la ville ».",
    ),
    (
        '"The wall is stable," Ms Ortiz said. However, she warned that the rain could raise the '
        "level of the lake.",
        "However",
        "en",
        "Ms Ortiz warned that the rain could raise the level of the lake.",
    ),
    (
        "The train was much too fast, Transport Minister Jonas Keller said. The driver survived "
        "and is being questioned, he added.",
        "The driver",
        "en",
        "The driver survived and is being questioned, Transport Minister Jonas Keller added.",
    ),
]


@pytest.mark.parametrize(("text", "marker", "language", "expected"), RESOLVED)
def test_a_pronoun_becomes_the_speaker(
    text: str, marker: str, language: str, expected: str
) -> None:
    found = told(text, marker, language)
    assert found is not None
    assert found.text == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Cette ville de la vallée a perdu ses trois ponts.", "fr"),
        ("Les troupes du roi y ont fortifié leurs positions au nord.", "fr"),
        ("Une rencontre qui s'est tenue hier soir au bord du fleuve.", "fr"),
        ("Retourner en Colombie pour aider à libérer les otages du fleuve.", "fr"),
        ("Deshalb will der Verband jetzt ein Referendum verlangen.", "de"),
        ("Le port dit que les deux dirigeants se verront demain matin.", "fr"),
        ("Sur d'autres points, la commission n'a pas obtenu satisfaction.", "fr"),
        ("Their shares fell by nine percent in Frankfurt on Monday.", "en"),
    ],
)
def test_what_leans_on_an_earlier_sentence_is_not_told(text: str, language: str) -> None:
    assert told(text, text[:5], language) is None


@pytest.mark.parametrize(
    ("text", "language", "reported", "speaker"),
    [
        (
            "Le maire a déclaré que le grand pont fermerait.",
            "fr",
            "Le grand pont fermerait.",
            "le maire",
        ),
        (
            "The flood destroyed 310 homes in Bonn, the county council estimates.",
            "en",
            "The flood destroyed 310 homes in Bonn.",
            "the county council",
        ),
        (
            "Ana Gil said 60 soldiers had joined the search in Bonn.",
            "en",
            "60 soldiers had joined the search in Bonn.",
            "Ana Gil",
        ),
        (
            "A train derailed near Bonn and injured 27 people, police said.",
            "en",
            "A train derailed near Bonn and injured 27 people.",
            "police",
        ),
    ],
)
def test_what_is_reported_is_told_apart(
    text: str, language: str, reported: str, speaker: str
) -> None:
    found = told(text, text[:5], language)
    assert found is not None
    assert (found.reported, found.speaker) == (reported, speaker)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Northern Water denied that money had played a part.", "en"),
        ("Le maire a nié que le pont ait été mal entretenu.", "fr"),
        ("Le maire a demandé que le pont soit fermé lundi.", "fr"),
        ("The port said the strike would cost a lot and called on the union to talk.", "en"),
    ],
)
def test_what_is_denied_or_asked_for_is_not_taken_out_of_its_sentence(
    text: str, language: str
) -> None:
    found = told(text, text[:5], language)
    assert found is not None
    assert found.reported == ""
    assert found.text == text
