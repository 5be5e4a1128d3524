"""The measures, as pure functions of what was expected and what came back.

Values lie in 0..1 unless a docstring says otherwise. Definitions follow the sources they name;
every one has an example worked by hand in `tests/test_evals_metrics.py`.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.text.folding import fold

RESAMPLES = 2_000
_DRAWS_AT_ONCE = 4_000_000

Values = npt.NDArray[np.float64]
Statistic = Callable[[Values], Values]
"""Maps resamples of shape (resamples, n) to one number each, shape (resamples,)."""


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A figure from `count` observations with its 95% bootstrap interval, `low` to `high`."""

    count: int
    value: float
    low: float
    high: float


# ------------------------------------------------------------------------------------- retrieval


def first_rank(found: Sequence[str], wanted: Collection[str]) -> int | None:
    """Rank, from 1, of the first id that is wanted; None when there is none.

    >>> first_rank(["a", "b", "c"], {"b", "c"})
    2
    """
    return next((rank for rank, item in enumerate(found, start=1) if item in wanted), None)


def recall_at(found: Sequence[str], wanted: Collection[str], k: int) -> float:
    """1.0 when one of the first `k` ids is wanted, else 0.0 (the mean over questions is R@k).

    >>> recall_at(["a", "b"], {"b"}, 1), recall_at(["a", "b"], {"b"}, 2)
    (0.0, 1.0)
    """
    return float(any(item in wanted for item in found[:k]))


def reciprocal_rank(found: Sequence[str], wanted: Collection[str], k: int = 10) -> float:
    """1 / rank of the first wanted id among the first `k`, else 0.0 (the mean is MRR@k).

    >>> reciprocal_rank(["a", "b"], {"b"})
    0.5
    """
    rank = first_rank(found[:k], wanted)
    return 1.0 / rank if rank else 0.0


def ndcg(found: Sequence[str], wanted: Collection[str], k: int = 10) -> float:
    """Normalised discounted cumulative gain with relevance 0 or 1 (Järvelin & Kekäläinen 2002).

    Each wanted id counts once, at its first rank. 0.0 when nothing is wanted.

    >>> ndcg(["a", "b"], {"a"})
    1.0
    """
    seen: set[str] = set()
    gain = 0.0
    for rank, item in enumerate(found[:k], start=1):
        if item in wanted and item not in seen:
            gain += 1.0 / math.log2(rank + 1)
            seen.add(item)
    ideal = sum(1.0 / math.log2(rank + 1) for rank in range(1, min(len(set(wanted)), k) + 1))
    return gain / ideal if ideal else 0.0


# --------------------------------------------------------------------------------------- answers


def includes(text: str, answer: str) -> bool:
    """Whether `text` contains `answer`: layout folded, case ignored, accents and digits kept.

    A figure does not count inside a longer one: "50" is not in "150 km", "2" is not in "2,5".

    >>> includes("Il vaut 500 millions d’euros.", "500 millions d'euros")
    True
    >>> includes("à 150 km", "50")
    False
    """
    haystack, needle = fold(text).text.casefold(), fold(answer).text.casefold().strip()
    if not needle:
        return False
    at = haystack.find(needle)
    while at >= 0:
        if not _inside_figure(haystack, at, at + len(needle)):
            return True
        at = haystack.find(needle, at + 1)
    return False


def _inside_figure(text: str, start: int, end: int) -> bool:
    """Whether the span `start`..`end` begins or ends in the middle of a number."""
    return _joins_digits(text, start) or _joins_digits(text, end)


def _joins_digits(text: str, at: int) -> bool:
    """Whether a number runs on across position `at`: digits on both sides, or a decimal mark."""
    left, right = text[max(0, at - 2) : at], text[at : at + 2]
    if left[-1:].isdigit() and right[:1].isdigit():
        return True
    across_left = len(left) == 2 and left[0].isdigit() and left[1] in ".," and right[:1].isdigit()
    across_right = len(right) == 2 and left[-1:].isdigit() and right[0] in ".,"
    return across_left or (across_right and right[1].isdigit())


def includes_any(text: str, answers: Iterable[str]) -> bool:
    """Whether `text` contains one of the accepted answers.

    >>> includes_any("entre 6 000 et 7 000", ["10 000", "6 000 et 7 000"])
    True
    """
    return any(includes(text, answer) for answer in answers)


def quote_is_exact(quote: str, stored: str | None, start: int, end: int) -> float:
    """1.0 when the stored document has exactly `quote` at `start`..`end`; `stored` None is 0.0.

    >>> quote_is_exact("bc", "abcd", 1, 3), quote_is_exact("bd", "abcd", 1, 3)
    (1.0, 0.0)
    """
    return float(stored is not None and bool(quote) and start >= 0 and stored[start:end] == quote)


def quote_is_whole(text: str, start: int, end: int) -> float:
    """1.0 when the quote `text[start:end]` begins and ends between words, without white space.

    What the library stores at wrong offsets is as exact as any quote; only its edges tell.

    >>> quote_is_whole("il tire 20 obus", 8, 15), quote_is_whole("il tire 20 obus", 9, 15)
    (1.0, 0.0)
    """
    quote = text[start:end]
    if not quote or quote != quote.strip():
        return 0.0
    return float(not _inside_word(text, start) and not _inside_word(text, end))


