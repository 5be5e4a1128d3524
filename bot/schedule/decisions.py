"""What is to be done about a slot, given what became of it so far. Pure: the clock is an argument.

Clocks step. A lease or a wait that ends much later than any that is given out was written before
the clock was set back, and counts as over: taking over a claim is always safe, since its first
owner is stopped at `Runs.begin_delivery`. A slot noted as missed while the clock was ahead is taken
after all. What was delivered stays delivered whatever the clock says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.library.runs import Run

LEASE = timedelta(minutes=15)
"""How long a worker may write or send: an extractive briefing takes seconds, a model minutes."""

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=30)
_WAIT_GROWTH = 3

Action = Literal["claim", "miss", "fail", "leave"]


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What to do, and why a slot is given up."""

    action: Action
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Due:
    """A slot that has come: what became of it, the end of its window, the channel's nature."""

    run: Run | None
    closes: datetime
    idempotent: bool


_LEAVE, _CLAIM = Decision(action="leave"), Decision(action="claim")


def decide(due: Due, now: datetime) -> Decision:
    """Claim the slot, note it as missed or failed, or leave it to whom it belongs."""
    run, late = due.run, now > due.closes
    if run is None:
        reason = "nothing ran until its window was over"
        return Decision(action="miss", reason=reason) if late else _CLAIM
    match run.state:
        case "missed":
            return _LEAVE if late else _CLAIM
        case "waiting":
            if late:
                return Decision(action="fail", reason=run.reason)
            return _LEAVE if _holds(run, now, LONGEST_WAIT) else _CLAIM
        case "claimed" | "delivering" if _holds(run, now, LEASE):
            return _LEAVE
        case "claimed":
            if late:
                return Decision(action="fail", reason="its worker stopped while writing")
            return _CLAIM
        case "delivering" if due.idempotent and not late:
            return _CLAIM
        case "delivering":
            reason = "its worker stopped while sending: it may have arrived, and is not sent again"
            return Decision(action="fail", reason=reason)
    return _LEAVE  # done or failed


def next_attempt(attempts: int, now: datetime, closes: datetime) -> datetime | None:
    """When a failed delivery is tried again: after 1, 3, 9, 27, 30, 30… minutes.

    None when the window is over by then.
    """
    wait = FIRST_WAIT
    for _ in range(attempts - 1):
        wait = min(wait * _WAIT_GROWTH, LONGEST_WAIT)
    again = now + wait
    return again if again <= closes else None


def _holds(run: Run, now: datetime, longest: timedelta) -> bool:
    return now < run.until <= now + 2 * longest
