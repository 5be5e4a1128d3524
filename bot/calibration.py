"""Weights fitted on public question sets, kept as data beside the code.

`python -m evals calibrate` fits them and writes `bot/data/calibration.json`, with the data and the
figures it was fitted on. Nothing in the code holds a weight that was guessed.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, kw_only=True)
class LinearModel:
    """A weighted sum of named features plus a constant."""

    weights: Mapping[str, float]
    constant: float = 0.0

    def score(self, features: Mapping[str, float]) -> float:
        """The sum, for one mapping of features; those without a weight do not count."""
        return self.constant + sum(w * features[name] for name, w in self.weights.items())

    def probability(self, features: Mapping[str, float]) -> float:
        """The logistic function of the sum."""
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, self.score(features)))))


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """Everything that was fitted: how to order passages and sentences, and when to abstain."""

    fusion: Mapping[str, float]
    """Weights of the signals of search."""
    sentence: LinearModel
    answerable: LinearModel
    foreign: LinearModel
    """The same for a question in another language than the document's."""
    threshold: float
    """Probability of being answered below which the writer abstains."""

    @classmethod
    def parse(cls, text: str) -> Calibration:
        """Read the JSON that `python -m evals calibrate` writes."""
        values = json.loads(text)
        return cls(
            fusion={str(name): float(weight) for name, weight in values["fusion"].items()},
            sentence=_model(values["sentence"]),
            answerable=_model(values["answerable"]),
            foreign=_model(values["foreign"]),
            threshold=float(values["threshold"]),
        )

    @classmethod
    def shipped(cls) -> Calibration:
        """The calibration that comes with the package."""
        return cls.parse(files("bot").joinpath("data/calibration.json").read_text("utf-8"))


def _model(values: Mapping[str, object]) -> LinearModel:
    weights, constant = values["weights"], values["constant"]
    if not isinstance(weights, Mapping) or not isinstance(constant, float | int):
        raise TypeError(f"a linear model needs weights and a constant, not {sorted(values)!r}")
    return LinearModel(
        weights={str(name): float(weight) for name, weight in weights.items()},
        constant=float(constant),
    )
