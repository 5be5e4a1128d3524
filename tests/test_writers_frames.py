from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.citations import Draft, DraftStatement, Evidence, verify
from bot.question import analyse
from bot.writers.frames import Excerpt, framed, widened
from bot.writers.selection import Candidate
from tests.evidence_samples import PHRASES, described, hit

QUESTION = "Que dit le maire ?"


def scored(text: str, *scores: float, **given: str | None) -> list[Candidate]:
    """The sentences of one document in order, with these scores."""
    found = described(QUESTION, hit(text, QUESTION, "d", **given))
    return [replace(one, score=score) for one, score in zip(found, scores, strict=True)]


def excerpt(text: str, **given: str | None) -> Excerpt:
    """The whole of a one-sentence document."""
    (only,) = scored(text, 0.0, **given)
    return Excerpt(candidate=only, span=only.span)


def told(question: str, told: Excerpt) -> str:
    asked = analyse(question)
    return framed(asked, told, PHRASES.for_language(asked.language))


@pytest.mark.parametrize(
    ("text", "scores", "best", "expected"),
    [
        ("Le pont ferme. La mer est calme.", (5, 1), 0, "Le pont ferme."),
        ("Le pont ferme. La mer est calme.", (5, 4.9), 0, "Le pont ferme. La mer est calme."),
        ("La mer est calme. Le pont ferme.", (4.9, 5), 1, "La mer est calme. Le pont ferme."),
        ("Le pont ferme. La mer monte. Il pleut.", (1, 5, 4.9), 1, "La mer monte. Il pleut."),
        ("M. Roux est là. Il a parlé.", (0, 5), 1, "M. Roux est là. Il a parlé."),
        ("La mer est calme.\n\nIl a parlé.", (4.9, 5), 1, "Il a parlé."),
        ("Le pont ferme.\nLa mer est calme.", (5, 5), 0, "Le pont ferme."),
    ],
)
def test_a_sentence_is_joined_with_what_it_needs_or_what_is_as_good(
    text: str, scores: tuple[float, ...], best: int, expected: str
) -> None:
    ranked = scored(text, *scores)
    assert widened(ranked[best], ranked).text == expected


def test_sentences_of_other_passages_are_not_joined() -> None:
    one, other = described(QUESTION, hit("Le pont ferme."), hit("Il a parlé.", "?", "e"))
    assert widened(other, [one, other]).text == "Il a parlé."


def test_an_excerpt_does_not_grow_without_end() -> None:
    long = "Le pont " + "très " * 150 + "long ferme."
    ranked = scored(f"{long} Il est fermé.", 5, 5)
    assert widened(ranked[1], ranked).text == "Il est fermé."


@pytest.mark.parametrize(
    "text",
    [
        "Le pont d’Œuilly, long de 1\u202f200,5 m, est fermé «\u00a0pour travaux\u00a0».",
        "Le maire, M. Roux, a déclaré que le pont serait fermé mardi.",
        "« Le pont ferme », a déclaré le maire d’Œuilly.",
    ],
)
def test_in_its_own_language_a_sentence_is_told_as_it_stands(text: str) -> None:
    assert told(QUESTION, excerpt(text)).split() == text.split()


def test_a_connective_that_leans_on_another_sentence_goes() -> None:
    assert told(QUESTION, excerpt("Mais le pont d’Œuilly est fermé depuis mardi matin.")) == (
        "Le pont d’Œuilly est fermé depuis mardi matin."
    )


def test_speech_keeps_the_speaker_of_the_sentence_beside_it() -> None:
    text = (
        "« La vitesse est essentielle pour sauver des vies », a déclaré Jens Stoltenberg. "
        "« Nous devons livrer les armes promises à temps. »"
    )
    found = scored(text, 1, 5)
    only = Excerpt(candidate=found[1], span=found[1].span)
    assert told("Que dit l’OTAN ?", only).startswith("Jens Stoltenberg")
    quoted = [quote.text for quote in only.quotes]
    assert quoted[0] == found[1].text
    assert found[0].text in quoted


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What does the mayor say?", "exemple.fr (2023-02) says, in French: “Le pont ferme.”"),
        ("Was sagt der Bürgermeister?", "Exemple.fr (2023-02) schreibt auf Französisch: „Le pont"),
        ("¿Qué dice el alcalde?", "Exemple.fr (2023-02) dice, en francés: «Le pont ferme.»"),
    ],
)
def test_in_another_language_it_is_quoted_with_its_source(question: str, expected: str) -> None:
    one = excerpt("Le pont ferme.", outlet="exemple.fr", published="2023-02")
    found = told(question, one)
    assert found.lower().startswith(expected.lower())


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2023-02-14T10:00:00+01:00", "(2023-02-14)"),
        ("2023-02-14", "(2023-02-14)"),
        ("2023-02", "(2023-02)"),
        ("2023", "(2023)"),
    ],
)
@pytest.mark.parametrize("outlet", ["France 24", "20minutes.fr", "The 19th", "L’Œuvre"])
def test_a_source_with_its_date_stands_up_to_verification(
    published: str, shown: str, outlet: str
) -> None:
    one = excerpt("Le pont d’Œuilly ferme.", outlet=outlet, published=published)
    text = told("What does the mayor say?", one)
    assert f"{outlet} {shown}".lower() in text.lower()
    draft = Draft(answered=True, statements=(DraftStatement(text=text, quotes=one.quotes),))
    assert verify(draft, Evidence((one.candidate.item,))).removed == ()


def test_without_outlet_and_date_it_is_an_article() -> None:
    one = excerpt("«\u00a0Le pont ferme.\u00a0»")
    assert told("What does the mayor say?", one) == "An article says, in French: “Le pont ferme.”"


def test_a_language_without_a_name_is_the_original_one() -> None:
    one = excerpt("Silta on kiinni.", language="fi")
    assert "in the original language" in told("What does the mayor say?", one)


@pytest.mark.parametrize("language", ["und", "fr"])
def test_a_document_or_question_of_unknown_language_is_not_framed(language: str) -> None:
    one = excerpt("Le pont ferme.", language=language)
    assert told(QUESTION, one) == "Le pont ferme."
    assert told("Stoltenberg", one) == "Le pont ferme."


@given(st.text("abcé’ «»“”\n\u00a0\u202f.", min_size=1, max_size=50).filter(str.strip))
def test_every_quote_of_an_excerpt_stands_in_its_passage(text: str) -> None:
    ranked = described(QUESTION, hit(text))
    for one in ranked:
        made = widened(one, ranked)
        assert made.span.start <= one.span.start < one.span.end <= made.span.end
        assert all(quote.text in text for quote in made.quotes)
        for question in (QUESTION, "What does the mayor say?"):
            assert told(question, made).strip()


@pytest.mark.parametrize(
    ("lead", "named"),
    [
        ("Stoltenberg a déclaré mardi que le temps presse.", "According to Stoltenberg"),
        (
            "Le maire de Lyon, Jean Dupont, a déclaré que le temps presse.",
            "According to Jean Dupont",
        ),
    ],
)
def test_a_speaker_named_beside_a_quotation_keeps_the_capital(lead: str, named: str) -> None:
    text = f"{lead} “Il est urgent de fermer le vieux pont”, a-t-il déclaré aux journalistes."
    _, speech = scored(text, 0.0, 9.0)
    answer = told("What about the bridge?", Excerpt(candidate=speech, span=speech.span))
    assert answer.startswith(named)
