"""Words of the documents that mean what a question's words mean, across languages.

An English question over French text shares hardly a word with it, yet whether its rare words are
covered decides whether it is answered. Places are compared by the gazetteer; other words by their
spelling, or else by their embeddings, which the model aligns across languages ("fortress" and
"forteresse" have cosine .94, while unrelated words stay below .91).
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

import numpy as np

from bot.embeddings import Embedder
from bot.question import Question, Term, is_foreign
from bot.text.folding import search_key
from bot.text.geography import mentioned
from bot.text.measures import class_of
from bot.text.senses import senses_of
from bot.text.stems import content_words
from bot.types import Hit, Vector

_SAME_MEANING = 0.92
_COGNATE = 0.8
_SAME_BEGINNING = 3
_SHORTEST_COGNATE = 5
_SENTENCES = 4
_ALL = 60
_PASSAGES = 5
_REMEMBERED = 50_000


class Equivalents:
    """Finds equivalents; remembers the vectors of words. May be shared by threads."""

    def __init__(self, embedder: Embedder) -> None:
        self._vectors = _WordVectors(embedder)

    def of(
        self, question: Question, terms: Sequence[Term], hits: Sequence[Hit]
    ) -> dict[str, tuple[str, ...]]:
        """For each term, the documents' words that mean the same.

        Other names of a place or union ("ONU" for "Nations Unies") and of what is counted ("tués",
        "morts") count in every language, other words only where the languages differ: those of one
        sense ("worth", "vaut"), of nearly one spelling, or of nearly one vector.
        """
        read = hits[:_PASSAGES]
        foreign = [hit for hit in read if is_foreign(question, hit.passage.document.language)]
        asked = _places_of_words(question.text)
        places = _places(nearest_sentences(read, _ALL))
        language = foreign[0].passage.document.language if foreign else ""
        near = _words(nearest_sentences(foreign, _SENTENCES), language)
        every = _words(nearest_sentences(read, _ALL), language)
        of_places = {
            term.word: {
                word
                for place in asked.get(search_key(term.word), ())
                for word in places.get(place, ())
            }
            for term in terms
        }
        listed = _words(nearest_sentences(foreign, _ALL), language)
        return {
            term.word: _with_senses(
                self._equivalents(term, of_places[term.word], near, every),
                () if term.name else senses_of(term.word, question.language),
                (listed, language),
            )
            for term in terms
        }

    def _equivalents(
        self,
        term: Term,
        of_place: set[str],
        near: Sequence[str],
        every: Sequence[str],
    ) -> tuple[str, ...]:
        kind = class_of(term.word)
        of_kind = {word for word in every if kind is not None and class_of(word) == kind}
        if of_place or of_kind:
            return tuple(sorted(of_place | of_kind))
        if term.word.isdigit():
            return ()
        lowered = term.word.lower()
        if not near:
            return ()
        alike = tuple(word for word in every if is_cognate(lowered, word))
        if alike:
            return alike
        *vectors, own = self._vectors.of([*near, lowered])
        cosines = np.stack(vectors) @ own
        return tuple(
            word for word, cosine in zip(near, cosines, strict=True) if cosine >= _SAME_MEANING
        )


def _with_senses(
    found: tuple[str, ...], senses: Collection[str], listed: tuple[Sequence[str], str]
) -> tuple[str, ...]:
    """The equivalents with those words of the other language that share a sense with the term."""
    words, language = listed
    if not senses:
        return found
    sharing = (word for word in words if not senses_of(word, language).isdisjoint(senses))
    return tuple(dict.fromkeys((*found, *sharing)))


class _WordVectors:
    """Vectors of words, those used last remembered. All that are new are embedded at once: a word
    by itself costs a call of the engine, or of the service."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: OrderedDict[str, Vector] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, words: Sequence[str]) -> list[Vector]:
        with self._lock:
            found = {word: self._known[word] for word in words if word in self._known}
        unknown = [word for word in dict.fromkeys(words) if word not in found]
        if unknown:
            found.update(zip(unknown, self._embedder.embed_questions(unknown), strict=True))
        with self._lock:
            for word in found:
                self._known[word] = found[word]
                self._known.move_to_end(word)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return [found[word] for word in words]


def is_cognate(word: str, other: str) -> bool:
    """Whether two words of different languages are one word in two spellings.

    >>> is_cognate("contract", "contrat"), is_cognate("fire", "faire")
    (True, False)
    """
    one, two = search_key(word), search_key(other)
    if min(len(one), len(two)) < _SHORTEST_COGNATE:
        return one == two
    if one[:_SAME_BEGINNING] != two[:_SAME_BEGINNING]:
        return False
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= _COGNATE


def nearest_sentences(hits: Sequence[Hit], limit: int) -> list[str]:
    """The sentences of some passages that are nearest to the question, nearest first."""
    scored = [
        (sentence.similarity, hit.passage.document.text[sentence.span.start : sentence.span.end])
        for hit in hits
        for sentence in hit.sentences
    ]
    return [text for _, text in sorted(scored, key=lambda pair: -pair[0])[:limit]]


def _places(sentences: Sequence[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for sentence in sentences:
        for place, words in mentioned(sentence):
            found.setdefault(place, set()).update(words)
    return found


def _places_of_words(question: str) -> dict[str, set[str]]:
    """The places that each word stands for, alone or with its neighbours ("United" in "United
    States"); words are in lower case without accents."""
    found: dict[str, set[str]] = {}
    for place, words in mentioned(question):
        for word in words:
            found.setdefault(word, set()).add(place)
    return found


def _words(sentences: Sequence[str], language: str) -> list[str]:
    return list(
        dict.fromkeys(
            word.lower()
            for sentence in sentences
            for word in content_words(sentence, language)
            if len(word) > 2 and not word.isdigit()
        )
    )