def _inside_word(text: str, at: int) -> bool:
    """Whether letters or digits, with the accents set on them, stand on both sides of `at`."""
    left, right = text[max(0, at - 1) : at], text[at : at + 1]
    accented = bool(right) and unicodedata.category(right) in ("Mn", "Mc")
    return bool(left) and (accented or (left.isalnum() and right.isalnum()))


def discloses(values: Sequence[str], claims: Sequence[Sequence[str]]) -> float:
    """1.0 when every expected value is given by a claim of its own, with a quote that contains it.

    `claims` holds the quotes of each claim; two values may not share one claim. With the few values
    of a real disagreement, trying each claim for each value in turn is cheap.

    >>> discloses(["10 000", "7 000"], [["tire 10 000 obus"], ["entre 6 000 et 7 000"]])
    1.0
    """

    def assign(position: int, free: frozenset[int]) -> bool:
        if position == len(values):
            return True
        return any(
            any(includes(quote, values[position]) for quote in claims[index])
            and assign(position + 1, free - {index})
            for index in free
        )

    return float(bool(values) and assign(0, frozenset(range(len(claims)))))


# ----------------------------------------------------------------------------------- uncertainty


def mean(values: Sequence[float], *, seed: int = 0, resamples: int = RESAMPLES) -> Estimate:
    """The mean with its 95% percentile bootstrap interval (Efron & Tibshirani 1993).

    Raises ValueError without observations.
    """
    return bootstrap(values, lambda rows: rows.mean(axis=1), seed=seed, resamples=resamples)


def quantile(
    values: Sequence[float], level: float, *, seed: int = 0, resamples: int = RESAMPLES
) -> Estimate:
    """A quantile (`level` in 0..1) of values of any unit, with its 95% bootstrap interval."""

    def statistic(rows: Values) -> Values:
        return np.asarray(np.quantile(rows, level, axis=1), dtype=np.float64)

    return bootstrap(values, statistic, seed=seed, resamples=resamples)


def bootstrap(
    values: Sequence[float], statistic: Statistic, *, seed: int = 0, resamples: int = RESAMPLES
) -> Estimate:
    """`statistic` of the values, with the 2.5% and 97.5% points of it over resamples.

    The same seed gives the same interval. Raises ValueError without observations.
    """
    observed = np.asarray(values, dtype=np.float64)
    if not observed.size:
        raise ValueError("a bootstrap needs at least one observation; leave the metric out instead")
    random = np.random.default_rng(seed)
    rows = max(1, _DRAWS_AT_ONCE // observed.size)
    drawn = [
        statistic(observed[random.integers(0, observed.size, (count, observed.size))])
        for count in _batches(resamples, rows)
    ]
    low, high = np.quantile(np.concatenate(drawn), [0.025, 0.975])
    value = float(statistic(observed[np.newaxis, :])[0])
    return Estimate(count=observed.size, value=value, low=float(low), high=float(high))


def paired_difference(
    before: Sequence[float], after: Sequence[float], *, seed: int = 0, resamples: int = RESAMPLES
) -> Estimate:
    """Mean of `after - before` over the same cases, resampled in pairs.

    Pairing takes the difficulty of the cases out of the interval. Raises ValueError when the two
    have different lengths.
    """
    if len(before) != len(after):
        raise ValueError(
            f"a paired comparison needs the same cases: {len(before)} before, {len(after)} after"
        )
    differences = np.asarray(after, dtype=np.float64) - np.asarray(before, dtype=np.float64)
    return mean(differences.tolist(), seed=seed, resamples=resamples)


def paired_ratio(
    before: Sequence[float], after: Sequence[float], *, seed: int = 0, resamples: int = RESAMPLES
) -> Estimate:
    """Mean of `after` divided by mean of `before`, the same cases resampled in pairs.

    A resample whose `before` are all 0 tells nothing and is left out. Raises ValueError when the
    two have different lengths, when there are none, or when every `before` is 0.
    """
    if len(before) != len(after) or not any(before):
        raise ValueError(
            f"a ratio needs the same cases and one that is not 0: {len(before)} before, "
            f"{len(after)} after"
        )
    first = np.asarray(before, dtype=np.float64)
    second = np.asarray(after, dtype=np.float64)
    drawn = np.random.default_rng(seed).integers(0, first.size, (resamples, first.size))
    below = first[drawn].mean(axis=1)
    ratios = second[drawn].mean(axis=1)[below > 0] / below[below > 0]
    low, high = np.quantile(ratios, [0.025, 0.975])
    value = float(second.mean() / first.mean())
    return Estimate(count=first.size, value=value, low=float(low), high=float(high))


def _batches(total: int, size: int) -> list[int]:
    """Split `total` into parts of at most `size`: (5, 2) -> [2, 2, 1]."""
    whole, rest = divmod(total, size)
    return [size] * whole + ([rest] if rest else [])
