import time
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.linkage import average_linkage


def textbook(similarity: np.ndarray, threshold: float) -> set[frozenset[int]]:
    """Merge the two groups with the largest mean similarity until none reaches the threshold."""
    groups = [frozenset([item]) for item in range(len(similarity))]
    while len(groups) > 1:
        best, pair = max(
            (
                (
                    float(np.mean([similarity[a, b] for a in left for b in right])),
                    (left, right),
                )
                for left, right in combinations(groups, 2)
            ),
            key=lambda entry: entry[0],
        )
        if best < threshold:
            break
        groups = [group for group in groups if group not in pair]
        groups.append(pair[0] | pair[1])
    return set(groups)


@given(st.integers(1, 14), st.integers(0, 10_000), st.floats(-0.5, 0.9))
def test_same_groups_as_the_textbook_method(count: int, seed: int, threshold: float) -> None:
    vectors = np.random.default_rng(seed).normal(size=(count, 4))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    similarity = (vectors @ vectors.T).astype(np.float32)
    found = {frozenset(group) for group in average_linkage(similarity, threshold)}
    assert found == textbook(similarity.astype(np.float64), threshold)


def test_groups_come_in_order_and_hold_every_item_once() -> None:
    similarity = np.eye(5, dtype=np.float32)
    similarity[1, 4] = similarity[4, 1] = 0.9
    assert average_linkage(similarity, 0.5) == ((0,), (1, 4), (2,), (3,))


def test_nothing_to_group() -> None:
    assert average_linkage(np.zeros((0, 0), dtype=np.float32), 0.5) == ()


def test_a_matrix_that_is_not_square_is_named() -> None:
    with pytest.raises(ValueError, match=r"\(2, 3\)"):
        average_linkage(np.zeros((2, 3), dtype=np.float32), 0.5)


def test_two_thousand_items_take_seconds() -> None:
    vectors = np.random.default_rng(1).normal(size=(2000, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    started = time.perf_counter()
    average_linkage(vectors @ vectors.T, 0.4)
    assert time.perf_counter() - started < 5
