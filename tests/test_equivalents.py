from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from bot.embeddings import HashingEmbedder
from bot.equivalents import Equivalents, is_cognate, nearest_sentences
from bot.question import analyse
from bot.types import Hit, Span, Vector
from tests.evidence_samples import hit, terms_of

FRENCH = (
    "L’Allemagne promet 10\u00a0000 obus à l’Ukraine. « Le contrat est signé », dit l’Élysée. "
    "Le pont d’Œuilly est fermé. Trois soldats ont été tués."
)


@dataclass
class Dictionary:
    """An embedder that knows which words mean the same; it counts what it is asked."""

    meanings: Sequence[set[str]]
    asked: list[str] = field(default_factory=list)
    calls: int = 0
    name: str = "dictionary"
    dimensions: int = 64

    def embed_questions(self, texts: Sequence[str]) -> Vector:
        self.asked.extend(texts)
        self.calls += 1
        return np.stack([self._vector(text) for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> Vector:
        return self.embed_questions(texts)

    def _vector(self, text: str) -> Vector:
        for number, words in enumerate(self.meanings):
            if text in words:
                vector: Vector = np.eye(self.dimensions, dtype=np.float32)[number]
                return vector
        unlike: Vector = HashingEmbedder().embed_questions([text])[0, : self.dimensions]
        return unlike * np.float32(0.1)


def found(question: str, *hits: Hit, meanings: Sequence[set[str]] = ()) -> dict[str, set[str]]:
    asked = analyse(question)
    given = Equivalents(Dictionary(meanings)).of(asked, terms_of(asked), hits)
    return {word: set(words) for word, words in given.items() if words}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("contract", "contrat"),
        ("president", "président"),
        ("artillery", "artillerie"),
        ("Artillerie", "ARTILLERIE"),
        ("région", "region"),
        ("Minister", "ministre"),
        ("six", "SIX"),
        ("manœuvre", "manoeuvre"),
    ],
)
def test_one_word_in_two_spellings(one: str, other: str) -> None:
    assert is_cognate(one, other)
    assert is_cognate(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fire", "faire"),
        ("pain", "paix"),
        ("bridge", "pont"),
        ("contract", "contraste-là-bas"),
        ("defence", "offence"),
        ("", "obus"),
    ],
)
def test_words_that_only_look_alike(one: str, other: str) -> None:
    assert not is_cognate(one, other)
    assert not is_cognate(other, one)


def test_a_place_has_the_name_that_the_documents_give_it() -> None:
    given = found("Does Germany help Ukraine?", hit(FRENCH))
    assert given["Germany"] == {"allemagne"}
    assert given["Ukraine"] == {"ukraine"}


def test_a_union_has_its_other_name_in_the_same_language_too() -> None:
    given = found("Que disent les Nations unies ?", hit("L’ONU est inquiète."))
    assert given == {"Nations": {"onu"}, "unies": {"onu"}}


def test_a_name_of_several_words_is_known_in_another_language() -> None:
    given = found("Where did the United States buy it?", hit("Les États-Unis l’ont acheté."))
    assert given["United"] == given["States"] == {"etats", "unis"}


def test_what_is_counted_has_the_word_of_the_documents() -> None:
    assert "obus" in found("How many shells are promised?", hit(FRENCH))["shells"]
    assert found("Combien de soldats sont morts ?", hit(FRENCH))["morts"] == {"tués"}


def test_cognates_count_only_in_another_language() -> None:
    assert found("Who signed the contract?", hit(FRENCH))["contract"] == {"contrat"}
    assert "contrats" not in found("Qui a signé les contrats ?", hit(FRENCH))


def test_other_words_are_found_by_their_meaning() -> None:
    meanings = [{"bridge", "pont"}, {"closed", "fermé"}]
    given = found("Is the bridge closed?", hit(FRENCH), meanings=meanings)
    assert (given["bridge"], given["closed"]) == ({"pont"}, {"fermé"})


def test_words_without_a_like_meaning_have_no_equivalent() -> None:
    assert "bicycle" not in found("Who has a bicycle?", hit(FRENCH))


def test_figures_are_never_replaced() -> None:
    assert found("Who promised 10000 in 2022?", hit("Il promet 10000 en 2023.")) == {}


def test_without_hits_there_is_nothing() -> None:
    assert found("Who signed the contract?") == {}


def test_a_vector_is_made_once() -> None:
    embedder = Dictionary([{"bridge", "pont"}])
    equivalents = Equivalents(embedder)
    asked = analyse("Where is the bridge?")
    for _ in range(2):
        equivalents.of(asked, terms_of(asked), [hit(FRENCH)])
    assert len(embedder.asked) == len(set(embedder.asked))
    assert embedder.calls <= len(terms_of(asked))  # not one a word: each may go over the network


def test_sentences_come_nearest_first_and_not_too_many() -> None:
    one = hit("Le pont est fermé. L’Élysée parle.", "Le pont est fermé.")
    two = hit("La mer est calme.", "Le pont est fermé.")
    best, *others = nearest_sentences([two, one], 9)
    assert best == "Le pont est fermé."
    assert set(others) == {"L’Élysée parle.", "La mer est calme."}
    assert nearest_sentences([two, one], 1) == [best]
    assert one.sentences[0].span == Span(0, len(best))


@pytest.mark.parametrize(
    ("question", "word", "equivalent"),
    [
        ("How much is the bridge worth?", "worth", "vaut"),
        ("How much is the bridge worth?", "bridge", ""),
        ("Was kostet die Brücke?", "kostet", "vaut"),
        ("¿Cuánto cuesta el puente?", "cuesta", "vaut"),
        ("Who signed the contract?", "signed", "signé"),
        ("Combien coûte le pont ?", "coûte", ""),
    ],
)
def test_words_of_one_sense_are_equivalents_across_languages(
    question: str, word: str, equivalent: str
) -> None:
    text = "Le pont vaut 12 euros. Le contrat est signé."
    known = found(question, hit(text, question)).get(word, set())
    assert (equivalent in known) if equivalent else not known
