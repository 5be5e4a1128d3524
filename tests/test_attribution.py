from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.attribution import Speakers, speaker_of, starts_in_the_air, without_connective
from bot.text.quotations import masked, quotations
from bot.text.sentences import sentences
from bot.types import Span


def speaker(text: str, marker: str) -> tuple[str, str, bool] | None:
    """(speaker, reporting words, direct) of the sentence of `text` that contains `marker`."""
    at = text.index(marker)
    span = next(span for span in sentences(text) if span.start <= at < span.end)
    found = speaker_of(span, text)
    if found is None:
        return None
    return (
        text[found.speaker.start : found.speaker.end],
        text[found.reporting.start : found.reporting.end],
        found.direct,
    )


ONE_SENTENCE = [
    (
        "Le maire, Paul Noël, a déclaré que le pont fermerait lundi.",
        ("Le maire, Paul Noël", "a déclaré", False),
    ),
    ("« Le pont fermera », a affirmé Mme Roux.", ("Mme Roux", "a affirmé", True)),
    (
        '"Le pont restera fermé un mois", a indiqué lundi un responsable du port.',
        ("un responsable du port", "a indiqué", True),
    ),
    (
        "Le pont sera fermé, ont annoncé mardi la ville et le port, promettant un bac.",
        ("la ville et le port", "ont annoncé", False),
    ),
    (
        "“Nous tiendrons”, a insisté Jean Le Goff, le patron du port.",
        ("Jean Le Goff, le patron du port", "a insisté", True),
    ),
    ("Selon la préfecture, 12 personnes sont mortes.", ("la préfecture", "Selon ", False)),
    (
        "L'eau, selon le chef des pompiers, est passée.",
        ("le chef des pompiers", "selon ", False),
    ),
    (
        "Le port, qui emploie 300 personnes, a annoncé que le bac reprendrait.",
        ("Le port", "a annoncé", False),
    ),
    (
        "Le budget a baissé lorsque son ministre a déclaré que rien ne pressait.",
        ("son ministre", "a déclaré", False),
    ),
    ("The mayor, Ann Lee, said the bridge would close.", ("The mayor, Ann Lee", "said", False)),
    ('"The bridge will close," said Ann Lee.', ("Ann Lee", "said", True)),
    ('"The bridge will close," Lee told reporters.', ("Lee", "told", True)),
    ("According to the police, 12 people died.", ("the police", "According to ", False)),
    (
        "Der Minister erklärte am Montag, dass die Brücke schließt.",
        ("Der Minister", "erklärte", False),
    ),
    ("„Die Brücke schließt“, sagte Anna Weber.", ("Anna Weber", "sagte", True)),
    ("Laut der Polizei, die ermittelt, gab es zwölf Tote.", ("der Polizei", "Laut ", False)),
    ("El alcalde dijo que el puente cerraría.", ("El alcalde", "dijo", False)),
    ("«El puente cerrará», afirmó Ana Gil.", ("Ana Gil", "afirmó", True)),
    ("Según la policía, murieron doce personas.", ("la policía", "Según ", False)),
    (
        "Le chef du port, Jean Le Goff, a exhorté la ville à payer.",
        ("Le chef du port, Jean Le Goff", "a exhorté", False),
    ),
    (
        "Le port a fermé, a déclaré Ann Lee, porte-parole de la Maison Blanche.",
        ("Ann Lee, porte-parole de la Maison Blanche", "a déclaré", False),
    ),
    (
        'Le Kremlin, qui parle d\'une "opération" visant à protéger, a déclaré que tout va bien.',
        ("Le Kremlin", "a déclaré", False),
    ),
    ("Le pont est fermé depuis lundi.", None),
    ("Le plan a été annoncé en 2020.", None),
    ("Le maire n'a pas dit quand le pont fermerait.", None),
]


@pytest.mark.parametrize(("text", "expected"), ONE_SENTENCE)
def test_speaker_within_one_sentence(text: str, expected: tuple[str, str, bool] | None) -> None:
    assert speaker(text, text[:8]) == expected


ACROSS_SENTENCES = [
    (
        "M. Roux a déclaré que le port fermait.\n\n« La mer monte », a-t-il ajouté.",
        "La mer monte",
        "M. Roux",
    ),
    (
        "« La mer monte », a dit Mme Roux.\n\n« Le port fermera, il le faut. »",
        "Le port fermera",
        "Mme Roux",
    ),
    (
        "“Il est tard. Le port ferme. La mer monte”, a déclaré Ann Lee.",
        "Le port ferme",
        "Ann Lee",
    ),
    (
        '"The sea is rising. The port will close," Lee said.',
        "The sea is rising",
        "Lee",
    ),
    (
        "La police a déclaré que le port fermait. Elle a précisé que 12 bateaux restaient.",
        "Elle a précisé",
        "La police",
    ),
    (
        "Les pompiers ont indiqué que le feu gagnait. Le maire a parlé. Ils ont ajouté que 3 "
        "rues étaient fermées.",
        "Ils ont ajouté",
        "Les pompiers",
    ),
    (
        "Les juges ont dit non.\n\nLe maire, Paul Noël, a suivi.\n\n« Non », a-t-il dit.",
        "« Non »",
        "Le maire, Paul Noël",
    ),
]


