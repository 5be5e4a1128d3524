"""Threads that work through the queue, and what becomes of a job that fails.

Every job ends in a message: its handler's, or the reporter's. What cannot be told at present is put
back and told later. A handler that hangs is given up after `Pace.limit`: its asker is told, its
thread may post nothing more, and another thread takes its place.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.errors import CitewireError, ClaimLostError, RetryLaterError
from bot.library import Jobs
from bot.slack.pace import Pace
from bot.slack.progress import Duties, Progress
from bot.slack.values import Job

CLEANING = timedelta(hours=1)
"""How often finished jobs are looked through for those to forget."""

__all__ = ["Duties", "Pace", "Workers"]

_log = logging.getLogger(__name__)


@dataclass(eq=False)
class _Attempt:
    progress: Progress
    began: datetime
    closing: Callable[[], bool] | None = None
    """What is left to be written into the library."""
    overdue: bool = False


class Workers:
    """The answering threads of one process. `start` them, and `close` them before the library."""

    def __init__(
        self, jobs: Jobs, duties: Duties, clock: Callable[[], datetime], pace: Pace | None = None
    ) -> None:
        # Tells this process from all others, also from one that had its number before.
        self.name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._jobs = jobs
        self._duties = duties
        self._clock = clock
        self._pace = pace or Pace()
        self._running: dict[str, _Attempt] = {}
        self._lock = threading.Lock()
        self._entered = 0
        self._entered_at = float("-inf")
        self._news = threading.Condition()
        self._stopping = threading.Event()
        self._ended = threading.Event()
        self._threads: list[threading.Thread] = []
        self._cleaned = clock() - CLEANING

    def start(self) -> None:
        """Begin to work through the queue."""
        for _ in range(self._pace.threads):
            self._add_thread(self._serve)
        threading.Thread(target=self._beat_on, name="citewire-lease", daemon=True).start()

    def enter(self, job: Job) -> Job | None:
        """Put a job into the queue and wake a thread for it; see `Jobs.enter`."""
        entered = self._jobs.enter(job, self._clock(), self._pace.capacity)
        if entered is not None:
            with self._news:
                self._entered += 1
                self._entered_at = time.monotonic()
                self._news.notify()
        return entered

    def running(self) -> tuple[Job, ...]:
        """The jobs that are being worked on in this process, oldest first."""
        with self._lock:
            return tuple(attempt.progress.job for attempt in self._running.values())

    @property
    def alive(self) -> bool:
        """Whether any thread takes questions."""
        return not self._stopping.is_set() and any(map(threading.Thread.is_alive, self._threads))

    def close(self, timeout: float = 15.0) -> int:
        """Claim nothing more, wait up to `timeout` seconds for what runs, and hand the rest over to
        other processes, or to the next start; returns how many."""
        self._stopping.set()
        with self._news:
            self._news.notify_all()
        deadline = time.monotonic() + timeout
        for thread in list(self._threads):
            thread.join(max(0.0, deadline - time.monotonic()))
        self._ended.set()
        with self._lock:
            left = list(self._running.values())
        for attempt in left:
            attempt.progress.lose()
            if attempt.closing is not None:
                self._settle(attempt)
        return self._jobs.release(self.name, self._clock())

    def beat(self) -> None:
        """Prolong the leases, note which were lost, and give up what hangs. Done every few seconds
        by a thread of its own."""
        now = self._clock()
        with self._lock:
            attempts = dict(self._running)
        held = self._jobs.keep(list(attempts), self.name, now) if attempts else frozenset()
        for job_id, attempt in attempts.items():
            if attempt.closing is not None:
                self._settle(attempt)
            elif job_id not in held:
                attempt.progress.lose()
            elif now - attempt.began > self._pace.limit and not attempt.overdue:
                self._give_up(attempt)
        if now - self._cleaned >= CLEANING:
            self._cleaned = now
            self._jobs.clean(now)

    def _beat_on(self) -> None:
        while not self._ended.wait(self._pace.beat_seconds):
            try:
                self.beat()
            except Exception:  # the library is busy or full: the next beat may find it free
                _log.exception("the leases of running questions could not be prolonged")

    def _add_thread(self, target: Callable[[], None]) -> None:
        thread = threading.Thread(target=target, name="citewire-answer", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _serve(self) -> None:
        while not self._stopping.is_set():
            self._await_quiet()
            entered = self._entered
            job = self._claim()
            if job is None:
                with self._news:
                    self._news.wait_for(partial(self._is_news, entered), self._pace.poll_seconds)
            elif self._stopping.is_set():
                self._jobs.retry(job, self._clock())
            elif not self._work(job):
                return  # another thread has taken this one's place

    def _await_quiet(self) -> None:
        """Let a burst of events come in and be acknowledged first."""
        latest = time.monotonic() + self._pace.bustle_seconds
        while (now := time.monotonic()) < latest:
            rest = self._entered_at + self._pace.quiet_seconds - now
            if rest <= 0 or self._stopping.wait(min(rest, latest - now)):
                return

    def _is_news(self, entered: int) -> bool:
        return self._entered != entered or self._stopping.is_set()

    def _claim(self) -> Job | None:
        try:
            return self._jobs.claim(self.name, self._clock())
        except Exception:  # a worker outlives a library that is busy or full
            _log.exception("no question could be taken from the queue")
            return None

    def _work(self, job: Job) -> bool:
        """Do a job to its end; False when that took so long that it was given up."""
        progress = Progress(job, self._jobs, self._stopping.is_set)
        attempt = _Attempt(progress=progress, began=self._clock())
        with self._lock:
            self._running[job.id] = attempt
        try:
            line = self._handled(attempt)
        except ClaimLostError as lost:
            _log.info("%s", lost)
            self._forget(attempt)
        else:
            if progress.lost:
                self._forget(attempt)
            elif line is not None:
                self._tell(attempt, line)
        return not attempt.overdue

    def _handled(self, attempt: _Attempt) -> str | None:
        """Run the handler; returns the line to tell the asker where it failed for good."""
        progress = attempt.progress
        job = progress.job
        if job.attempts > self._pace.attempts:
            _log.error("question %s is given up: %d attempts ended early", job.id, job.attempts - 1)
            return ""
        try:
            self._duties.handlers[job.kind].handle(job, progress)
        except ClaimLostError:
            raise
        except RetryLaterError as failure:
            if job.attempts >= self._pace.attempts:
                return str(failure)
            rest = max(self._rest(job), timedelta(seconds=failure.seconds))
            self._put_back(attempt, rest)
        except CitewireError as failure:
            _log.warning("question %s failed: %s", job.id, failure)
            return str(failure)
        except Exception:
            _log.exception("question %s failed", job.id)
            return ""
        else:
            self._finish(attempt, progress.outcome)
        return None

    def _tell(self, attempt: _Attempt, line: str) -> None:
        progress = attempt.progress
        job = progress.job
        try:
            self._duties.reporter.failed(job, line, progress)
        except ClaimLostError as lost:
            _log.info("%s", lost)
            self._forget(attempt)
        except Exception:
            _log.exception("the asker of question %s could not be told that it failed", job.id)
            if job.attempts < self._pace.attempts + self._pace.tellings:
                self._put_back(attempt, self._rest(job))
            else:
                self._finish(attempt, "untold")
        else:
            self._finish(attempt, "failed")

    def _rest(self, job: Job) -> timedelta:
        doubled: int = 2 ** min(job.attempts - 1, 6)
        return min(self._pace.backoff * doubled, timedelta(minutes=5))

    def _finish(self, attempt: _Attempt, outcome: str) -> None:
        job = attempt.progress.job
        self._close(attempt, lambda: self._jobs.finish(job, outcome, self._clock()))

    def _put_back(self, attempt: _Attempt, rest: timedelta) -> None:
        job, at = attempt.progress.job, self._clock() + rest
        self._close(attempt, lambda: self._jobs.retry(job, at))

    def _close(self, attempt: _Attempt, closing: Callable[[], bool]) -> None:
        if attempt.progress.lost:  # whoever has the job now ends it
            return
        attempt.closing = closing
        self._settle(attempt)

    def _settle(self, attempt: _Attempt) -> None:
        """Write what is left of an attempt; where the library fails, the next beat tries again."""
        try:
            if attempt.closing is not None:
                attempt.closing()
        except Exception:
            _log.exception("the end of question %s could not be noted", attempt.progress.job.id)
        else:
            self._forget(attempt)

    def _forget(self, attempt: _Attempt) -> None:
        with self._lock:
            if self._running.get(attempt.progress.job.id) is attempt:
                del self._running[attempt.progress.job.id]

    def _give_up(self, hung: _Attempt) -> None:
        """Tell the asker in place of a thread that hangs, and have another one instead of it."""
        hung.overdue = True
        hung.progress.lose()
        job = hung.progress.job
        _log.error("question %s is given up: its handler hangs", job.id)
        fresh = _Attempt(progress=Progress(job, self._jobs), began=self._clock())
        with self._lock:
            self._running[job.id] = fresh

        def tell_and_serve() -> None:
            self._tell(fresh, "")
            self._serve()

        self._add_thread(tell_and_serve)
