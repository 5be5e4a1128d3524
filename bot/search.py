"""From a question to the passages that may answer it: dense and BM25 views, fused and collapsed.

Each candidate gets three figures: the cosine of question and passage, its BM25 score, and the cosine
of question and its nearest sentence. They are brought to one scale over the question's candidates
(z-scores) and summed with the weights of `Fusion`, which `python -m evals calibrate` fits.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.embeddings import Embedder
from bot.index import Views
from bot.library import Library, SentenceVectors
from bot.names import NameVariants, same_name
from bot.origins import Shingles
from bot.question import Question, Term
from bot.text.stems import content_words
from bot.types import Filters, Hit, Passage, ScoredSentence, Span, Vector

_CANDIDATES = 60
_RERANKED = 40


@dataclass(frozen=True, kw_only=True)
class Fusion:
    """Weights of the z-scores. `foreign` scales the lexical one where languages differ."""

    dense: float = 0.4
    lexical: float = 0.3
    sentence: float = 0.3
    foreign: float = 0.5


@dataclass(frozen=True)
class _Candidate:
    id: str
    dense: float
    lexical: float


@dataclass(frozen=True, kw_only=True)
class Found:
    """What search gives a writer: passages, best first, and the question's terms."""

    hits: tuple[Hit, ...]
    terms: tuple[Term, ...]
    searched: int = 0
    """Number of documents that the filters let through."""


class Search:
    """Finds passages. One instance may be shared by threads: it keeps only caches."""

    def __init__(
        self, library: Library, views: Views, embedder: Embedder, fusion: Fusion | None = None
    ) -> None:
        self._library = library
        self._views = views
        self._embedder = embedder
        self._fusion = fusion or Fusion()
        self._variants: tuple[int, NameVariants] | None = None

    def search(
        self, question: Question, *, limit: int = 8, filters: Filters | None = None
    ) -> Found:
        """Give the best passages, best first, near-identical ones collapsed into one place.

        Passages outside `filters` are never candidates. An empty library gives no hits.
        """
        filters = filters or Filters()
        searched = self._library.catalogue().documents(filters)
        terms = self.terms(question)
        if not searched:
            return Found(hits=(), terms=terms)
        vector = self._embedder.embed_questions([question.text])[0]
        candidates = self._candidates(terms, vector, self._library.passage_ids(filters))
        ranked = self._ranked(question, vector, candidates) if candidates else []
        return Found(hits=collapse(ranked, limit), terms=terms, searched=searched)

    def terms(self, question: Question) -> tuple[Term, ...]:
        """The content words of a question, each with the spellings of its name in the library."""
        variants = self._name_variants()
        names = {token: name for name in question.names for token in content_words(name, "und")}
        spellings = [
            _spellings(word, names[word], variants) if word in names else (word,)
            for word in question.words
        ]
        rarities = self._views.lexical.rarities(spellings) if spellings else []
        return tuple(
            Term(word=word, spellings=spelled, rarity=rarity, name=word in names)
            for word, spelled, rarity in zip(question.words, spellings, rarities, strict=True)
        )

    def _name_variants(self) -> NameVariants:
        revision = self._library.revision
        if self._variants is None or self._variants[0] != revision:
            self._variants = (revision, NameVariants.of(self._library.names()))
        return self._variants[1]

    def _candidates(
        self, terms: Sequence[Term], vector: Vector, within: Collection[str] | None
    ) -> list[_Candidate]:
        groups = [term.spellings for term in terms]
        dense = dict(self._views.dense.query(vector, _CANDIDATES, within))
        lexical = dict(self._views.lexical.query(groups, _CANDIDATES, within)) if groups else {}
        unscored = [passage for passage in dense if passage not in lexical]
        if groups and unscored:
            lexical |= self._views.lexical.scores(groups, unscored)
        unseen = [passage for passage in lexical if passage not in dense]
        dense |= self._cosines(unseen, vector)
        return [
            _Candidate(passage, cosine, lexical.get(passage, 0.0))
            for passage, cosine in sorted(dense.items())
        ]

    def _cosines(self, passages: Sequence[str], vector: Vector) -> dict[str, float]:
        if not passages:
            return {}
        keys, vectors = self._library.vectors_of(passages, self._embedder.name)
        catalogue = self._library.catalogue()
        cosines = vectors @ vector
        named = ((catalogue.id_of(int(key)), float(c)) for key, c in zip(keys, cosines, strict=True))
        return {name: cosine for name, cosine in named if name is not None}

    def _ranked(
        self, question: Question, vector: Vector, candidates: Sequence[_Candidate]
    ) -> list[Hit]:
        weights = self._fusion
        dense = standardised([candidate.dense for candidate in candidates])
        lexical = standardised([candidate.lexical for candidate in candidates])
        first = weights.dense * dense + weights.lexical * lexical
        kept = [int(place) for place in np.argsort(-first, kind="stable")[:_RERANKED]]
        ids = [candidates[place].id for place in kept]
        passages = self._library.passages(ids)
        stored = self._library.sentence_vectors(ids, self._embedder.name)
        sentences = [_scored(stored.get(name), vector) for name in ids]
        nearest = standardised(
            [
                max((sentence.similarity for sentence in scored), default=candidates[place].dense)
                for place, scored in zip(kept, sentences, strict=True)
            ]
        )
        hits = []
        for row, place in enumerate(kept):
            passage = passages[ids[row]]
            home = passage.document.language == question.language
            share = weights.lexical * (1.0 if home else weights.foreign)
            hits.append(
                Hit(
                    passage=passage,
                    score=float(
                        weights.dense * dense[place]
                        + share * lexical[place]
                        + weights.sentence * nearest[row]
                    ),
                    dense=candidates[place].dense,
                    lexical=candidates[place].lexical,
                    sentences=sentences[row],
                )
            )
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))