@pytest.mark.parametrize(("text", "marker", "expected"), ACROSS_SENTENCES)
def test_speaker_named_in_another_sentence(text: str, marker: str, expected: str) -> None:
    found = speaker(text, marker)
    assert found is not None
    assert found[0] == expected


def test_a_pronoun_without_a_named_speaker_has_no_speaker() -> None:
    assert speaker("Il a ajouté que le port fermait.", "Il") is None


def test_own_tells_whether_the_sentence_names_its_speaker() -> None:
    text = "M. Roux a déclaré que le port fermait. Il a ajouté que la mer montait."
    speakers = Speakers(text)
    first, second = sentences(text)
    named, resolved = speakers.of(first), speakers.of(second)
    assert named is not None
    assert named.own
    assert resolved is not None
    assert not resolved.own


AIR = [
    ("Il a ajouté que la ville tenait.", True),
    ("Malgré cette différence, la ville manque d'eau.", True),
    ("Quelques jours plus tard, le gouvernement a démissionné.", True),
    ("Mercredi, ils discuteront du budget.", True),
    ("La Russie l'occupe en partie.", True),
    ("Elles ont également lancé des frappes.", True),
    ("Cette ville est une cible.", True),
    ("Ce dernier a démissionné.", True),
    ("Mais le rythme des livraisons a baissé.", True),
    ("C'est pourquoi la vitesse est essentielle.", True),
    ("Ses forces ont repoussé des attaques.", True),
    ("Une arme qui vaut 500 millions d'euros.", True),
    ("However, he said no.", True),
    ("Their troops withdrew.", True),
    ("Er sagte nein.", True),
    ("Además, el puente cerró.", True),
    ("« Il a menti.", True),
    ("et rien de plus.", True),
    ("Il y a 12 morts à Lyon.", False),
    ("Il est urgent de doter la ville d'un pont.", False),
    ("It is clear that the bridge will close.", False),
    ("There were 12 deaths.", False),
    ("Ce lundi, le pont a fermé.", False),
    ("Orly est fermé.", False),
    ("Ethan Roux a parlé.", False),
    ("12 personnes sont mortes.", False),
    ("La ville tient.", False),
    ("Erdogan spoke.", False),
    ("Sonia Roux a parlé.", False),
    ("", True),
]


@pytest.mark.parametrize(("sentence", "expected"), AIR)
def test_starts_in_the_air(sentence: str, expected: bool) -> None:
    assert starts_in_the_air(sentence) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Mais le rythme a épuisé les stocks.", "Le rythme a épuisé les stocks."),
        ("However, the bridge closed.", "The bridge closed."),
        ("Orly ferme.", "Orly ferme."),
        ("Aber die Brücke schließt.", "Die Brücke schließt."),
    ],
)
def test_without_connective(sentence: str, expected: str) -> None:
    assert without_connective(sentence) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Il a dit "non".', ['"non"']),
        ("« Oui », puis “non”.", ["« Oui »", "“non”"]),
        ("„Ja“, sagte er.", ["„Ja“"]),
        ("“Il faut agir », dit-il.", ["“Il faut agir »"]),
        ('"Le président "Roux part", dit-il.', ['"Le président "Roux part"']),
        ('l\'"opération" dure', ['"opération"']),
        ("« Jamais fini\n\nAutre paragraphe.", ["« Jamais fini"]),
        ("rien", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text)] == expected


@given(st.text(alphabet='ab "«»“”„\n.', max_size=80))
def test_quotations_are_ordered_and_masking_keeps_offsets(text: str) -> None:
    found = quotations(text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    hidden = masked(text, found)
    assert len(hidden) == len(text)
    outside = set(range(len(text))) - {at for span in found for at in range(*span)}
    assert all(hidden[at] == text[at] for at in outside)


@given(st.text(alphabet='Il a déclaré que M. "«»said X, \n.', max_size=120))
def test_speakers_are_spans_of_the_document(text: str) -> None:
    speakers = Speakers(text)
    for sentence in sentences(text):
        found = speakers.of(sentence)
        if found is not None:
            assert text[found.speaker.start : found.speaker.end].strip()
            assert isinstance(found.speaker, Span)
