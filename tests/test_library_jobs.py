"""The queue: each event once, whoever enters it, and each job with one worker at a time."""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import QueueFullError
from bot.library import AnswerRecord, Jobs, Library
from bot.library.jobs import KEPT, LEASE, SETTLING
from bot.slack.values import Job
from tests.slack_job_samples import LATER, NOON, job

SECOND = timedelta(seconds=1)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(f"sqlite:///{tmp_path / 'l.db'}") as opened:
        yield opened


@pytest.fixture
def jobs(library: Library) -> Jobs:
    return library.jobs


def claimed(jobs: Jobs, worker: str = "one") -> Job:
    found = jobs.claim(worker, NOON)
    assert found is not None
    return found


def test_a_job_comes_out_as_it_went_in(jobs: Jobs) -> None:
    given = job("e1", response_url="https://hooks.example/secret")
    assert jobs.enter(given, NOON) == given
    assert jobs.claim("one", NOON) == replace(given, attempts=1)
    assert jobs.claim("one", NOON) is None


def test_an_event_is_entered_once_and_stays_known_when_done(jobs: Jobs) -> None:
    assert jobs.enter(job("e1"), NOON)
    assert jobs.enter(job("e1", id="other"), LATER) is None
    assert jobs.finish(claimed(jobs), "answered", NOON)
    assert jobs.enter(job("e1", id="third"), LATER) is None
    assert jobs.claim("one", LATER) is None


def test_what_came_first_is_claimed_first(jobs: Jobs) -> None:
    for name in ("e2", "e1", "e3"):
        jobs.enter(job(name), NOON)
    assert [claimed(jobs).event for _ in range(3)] == ["e2", "e1", "e3"]


def test_an_id_that_is_taken_gets_a_number(library: Library) -> None:
    record = AnswerRecord(
        id="X",
        question="?",
        standalone="?",
        language="fr",
        status="answered",
        payload={},
        created=NOON,
    )
    library.answers.keep(record)
    names = [library.jobs.enter(job(f"e{n}", id="X"), NOON) for n in range(3)]
    assert [found.id for found in names if found] == ["X-2", "X-3", "X-4"]


def test_a_full_queue_refuses_each_asker_once(jobs: Jobs) -> None:
    for number in range(3):
        jobs.enter(job(f"e{number}"), NOON, capacity=3)
    with pytest.raises(QueueFullError, match="3 questions wait already: ask again"):
        jobs.enter(job("e9", text="Où ?"), NOON, capacity=3)
    assert jobs.enter(job("e9"), LATER, capacity=3) is None
    assert (jobs.waiting(), jobs.outcome("ID-e9")) == (3, "queue full")
    claimed(jobs)
    assert jobs.enter(job("e10"), NOON, capacity=3)


def test_the_place_in_line(jobs: Jobs) -> None:
    first, second, third = (job(f"e{number}") for number in range(3))
    for one in (first, second, third):
        jobs.enter(one, NOON)
    assert [jobs.place(one) for one in (first, second, third)] == [1, 2, 3]
    claimed(jobs)
    assert [jobs.place(one) for one in (first, second, third)] == [0, 1, 2]
    assert (jobs.waiting(), jobs.unfinished()) == (2, 3)
    assert jobs.place(job("unknown")) == 0


def test_a_follow_up_waits_for_the_answer_before_it(jobs: Jobs) -> None:
    jobs.enter(job("e1", thread="1.0"), NOON)
    jobs.enter(job("e2", thread="1.0"), NOON)
    jobs.enter(job("e3", thread="1.0", user="U2"), NOON)
    first = claimed(jobs)
    assert claimed(jobs).event == "e3"
    assert jobs.claim("one", NOON) is None
    jobs.finish(first, "answered", NOON)
    assert claimed(jobs).event == "e2"


def test_a_lease_that_ran_out_is_taken_over_with_the_message_that_was_begun(jobs: Jobs) -> None:
    jobs.enter(job("e1"), NOON)
    first = claimed(jobs)
    assert jobs.posted(first, "17.5")
    assert jobs.claim("two", NOON + LEASE - SECOND) is None
    second = jobs.claim("two", NOON + LEASE)
    assert second == replace(job("e1"), attempts=2, posted="17.5")
    assert jobs.claim("three", NOON + LEASE) is None
    assert not jobs.holds(first)
    assert jobs.holds(second)
    assert not jobs.posted(first, "17.6")
    assert not jobs.finish(first, "answered", LATER)
    assert not jobs.retry(first, NOON)
    assert jobs.keep([first.id], "one", LATER) == frozenset()
    assert jobs.finish(second, "answered", LATER)
    assert not jobs.finish(second, "failed", LATER)
    assert jobs.outcome(second.id) == "answered"


