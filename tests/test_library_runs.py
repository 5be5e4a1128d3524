"""The runs of a subscription: one worker claims a slot, and one delivers it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.library import Library
from bot.library.runs import Run, Runs
from tests.schedule_samples import PARIS, moment

SLOT = moment("2026-03-29T06:00")
LEASE = moment("2026-03-29T06:15")
WANTED = Run(subscription="s1", slot=SLOT, state="claimed", worker="one", until=LEASE)
OTHER = replace(WANTED, worker="two")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(f"sqlite:///{tmp_path / 'l.db'}") as opened:
        opened.subscriptions.add(PARIS)
        yield opened


@pytest.fixture
def runs(library: Library) -> Runs:
    return library.subscriptions.runs


def only(runs: Runs) -> Run:
    found = runs.between(moment("2026-03-01T00:00"), moment("2026-05-01T00:00"))
    assert list(found) == [("s1", SLOT)]
    return found["s1", SLOT]


def test_of_two_workers_one_gets_the_slot(runs: Runs) -> None:
    assert runs.claim(WANTED, None) == WANTED
    assert runs.claim(OTHER, None) is None
    assert only(runs) == WANTED


def test_of_many_threads_one_gets_the_slot_and_one_delivers_it(library: Library) -> None:
    url = f"sqlite:///{library.path}"
    barrier, won = threading.Barrier(4), []

    def work(name: str) -> None:
        with Library.open(url) as own:
            barrier.wait(timeout=10)
            claimed = own.subscriptions.runs.claim(replace(WANTED, worker=name), None)
            if claimed and own.subscriptions.runs.begin_delivery(claimed, 1, LEASE):
                won.append(name)

    threads = [threading.Thread(target=work, args=(str(n),)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(won) == 1


def test_a_delivered_run_keeps_its_receipt(runs: Runs) -> None:
    claimed = runs.claim(WANTED, None)
    assert claimed is not None
    sending = runs.begin_delivery(claimed, 7, moment("2026-03-29T06:20"))
    assert sending is not None
    assert sending.state == "delivering"
    runs.finish(sending, {"ts": "123.45", "channel": "C1"})
    done = only(runs)
    assert (done.state, done.briefing, done.receipt) == (
        "done",
        7,
        {"ts": "123.45", "channel": "C1"},
    )
    assert runs.claim(OTHER, None) is None
    assert runs.delivered("s1", moment("2026-03-30T06:00")) == SLOT
    assert runs.delivered("s1", SLOT) is None
    assert runs.latest("s1") == done


def test_a_worker_that_was_overtaken_delivers_nothing(runs: Runs) -> None:
    first = runs.claim(WANTED, None)
    assert first is not None
    second = runs.claim(OTHER, first)
    assert second is not None
    assert second.attempts == 2
    assert runs.begin_delivery(first, None, LEASE) is None
    assert runs.retry(first, "late", LEASE) is False
    assert runs.fail(first, "late") is False
    assert runs.begin_delivery(second, None, LEASE) is not None
    assert runs.claim(replace(WANTED, worker="three"), second) is None


def test_what_was_delivered_is_noted_even_when_it_was_given_up_meanwhile(runs: Runs) -> None:
    claimed = runs.claim(WANTED, None)
    assert claimed is not None
    sending = runs.begin_delivery(claimed, None, LEASE)
    assert sending is not None
    assert runs.fail(sending, "its worker stopped")
    runs.finish(sending, {"path": "a.md"})
    assert (only(runs).state, only(runs).reason) == ("done", "")


def test_a_failure_that_is_certain_may_be_claimed_again(runs: Runs) -> None:
    claimed = runs.claim(WANTED, None)
    assert claimed is not None
    sending = runs.begin_delivery(claimed, 3, LEASE)
    assert sending is not None
    assert runs.retry(sending, "mail server refuses", moment("2026-03-29T06:01"))
    waiting = only(runs)
    assert (waiting.state, waiting.reason, waiting.briefing) == (
        "waiting",
        "mail server refuses",
        3,
    )
    again = runs.claim(OTHER, waiting)
    assert again is not None
    assert (again.attempts, again.briefing, again.worker) == (2, 3, "two")


def test_a_missed_slot_is_noted_once(runs: Runs) -> None:
    missed = replace(WANTED, reason="nothing ran")
    assert runs.miss(missed)
    assert not runs.miss(missed)
    assert (only(runs).state, only(runs).attempts) == ("missed", 0)
    assert runs.claim(OTHER, only(runs)) is not None


@pytest.mark.parametrize("change", ["pause", "remove"])
def test_nothing_is_sent_to_whom_has_left_meanwhile(library: Library, change: str) -> None:
    runs = library.subscriptions.runs
    claimed = runs.claim(WANTED, None)
    assert claimed is not None
    getattr(library.subscriptions, change)("s1")
    assert runs.begin_delivery(claimed, None, LEASE) is None


def test_a_removed_subscription_takes_its_runs_along(library: Library) -> None:
    library.subscriptions.runs.claim(WANTED, None)
    library.subscriptions.remove("s1")
    assert library.subscriptions.runs.latest("s1") is None
