"""Counts questions on their way: taken in, worked on, ended."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from threading import Lock

from bot.slack.listeners.reception import Queue
from bot.slack.metrics import Metrics
from bot.slack.progress import Handler, Progress, Reporter
from bot.slack.values import Job, Kind
from bot.slack.workers import Duties

REMEMBERED = 10_000
"""Questions whose coming in is remembered at most; those of other processes are not known."""


class Metering:
    """Notes when questions come in, and what becomes of them."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._came: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()

    def queue(self, queue: Queue) -> Queue:
        """The same queue, with an eye on it."""
        return _MeteredQueue(queue, self)

    def duties(self, duties: Duties) -> Duties:
        """The same duties, with an eye on them."""
        handlers: Mapping[Kind, Handler] = {
            kind: _MeteredHandler(handler, self) for kind, handler in duties.handlers.items()
        }
        return replace(duties, handlers=handlers, reporter=_MeteredReporter(duties.reporter, self))

    def came(self, job: Job) -> None:
        """A question came in."""
        with self._lock:
            self._came[job.id] = time.perf_counter()
            if len(self._came) > REMEMBERED:
                self._came.popitem(last=False)

    def ended(self, job: Job, outcome: str, began: float) -> None:
        """A question has ended; its time counts from its coming in, where that was here."""
        with self._lock:
            since = self._came.pop(job.id, began)
        self._metrics.ended(job.kind, outcome, time.perf_counter() - since)


@dataclass(frozen=True)
class _MeteredQueue:
    queue: Queue
    metering: Metering

    def enter(self, job: Job) -> Job | None:
        entered = self.queue.enter(job)
        if entered is not None:
            self.metering.came(entered)
        return entered


@dataclass(frozen=True)
class _MeteredHandler:
    handler: Handler
    metering: Metering

    def handle(self, job: Job, progress: Progress) -> None:
        began = time.perf_counter()
        self.handler.handle(job, progress)  # what is raised goes on elsewhere, or to the reporter
        self.metering.ended(job, progress.outcome, began)


@dataclass(frozen=True)
class _MeteredReporter:
    reporter: Reporter
    metering: Metering

    def failed(self, job: Job, line: str, progress: Progress) -> None:
        began = time.perf_counter()
        self.reporter.failed(job, line, progress)
        self.metering.ended(job, "failed", began)
