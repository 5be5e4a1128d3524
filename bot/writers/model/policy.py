"""When a failed call is tried again, and when the server is left alone for a while.

Retries wait with full jitter (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog,
2015) or as long as the server asks, and all of them together stay within one deadline.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from bot.writers.model.failures import LASTING, OUTAGES, ModelFailure


@dataclass(frozen=True, kw_only=True)
class Policy:
    """Limits in seconds. `clock` is monotonic seconds, `random` gives numbers in [0, 1)."""

    clock: Callable[[], float]
    sleep: Callable[[float], None]
    random: Callable[[], float]
    attempts: int = 3
    first_wait: float = 0.5
    longest_wait: float = 8.0
    deadline: float = 60.0
    """For one whole request with its retries, first byte to last."""
    silence: float = 30.0
    """How long the server may say nothing before it counts as gone."""
    connecting: float = 5.0
    failures: int = 3
    """So many requests in a row must fail before the server is left alone."""
    pause: float = 60.0

    def wait(self, attempt: int, failure: ModelFailure) -> float:
        """Seconds before the next attempt, after the `attempt`-th (from 0) failed."""
        if failure.wait is not None:
            return failure.wait
        most = min(self.longest_wait, self.first_wait * 2.0**attempt)
        return most * (0.5 + 0.5 * self.random())


class Breaker:
    """Leaves a server alone for a while after it failed several times, and says so once.

    After the pause one request is let through: if it succeeds all is as before, if not the server
    is left alone again. Shared by threads.
    """

    def __init__(self, policy: Policy, notify: Callable[[str], None]) -> None:
        self._policy = policy
        self._notify = notify
        self._lock = threading.Lock()
        self._failed = 0
        self._told = False
        self._closed_until: float | None = None

    def check(self) -> None:
        """Raise a ModelFailure of kind "paused" while the server is left alone."""
        with self._lock:
            if self._closed_until is None:
                return
            now = self._policy.clock()
            if now < self._closed_until:
                raise ModelFailure(
                    "paused", "the model's server failed before and is left alone for now"
                )
            self._closed_until = now + self._policy.pause  # one request tries; the others wait

    def succeeded(self) -> None:
        """The server answered: all is well again."""
        with self._lock:
            self._failed, self._closed_until, self._told = 0, None, False

    def failed(self, failure: ModelFailure) -> None:
        """Count a request that failed for good; a proper refusal shows that the server is well."""
        if failure.kind not in OUTAGES | LASTING:
            self.succeeded()
            return
        with self._lock:
            self._failed += 1
            if self._failed < self._policy.failures and failure.kind not in LASTING:
                return
            self._closed_until = self._policy.clock() + self._policy.pause
            told, self._told = self._told, True
        if not told:
            self._notify(
                f"{failure}; the embedded writer answers, and the model is tried again in "
                f"{self._policy.pause:.0f} s"
            )
