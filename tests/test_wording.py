import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording import pooled, products, rows_of, shared


def test_one_word_in_common_does_not_make_two_texts_the_same() -> None:
    one, two = rows_of([{"prendre": 1, "ponts": 1, "bonn": 2}, {"prendre": 1, "mai": 1}])
    assert one["prendre"] * two["prendre"] < 0.7
    assert "ponts" not in one


def test_what_the_period_holds_beside_does_not_change_how_alike_two_are() -> None:
    pair = [{"crue": 1.0, "bonn": 2.0}, {"crue": 1.0, "bonn": 2.0, "pont": 1.0}]
    alone = products(rows_of(pair))[0, 1]
    among = products(rows_of([*pair, *({f"mot{n}": 1.0, "pont": 1.0} for n in range(50))]))[0, 1]
    assert among == pytest.approx(alone, abs=0.05)


@given(st.integers(0, 1000))
def test_products_are_those_of_the_rows(seed: int) -> None:
    random = np.random.default_rng(seed)
    texts = [
        {f"w{word}": 1.0 for word in random.integers(0, 9, 4)} | {"common": 1.0} for _ in range(70)
    ]
    rows = rows_of(texts)
    found = products(rows)
    one, two = random.integers(0, 70, 2)
    wanted = sum(weight * rows[two].get(word, 0.0) for word, weight in rows[one].items())
    assert found[one, two] == pytest.approx(1.0 if one == two else wanted, abs=1e-5)


@given(st.integers(0, 1000))
def test_pooling_products_is_pooling_rows(seed: int) -> None:
    random = np.random.default_rng(seed)
    rows = random.normal(size=(12, 5))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    groups = random.integers(0, 4, 12)
    weights = np.where(groups < 3, 2.0, 0.0).astype(np.float32)
    wanted = rows.copy()
    for group in range(3):
        own = groups == group
        if own.any():
            mean = rows[own].mean(axis=0)
            wanted[own] += 2.0 * mean / np.linalg.norm(mean)
    wanted /= np.linalg.norm(wanted, axis=1, keepdims=True)
    found = pooled((rows @ rows.T).astype(np.float32), groups, weights)
    assert found == pytest.approx(wanted @ wanted.T, abs=1e-4)


def test_shared_features_come_by_what_they_weigh() -> None:
    rows = [{"bonn": 0.8, "crue": 0.6}, {"bonn": 0.6, "crue": 0.1, "pont": 0.8}]
    assert shared(rows, [0], [1]) == ("bonn", "crue")
