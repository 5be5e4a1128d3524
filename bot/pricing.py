"""What a model's tokens cost: list prices as data with their date, in `bot/data/prices.json`.

A model without a price (one on your own machine, or newer than the table) counts as free, and
`price_note` says so wherever a cost is shown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

MILLION = 1_000_000
_SNAPSHOT = re.compile(r"-(\d{4}-\d{2}-\d{2}|\d{4})$")


@dataclass(frozen=True, kw_only=True)
class Price:
    """US dollars for a million tokens."""

    input: float
    output: float

    def cost(self, input_tokens: int, output_tokens: int) -> float:
        """US dollars for so many tokens."""
        return (input_tokens * self.input + output_tokens * self.output) / MILLION


@dataclass(frozen=True, kw_only=True)
class PriceTable:
    """Prices by model, as listed on `date` (ISO)."""

    date: str
    prices: Mapping[str, Price]

    @classmethod
    def parse(cls, text: str) -> PriceTable:
        """Read the JSON of the data file."""
        values = json.loads(text)
        return cls(
            date=str(values["date"]),
            prices={
                str(model): Price(input=float(price["input"]), output=float(price["output"]))
                for model, price in values["prices"].items()
            },
        )

    @classmethod
    def shipped(cls) -> PriceTable:
        """The table that comes with the package."""
        return cls.parse(files("bot").joinpath("data/prices.json").read_text("utf-8"))

    def of(self, model: str) -> Price | None:
        """The price of a model, of the model that it is a dated snapshot of, or None.

        "gpt-4o-mini-2024-07-18" and "openai/gpt-4o-mini" -> the price of "gpt-4o-mini"
        "gpt-4o-mini-of-mine" -> None
        """
        name = model.removeprefix("openai:").removeprefix("openai/").lower()
        return self.prices.get(name) or self.prices.get(_SNAPSHOT.sub("", name))

    def cost(self, model: str, input_tokens: int, output_tokens: int) -> float:
        """US dollars; 0.0 for a model without a price."""
        price = self.of(model)
        return 0.0 if price is None else price.cost(input_tokens, output_tokens)

    def note(self, model: str) -> str:
        """What a reader of a cost must know; "" where the model has a price."""
        if self.of(model) is not None:
            return ""
        return f"{model!r} has no price in the list of {self.date} and is counted as free"


def cost(model: str, input_tokens: int, output_tokens: int) -> float:
    """US dollars by the shipped table; 0.0 for a model without a price (see `price_note`).

    ("gpt-4o-mini", 1_000_000, 100_000) -> 0.21
    """
    return PriceTable.shipped().cost(model, input_tokens, output_tokens)


def price_note(model: str) -> str:
    """Says that the shipped table has no price for the model; "" where it has one."""
    return PriceTable.shipped().note(model)
