"""Which texts are one text: reprints of a wire count once, however many outlets print it.

Documents are compared by MinHash signatures (Broder 1997, "On the resemblance and containment of
documents") over runs of three words, and found among many by bands of their signature (locality-
sensitive hashing). Resemblance alone would miss a wire cut in half, so containment is estimated
from it and from the sizes. Passages, of which a search compares a few dozens, are compared exactly.

Not seen: translations and rewritten reports are origins of their own, on purpose; texts in scripts
without spaces between words are compared by whole runs of characters.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.text.folding import words
from bot.text.number_words import number_words
from bot.types import Document

Signature = npt.NDArray[np.uint64]
"""Number of distinct shingles, then HASHES minima: shape (1 + HASHES,)."""

HASHES = 128
_BANDS = 32
_ROWS = 2
_RUN = 3  # words in a shingle: a swapped word spoils three of them, and chance seldom gives three
_SEED = 20230214
_SAME_TEXT = 0.5
_LEAST_RESEMBLANCE = 0.12
_SAME_PASSAGE = 0.6
_NEGATIONS = frozenset(
    "pas jamais aucun aucune ni sans not no never none without nor cannot nicht kein keine keinen "
    "keiner nie ohne nunca ningun ninguna sin tampoco".split()
)
_TOKEN = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f.,]\d+)*")
_GROUPING = re.compile(r"[ \u00a0\u202f.,](?=\d{3}(?!\d))")


def _constants() -> tuple[Signature, Signature]:
    generator = np.random.Generator(np.random.PCG64(_SEED))
    factors = generator.integers(0, 2**64, HASHES, dtype=np.uint64) | np.uint64(1)
    return factors, generator.integers(0, 2**64, HASHES, dtype=np.uint64)


_FACTORS, _TERMS = _constants()


def signature(text: str) -> Signature:
    """MinHash signature of a text, the same on every machine and in every run.

    Shape (129,), unsigned 64-bit: the number of distinct shingles, then the minima.
    """
    shingles = np.unique(_shingle_hashes(words(text)))
    minima = np.full(HASHES, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(shingles), 4096):  # bounds the memory of a book-length text
        block = shingles[start : start + 4096, None] * _FACTORS + _TERMS
        minima = np.minimum(minima, block.min(axis=0))
    return np.concatenate([np.array([len(shingles)], dtype=np.uint64), minima])


def _shingle_hashes(tokens: tuple[str, ...]) -> Signature:
    if not tokens:
        return np.empty(0, dtype=np.uint64)
    codes = np.array([zlib.crc32(token.encode()) for token in tokens], dtype=np.uint64)
    run = min(_RUN, len(codes))
    hashed = np.zeros(len(codes) - run + 1, dtype=np.uint64)
    for place in range(run):
        hashed = _mix(hashed ^ codes[place : len(codes) - run + 1 + place])
    return hashed


def _mix(values: Signature) -> Signature:
    """The finaliser of splitmix64 (Steele, Lea and Flood 2014): every bit depends on every bit."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Signature = values ^ (values >> np.uint64(31))
    return mixed


def bands(of: Signature) -> tuple[int, ...]:
    """Keys to find likely reprints by equality: texts with a band in common are candidates.

    32 keys that fit a signed 64-bit column; none for a text without words. A text that resembles
    another by .3 shares a band with it in 95 of 100 cases, by .02 in 1 of 100.
    """
    if not of[0]:
        return ()
    rows = of[1 : 1 + _BANDS * _ROWS].reshape(_BANDS, _ROWS)
    keys = np.arange(_BANDS, dtype=np.uint64)
    for row in range(_ROWS):
        keys = _mix(keys ^ rows[:, row])
    return tuple((keys >> np.uint64(1)).tolist())


def resemblance(a: Signature, b: Signature) -> float:
    """Estimated share of common shingles among all shingles of both texts, 0 to 1."""
    if not a[0] or not b[0]:
        return 0.0
    return float(np.count_nonzero(a[1:] == b[1:])) / HASHES


def similarity(a: Signature, b: Signature) -> float:
    """Estimated share of the shorter text's shingles that the longer text has too, 0 to 1.

    0.0 where the texts resemble each other too little for the estimate to mean anything: a short
    note inside a long report is not the report.
    """
    alike = resemblance(a, b)
    if alike < _LEAST_RESEMBLANCE:
        return 0.0
    sizes = float(a[0]), float(b[0])
    return min(1.0, alike / (1 + alike) * sum(sizes) / min(sizes))


class Candidate(NamedTuple):
    """A stored document that may be the same text."""

    document_id: str
    origin: str
    signature: Signature


def group_origin(
    document: Document,
    candidates: Iterable[tuple[str, str, Signature]],
    *,
    signed: Signature | None = None,
) -> str:
    """Origin of a document: that of the stored text it reprints, or its own id when it is new.

    `candidates` are (document id, origin, signature) of stored documents that share a band; the
    document itself may be among them. `signed` is its signature where the caller has it already.
    """
    own = signature(document.text) if signed is None else signed
    best, origin = _SAME_TEXT, document.id
    for candidate in map(Candidate._make, candidates):
        likeness = similarity(own, candidate.signature)
        if candidate.document_id != document.id and likeness > best:
            best, origin = likeness, candidate.origin
    return origin


@dataclass(frozen=True)
class Shingles:
    """What near-identity of passages is judged by; keep it to compare one passage with many."""

    text: str
    runs: frozenset[tuple[str, ...]]
    negations: int

    @classmethod
    def of(cls, text: str) -> Shingles:
        """Cut the text into runs of three words and count its negations."""
        tokens = _TOKEN.findall(text.casefold())  # quicker than words(), and accents differ seldom
        run = min(_RUN, len(tokens))
        runs = frozenset(zip(*(tokens[place:] for place in range(run)), strict=False))
        return cls(text, runs, sum(map(_NEGATIONS.__contains__, tokens)))

    @cached_property
    def numbers(self) -> Counter[str]:
        """Every number of the text, in digits or in words; read only when the words agree."""
        written = Counter(_GROUPING.sub("", number) for number in _NUMBER.findall(self.text))
        return written + Counter(str(number.value) for number in number_words(self.text))

    def near_identical(self, other: Shingles) -> bool:
        """Whether one passage may stand for both: same words but for small edits, same figures."""
        shorter, longer = sorted((len(self.runs), len(other.runs)))
        if shorter < _SAME_PASSAGE * longer or not shorter:
            return False
        common = len(self.runs & other.runs)
        if common < _SAME_PASSAGE * (shorter + longer - common):
            return False
        return self.negations == other.negations and self.numbers == other.numbers


def near_identical(a: str, b: str) -> bool:
    """Whether two passages tell the same in nearly the same words.

    A figure or a negation that differs makes them different, however alike the rest: collapsing
    them would hide a disagreement.
    """
    return Shingles.of(a).near_identical(Shingles.of(b))
