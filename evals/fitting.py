"""Fitting linear models: plain gradient descent with Adam (Kingma and Ba, 2015), in numpy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_STEPS = 400
_RATE = 0.05
_FIRST, _SECOND = 0.9, 0.999
_RIDGE = 1e-3


@dataclass(frozen=True)
class Choice:
    """The alternatives of one question, shape (alternatives, features), and which are right."""

    features: Floats
    right: npt.NDArray[np.bool_]


def fit_choice(choices: Sequence[Choice]) -> Floats:
    """Weights that make a right alternative the likeliest: softmax over each question's own.

    Questions without a right alternative teach nothing and are left out. Shape (features,).
    """
    kept = [choice for choice in choices if choice.right.any()]
    rows = np.vstack([choice.features for choice in kept])
    right = np.concatenate([choice.right for choice in kept])
    starts = np.cumsum([0, *(len(choice.right) for choice in kept)])
    question = np.repeat(np.arange(len(kept)), np.diff(starts))
    deviation = rows.std(0) + 1e-9
    scaled = rows / deviation

    def gradient(weights: Floats) -> Floats:
        scores = scaled @ weights
        scores = np.exp(scores - np.maximum.reduceat(scores, starts[:-1])[question])
        given = scores / np.add.reduceat(scores, starts[:-1])[question]
        of_right = given * right
        wanted = of_right / np.maximum(np.add.reduceat(of_right, starts[:-1]), 1e-12)[question]
        slope: Floats = scaled.T @ (given - wanted) / len(kept)
        return slope

    weights: Floats = _descended(gradient, rows.shape[1]) / deviation
    return weights


def fit_logistic(rows: Floats, labels: npt.NDArray[np.bool_]) -> tuple[Floats, float]:
    """Weights and constant of a logistic regression, both classes counting the same."""
    mean, deviation = rows.mean(0), rows.std(0) + 1e-9
    scaled = np.column_stack(((rows - mean) / deviation, np.ones(len(rows))))
    share = np.where(labels, 0.5 / labels.mean(), 0.5 / (1 - labels.mean()))

    def gradient(weights: Floats) -> Floats:
        given = 1 / (1 + np.exp(-scaled @ weights))
        slope: Floats = scaled.T @ ((given - labels) * share) / len(labels)
        return slope

    fitted = _descended(gradient, scaled.shape[1])
    weights: Floats = fitted[:-1] / deviation
    return weights, float(fitted[-1] - mean @ weights)


def _descended(gradient: Callable[[Floats], Floats], size: int) -> Floats:
    weights = np.zeros(size)
    first, second = np.zeros(size), np.zeros(size)
    for step in range(1, _STEPS + 1):
        slope = gradient(weights) + _RIDGE * weights
        first = _FIRST * first + (1 - _FIRST) * slope
        second = _SECOND * second + (1 - _SECOND) * slope**2
        corrected = first / (1 - _FIRST**step)
        weights = weights - _RATE * corrected / (np.sqrt(second / (1 - _SECOND**step)) + 1e-8)
    return weights
