"""What handlers of jobs and those who run them say to each other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from bot.errors import ClaimLostError
from bot.library import Jobs
from bot.slack.values import Job, Kind


class Progress:
    """One attempt at one job: what has come of it, and whether it may go on."""

    def __init__(self, job: Job, jobs: Jobs, stopping: Callable[[], bool] = lambda: False) -> None:
        self._job = job
        self._jobs = jobs
        self._stopping = stopping
        self._lost = threading.Event()
        self._outcome = "answered"

    @property
    def job(self) -> Job:
        """The job, with the message that was begun for it."""
        return self._job

    @property
    def outcome(self) -> str:
        """What is noted of the job once its handler is done."""
        return self._outcome

    @property
    def lost(self) -> bool:
        """Whether the job is known to be another worker's by now."""
        return self._lost.is_set()

    @property
    def stopping(self) -> bool:
        """Whether the process is about to end: what takes long is better left to another one."""
        return self._stopping()

    def check(self) -> None:
        """To be called right before a message is posted: whoever lost the job posts nothing more.

        Raises ClaimLostError.
        """
        if self.lost or not self._jobs.holds(self._job):
            raise self._gone()

    def posted(self, ts: str) -> None:
        """Note the message that was begun, which whoever takes the job over finishes.

        Raises ClaimLostError when somebody has taken it over.
        """
        if self.lost or not self._jobs.posted(self._job, ts):
            raise self._gone()
        self._job = replace(self._job, posted=ts)

    def ended(self, outcome: str) -> None:
        """Say how it ended where it was not "answered": "abstained", "refused" and so on."""
        self._outcome = outcome

    def lose(self) -> None:
        """The job is somebody else's: `check` and `posted` raise from now on."""
        self._lost.set()

    def _gone(self) -> ClaimLostError:
        self.lose()
        return ClaimLostError(f"question {self._job.id} is worked on by another process by now")


class Handler(Protocol):
    """Works on jobs of one kind."""

    def handle(self, job: Job, progress: Progress) -> None:
        """Do the job and post what came of it.

        `job.attempts` above 1 says that somebody began before; `job.posted` is then the message to
        finish, and where there is none the thread is to be looked through for one. Raises
        RetryLaterError where nothing came of it and it may be tried again, other CitewireErrors
        with a line for the reader, and lets ClaimLostError pass.
        """


class Reporter(Protocol):
    """Tells askers of failures."""

    def failed(self, job: Job, line: str, progress: Progress) -> None:
        """Post that a job failed, with its reference number `job.id`, in the message that was
        begun where there is one. `line` says what was wrong and what to do; "" for a fault of our
        own, of which the log says more."""


@dataclass(frozen=True, kw_only=True)
class Duties:
    """Who does what: a handler for each kind of job, and who tells of failures."""

    handlers: Mapping[Kind, Handler]
    reporter: Reporter
