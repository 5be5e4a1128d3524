"""Jobs as Slack's events make them, a process that answers them, and one that hangs over them."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.library import Library
from bot.slack.progress import Progress
from bot.slack.values import Job, Place
from bot.slack.workers import Duties, Pace, Workers

NOON = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
PATIENCE = 30.0


def job(event: str, **given: str) -> Job:
    """A mention; `given` may name id, user, thread, text and response_url."""
    place = Place(
        team="T1",
        channel="C1",
        user=given.get("user", "U1"),
        surface="channel",
        thread=given.get("thread", event),
    )
    return Job(
        id=given.get("id", f"ID-{event}"),
        kind="ask",
        place=place,
        text=given.get("text", "Combien d’obus par jour ?"),
        event=event,
        response_url=given.get("response_url"),
        files=("F1",),
        details={"action": "one"},
    )


def eventually(condition: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait for another thread or process; fails when it does not come about."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        pause.wait(0.005)


def lines(path: Path) -> list[str]:
    """What processes have noted so far."""
    return path.read_text(encoding="utf-8").split() if path.exists() else []


@dataclass(frozen=True)
class Notebook:
    """Stands in for Slack between processes: each message is a line that all append to."""

    path: Path

    def handle(self, job: Job, progress: Progress) -> None:
        """Finish the message that was begun, or post one; as a handler does."""
        progress.check()
        if job.posted is None:
            self.write(f"post:{job.event}")
            progress.posted(f"ts-{job.event}")
        else:
            self.write(f"update:{job.posted}")

    def failed(self, job: Job, line: str, progress: Progress) -> None:
        """As a reporter does."""
        self.write(f"fail:{job.event}")

    def write(self, line: str) -> None:
        """One line, whole whoever else writes."""
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(handle, f"{line}\n".encode())
        os.close(handle)


@dataclass(frozen=True)
class Hanging:
    """Begins a message and is never heard of again."""

    notebook: Notebook

    def handle(self, job: Job, progress: Progress) -> None:
        self.notebook.handle(job, progress)
        self.notebook.write(f"hangs:{job.event}")
        threading.Event().wait()


def wall_clock() -> datetime:
    return datetime.now(UTC)


def enter_all(url: str, events: list[str], notes: Path) -> None:
    """A process that events come in at, from eight threads; notes those that it got."""
    notebook = Notebook(notes)
    with Library.open(url) as library:

        def enter(some: list[str]) -> None:
            for event in some:
                if library.jobs.enter(job(event), wall_clock()) is not None:
                    notebook.write(event)

        threads = [threading.Thread(target=enter, args=(events[n::4] * 2,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def answer_all(url: str, count: int, notes: Path) -> None:
    """A process that answers until so many messages are noted."""
    notebook = Notebook(notes)
    duties = Duties(handlers={"ask": notebook}, reporter=notebook)
    with Library.open(url) as library:
        workers = Workers(library.jobs, duties, wall_clock, replace(PACE, threads=3))
        workers.start()
        eventually(lambda: len(lines(notes)) >= count)
        workers.close()


def hang(url: str, notes: Path) -> None:
    """A process that begins the first message and then only prolongs its lease."""
    notebook = Notebook(notes)
    duties = Duties(handlers={"ask": Hanging(notebook)}, reporter=notebook)
    with Library.open(url) as library:
        Workers(library.jobs, duties, wall_clock, replace(PACE, threads=1)).start()
        threading.Event().wait()


PACE = Pace(
    threads=2, poll_seconds=0.02, beat_seconds=0.05, backoff=timedelta(0), quiet_seconds=0.0
)
