"""How alike texts are in wording: the words, names and figures that they share, by their rarity.

A text is a sparse row of weighted features (`bot.text.features`) of length 1; two texts are as
alike as the product of their rows, 0 to 1. What a group of texts shares is worked out from these
products alone, so that no table of texts by words is ever held.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Row = Mapping[str, float]

_COMMON = 64
"""Texts from which a feature's products are taken in one multiplication with others."""

_COLUMNS = 1024
_ALONE = 0.5
_LEAST = 1e-9


def rows_of(features: Sequence[Row]) -> tuple[Row, ...]:
    """The features that two texts or more have, weighted by rarity, each row of length 1 at most.

    Rarity falls with the number of texts that have a feature, not with their share: what a period
    holds beside a story does not make its words more telling. What a text has alone counts half in
    its length, so that one word in common with another does not make the two the same.

    [{"crue": 1, "bonn": 2}, {"bonn": 2}] -> ({"bonn": 0.97}, {"bonn": 1.0})
    """
    counts = Counter(feature for weights in features for feature in weights)
    found: list[Row] = []
    for weights in features:
        rare = {
            feature: weight / math.sqrt(math.log2(counts[feature]))
            for feature, weight in weights.items()
            if counts[feature] > 1
        }
        own = sum(w * w for feature, w in weights.items() if counts[feature] == 1)
        length = math.sqrt(sum(w * w for w in rare.values()) + _ALONE * _ALONE * own) or 1.0
        found.append({feature: weight / length for feature, weight in rare.items()})
    return tuple(found)


def products(rows: Sequence[Row]) -> Matrix:
    """The products of all rows with one another, shape (n, n); with itself each has 1.

    Rare features are added pair by pair, common ones multiplied as blocks: 5,000 sentences take a
    second and no more memory than the result and one block of columns.
    """
    found = np.zeros((len(rows), len(rows)), dtype=np.float32)
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, row in enumerate(rows):
        for feature, weight in row.items():
            postings[feature].append((number, weight))
    common = [posting for posting in postings.values() if len(posting) > _COMMON]
    for start in range(0, len(common), _COLUMNS):
        block = np.zeros((len(rows), min(_COLUMNS, len(common) - start)), dtype=np.float32)
        for column, posting in enumerate(common[start : start + _COLUMNS]):
            numbers, weights = zip(*posting, strict=True)
            block[list(numbers), column] = weights
        found += block @ block.T
    for posting in postings.values():
        if 1 < len(posting) <= _COMMON:
            numbers, weights = zip(*posting, strict=True)
            found[np.ix_(numbers, numbers)] += np.outer(weights, weights).astype(np.float32)
    np.fill_diagonal(found, 1.0)
    return found


def pooled(alike: Matrix, groups: npt.NDArray[np.int_], weights: npt.NDArray[np.float32]) -> Matrix:
    """The products of rows that each took up the mean of its group, with that weight.

    `alike` holds the products of the rows before, shape (n, n); `groups` numbers the group of each
    row and `weights` says how much of the group's mean it takes, both of shape (n,). The mean is
    brought to length 1 before, the sum after; a weight far above 1 makes a group all one.
    """
    _, places, counts = np.unique(groups, return_inverse=True, return_counts=True)
    if not weights.any() or len(counts) == len(groups):
        return alike  # a row alone with itself keeps its direction
    order = np.argsort(places, kind="stable")
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    each = counts[:, None].astype(np.float32)
    means = np.add.reduceat(alike[order], starts, axis=0) / each
    of_means = np.add.reduceat(means.T[order], starts, axis=0) / each
    share = (weights / np.sqrt(np.maximum(np.diagonal(of_means), _LEAST))[places])[:, None]
    share = share.astype(np.float32)
    # Rows and columns take up the mean: what that adds to the columns is the transpose of the rows'
    # share, and the share of both in the means of means.
    half = np.asarray(means[places], dtype=np.float32)
    half *= share
    found = alike + half
    found += half.T
    half = np.asarray(of_means[np.ix_(places, places)], dtype=np.float32)
    half *= share
    half *= share.T
    found += half
    lengths = np.sqrt(np.maximum(np.diagonal(found), _LEAST)).astype(np.float32)
    found /= lengths[:, None]
    found /= lengths
    return found


def shared(rows: Sequence[Row], left: Sequence[int], right: Sequence[int]) -> tuple[str, ...]:
    """The features that two groups of texts share, those that speak most for them first.

    ({"bonn": .8, "crue": .6}, {"bonn": .6, "pont": .8}), [0], [1] -> ("bonn",)
    """
    one, two = _sum(rows, left), _sum(rows, right)
    scored = {feature: one[feature] * two[feature] for feature in one.keys() & two.keys()}
    return tuple(sorted(scored, key=lambda feature: (-scored[feature], feature)))


def _sum(rows: Sequence[Row], chosen: Sequence[int]) -> Row:
    total: dict[str, float] = defaultdict(float)
    for number in chosen:
        for feature, weight in rows[number].items():
            total[feature] += weight
    return total
