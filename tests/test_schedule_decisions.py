"""What is done about a slot, as a table: the run so far, the time, the decision."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.runs import Run, RunState
from bot.schedule.decisions import LEASE, LONGEST_WAIT, Due, decide, next_attempt
from tests.schedule_samples import moment

SLOT = moment("2026-03-29T06:00")
CLOSES = moment("2026-03-29T09:00")
UNTIL = moment("2026-03-29T06:15")


def run(state: RunState, reason: str = "") -> Run:
    return Run(subscription="s1", slot=SLOT, state=state, until=UNTIL, reason=reason)


@pytest.mark.parametrize(
    ("known", "now", "idempotent", "action"),
    [
        (None, "06:00", False, "claim"),
        (None, "09:00", False, "claim"),
        (None, "09:01", False, "miss"),
        (run("claimed"), "06:14", False, "leave"),
        (run("claimed"), "06:15", False, "claim"),  # its worker died
        (run("claimed"), "09:01", False, "fail"),
        (run("claimed"), "05:50", False, "leave"),  # a little back: it still writes
        (run("claimed"), "05:00", False, "claim"),  # the clock was set back
        (run("waiting"), "06:14", False, "leave"),
        (run("waiting"), "06:15", False, "claim"),
        (run("waiting"), "09:01", False, "fail"),
        (run("delivering"), "06:14", False, "leave"),
        (run("delivering"), "06:15", False, "fail"),  # it may have arrived
        (run("delivering"), "06:15", True, "claim"),
        (run("delivering"), "09:01", True, "fail"),
        (run("done"), "06:30", True, "leave"),
        (run("done"), "05:00", False, "leave"),
        (run("failed"), "06:30", True, "leave"),
        (run("missed"), "10:00", False, "leave"),
        (run("missed"), "06:30", False, "claim"),  # noted while the clock was ahead
    ],
)
def test_decisions(known: Run | None, now: str, idempotent: bool, action: str) -> None:
    due = Due(run=known, closes=CLOSES, idempotent=idempotent)
    assert decide(due, moment(f"2026-03-29T{now}")).action == action


def test_a_run_that_is_given_up_says_why() -> None:
    late = moment("2026-03-29T09:01")
    waiting = Due(run=run("waiting", "mail server refuses"), closes=CLOSES, idempotent=False)
    assert decide(waiting, late).reason == "mail server refuses"
    sending = replace(waiting, run=run("delivering"))
    assert "may have arrived" in decide(sending, late).reason


def test_attempts_come_further_apart_until_the_window_is_over() -> None:
    waits = []
    for attempts in range(1, 8):
        again = next_attempt(attempts, SLOT, CLOSES)
        assert again is not None
        waits.append((again - SLOT).total_seconds() / 60)
    assert waits == [1, 3, 9, 27, 30, 30, 30]
    assert next_attempt(1, CLOSES, CLOSES) is None


@given(attempts=st.integers(1, 10_000), minutes=st.integers(0, 2000))
def test_no_attempt_is_made_after_the_window(attempts: int, minutes: int) -> None:
    now = SLOT.replace(hour=0) + minutes * (LEASE / 15)
    again = next_attempt(attempts, now, CLOSES)
    assert again is None or now < again <= min(CLOSES, now + LONGEST_WAIT)
