"""How many threads of a process answer, and how patiently they and their jobs wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.library.jobs import CAPACITY


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How many work, and how patiently."""

    threads: int = 4
    poll_seconds: float = 1.0
    """How long a job that another process has entered may go unnoticed."""
    beat_seconds: float = 10.0
    """How often the leases are prolonged; a third of `bot.library.jobs.LEASE` or less."""
    attempts: int = 4
    """Claims after which a job is told to have failed: some of its workers died, or it was put
    back."""
    tellings: int = 4
    """Further claims for telling so."""
    backoff: timedelta = timedelta(seconds=5)
    """Rest before the second attempt; longer before each further one."""
    limit: timedelta = timedelta(minutes=10)
    """How long one attempt may take."""
    capacity: int = CAPACITY
    quiet_seconds: float = 0.05
    """Rest after an event came in before a job is begun: answering is work for the processor, and
    the next events of a burst are acknowledged late beside it."""
    bustle_seconds: float = 1.0
    """How long events may keep a job waiting so."""
