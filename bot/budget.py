"""Spending limits: what all users, and one user, may spend on a model in a day (UTC).

A question is refused before it costs anything, once its day's sum has reached the limit. What
questions under way will cost is not known yet, so that a limit can be passed by those.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import BudgetError
from bot.library import Journal, UsageEntry
from bot.types import Usage

LOCAL_USER = "local"
"""Whoever asks at the command line: one person, as far as limits go."""


@dataclass(frozen=True, kw_only=True)
class Budget:
    """The limits in US dollars, None for no limit; `today` gives the day as ISO."""

    journal: Journal
    today: Callable[[], str]
    day: float | None = None
    user: float | None = None

    def check(self, user: str) -> None:
        """Raise BudgetError when the day's or the user's limit is reached."""
        today = self.today()
        if self.day is not None and self.journal.spent(today) >= self.day:
            raise BudgetError(
                f"the limit of {_dollars(self.day)} a day is reached; it starts again at 00:00 "
                "UTC, or raise CITEWIRE_BUDGET_DAY"
            )
        if self.user is not None and self.journal.spent(today, user) >= self.user:
            raise BudgetError(
                f"the limit of {_dollars(self.user)} a day for user {user!r} is reached; it starts "
                "again at 00:00 UTC, or raise CITEWIRE_BUDGET_USER"
            )

    def spend(self, user: str, model: str, usage: Usage) -> None:
        """Note what an answer has cost; an answer without tokens has cost nothing."""
        if not usage.input_tokens and not usage.output_tokens:
            return
        self.journal.spend(
            UsageEntry(
                day=self.today(),
                user=user,
                model=model,
                input_tokens=usage.input_tokens,
                output_tokens=usage.output_tokens,
                cost_usd=usage.cost_usd,
            )
        )


def _dollars(amount: float) -> str:
    """0.5 -> "$0.50", 0.0001 -> "$0.0001"."""
    return f"${amount:.2f}" if amount >= 0.01 or amount == 0 else f"${amount:g}"
