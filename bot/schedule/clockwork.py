"""Wakes the scheduler up. What is due is decided in the library, each time afresh.

APScheduler (3.x) counts the intervals and sees that no two calls overlap. It knows no subscription:
a restart, a second process or a clock that steps can make a call early, late or double, and nothing
comes of it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event

from apscheduler.schedulers.background import BackgroundScheduler

INTERVAL = timedelta(seconds=20)


def keep_waking(work: Callable[[], object], interval: timedelta = INTERVAL) -> None:
    """Call `work` now and after each interval, until an exception stops this thread.

    SIGTERM and Ctrl-C raise one in the main thread (see `bot.cli.process`). The call that is under
    way then is waited for, so that a briefing that is being sent is also noted as sent.
    """
    with waking(work, interval):
        never = Event()
        # A signal that the system hands to another thread is seen here only when this one wakes.
        while not never.wait(timeout=1.0):
            pass


@contextmanager
def waking(work: Callable[[], object], interval: timedelta = INTERVAL) -> Iterator[None]:
    """Call `work` now and after each interval in a thread of its own, within a `with` block.

    At its end the call that is under way is waited for.
    """
    logger = logging.getLogger("citewire.schedule")
    logger.setLevel(logging.ERROR)  # that a call took longer than the interval is no news
    scheduler = BackgroundScheduler(timezone=UTC, logger=logger)
    scheduler.add_job(
        work,
        "interval",
        seconds=interval.total_seconds(),
        next_run_time=datetime.now(UTC),
        max_instances=1,
        coalesce=True,
        misfire_grace_time=None,
    )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=True)
