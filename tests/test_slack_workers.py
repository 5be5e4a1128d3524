"""The answering threads: every job ends in a message, and a stopping process hands over."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import ClaimLostError, QuestionError, RetryLaterError
from bot.library import Library
from bot.library.jobs import LEASE, SETTLING
from bot.slack.progress import Progress
from bot.slack.values import Job
from bot.slack.workers import Duties, Pace, Workers
from tests.schedule_samples import SetClock
from tests.slack_job_samples import NOON, PACE, eventually, job


@dataclass
class Office:
    """Handles and reports as each test says, and notes what was done."""

    act: Callable[[Job, Progress], None] = lambda job, progress: None
    tell: Callable[[Job, Progress], None] = lambda job, progress: None
    handled: list[Job] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)

    def handle(self, job: Job, progress: Progress) -> None:
        self.handled.append(job)
        self.act(job, progress)

    def failed(self, job: Job, line: str, progress: Progress) -> None:
        self.told.append((job.id, line))
        self.tell(job, progress)


@dataclass
class World:
    """One library with workers that come and go, and a clock that is set by hand."""

    library: Library
    stack: ExitStack
    office: Office = field(default_factory=Office)
    clock: SetClock = field(default_factory=lambda: SetClock(NOON))

    def workers(self, pace: Pace = PACE) -> Workers:
        duties = Duties(handlers={"ask": self.office}, reporter=self.office)
        made = Workers(self.library.jobs, duties, self.clock, pace)
        self.stack.callback(made.close, 0.0)
        return made

    def started(self, pace: Pace = PACE) -> Workers:
        made = self.workers(pace)
        made.start()
        return made

    def ends(self, outcome: str, event: str = "e1") -> None:
        """Wait until the job of an event has ended, and see how."""
        eventually(lambda: bool(self.library.jobs.outcome(f"ID-{event}")))
        assert self.library.jobs.outcome(f"ID-{event}") == outcome


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with Library.open(f"sqlite:///{tmp_path / 'l.db'}") as library, ExitStack() as stack:
        yield World(library, stack)


def raising(*failures: Exception) -> Callable[[Job, Progress], None]:
    """Fails so often, then succeeds."""
    left = list(failures)

    def act(job: Job, progress: Progress) -> None:
        if left:
            raise left.pop(0)

    return act


def test_a_job_is_done_once_and_wakes_a_thread_at_once(world: World) -> None:
    workers = world.started(replace(PACE, poll_seconds=3600))
    assert workers.enter(job("e1"))
    assert workers.enter(job("e1")) is None
    world.ends("answered")
    assert [one.event for one in world.office.handled] == ["e1"]
    eventually(lambda: workers.running() == ())
    assert workers.alive
    workers.close()
    assert not workers.alive


def test_what_another_process_entered_is_found(world: World) -> None:
    world.started()
    world.library.jobs.enter(job("e1"), NOON)
    world.ends("answered")


def test_a_handler_says_how_it_ended(world: World) -> None:
    world.office.act = lambda job, progress: progress.ended("abstained")
    world.started().enter(job("e1"))
    world.ends("abstained")


@pytest.mark.parametrize(
    ("failure", "line"),
    [(QuestionError("no question in it: ask one"), "no question in it: ask one"), (KeyError(), "")],
    ids=["ours", "unknown"],
)
def test_a_failure_is_told_with_a_line_only_if_it_is_one_of_ours(
    world: World, failure: Exception, line: str
) -> None:
    world.office.act = raising(failure)
    world.started().enter(job("e1"))
    world.ends("failed")
    assert world.office.told == [("ID-e1", line)]
    assert len(world.office.handled) == 1


def test_a_job_of_an_unknown_kind_is_told_as_a_fault(world: World) -> None:
    world.started().enter(replace(job("e1"), kind="brief"))
    world.ends("failed")
    assert world.office.told == [("ID-e1", "")]


def test_what_is_safe_is_tried_again_and_told_in_the_end(world: World) -> None:
    world.office.act = raising(*[RetryLaterError("Slack rests")] * 2)
    workers = world.started()
    workers.enter(job("e1"))
    world.ends("answered")
    assert [one.attempts for one in world.office.handled] == [1, 2, 3]
    world.office.act = raising(*[RetryLaterError("Slack rests: ask again")] * 9)
    workers.enter(job("e2"))
    world.ends("failed", "e2")
    assert world.office.told == [("ID-e2", "Slack rests: ask again")]
    assert len(world.office.handled) == 3 + PACE.attempts


def test_a_retry_waits_as_long_as_it_is_told_to(world: World) -> None:
    world.office.act = raising(RetryLaterError("Slack rests", seconds=60))
    workers = world.started()
    workers.enter(job("e1"))
    eventually(lambda: bool(world.office.handled) and world.library.jobs.place(job("e1")) == 1)
    assert world.library.jobs.claim("other", NOON + timedelta(seconds=59)) is None
    world.clock.forward(seconds=60)
    world.ends("answered")


def test_a_failure_that_cannot_be_told_is_told_later(world: World) -> None:
    world.office.tell = raising(OSError("no network"), OSError("no network"))
    world.office.act = raising(*[QuestionError("no question")] * 9)
    world.started().enter(job("e1"))
    world.ends("failed")
    assert world.office.told == [("ID-e1", "no question")] * 3


def test_telling_is_given_up_at_last(world: World) -> None:
    world.office.act = raising(*[QuestionError("no question")] * 99)
    world.office.tell = raising(*[OSError("no network")] * 99)
    world.started().enter(job("e1"))
    world.ends("untold")
    assert len(world.office.told) == PACE.attempts + PACE.tellings


def test_a_job_that_killed_its_workers_is_not_begun_again(world: World) -> None:
    world.library.jobs.enter(job("e1"), NOON)
    for number in range(PACE.attempts):
        assert world.library.jobs.claim(f"dead {number}", world.clock())
        world.clock.forward(seconds=LEASE.total_seconds())
    world.started()
    world.ends("failed")
    assert world.office.handled == []


def test_the_message_that_was_begun_is_handed_on(world: World) -> None:
    def begin(job: Job, progress: Progress) -> None:
        progress.check()
        progress.posted("17.5")
        assert progress.job.posted == "17.5"
        raise RetryLaterError("the stream broke off")

    world.office.act = begin
    workers = world.started()
    workers.enter(job("e1"))
    eventually(lambda: len(world.office.handled) > 1)
    assert [one.posted for one in world.office.handled[:2]] == [None, "17.5"]


def test_an_overtaken_worker_posts_nothing_and_tells_nothing(world: World) -> None:
    raised: list[str] = []

    def overtaken(job: Job, progress: Progress) -> None:
        world.clock.forward(seconds=LEASE.total_seconds())
        assert world.library.jobs.claim("other", world.clock())
        for act in (progress.check, lambda: progress.posted("17.5")):
            with pytest.raises(ClaimLostError) as failure:
                act()
            raised.append(str(failure.value))
        raise failure.value

    world.office.act = overtaken
    workers = world.started(replace(PACE, beat_seconds=3600))
    workers.enter(job("e1"))
    eventually(lambda: len(raised) == 2 and workers.running() == ())
    assert world.office.told == []
    assert world.library.jobs.outcome("ID-e1") == ""


def test_a_beat_keeps_what_runs_and_notes_what_was_lost(world: World) -> None:
    go_on, seen = threading.Event(), []

    def wait(job: Job, progress: Progress) -> None:
        go_on.wait(30)
        seen.append(progress.lost)

    world.office.act = wait
    workers = world.started(replace(PACE, beat_seconds=3600))
    workers.enter(job("e1"))
    eventually(lambda: len(workers.running()) == 1)
    world.clock.forward(seconds=20)
    workers.beat()
    world.clock.forward(seconds=20)
    assert world.library.jobs.claim("other", world.clock()) is None
    world.clock.forward(seconds=20)
    assert world.library.jobs.claim("other", world.clock())
    workers.beat()
    go_on.set()
    eventually(lambda: seen == [True])
    assert world.library.jobs.outcome("ID-e1") == ""


def test_a_handler_that_hangs_is_given_up_and_replaced(world: World) -> None:
    go_on = threading.Event()

    def hang(job: Job, progress: Progress) -> None:
        if job.event == "e1":
            go_on.wait(30)
            with pytest.raises(ClaimLostError):
                progress.check()

    world.office.act = hang
    workers = world.started(replace(PACE, threads=1, beat_seconds=3600))
    workers.enter(job("e1"))
    eventually(lambda: len(workers.running()) == 1)
    world.clock.forward(minutes=11)
    workers.beat()
    world.ends("failed")
    workers.enter(job("e2"))
    world.ends("answered", "e2")
    go_on.set()
    assert world.office.told == [("ID-e1", "")]


def test_a_hung_handler_that_comes_back_ends_nothing(world: World) -> None:
    go_on, back = threading.Event(), threading.Event()
    world.office.act = lambda job, progress: (go_on.wait(30), None)[1]

    def tell(job: Job, progress: Progress) -> None:
        go_on.set()
        back.wait(30)

    world.office.tell = tell
    workers = world.started(replace(PACE, threads=1, beat_seconds=3600))
    (first,) = workers._threads
    workers.enter(job("e1"))
    eventually(lambda: len(workers.running()) == 1)
    world.clock.forward(minutes=11)
    workers.beat()
    first.join(30)
    assert world.library.jobs.outcome("ID-e1") == ""
    back.set()
    world.ends("failed")


def test_closing_waits_for_what_runs_and_claims_nothing_more(world: World) -> None:
    began, go_on = threading.Event(), threading.Event()

    def work(job: Job, progress: Progress) -> None:
        began.set()
        go_on.wait(30)
        assert progress.stopping

    world.office.act = work
    workers = world.started(replace(PACE, threads=1))
    for event in ("e1", "e2"):
        workers.enter(job(event))
    began.wait(30)
    closing = threading.Thread(target=workers.close)
    closing.start()
    go_on.set()
    closing.join(30)
    assert world.library.jobs.outcome("ID-e1") == "answered"
    assert (world.library.jobs.outcome("ID-e2"), world.library.jobs.waiting()) == ("", 1)


def test_closing_hands_over_what_takes_too_long(world: World) -> None:
    go_on, raised = threading.Event(), []

    def work(job: Job, progress: Progress) -> None:
        progress.posted("17.5")
        go_on.wait(30)
        try:
            progress.check()
        except ClaimLostError as lost:
            raised.append(lost)
            raise

    world.office.act = work
    workers = world.started()
    workers.enter(job("e1"))
    eventually(lambda: any(one.posted for one in workers.running()))
    assert workers.close(timeout=0.05) == 1
    taken = world.library.jobs.claim("other", NOON + SETTLING)
    assert taken == replace(job("e1"), attempts=2, posted="17.5")
    go_on.set()
    eventually(lambda: len(raised) == 1)
    assert taken is not None
    assert world.library.jobs.holds(taken)


def test_an_end_that_the_library_did_not_take_is_noted_later(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = Library.open(f"sqlite:///{world.library.path}?timeout=0.01")
    world.stack.callback(blocked.close)
    began, go_on = threading.Event(), threading.Event()

    def work(job: Job, progress: Progress) -> None:
        began.set()
        go_on.wait(30)

    world.office.act = work
    duties = Duties(handlers={"ask": world.office}, reporter=world.office)
    workers = Workers(blocked.jobs, duties, world.clock, replace(PACE, beat_seconds=3600))
    world.stack.callback(workers.close, 1.0)
    workers.start()
    workers.enter(job("e1"))
    began.wait(30)
    with world.library._database.writes():  # another process that writes for long
        go_on.set()
        eventually(lambda: "the end of question ID-e1 could not be noted" in caplog.text)
    eventually(lambda: beaten(workers, world, "ID-e1"))
    assert len(world.office.handled) == 1


def beaten(workers: Workers, world: World, job_id: str) -> bool:
    workers.beat()
    return world.library.jobs.outcome(job_id) == "answered"


def test_a_burst_of_events_comes_in_before_a_job_is_begun(world: World) -> None:
    workers = world.started(replace(PACE, quiet_seconds=3600.0, bustle_seconds=3600.0))
    workers.enter(job("e1"))
    assert workers.running() == ()
    workers.close()
    assert (world.office.handled, world.library.jobs.waiting()) == ([], 1)
    busy = world.started(replace(PACE, quiet_seconds=3600.0, bustle_seconds=0.05))
    busy.enter(job("e2"))
    world.ends("answered", "e2")
