"""Several processes on one library: nothing is answered twice, and nothing with a dead process."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Iterator
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from bot.library import Library
from tests.slack_job_samples import (
    answer_all,
    enter_all,
    eventually,
    hang,
    job,
    lines,
    wall_clock,
)

pytestmark = pytest.mark.timeout(120)


@pytest.fixture(scope="module")
def context() -> ForkServerContext:
    """Processes that start at once, with everything loaded but nothing opened."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["tests.slack_job_samples"])
    return made


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'l.db'}"


@pytest.fixture
def library(url: str) -> Iterator[Library]:
    with Library.open(url) as opened:
        yield opened


def joined(*processes: BaseProcess) -> None:
    for process in processes:
        process.join(60)
        assert process.exitcode == 0


def test_two_processes_get_each_event_once_and_answer_it_once(
    library: Library, url: str, tmp_path: Path, context: ForkServerContext
) -> None:
    events = [f"e{number}" for number in range(80)]
    entered, answered = tmp_path / "entered", tmp_path / "answered"
    processes = [
        context.Process(target=enter_all, args=(url, events, entered)) for _ in range(2)
    ] + [context.Process(target=answer_all, args=(url, len(events), answered)) for _ in range(2)]
    for process in processes:
        process.start()
    joined(*processes)
    assert Counter(lines(entered)) == Counter(events)
    assert Counter(lines(answered)) == Counter(f"post:{event}" for event in events)
    assert {library.jobs.outcome(f"ID-{event}") for event in events} == {"answered"}


def test_a_killed_process_loses_its_question_to_one_that_finishes_the_same_message(
    library: Library, url: str, tmp_path: Path, context: ForkServerContext
) -> None:
    notes = tmp_path / "notes"
    library.jobs.enter(job("e1"), wall_clock())
    hanging = context.Process(target=hang, args=(url, notes))
    hanging.start()
    eventually(lambda: "hangs:e1" in lines(notes))
    hanging.kill()
    hanging.join(60)
    end_leases(url)
    others = [context.Process(target=answer_all, args=(url, 3, notes)) for _ in range(2)]
    for process in others:
        process.start()
    joined(*others)
    assert lines(notes) == ["post:e1", "hangs:e1", "update:ts-e1"]
    assert library.jobs.outcome("ID-e1") == "answered"


def end_leases(url: str) -> None:
    """As if half a minute had gone by."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE jobs SET until = '2000-01-01T00:00:00Z'"))
    engine.dispose()
