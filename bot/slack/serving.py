"""The life of `citewire serve`: opened in order, watched, and closed within its time.

Closing goes from the outside in: no more events, then the answers that run are finished or handed
over, then the scheduler. Each step has a bounded time, so that all of it takes less than 20 s.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from threading import Thread
from typing import Protocol

SETTLING_SECONDS = 5.0
"""Events are taken in after that at the latest: beside the loading of modules and lists the
acknowledgements of a burst would be late."""

ANSWER_SECONDS = 9.0
"""For what runs to be finished; what is left is handed over."""
SCHEDULE_SECONDS = 3.0

_log = logging.getLogger(__name__)


class Transport(Protocol):
    """A way for events to come in."""

    name: str

    @property
    def alive(self) -> bool:
        """Whether events can come in."""

    def start(self) -> None:
        """Let them. Raises ConfigurationError."""

    def close(self) -> object:
        """Let no more in; returns within a few seconds."""


class Staff(Protocol):
    """Those who answer; see `bot.slack.workers.Workers`."""

    def start(self) -> None:
        """Begin."""

    @property
    def alive(self) -> bool:
        """Whether any of them works."""

    def close(self, timeout: float = ...) -> int:
        """Finish what runs or hand it over; returns how much was handed over."""


@dataclass(frozen=True, kw_only=True)
class Probes:
    """How each part is asked whether it is ready; "" when it is, else what is wrong."""

    library: Callable[[], str]
    views: Callable[[], str]


@dataclass(kw_only=True)
class Serving:
    """Everything that runs in the process. Use `with`; `transports` the one with events first."""

    transports: Sequence[Transport]
    staff: Staff
    background: ThreadPoolExecutor
    probes: Probes
    waking: Callable[[], AbstractContextManager[object]]
    """Begins to look again and again for what is due."""
    settled: Callable[[float], object] = lambda _seconds: None
    """Waits so many seconds at most until that was done once, with all that it loads."""
    _open: ExitStack = field(default_factory=ExitStack)
    _started: bool = False

    def __enter__(self) -> Serving:
        try:
            self.staff.start()
            self._open.enter_context(self.waking())
            self.settled(SETTLING_SECONDS)
            for transport in self.transports:
                transport.start()
        except BaseException:
            self.close()
            raise
        self._started = True
        return self

    def __exit__(self, *_failure: object) -> None:
        self.close()

    def ready(self) -> Mapping[str, str]:
        """What is not ready, and why."""
        found = {
            "library": self.probes.library(),
            "views": self.probes.views(),
            "workers": "" if self.staff.alive else "no thread answers questions",
        }
        for transport in self.transports:
            found[transport.name] = "" if transport.alive else "not connected"
        if not self._started:
            found["process"] = "starting or stopping"
        return {part: reason for part, reason in found.items() if reason}

    def close(self) -> None:
        """Take no more events, finish or hand over what runs."""
        self._started = False
        for transport in self.transports:
            _step(f"closing {transport.name}", transport.close)
        _step("handing over", self._hand_over)
        within(SCHEDULE_SECONDS, self._open.close, "the scheduler")
        self.background.shutdown(wait=False)

    def _hand_over(self) -> None:
        left = self.staff.close(ANSWER_SECONDS)
        if left:
            _log.info("%d question(s) handed over to the next process", left)


def within(seconds: float, work: Callable[[], object], name: str) -> bool:
    """Do something that may take too long; False, and it goes on alone, when it does."""
    thread = Thread(target=work, name=f"citewire-{name}", daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        _log.warning("%s did not end within %.0f s", name, seconds)
    return not thread.is_alive()


def _step(name: str, work: Callable[[], object]) -> None:
    try:
        work()
    except Exception:  # the steps after it are to be taken all the same
        _log.exception("%s failed", name)
