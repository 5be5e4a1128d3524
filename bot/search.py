"""From a question to the passages that may answer it: dense and BM25 views, fused and collapsed.

Both views give candidates. The best of them are read, and four signals are brought to one scale
over them (z-scores): the cosine of question and passage, that of the question and the nearest
sentence, and how many of the question's rare words and of their runs of letters the passage holds.
They are summed with the weights of `Fusion`, which `python -m evals calibrate` fits. Beside these
the BM25 score itself got no weight: it decides what is read, not how it is ordered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.coverage import Coverage
from bot.embeddings import Embedder
from bot.fusion import Fusion, Signals, standardised, standardised_within
from bot.index import Views
from bot.library import Library, SentenceVectors
from bot.library.keys import split_id
from bot.names import NameVariants, same_name
from bot.origins import Shingles
from bot.question import Question, Term
from bot.text.folding import search_key
from bot.text.geography import places_in
from bot.text.stems import content_words
from bot.types import Filters, Hit, Passage, ScoredSentence, Span, Vector

_MOST_SCOPES = 8
"""Whose spellings of names are kept."""

_CANDIDATES = 80
"""Of each view."""

_READ = 80
"""Of both. Reading 50 is a quarter quicker and loses .001 of R@10 on PIAF."""


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

    def __init__(self, library: Library, views: Views, embedder: Embedder, fusion: Fusion) -> None:
        self._library = library
        self._views = views
        self._embedder = embedder
        self._fusion = fusion
        self._variants: dict[Filters, tuple[int, NameVariants]] = {}

    def search(
        self, question: Question, *, limit: int = 8, filters: Filters | None = None
    ) -> Found:
        """Give the best passages, best first, near-identical ones collapsed into one place.

        Passages outside `filters` are never candidates, and nothing outside what the asker may see
        (`filters.access`) has a part in it: neither names nor how rare a word is. An empty library
        gives no hits.
        """
        filters = filters or Filters()
        searched = self._library.catalogue().documents(filters)
        terms = self.terms(question, filters)
        if not searched:
            return Found(hits=(), terms=terms)
        vector = self._embedder.embed_questions([question.text])[0]
        candidates = self._candidates(terms, vector, filters)
        ranked = self._ranked(question, terms, candidates, vector) if candidates else []
        return Found(hits=collapse(ranked, limit), terms=terms, searched=searched)

    def recall(
        self, question: Question, passages: Sequence[str], filters: Filters | None = None
    ) -> tuple[Hit, ...]:
        """Give certain passages as hits, scored among those that `search` reads, best first.

        Those that are gone or outside `filters` are left out.
        """
        filters = filters or Filters()
        within = self._library.passage_ids(filters)
        wanted = {one for one in passages if within is None or one in within}
        if not wanted:
            return ()
        terms = self.terms(question, filters)
        vector = self._embedder.embed_questions([question.text])[0]
        candidates = self._candidates(terms, vector, filters)
        unread = sorted(wanted - {candidate.id for candidate in candidates})
        lexical = self._lexical_scores(terms, unread, filters)
        for passage, cosine in self._cosines(unread, vector).items():
            candidates.append(_Candidate(passage, cosine, lexical.get(passage, 0.0)))
        if not candidates:
            return ()
        ranked = self._ranked(question, terms, candidates, vector)
        return tuple(hit for hit in ranked if hit.passage.id in wanted)

    def may_see(self, filters: Filters, passages: Sequence[str]) -> bool:
        """Whether the asker may see the documents of all those passages."""
        documents = [parts[0] for one in passages if (parts := split_id(one)) is not None]
        access = filters.access
        return access.empty or not self._library.catalogue().outside(access, documents)

    def terms(self, question: Question, filters: Filters | None = None) -> tuple[Term, ...]:
        """The content words of a question, each with the spellings of its name in the library, as
        far as the asker may see it.
        """
        access = (filters or Filters()).access
        variants = self._name_variants(access)
        names = {
            token: name
            for name in question.names
            if _is_telling(question, name, variants)
            for token in content_words(name, "und")
        }
        spellings = [
            _spellings(word, names[word], variants) if word in names else (word,)
            for word in question.words
        ]
        counted = self._library.passage_ids(access)
        rarities = self._views.lexical.rarities(spellings, counted) if spellings else []
        return tuple(
            Term(word=word, spellings=spelled, rarity=rarity, name=word in names)
            for word, spelled, rarity in zip(question.words, spellings, rarities, strict=True)
        )

    def _name_variants(self, access: Filters) -> NameVariants:
        revision = self._library.revision
        known = self._variants.get(access)
        if known is None or known[0] != revision:
            known = (revision, NameVariants.of(self._library.names(access)))
            kept = [kept for kept in self._variants.items() if kept[0] != access]
            self._variants = dict([*kept, (access, known)][-_MOST_SCOPES:])
        return known[1]

    def _candidates(
        self, terms: Sequence[Term], vector: Vector, filters: Filters
    ) -> list[_Candidate]:
        groups = [term.spellings for term in terms]
        within = self._library.passage_ids(filters)
        counted = self._library.passage_ids(filters.access)
        dense = dict(self._views.dense.query(vector, _CANDIDATES, within))
        lexical: dict[str, float] = {}
        if groups:
            found = self._views.lexical.query(groups, _CANDIDATES, within, counted=counted)
            lexical = dict(found)
        unscored = [passage for passage in dense if passage not in lexical]
        lexical |= self._lexical_scores(terms, unscored, filters)
        unseen = [passage for passage in lexical if passage not in dense]
        dense |= self._cosines(unseen, vector)
        both = [
            _Candidate(passage, cosine, lexical.get(passage, 0.0))
            for passage, cosine in sorted(dense.items())
        ]
        first = standardised([c.dense for c in both]) + standardised([c.lexical for c in both])
        return [both[place] for place in np.argsort(-first, kind="stable")[:_READ]]

    def _lexical_scores(
        self, terms: Sequence[Term], passages: Sequence[str], filters: Filters
    ) -> dict[str, float]:
        if not terms or not passages:
            return {}
        groups = [term.spellings for term in terms]
        counted = self._library.passage_ids(filters.access)
        return self._views.lexical.scores(groups, passages, counted=counted)

    def _cosines(self, passages: Sequence[str], vector: Vector) -> dict[str, float]:
        if not passages:
            return {}
        keys, vectors = self._library.vectors_of(passages, self._embedder.name)
        catalogue = self._library.catalogue()
        cosines = vectors @ vector
        named = (
            (catalogue.id_of(int(key)), float(c)) for key, c in zip(keys, cosines, strict=True)
        )
        return {name: cosine for name, cosine in named if name is not None}

    def _ranked(
        self, question: Question, terms: Sequence[Term], first: Sequence[_Candidate], vector: Vector
    ) -> list[Hit]:
        """Read the sentences of the best candidates and order them by every signal."""
        ids = [candidate.id for candidate in first]
        passages, stored = self._library.sentences_of(ids, self._embedder.name)
        read = [
            (candidate, passages[candidate.id], _scored(stored.get(candidate.id), vector))
            for candidate in first
            if candidate.id in passages
        ]
        signals = _signals(terms, read)
        foreign = np.array([p.document.language != question.language for _, p, _ in read])
        fused = self._fusion.fused(signals, foreign)
        hits = [
            Hit(
                passage=passage,
                score=float(fused[row]),
                dense=candidate.dense,
                lexical=candidate.lexical,
                sentences=scored,
                signals=tuple(float(signal[row]) for signal in signals),
            )
            for row, (candidate, passage, scored) in enumerate(read)
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))


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


def _signals(
    terms: Sequence[Term],
    read: Sequence[tuple[_Candidate, Passage, tuple[ScoredSentence, ...]]],
) -> Signals:
    languages = [passage.document.language for _, passage, _ in read]
    coverages = {language: Coverage(terms, language) for language in set(languages)}
    of = [coverages[language] for language in languages]
    covered = [_best_sentence(c, p, s) for c, (_, p, s) in zip(of, read, strict=True)]
    runs = [_runs(c, p) for c, (_, p, _) in zip(of, read, strict=True)]
    return Signals(
        dense=standardised([candidate.dense for candidate, _, _ in read]),
        sentence=standardised(
            [max((s.similarity for s in scored), default=c.dense) for c, _, scored in read]
        ),
        coverage=standardised_within(languages, covered),
        runs=standardised_within(languages, runs),
    )


def _best_sentence(
    coverage: Coverage, passage: Passage, sentences: Sequence[ScoredSentence]
) -> float:
    document = passage.document
    title, text = coverage.found(document.title), document.text
    spans = [sentence.span for sentence in sentences] or [Span(passage.start, passage.end)]
    held = {coverage.found(text[start:end]) | title for start, end in spans}
    return max(map(coverage.share, held))


def _runs(coverage: Coverage, passage: Passage) -> float:
    return coverage.of_runs(search_key(f"{passage.document.title} {passage.text}"))


def _with_duplicates(hit: Hit, duplicates: Sequence[Passage]) -> Hit:
    origins = {hit.passage.document.origin, *(p.document.origin for p in duplicates)}
    return replace(hit, duplicates=tuple(duplicates), origins=len(origins))


def _scored(stored: SentenceVectors | None, vector: Vector) -> tuple[ScoredSentence, ...]:
    if stored is None or not stored.spans:
        return ()
    similarities = stored.vectors @ vector
    return tuple(map(ScoredSentence, stored.spans, similarities.tolist()))


def _is_telling(question: Question, name: str, variants: NameVariants) -> bool:
    """Whether a capitalised word is a name: in German, where every noun has a capital, a single
    one counts when the gazetteer or a document of the library knows it as a name."""
    if question.language != "de" or " " in name or name.isupper():
        return True
    return bool(places_in(name)) or variants.related(name) != {name}


def _spellings(word: str, name: str, variants: NameVariants) -> tuple[str, ...]:
    """The ways in which the library spells one word of a name, the question's own first."""
    spelled = variants.related(name)
    if word != name:  # the variants are among the related; finding them takes a while
        spelled |= variants.variants(word)
    others = {other for spelling in spelled for other in content_words(spelling, "und")}
    alike = sorted(other for other in others if other != word and same_name(other, word))
    return (word, *alike)
