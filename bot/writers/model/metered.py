"""A model that is asked for one briefing: within a budget and a time, and never in vain.

A refused key or a server that is not there would refuse the next story as well: after such a
failure nothing more is asked, and every further question fails at once with the same words.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from bot.errors import BudgetError, WriterError
from bot.types import Usage
from bot.writers.model.asking import Asking, Price
from bot.writers.model.client import Completion, Listener
from bot.writers.model.dialect import ModelRequest
from bot.writers.model.failures import LASTING, Kind, ModelFailure

BRIEFING_SECONDS = 120.0
"""All that a model may take for one briefing, first story to overview."""

REPEATING: frozenset[Kind] = LASTING | {"connection", "no-model-server", "paused"}
"""Failures, retries included, after which the next request would fail as well."""


class Purse(Protocol):
    """What may be spent; `bot.budget.Budget` is one."""

    def check(self, user: str) -> None:
        """Raise BudgetError when a limit is reached."""

    def spend(self, user: str, model: str, usage: Usage) -> None:
        """Note what was spent."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """On what terms a briefing may ask. `clock` is the policy's: monotonic seconds."""

    purse: Purse
    user: str
    price: Price
    clock: Callable[[], float]
    seconds: float = BRIEFING_SECONDS


class Metered:
    """A model's client for one briefing. Shared by the threads that write its stories."""

    def __init__(self, client: Asking, terms: Terms) -> None:
        self._client = client
        self._terms = terms
        self._lock = threading.Lock()
        self._until: float | None = None
        self._hopeless = ""

    @property
    def model(self) -> str:
        """The model's name."""
        return self._client.model

    def count(self, text: str) -> int:
        """The number of tokens of a text."""
        return self._client.count(text)

    def ask(self, request: ModelRequest, listener: Listener) -> Completion:
        """The whole reply, priced; what it cost is noted, be it a failure.

        The briefing's time begins with its first question. Raises WriterError unasked when the
        time or the budget is spent or an earlier failure would repeat, else ModelFailure.
        """
        until = self._deadline()
        try:
            self._terms.purse.check(self._terms.user)
            done = self._client.ask(request, listener, until)
        except BudgetError as failure:
            self._give_up(failure)
            raise
        except ModelFailure as failure:
            failure.usage = self._paid(failure.usage)
            if failure.kind in REPEATING:
                self._give_up(failure)
            raise
        return done._replace(usage=self._paid(done.usage))

    def _deadline(self) -> float:
        """When this question must be answered. Raises WriterError when it need not be asked."""
        with self._lock:
            now = self._terms.clock()
            if self._until is None:
                self._until = now + self._terms.seconds
            if self._hopeless:
                raise WriterError(self._hopeless)
            if now >= self._until:
                raise WriterError(
                    f"the {self._terms.seconds:.0f} s that a model has for a briefing are over"
                )
            return min(self._until, self._client.deadline())

    def _give_up(self, failure: WriterError) -> None:
        with self._lock:
            self._hopeless = self._hopeless or str(failure)

    def _paid(self, usage: Usage) -> Usage:
        terms = self._terms
        cost = terms.price(self.model, usage.input_tokens, usage.output_tokens)
        priced = replace(usage, cost_usd=cost)
        terms.purse.spend(terms.user, self.model, priced)
        return priced
