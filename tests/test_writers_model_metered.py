"""A model within a budget and a time. What failures do to a briefing is in the writer's tests."""

from __future__ import annotations

from typing import Any

import pytest

from bot.errors import BudgetError, WriterError
from bot.types import Usage
from bot.writers.model.client import Completion, Silent
from bot.writers.model.dialect import Message, ModelRequest
from bot.writers.model.failures import Kind, ModelFailure
from bot.writers.model.metered import Metered, Terms
from tests.story_samples import Clock, Purse

REQUEST = ModelRequest(messages=(Message("user", "Hello"),), max_output_tokens=9)


class Scripted:
    """A client that fails in the given ways, one after another, then answers."""

    model = "small-1"

    def __init__(self, *failures: Kind) -> None:
        self.deadlines: list[float | None] = []
        self._failures = list(failures)

    def count(self, text: str) -> int:
        return len(text)

    def deadline(self) -> float:
        return 60.0

    def ask(self, request: Any, listener: Any, deadline: float | None = None) -> Completion:
        self.deadlines.append(deadline)
        if self._failures:
            failure = ModelFailure(self._failures.pop(0), "it failed")
            failure.usage = Usage(input_tokens=7)
            raise failure
        return Completion("Yes", Usage(input_tokens=10, output_tokens=2), "stop")


def metered(client: Scripted, purse: Purse | None = None, clock: Clock | None = None) -> Metered:
    terms = Terms(
        purse=purse or Purse(),
        user="ana",
        price=lambda model, given, made: given + 2.0 * made,
        clock=clock or Clock(),
    )
    return Metered(client, terms)


def test_a_reply_is_priced_and_noted() -> None:
    purse = Purse()
    done = metered(Scripted(), purse).ask(REQUEST, Silent())
    assert done.usage == Usage(input_tokens=10, output_tokens=2, cost_usd=14.0)
    assert purse.spent == [("ana", "small-1", done.usage)]


@pytest.mark.parametrize(
    ("kind", "asked_again"),
    [
        ("key", False),
        ("no-credit", False),
        ("unknown-model", False),
        ("connection", False),
        ("no-model-server", False),
        ("paused", False),
        ("busy", True),
        ("timeout", True),
        ("malformed", True),
        ("refused", True),
        ("too-long", True),
    ],
)
def test_what_would_repeat_is_not_asked_again(kind: Kind, asked_again: bool) -> None:
    client, purse = Scripted(kind), Purse()
    model = metered(client, purse)
    with pytest.raises(ModelFailure) as caught:
        model.ask(REQUEST, Silent())
    assert caught.value.usage.cost_usd == 7.0
    if asked_again:
        assert model.ask(REQUEST, Silent()).text == "Yes"
    else:
        with pytest.raises(WriterError, match="it failed"):
            model.ask(REQUEST, Silent())
    assert len(client.deadlines) == len(purse.spent) == 1 + asked_again


def test_no_budget_no_question() -> None:
    client = Scripted()
    model = metered(client, Purse(most=0))
    for _ in range(2):
        with pytest.raises(WriterError, match="limit of"):
            model.ask(REQUEST, Silent())
    assert client.deadlines == []
    with pytest.raises(BudgetError):
        metered(client, Purse(most=0)).ask(REQUEST, Silent())


def test_the_time_begins_with_the_first_question_and_ends_for_all() -> None:
    client, clock = Scripted(), Clock(now=1000.0)
    client.deadline = lambda: clock.now + 60.0  # type: ignore[method-assign]
    model = metered(client, clock=clock)
    for now in (1000.0, 1050.0, 1100.0):
        clock.now = now
        model.ask(REQUEST, Silent())
    clock.now = 1120.0
    with pytest.raises(WriterError, match="the 120 s that a model has for a briefing are over"):
        model.ask(REQUEST, Silent())
    assert client.deadlines == [1060.0, 1110.0, 1120.0]
