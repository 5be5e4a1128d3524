"""Which words, names and figures of a claim a sentence holds, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.text.figures import Figure, same_figure
from bot.types import Span
from bot.verdicts.reading import Reading, Word, same_word

Equivalents = Mapping[str, Iterable[str]]
"""A claim's word and the words of the documents, in another language, that mean the same."""

_NAME_WEIGHT = 1.5
_WIDEST_GAP = 20


@dataclass(frozen=True)
class Alignment:
    """Pairs of a claim's word and the evidence's word that says the same; the rest is missing.

    `elsewhere` are missing words that the sentence's context holds.
    """

    claim: Reading
    evidence: Reading
    pairs: tuple[tuple[Word, Word], ...]
    missing: tuple[Word, ...]
    elsewhere: tuple[Word, ...]

    @property
    def coverage(self) -> float:
        """Share of the claim's words, names weighing more, that the sentence itself holds."""
        held = sum(_weight(word) for word, _ in self.pairs)
        total = held + sum(map(_weight, self.missing))
        return held / total if total else 0.0

    @property
    def wide_coverage(self) -> float:
        """The same with the names that the context holds: "il" may stand for them."""
        held = sum(_weight(word) for word, _ in self.pairs)
        named = sum(_weight(word) for word in self.elsewhere if word.name)
        total = held + sum(map(_weight, self.missing))
        return (held + named) / total if total else 0.0

    @property
    def gap(self) -> int:
        """Words of content that part two words of the evidence whose counterparts are neighbours
        in the claim, where it is widest: what stands far apart may belong to different things."""
        places = {word: place for place, word in enumerate(self.evidence.words)}
        at = [places[other] for _, other in self.pairs]
        return min(_WIDEST_GAP, max((abs(b - a) for a, b in pairwise(at)), default=0))

    @property
    def predicate_held(self) -> bool:
        """Whether the first word after the claim's first name, mostly its verb, is held."""
        words = self.claim.words
        first = next((at for at, word in enumerate(words) if word.name), -1)
        told = next((word for word in words[first + 1 :] if not word.name), None)
        return told is None or told not in self.missing or told in self.elsewhere

    @property
    def names_missing(self) -> tuple[Word, ...]:
        """Names of the claim that neither the sentence nor its context holds."""
        return tuple(w for w in self.missing if w.name and w not in self.elsewhere)

    @property
    def span(self) -> Span:
        """From the first to the last word of the evidence that the claim shares."""
        starts = [word.span for _, word in self.pairs]
        if not starts:
            return Span(0, len(self.evidence.text))
        return Span(min(span.start for span in starts), max(span.end for span in starts))


def _weight(word: Word) -> float:
    return _NAME_WEIGHT if word.name else 1.0


def align(
    claim: Reading, evidence: Reading, context: Reading | None, equivalents: Equivalents
) -> Alignment:
    """Find each word of the claim in the sentence, at the place nearest to the others found."""
    foreign = claim.language != evidence.language
    candidates = [
        (word, [other for other in evidence.words if _same(word, other, foreign, equivalents)])
        for word in claim.words
    ]
    certain = sorted(found[0].span.start for _, found in candidates if len(found) == 1)
    centre = certain[len(certain) // 2] if certain else 0
    pairs = tuple(
        (word, min(found, key=lambda other: abs(other.span.start - centre)))
        for word, found in candidates
        if found
    )
    missing = tuple(word for word, found in candidates if not found)
    around = context.words if context is not None else ()
    elsewhere = tuple(
        word for word in missing if any(_same(word, o, foreign, equivalents) for o in around)
    )
    return Alignment(claim, evidence, pairs, missing, elsewhere)


def _same(one: Word, two: Word, foreign: bool, equivalents: Equivalents) -> bool:
    if same_word(one, two, foreign):
        return True
    return foreign and two.text.lower() in {w.lower() for w in equivalents.get(one.text, ())}


def figure_held(figure: Figure, held: Sequence[Figure]) -> bool:
    """Whether a figure of the claim is among those of the evidence, a date by its given parts."""
    return any(_same_figure(figure, other) for other in held)


def _same_figure(one: Figure, two: Figure) -> bool:
    if one.kind == "date" and two.kind == "date":
        return all(not mine or mine == theirs for mine, theirs in _both(one, two))
    if one.kind == "date" and one.value % 10_000 == 0 and not two.unit:
        return two.value * 10_000 == one.value
    if two.kind == "date" and not one.unit and one.kind == "number":
        return one.value == two.value // 10_000 > 0
    return same_figure(one, two)


def _both(one: Figure, two: Figure) -> list[tuple[int, int]]:
    return list(zip(date_parts(one), date_parts(two), strict=True))


def date_parts(figure: Figure) -> tuple[int, int, int]:
    """Year, month and day of a date; 0 for what is not given."""
    value = int(figure.value)
    return value // 10_000, value // 100 % 100, value % 100
