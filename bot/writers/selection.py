"""Which sentences of the evidence answer a question, rather than merely resemble it.

Every sentence of the best passages is described by a few features: how near it is to the question,
how many of the question's rare words it and its neighbours hold, and whether it holds what the
question asks for (a figure, a date, a name, a reason) and the question itself does not. A linear
model over them, fitted by `python -m evals calibrate` (softmax over the sentences of one question),
orders the sentences; a second one tells how probable it is that the best of them answers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from bot.calibration import Calibration
from bot.citations import Evidence, EvidenceItem
from bot.citations.orders import quotable
from bot.coverage import Coverage, Equivalents, stems_of
from bot.names import names, people
from bot.question import Question, Term, is_foreign
from bot.text.causes import gives_reason
from bot.text.figures import Figure, figures
from bot.text.folding import search_key
from bot.text.measures import class_of
from bot.text.stems import stems
from bot.text.units import NO_UNIT, is_known_unit, unit_after
from bot.types import Span

PASSAGES = 5
"""How many of the best passages are read sentence by sentence."""

_COUNTED = frozenset(("number", "percent", "money", "fraction", "score"))
_LENGTHS = frozenset(("km", "mile", "m", "cm", "mm", "foot", "inch"))
_CURRENCIES = frozenset(
    "franc francs livre livres florin florins ducat ducats rouble roubles rubles rubel yen "
    "yens couronne couronnes kronen kroner crowns mark marks dinar dinars dirham dirhams peso "
    "pesos real reais reales yuan yuans roupie roupies rupee rupees lira liras lires lei "
    "zloty zlotys hryvnia hryvnias rand won shekels shekel riyals rial rials ecu ecus écu "
    "écus sou sous sesterces deniers talents pfennig pfennige cent cents centimes centime "
    "pence céntimos sueldos crore lakh franken pesetas peseta kr gulden guldens shilling "
    "shillings guineas".split()
)
"""Words for money beside those that `bot.text.figures` knows as units."""

_DATED = frozenset(("date", "time"))


class Features(NamedTuple):
    """What the models see of one sentence. Coverage is the share of the question's rarity found."""

    passage: float
    """Score of its passage minus that of the best passage (z-scores, so 0 or below)."""
    similarity: float
    below_best: float
    """Similarity minus the highest of its passage."""
    coverage: float
    coverage_around: float
    """Coverage by the sentence, its neighbours and the document's title together."""
    coverage_passage: float
    dense: float
    """Cosine of question and passage."""
    figure: float
    """1 if a counting question finds a new figure, -1 if it does not, 0 for other questions."""
    bare_figure: float
    """1 if the sentence has a figure that counts something named elsewhere, else 0."""
    date: float
    name: float
    reason: float
    names_found: float
    """Share of the question's names that the passage or its title holds; 1 without names."""
    counted: float
    """1 if the sentence or a neighbour holds what is counted, -1 if not, 0 where nothing is or
    where its word in the document's language is not known."""
    novelty: float
    """Logarithm of the number of content words that the question does not hold."""


