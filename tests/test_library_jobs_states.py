"""Any order of events, claims, deaths and steps of the clock: each job is ended once, by one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.library import Library
from bot.library.jobs import LEASE
from bot.slack.values import Job
from tests.slack_job_samples import NOON, job

WORKERS = ("one", "two", "three")
workers = st.sampled_from(WORKERS)
events = st.sampled_from([f"e{number}" for number in range(6)])
STEP = LEASE / 3


class Queue(RuleBasedStateMachine):
    """A queue and what its workers believe to have; beliefs outlive leases."""

    def __init__(self) -> None:
        super().__init__()
        self.directory = TemporaryDirectory()
        self.library = Library.open(f"sqlite:///{Path(self.directory.name) / 'l.db'}")
        self.jobs = self.library.jobs
        self.now = NOON
        self.entered: set[str] = set()
        self.finished: list[str] = []
        self.begun: dict[str, str] = {}
        self.beliefs: list[tuple[str, Job]] = []

    def teardown(self) -> None:
        """Whatever happened, a worker that goes on answers everything that is left."""
        while self.jobs.unfinished():
            self.now += 10 * LEASE
            while (found := self.jobs.claim("last", self.now)) is not None:
                assert found.posted == self.begun.get(found.event)
                self.end(found)
        assert sorted(self.finished) == sorted(self.entered)
        self.library.close()
        self.directory.cleanup()

    def end(self, held: Job) -> None:
        if self.jobs.finish(held, "answered", self.now):
            self.finished.append(held.event)

    @rule(event=events, thread=st.sampled_from(["1.0", "2.0", ""]))
    def enter(self, event: str, thread: str) -> None:
        entered = self.jobs.enter(job(event, thread=thread or event), self.now)
        assert (entered is not None) == (event not in self.entered)
        self.entered.add(event)

    @rule(worker=workers)
    def claim(self, worker: str) -> None:
        found = self.jobs.claim(worker, self.now)
        if found is not None:
            assert found.event not in self.finished
            assert found.posted == self.begun.get(found.event)
            self.beliefs.append((worker, found))

    @rule(worker=workers)
    def keep(self, worker: str) -> None:
        self.jobs.keep([held.id for _, held in self.beliefs], worker, self.now)

    @rule(worker=workers)
    def release(self, worker: str) -> None:
        self.jobs.release(worker, self.now)

    @precondition(lambda self: self.beliefs)
    @rule(data=st.data(), what=st.sampled_from(["post", "finish", "retry"]))
    def act(self, data: st.DataObject, what: str) -> None:
        """A worker acts on what it believes to have, perhaps long after it was overtaken."""
        _, held = data.draw(st.sampled_from(self.beliefs))
        holds = self.jobs.holds(held)
        if what == "finish":
            self.end(held)
        elif what == "retry":
            assert self.jobs.retry(held, self.now + STEP) == holds
        else:
            ts = f"{held.event}.{held.attempts}"
            assert self.jobs.posted(held, ts) == holds
            if holds:
                self.begun[held.event] = ts

    @rule(steps=st.integers(min_value=-4, max_value=6))
    def time_goes_by(self, steps: int) -> None:
        self.now += steps * STEP + timedelta(seconds=1)

    @invariant()
    def nobody_shares(self) -> None:
        held = [belief.event for _, belief in self.beliefs if self.jobs.holds(belief)]
        assert len(held) == len(set(held))
        assert len(self.finished) == len(set(self.finished))


TestQueue = Queue.TestCase
TestQueue.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)
