"""Prices: data with a date, snapshots of a model, and models that nobody priced."""

from __future__ import annotations

from datetime import date

import pytest

from bot.pricing import PriceTable, cost, price_note

TABLE = PriceTable.shipped()


def test_the_table_has_a_date_and_no_price_below_zero() -> None:
    assert date.fromisoformat(TABLE.date)
    assert all(price.input > 0 and price.output >= 0 for price in TABLE.prices.values())


@pytest.mark.parametrize(
    "model", ["gpt-4o-mini", "gpt-4o-mini-2024-07-18", "openai/gpt-4o-mini", "GPT-4o-mini"]
)
def test_a_model_under_its_names(model: str) -> None:
    assert cost(model, 1_000_000, 100_000) == pytest.approx(0.15 + 0.06)
    assert price_note(model) == ""


@pytest.mark.parametrize("model", ["llama3.2", "gpt-4o-mini-of-mine", "gpt-99", ""])
def test_a_model_without_a_price_is_free_and_said_to_be(model: str) -> None:
    assert cost(model, 1_000_000, 1_000_000) == 0.0
    assert TABLE.date in price_note(model)


def test_embeddings_have_no_output() -> None:
    assert cost("openai:text-embedding-3-small", 1_000_000, 0) == pytest.approx(0.02)
