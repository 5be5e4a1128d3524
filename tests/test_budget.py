"""Limits of a day: refused when reached, each user on their own, a new day begins at nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.budget import Budget
from bot.errors import BudgetError
from bot.library import Library
from bot.types import Usage

CALL = Usage(input_tokens=1000, output_tokens=10, cost_usd=0.4)


@dataclass
class Calendar:
    day: str = "2026-11-22"

    def __call__(self) -> str:
        return self.day


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(f"sqlite:///{tmp_path / 'l.db'}") as opened:
        yield opened


def test_without_limits_nothing_is_refused(library: Library) -> None:
    budget = Budget(journal=library.journal, today=Calendar())
    for _ in range(5):
        budget.check("ann")
        budget.spend("ann", "gpt-4o-mini", CALL)
    assert library.journal.spent("2026-11-22") == pytest.approx(2.0)


def test_a_user_at_the_limit_is_refused_and_others_are_not(library: Library) -> None:
    calendar = Calendar()
    budget = Budget(journal=library.journal, today=calendar, day=2.0, user=0.5)
    for _ in range(2):
        budget.check("ann")
        budget.spend("ann", "gpt-4o-mini", CALL)
    with pytest.raises(BudgetError, match=r"\$0\.50 a day for user 'ann'.*CITEWIRE_BUDGET_USER"):
        budget.check("ann")
    budget.check("bob")
    calendar.day = "2026-11-23"
    budget.check("ann")


def test_the_day_s_limit_is_everybody_s(library: Library) -> None:
    budget = Budget(journal=library.journal, today=Calendar(), day=0.8)
    budget.spend("ann", "gpt-4o-mini", CALL)
    budget.check("bob")
    budget.spend("bob", "gpt-4o-mini", CALL)
    with pytest.raises(BudgetError, match=r"\$0\.80 a day is reached.*CITEWIRE_BUDGET_DAY"):
        budget.check("carl")


def test_a_limit_of_nothing_lets_nothing_through(library: Library) -> None:
    with pytest.raises(BudgetError):
        Budget(journal=library.journal, today=Calendar(), day=0.0).check("ann")


def test_an_answer_without_a_model_is_not_noted(library: Library) -> None:
    Budget(journal=library.journal, today=Calendar()).spend("ann", "extractive", Usage())
    assert library.journal.usage() == ()
