"""What a model's writers need: a client that can be asked, its prices, and limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bot.writers.model.client import Completion, Listener
from bot.writers.model.dialect import ModelRequest

Price = Callable[[str, int, int], float]
"""US dollars of a model's input and output tokens."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Tokens. The output limit leaves room for models that reason before they write.

    Eight passages come to some 3,000 tokens; more are shown when a conversation brings them.
    """

    evidence: int = 12_000
    output: int = 4000


class Asking(Protocol):
    """What a writer needs of a model's client."""

    @property
    def model(self) -> str:
        """The model's name."""

    def count(self, text: str) -> int:
        """The number of tokens of a text."""

    def deadline(self) -> float:
        """When an answer that is begun now must be done."""

    def ask(
        self, request: ModelRequest, listener: Listener, deadline: float | None = None
    ) -> Completion:
        """The reply, told to the listener as it comes. Raises ModelFailure."""