def test_a_lease_is_prolonged_also_when_it_ran_out_unseen(jobs: Jobs) -> None:
    jobs.enter(job("e1"), NOON)
    first = claimed(jobs)
    assert jobs.claim("one", LATER) is None  # its own worker is alive: it does not take over
    assert jobs.keep([first.id, "unknown"], "one", LATER) == {first.id}
    assert jobs.claim("two", LATER + LEASE - SECOND) is None
    assert jobs.claim("two", LATER + LEASE)


def test_a_clock_that_steps_back_doubles_nothing(jobs: Jobs) -> None:
    jobs.enter(job("e1"), LATER)
    first = jobs.claim("one", LATER)
    assert first is not None
    assert jobs.claim("two", NOON) is None
    assert jobs.keep([first.id], "one", NOON) == {first.id}
    assert jobs.claim("two", NOON + LEASE)


def test_what_waits_is_claimed_also_when_the_clock_stepped_back(jobs: Jobs) -> None:
    jobs.enter(job("e1"), LATER)
    assert jobs.claim("one", NOON)


def test_a_job_that_is_put_back_rests(jobs: Jobs) -> None:
    jobs.enter(job("e1"), NOON)
    assert jobs.retry(claimed(jobs), LATER)
    assert jobs.claim("one", LATER - SECOND) is None
    again = jobs.claim("one", LATER)
    assert again is not None
    assert again.attempts == 2


def test_a_stopping_worker_gives_back_its_own(jobs: Jobs) -> None:
    for name in ("e1", "e2", "e3"):
        jobs.enter(job(name), NOON)
    begun, fresh = claimed(jobs), claimed(jobs)
    others = claimed(jobs, "two")
    jobs.posted(begun, "17.5")
    assert jobs.release("one", NOON) == 2
    assert jobs.claim("three", NOON) is None  # what was just being posted is under way
    taken = [jobs.claim("three", NOON + SETTLING) for _ in range(2)]
    assert [(one.event, one.posted) for one in taken if one] == [("e1", "17.5"), ("e2", None)]
    assert not jobs.holds(fresh)
    assert jobs.holds(others)


def test_a_finished_job_leaves_no_secret(jobs: Jobs, tmp_path: Path) -> None:
    jobs.enter(job("e1", response_url="https://hooks.example/secret", text="Ma question"), NOON)
    jobs.finish(claimed(jobs), "answered", NOON)
    with sqlite3.connect(tmp_path / "l.db") as connection:
        (row,) = connection.execute("SELECT * FROM jobs").fetchall()
    connection.close()
    assert not [value for value in row if isinstance(value, str) and "secret" in value]
    assert "Ma question" not in row


def test_old_events_are_forgotten(jobs: Jobs) -> None:
    for name in ("e1", "e2"):
        jobs.enter(job(name), NOON)
    jobs.finish(claimed(jobs), "answered", NOON)
    assert jobs.clean(NOON + KEPT) == 0
    assert jobs.clean(NOON + KEPT + SECOND) == 1
    assert jobs.waiting() == 1
    assert jobs.outcome("ID-e1") is None


def test_of_many_threads_each_event_is_entered_by_one_and_claimed_by_one(library: Library) -> None:
    events = [f"e{number}" for number in range(60)]
    barrier = threading.Barrier(8)
    entered: list[str] = []
    taken: list[str] = []

    def work(name: str) -> None:
        barrier.wait(timeout=10)
        entered.extend(e for e in events if library.jobs.enter(job(e), NOON) is not None)
        while (found := library.jobs.claim(name, NOON)) is not None:
            taken.append(found.event)
            assert library.jobs.finish(found, "answered", NOON)

    threads = [threading.Thread(target=work, args=(str(n),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert Counter(entered) == Counter(events)
    assert Counter(taken) == Counter(events)