def standardised(values: Sequence[float]) -> npt.NDArray[np.float64]:
    """Bring scores to mean 0 and deviation 1; all zeros where they do not differ.

    >>> standardised([1.0, 3.0]).tolist()
    [-1.0, 1.0]
    """
    scores = np.asarray(values, dtype=np.float64)
    deviation = scores.std()
    return (scores - scores.mean()) / deviation if deviation > 0 else np.zeros_like(scores)


def collapse(hits: Sequence[Hit], limit: int) -> tuple[Hit, ...]:
    """Keep the first `limit` hits of different text; near-identical ones go into `duplicates`.

    `origins` counts how many different origins say it: reprints of one text count once.
    """
    kept: list[tuple[Hit, Shingles, list[Passage]]] = []
    for hit in hits:
        shingles = Shingles.of(hit.passage.text)
        for first, other, duplicates in kept:
            if other.near_identical(shingles):
                if first.passage.document.id != hit.passage.document.id:
                    duplicates.append(hit.passage)
                break
        else:
            if len(kept) < limit:
                kept.append((hit, shingles, []))
    return tuple(_with_duplicates(hit, duplicates) for hit, _, duplicates in kept)


def _with_duplicates(hit: Hit, duplicates: Sequence[Passage]) -> Hit:
    return Hit(
        passage=hit.passage,
        score=hit.score,
        dense=hit.dense,
        lexical=hit.lexical,
        duplicates=tuple(duplicates),
        origins=len({hit.passage.document.origin, *(p.document.origin for p in duplicates)}),
        sentences=hit.sentences,
    )


def _scored(stored: SentenceVectors | None, vector: Vector) -> tuple[ScoredSentence, ...]:
    if stored is None or not stored.spans:
        return ()
    similarities = stored.vectors @ vector
    return tuple(
        ScoredSentence(Span(*span), float(similarity))
        for span, similarity in zip(stored.spans, similarities, strict=True)
    )


def _spellings(word: str, name: str, variants: NameVariants) -> tuple[str, ...]:
    """The ways in which the library spells one word of a name, the question's own first."""
    others = {
        other
        for spelling in (*variants.related(name), *variants.variants(word))
        for other in content_words(spelling, "und")
    }
    alike = sorted(other for other in others if other != word and same_name(other, word))
    return (word, *alike)