class Facts(NamedTuple):
    """What one sentence holds, whatever the question."""

    stems: frozenset[str]
    content: frozenset[str]
    """Stems of its content words alone."""
    figures: tuple[Figure, ...]
    dates: tuple[str, ...]
    names: tuple[str, ...]
    people: tuple[str, ...]
    reason: bool


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One sentence of the evidence, described and scored."""

    item: EvidenceItem
    position: int
    features: Features
    score: float = 0.0
    honest: bool = True
    """Whether it may be quoted: no order to the machine, and no part of a feigned message."""

    @property
    def span(self) -> Span:
        """Where the sentence stands in its document."""
        return self.item.hit.sentences[self.position].span

    @property
    def text(self) -> str:
        """The sentence as it is stored."""
        start, end = self.span
        return self.item.hit.passage.document.text[start:end]


@lru_cache(maxsize=20_000)
def facts(sentence: str, language: str) -> Facts:
    """Read one sentence. Cached: the same sentences are evidence again and again."""
    found = figures(sentence)
    return Facts(
        stems=stems_of(sentence, language),
        content=frozenset(stems(sentence, language)),
        figures=tuple(f for f in found if f.kind in _COUNTED),
        dates=tuple(search_key(f.text) for f in found if f.kind in _DATED),
        names=tuple(search_key(name.text) for name in names(sentence)),
        people=tuple(search_key(name.text) for name in people(sentence)),
        reason=gives_reason(search_key(sentence)),
    )


@dataclass(frozen=True, kw_only=True)
class _Sought:
    """What the sentences of one document language are compared with."""

    question: Question
    terms: Coverage
    counted: Coverage
    names: Coverage
    asked: frozenset[str]
    best: float


def candidates(
    question: Question, terms: Sequence[Term], evidence: Evidence, equivalents: Equivalents
) -> list[Candidate]:
    """Describe every sentence of the best passages, in the order of the evidence."""
    items = [item for item in evidence.items if item.hit.sentences][:PASSAGES]
    if not items:
        return []
    best = max(item.hit.score for item in items)
    found: list[Candidate] = []
    for item in items:
        language = item.hit.passage.document.language
        sought = _Sought(
            question=question,
            terms=Coverage(terms, language, equivalents, is_foreign(question, language)),
            counted=Coverage(
                [term for term in terms if term.word == question.counted], language, equivalents
            ),
            names=Coverage([term for term in terms if term.name], language, equivalents),
            asked=frozenset(stem for word in question.words for stem in stems(word, language)),
            best=best,
        )
        found.extend(_described(sought, item))
    return found


def in_order_of_score(described: Iterable[Candidate], calibration: Calibration) -> list[Candidate]:
    """Score sentences with the fitted model and put the best first."""
    scored = [
        replace(one, score=calibration.sentence.score(one.features._asdict())) for one in described
    ]
    return sorted(scored, key=lambda one: (-one.score, one.item.label, one.position))


def _described(sought: _Sought, item: EvidenceItem) -> Iterator[Candidate]:
    hit = item.hit
    document = hit.passage.document
    read = [facts(document.text[start:end], document.language) for (start, end), _ in hit.sentences]
    title = stems_of(document.title, document.language)
    nearest = max(sentence.similarity for sentence in hit.sentences)
    everything = (title, *(one.stems for one in read))
    whole, named = sought.terms.of(*everything), sought.names.of(*everything)
    question = sought.question
    honest = frozenset(quotable(document.text, [sentence.span for sentence in hit.sentences]))
    for position, sentence in enumerate(hit.sentences):
        one = read[position]
        around = [other.stems for other in read[max(0, position - 1) : position + 2]]
        yield Candidate(
            item=item,
            position=position,
            honest=sentence.span in honest,
            features=Features(
                passage=hit.score - sought.best,
                similarity=sentence.similarity,
                below_best=sentence.similarity - nearest,
                coverage=sought.terms.of(one.stems),
                coverage_around=sought.terms.of(title, *around),
                coverage_passage=whole,
                dense=hit.dense,
                figure=_holds(
                    question, "figure", [f.text for f in one.figures if measures(question, f)]
                ),
                bare_figure=float(any(f.unit == "" for f in one.figures)),
                date=_holds(question, "date", one.dates),
                name=_holds(question, "person", one.people or one.names)
                + _holds(question, "place", one.names),
                reason=(1.0 if one.reason else -1.0) if question.kind == "reason" else 0.0,
                names_found=named,
                counted=_counts(sought, document.language, title, *around),
                novelty=math.log(1 + len(one.stems - sought.asked)),
            ),
        )


def _counts(sought: _Sought, language: str, *held: frozenset[str]) -> float:
    if not sought.question.counted:
        return 0.0
    if sought.counted.of(*held):
        return 1.0
    return 0.0 if is_foreign(sought.question, language) else -1.0


def _holds(question: Question, kind: str, values: Sequence[str]) -> float:
    """1 if a question of this kind finds a value that it does not itself give, -1 if not."""
    if question.kind != kind:
        return 0.0
    return 1.0 if any(search_key(value) not in question.key for value in values) else -1.0


def is_money(figure: Figure) -> bool:
    """Whether a figure is a sum of money, also of a currency that is no known unit."""
    return figure.kind == "money" or figure.unit in _CURRENCIES


def measures(question: Question, figure: Figure) -> bool:
    """Whether a figure is of the kind that a counting question asks for.

    A sum of money does not tell how far, nor a distance how many. "12 euros" does tell how many
    euros.
    """
    known = is_known_unit(figure.unit)
    place = question.key.find(search_key(question.counted)) if question.counted else -1
    counted = unit_after(question.key, place) if place >= 0 else NO_UNIT
    if counted.known:
        return figure.unit == counted.name
    if question.measure == "money":
        return is_money(figure) or not figure.unit
    if question.measure == "percent":
        return figure.kind in ("percent", "fraction") or figure.unit == ""
    if question.measure == "length":
        return figure.unit in _LENGTHS
    if question.measure == "inhabitants":
        return figure.unit == "" or class_of(figure.unit) == "inhabitant"
    return question.measure == "any" or not known
