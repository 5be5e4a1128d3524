"""Generated documents and vectors for measuring speed: made from a seed, the same on every machine.

Words follow Zipf's law over invented vocabulary, names come from a pool of spellings, and vectors
are crowded as e5's are (a common direction, topics, noise), so that views meet realistic postings,
names and neighbourhoods.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.library import Record, StoredSentence
from bot.types import Document, Passage, Vector

VERSION = 1
"""Part of the name of a built directory: raise it whenever what is built changes."""

MODEL = "synthetic"
DIMENSIONS = 384
PASSAGES_IN_DOCUMENT = 10
_SENTENCES_IN_PASSAGE = 6
_WORDS_IN_SENTENCE = 14
_VOCABULARY = 50_000
_NAMES = 20_000
_NAMES_IN_DOCUMENT = 5
_TOPICS = 500
_DISTANCE = 0.35
_CONSONANTS = "bcdfglmnprstv"
_VOWELS = "aeiou"
_OPENINGS = ("Combien de", "Qui a parlé de", "Pourquoi", "Que dit-on de", "How many", "Where is")
_DAYS = 365


@dataclass(frozen=True)
class Words:
    """The invented vocabulary with the sums of its Zipf weights, and a pool of names."""

    vocabulary: npt.NDArray[np.str_]
    cumulative: npt.NDArray[np.float64]
    names: npt.NDArray[np.str_]

    def draw(self, random: np.random.Generator, count: int) -> list[str]:
        """`count` words, frequent ones often."""
        places = np.searchsorted(self.cumulative, random.random(count))
        drawn: list[str] = self.vocabulary[np.minimum(places, len(self.vocabulary) - 1)].tolist()
        return drawn


def invented_words(random: np.random.Generator) -> Words:
    """Vocabulary and names from syllables."""
    vocabulary = _syllables(random, _VOCABULARY, longest=5)
    ranks = np.arange(1, len(vocabulary) + 1)
    weights = 1.0 / ranks
    names = np.char.capitalize(_syllables(random, _NAMES, longest=4))
    return Words(vocabulary, np.cumsum(weights / weights.sum()), names)


def _syllables(random: np.random.Generator, count: int, *, longest: int) -> npt.NDArray[np.str_]:
    made: dict[str, None] = {}
    while len(made) < count:
        size = int(random.integers(2, longest + 1))
        consonants = random.integers(0, len(_CONSONANTS), size)
        vowels = random.integers(0, len(_VOWELS), size)
        pairs = zip(consonants, vowels, strict=True)
        made["".join(_CONSONANTS[c] + _VOWELS[v] for c, v in pairs)] = None
    return np.array(list(made))


class Space:
    """The vector space: a common direction, topics around it, texts around a topic."""

    def __init__(self, random: np.random.Generator) -> None:
        self._common = _unit(random.standard_normal(DIMENSIONS))
        self._topics = _unit(random.standard_normal((_TOPICS, DIMENSIONS)))

    def texts(self, random: np.random.Generator, count: int) -> Vector:
        """Vectors of unrelated passages, shape (count, dimensions); cosines crowd near .8."""
        topics = self._topics[random.integers(0, _TOPICS, count)]
        noise = _unit(random.standard_normal((count, DIMENSIONS)))
        return _unit(1.9 * self._common + 0.6 * topics + 0.6 * noise)

    def near(self, random: np.random.Generator, vectors: Vector) -> Vector:
        """A vector near each of `vectors`: a sentence of the passage, or a question about it."""
        return _unit(vectors + _DISTANCE * _unit(random.standard_normal(vectors.shape)))


def _unit(vectors: npt.NDArray[np.float64] | Vector) -> Vector:
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / norms, dtype=np.float32)


@dataclass(frozen=True)
class Asked:
    """A question and its vector, made from one passage."""

    text: str
    vector: Vector


class Generator:
    """Makes records one document at a time; two with the same seed make the same."""

    def __init__(self, seed: int = 0) -> None:
        self._random = np.random.default_rng(seed)
        # Of its own, so that asking between two records does not change the second.
        self._asking = np.random.default_rng(seed + 1)
        self._words = invented_words(self._random)
        self._space = Space(self._random)

    def records(self, passages: int) -> Iterator[Record]:
        """Documents of ten passages until there are `passages` of them."""
        for number in range(-(-passages // PASSAGES_IN_DOCUMENT)):
            left = passages - number * PASSAGES_IN_DOCUMENT
            yield self._record(number, min(PASSAGES_IN_DOCUMENT, left))

    def questions(self, records: Iterable[Record]) -> tuple[Asked, ...]:
        """One question a record: words and sometimes a name of its first passage."""
        return tuple(self._question(number, record) for number, record in enumerate(records))

    def _record(self, number: int, passages: int) -> Record:
        names = self._random.choice(self._words.names, _NAMES_IN_DOCUMENT).tolist()
        texts = [
            [self._sentence(names) for _ in range(_SENTENCES_IN_PASSAGE)] for _ in range(passages)
        ]
        day = np.datetime64("2023-01-01") + np.timedelta64(int(self._random.integers(_DAYS)), "D")
        text = "\n\n".join(" ".join(sentences) for sentences in texts)
        document = Document(
            id=f"synthetic-{number:06}",
            text=text,
            raw=text,
            title=texts[0][0][:90],
            language="fr",
            source=f"synthetic:{number}",
            outlet=f"Outlet {number % 20}",
            published=str(day),
            origin=f"synthetic-{number:06}",
        )
        vectors = self._space.texts(self._random, passages)
        return Record(
            document=document,
            passages=_passages(document, texts),
            vectors=vectors,
            sentences=self._sentences(texts, vectors),
            model=MODEL,
            names=tuple(dict.fromkeys(names)),
        )

    def _sentence(self, names: Sequence[str]) -> str:
        words = self._words.draw(self._random, _WORDS_IN_SENTENCE)
        name = names[int(self._random.integers(len(names)))]
        words[int(self._random.integers(1, len(words)))] = name
        return f"{words[0].capitalize()} {' '.join(words[1:])}."

    def _sentences(
        self, texts: Sequence[Sequence[str]], vectors: Vector
    ) -> tuple[StoredSentence, ...]:
        repeated = np.repeat(vectors, _SENTENCES_IN_PASSAGE, axis=0)
        near = self._space.near(self._random, repeated)
        stored = []
        start = row = 0
        for number, sentences in enumerate(texts):
            for sentence in sentences:
                end = start + len(sentence)
                stored.append(
                    StoredSentence(passage_number=number, start=start, end=end, vector=near[row])
                )
                start, row = end + 1, row + 1
            start += 1  # the blank line between passages is two characters
        return tuple(stored)

    def _question(self, number: int, record: Record) -> Asked:
        words = record.passages[0].text.split()
        chosen = [words[int(place)].strip(".") for place in self._asking.integers(0, len(words), 5)]
        name = record.names[0] if number % 2 else ""
        opening = _OPENINGS[number % len(_OPENINGS)]
        text = f"{opening} {' '.join(chosen).lower()} {name}".strip() + " ?"
        return Asked(text, self._space.near(self._asking, record.vectors[0]))


def _passages(document: Document, texts: Sequence[Sequence[str]]) -> tuple[Passage, ...]:
    made = []
    start = 0
    for number, sentences in enumerate(texts):
        end = start + len(" ".join(sentences))
        made.append(Passage(document=document, number=number, start=start, end=end))
        start = end + 2
    return tuple(made)


class RememberedQuestions:
    """An embedder that knows the vectors of the questions already: it costs nothing to ask."""

    name = MODEL
    dimensions = DIMENSIONS

    def __init__(self, asked: Sequence[Asked]) -> None:
        self._vectors = {question.text: question.vector for question in asked}

    def embed_questions(self, texts: Sequence[str]) -> Vector:
        """The remembered vectors; KeyError for a question that was not given."""
        return np.stack([self._vectors[text] for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> Vector:
        """Refused: the records bring their vectors."""
        raise NotImplementedError("synthetic records bring their own vectors")
