"""The scheduler wakes up at once, goes on after each interval, and waits for what is under way."""

from __future__ import annotations

import signal
import threading
from datetime import timedelta

import pytest

from bot.schedule.clockwork import keep_waking


def test_it_wakes_until_it_is_stopped_and_finishes_what_it_began() -> None:
    calls: list[str] = []
    ended = threading.Event()

    def work() -> None:
        calls.append("began")
        if len(calls) == 3:
            # As a signal does: the main thread gets an exception while a call is under way.
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGUSR1)
            ended.wait(timeout=0.2)
            calls.append("ended")

    def stop(*_: object) -> None:
        raise SystemExit(143)

    before = signal.signal(signal.SIGUSR1, stop)
    try:
        with pytest.raises(SystemExit):
            keep_waking(work, timedelta(seconds=0.05))
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert calls == ["began", "began", "began", "ended"]
