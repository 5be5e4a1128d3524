"""Workers over one library: every briefing once, whatever stops, steps or fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.addresses import address_of
from bot.errors import ConfigurationError, DeliveryError, WriterError
from bot.library import Library
from bot.schedule.slots import slots
from bot.schedule.worker import RunReport, Worker
from bot.subscriptions import Subscription
from tests.schedule_samples import PARIS, Postbox, ScriptedAuthor, SetClock, moment

REFUSED = DeliveryError("mail server refuses", certain=True)
BROKE_OFF = DeliveryError("it may have arrived", certain=False)


@dataclass
class World:
    """A library file, a clock, a postbox, and workers that come and go."""

    directory: Path
    clock: SetClock
    postbox: Postbox = field(default_factory=Postbox)
    author: ScriptedAuthor = field(default_factory=ScriptedAuthor)
    stack: ExitStack = field(default_factory=ExitStack)
    started: int = 0

    def library(self) -> Library:
        return self.stack.enter_context(Library.open(f"sqlite:///{self.directory / 'l.db'}"))

    def worker(self) -> Worker:
        """A worker with a connection of its own, as another process has."""
        self.started += 1
        return Worker(
            library=self.library(),
            author=self.author,
            delivery_of=lambda _: self.postbox,
            clock=self.clock,
            name=f"worker {self.started}",
        )

    def posted(self) -> list[tuple[str, datetime]]:
        return [(parcel.subscription.id, parcel.slot) for parcel in self.postbox.posted]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, SetClock(moment("2026-03-20T12:00")))
    with made.stack:
        yield made


def subscribed(world: World, *subscriptions: Subscription) -> tuple[Subscription, ...]:
    library = world.library()
    return tuple(library.subscriptions.add(one) for one in subscriptions)


def outcomes(reports: tuple[RunReport, ...]) -> list[str]:
    return [report.outcome for report in reports]


def week(world: World, ends: datetime, events: dict[str, Callable[[], object]]) -> None:
    """Two schedulers at work each hour until `ends`; an event happens once, at its moment."""
    workers = [world.worker(), world.worker()]
    while world.clock.now < ends:
        if event := events.pop(f"{world.clock.now:%Y-%m-%dT%H:%M}", None):
            event()
        for at, worker in enumerate(workers):
            try:
                worker.run_due()
            except SystemExit:
                workers[at] = world.worker()  # a restart
        world.clock.forward(hours=1)
    assert not events


def test_a_week_of_two_schedulers_posts_every_briefing_once(world: World) -> None:
    """With a restart, both kinds of clock change, a step back, refusals and a worker that stops."""
    world.clock.now, ends = moment("2026-03-27T00:00"), moment("2026-04-06T00:00")
    begins = replace(PARIS, begins=world.clock.now)
    everyone = subscribed(
        world,
        begins,
        replace(begins, hour=time(2, 30)),  # does not exist on 29 March
        replace(begins, zone="Australia/Lord_Howe", hour=time(1, 45)),  # twice on 5 April
        replace(begins, zone="America/New_York", weekdays=(1, 3, 5)),
        replace(begins, zone="Asia/Kolkata", hour=time(23, 59), weekdays=(7,)),
    )
    events: dict[str, Callable[[], object]] = {
        "2026-03-28T07:00": lambda: world.postbox.failures.extend([REFUSED, REFUSED]),
        "2026-03-29T01:00": lambda: world.author.failures.append(WriterError("no model")),
        "2026-03-30T06:00": lambda: world.author.failures.append(SystemExit(143)),
        "2026-03-31T07:00": lambda: world.clock.forward(hours=-2),
        "2026-04-01T08:00": lambda: world.clock.forward(hours=-1),
        "2026-04-02T00:00": lambda: world.clock.forward(hours=1),
    }
    week(world, ends, events)
    expected = [
        (subscription.id, slot)
        for subscription in everyone
        for slot in slots(subscription, begins.begins, ends - timedelta(hours=1))
    ]
    assert sorted(world.posted()) == sorted(expected)
    assert len(expected) == 36
    assert len({parcel.key for parcel in world.postbox.posted}) == len(expected)


MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("work"), st.integers(0, 2)),
        st.tuples(st.just("clock"), st.integers(-600, 600)),
        st.tuples(
            st.sampled_from(["refuse", "break off", "stop writing", "stop sending"]), st.just(0)
        ),
        st.tuples(st.just("restart"), st.integers(0, 2)),
    ),
    max_size=40,
)


@settings(max_examples=20)
@given(MOVES)
def test_nothing_is_ever_posted_twice(moves: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as directory, ExitStack() as stack:
        world = World(Path(directory), SetClock(moment("2026-03-28T12:00")), stack=stack)
        subscribed(world, replace(PARIS, begins=world.clock.now, window=600))
        workers = [world.worker() for _ in range(3)]
        for move, amount in moves:
            match move:
                case "work":
                    try:
                        workers[amount].run_due()
                    except SystemExit:
                        workers[amount] = world.worker()
                case "clock":
                    world.clock.forward(minutes=amount)
                case "refuse":
                    world.postbox.failures.append(REFUSED)
                case "break off":
                    world.postbox.after_posting.append(BROKE_OFF)
                case "stop writing":
                    world.author.failures.append(SystemExit(143))
                case "stop sending":
                    world.postbox.after_posting.append(SystemExit(143))
                case "restart":
                    workers[amount] = world.worker()
        assert set(Counter(world.posted()).values()) <= {1}


def test_a_failed_delivery_is_tried_again_without_writing_again(world: World) -> None:
    subscribed(world, PARIS)
    worker = world.worker()
    world.clock.now = moment("2026-03-29T06:00")
    world.library().subscriptions.resume("s1", world.clock.now)
    world.postbox.failures.extend([REFUSED, REFUSED])
    due = [report for report in worker.run_due() if report.slot == world.clock.now]
    assert (due[0].outcome, due[0].reason) == ("waiting", "mail server refuses")
    assert worker.run_due() == ()
    world.clock.forward(minutes=1)
    assert outcomes(worker.run_due()) == ["waiting"]
    world.clock.forward(minutes=2)
    assert worker.run_due() == ()
    world.clock.forward(minutes=1)
    assert outcomes(worker.run_due()) == ["delivered"]
    assert len(world.author.asked) == 1
    run = worker.library.subscriptions.runs.latest("s1")
    assert run is not None
    assert (run.attempts, run.briefing, run.receipt) == (3, 1, {"number": "1"})


def today(world: World, **changes: object) -> Worker:
    """A worker on the morning of 29 March, where one briefing has just come due."""
    begins = replace(PARIS, begins=moment("2026-03-28T12:00"))
    subscribed(world, replace(begins, **changes))  # type: ignore[arg-type]
    world.clock.now = moment("2026-03-29T06:00")
    return world.worker()


def test_a_delivery_that_may_have_arrived_is_not_sent_again(world: World) -> None:
    worker = today(world)
    world.postbox.after_posting.append(BROKE_OFF)
    (report,) = worker.run_due()
    assert (report.outcome, report.reason) == ("failed", "it may have arrived")
    world.clock.forward(hours=1)
    assert worker.run_due() == ()
    assert len(world.postbox.posted) == 1


@pytest.mark.parametrize("idempotent", [True, False])
def test_a_worker_that_died_while_sending(world: World, idempotent: bool) -> None:
    address = address_of("file:/a.md" if idempotent else "stdout")
    worker = today(world, address=address)
    world.postbox.after_posting.append(SystemExit(143))
    with pytest.raises(SystemExit):
        worker.run_due()
    other = world.worker()
    assert other.run_due() == ()
    world.clock.forward(minutes=15)
    (report,) = other.run_due()
    assert report.outcome == ("delivered" if idempotent else "failed")
    assert len(world.postbox.posted) == (2 if idempotent else 1)


def test_a_worker_that_is_stopped_while_writing_leaves_the_slot_to_the_next(world: World) -> None:
    worker = today(world)
    world.author.failures.append(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        worker.run_due()
    assert outcomes(world.worker().run_due()) == ["delivered"]


def test_while_one_writes_the_other_leaves_it_alone(world: World) -> None:
    one, two = today(world), world.worker()
    seen: list[tuple[RunReport, ...]] = []
    world.author.meanwhile = lambda: seen.append(two.run_due())
    assert outcomes(one.run_due()) == ["delivered"]
    assert seen == [()]


def test_a_worker_that_writes_longer_than_its_lease_is_overtaken(world: World) -> None:
    slow, quick = today(world), world.worker()
    seen: list[list[str]] = []

    def overtaken() -> None:
        world.author.meanwhile = lambda: None
        world.clock.forward(minutes=16)
        seen.append(outcomes(quick.run_due()))

    world.author.meanwhile = overtaken
    assert slow.run_due() == ()
    assert seen == [["delivered"]]
    assert len(world.postbox.posted) == 1


def test_a_missed_run_is_made_up_within_its_window_and_noted_after_it(world: World) -> None:
    worker = today(world)
    world.clock.now = moment("2026-03-30T09:00")
    assert outcomes(worker.run_due()) == ["missed", "delivered"]
    assert worker.run_due() == ()
    assert [slot for _, slot in world.posted()] == [moment("2026-03-30T06:00")]
    assert world.author.asked[0].filters.since == "2026-03-29"


def test_the_days_of_a_failed_briefing_are_told_with_the_next(world: World) -> None:
    worker = today(world, window=10)
    assert outcomes(worker.run_due()) == ["delivered"]
    world.clock.now = moment("2026-03-30T06:00")
    world.postbox.failures.extend([REFUSED] * 3)
    assert outcomes(worker.run_due()) == ["waiting"]
    world.clock.now = moment("2026-03-31T06:00")
    world.postbox.failures.clear()
    assert outcomes(worker.run_due()) == ["failed", "delivered"]
    assert world.author.asked[-1].filters.since == "2026-03-29"


def test_a_long_stop_notes_a_month_at_most(world: World) -> None:
    worker = today(world)
    world.clock.now = moment("2027-03-29T12:00")
    assert outcomes(worker.run_due()) == ["missed"] * 31


def test_a_slot_noted_as_missed_by_a_wrong_clock_is_delivered_after_all(world: World) -> None:
    worker = today(world)
    world.clock.now = moment("2026-03-29T12:00")
    assert outcomes(worker.run_due()) == ["missed"]
    world.clock.now = moment("2026-03-29T06:30")
    assert outcomes(worker.run_due()) == ["delivered"]


def test_one_that_fails_stops_no_other(world: World) -> None:
    worker = today(world)
    subscribed(world, replace(PARIS, begins=moment("2026-03-28T12:00")))
    world.author.failures.append(ZeroDivisionError("a secret"))
    first, second = worker.run_due()
    assert (first.outcome, second.outcome) == ("waiting", "delivered")
    assert first.reason == "internal error (ZeroDivisionError)"


def test_a_channel_that_is_not_set_up_is_one_line_and_tried_again(world: World) -> None:
    def unset(_: Subscription) -> Postbox:
        raise ConfigurationError("no mail can be sent: CITEWIRE_SMTP_URL not set")

    worker = replace(today(world), delivery_of=unset)
    (report,) = worker.run_due()
    assert (report.outcome, report.reason[:7]) == ("waiting", "no mail")


@pytest.mark.parametrize("change", ["pause", "remove"])
def test_nobody_who_left_while_it_was_written_gets_it(world: World, change: str) -> None:
    worker = today(world)
    world.author.meanwhile = lambda: getattr(world.library().subscriptions, change)("s1")
    assert worker.run_due() == ()
    assert worker.run_due() == ()
    assert world.posted() == []


def test_a_briefing_that_the_archive_has_lost_is_written_again(world: World) -> None:
    worker = today(world)
    world.postbox.failures.append(REFUSED)
    worker.run_due()
    world.author.kept.clear()
    world.clock.forward(minutes=1)
    assert outcomes(worker.run_due()) == ["delivered"]
    assert len(world.author.asked) == 2
