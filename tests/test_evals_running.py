import _socket  # what lies under `socket`: the guard of the tests does not see it
from contextlib import closing, suppress
from pathlib import Path

import pytest

from bot.errors import EvalError
from evals.finished import Finished
from evals.outcomes import BY_HAND, EXTRACTIVE, Outcome
from evals.running import Asked, asked_of, watched
from evals.suites import OWN, RECORDED_ONLY, SUITES
from tests.outcome_samples import REPLAY, REPLAYED, TWO


def test_without_a_suite_every_own_one_is_run_by_every_writer_it_has() -> None:
    asked = asked_of((), (), None)
    assert {one.suite for one in asked} == set(OWN) <= set(SUITES)
    assert Asked(suite="answers", writer=EXTRACTIVE) in asked
    assert Asked(suite="answers", writer=BY_HAND) in asked
    assert not [one for one in asked if one.suite in RECORDED_ONLY and one.writer == EXTRACTIVE]


def test_a_writer_narrows_the_own_suites_to_those_that_have_it() -> None:
    assert {one.suite for one in asked_of((), (EXTRACTIVE,), None)} == set(OWN) - RECORDED_ONLY
    by_hand = asked_of((), (BY_HAND,), None)
    assert {one.writer for one in by_hand} == {BY_HAND}


def test_a_suite_goes_on_under_its_old_name_and_is_run_once() -> None:
    found = asked_of(("seeds", "answers"), (EXTRACTIVE,), None)
    assert found == (Asked(suite="answers", writer=EXTRACTIVE),)


@pytest.mark.parametrize(
    ("suites", "writers", "data", "fault"),
    [
        (("anwsers",), (), None, "there is no suite 'anwsers'; choose from answers"),
        (
            ("claims",),
            ("gpt-9",),
            None,
            "'claims' has no writer 'gpt-9' but extractive; .* --label",
        ),
        (("faults",), (EXTRACTIVE,), None, "'faults' has no writer 'extractive'"),
        ((), ("gpt-9",), None, "no suite has recordings under 'gpt-9'; python -m evals record"),
        ((), (), Path("x"), "--data 'x' is for one suite"),
        (("piaf", "eloq"), (), Path("x"), "--data 'x' is for one suite"),
    ],
)
def test_what_cannot_be_run_is_told_in_one_line(
    suites: tuple[str, ...], writers: tuple[str, ...], data: Path | None, fault: str
) -> None:
    with pytest.raises(EvalError, match=fault) as raised:
        asked_of(suites, writers, data)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(("outcome", "before"), [(TWO, 0), (REPLAYED, REPLAY.live)])
def test_an_attempt_to_reach_the_network_is_told(outcome: Outcome, before: int) -> None:
    def play() -> Finished:
        # An address of RFC 5737 that no machine has. A writer may take the failure for a bad line.
        with suppress(OSError), closing(_socket.socket()) as one:
            one.connect(("192.0.2.7", 80))
        return Finished(text="", json={}, outcome=outcome)

    health = watched(play).outcome.replay
    assert health is not None
    assert health.live == before + 1
    assert health.played == (outcome.replay.played if outcome.replay else 0)


def test_without_an_attempt_nothing_is_added() -> None:
    finished = Finished(text="", json={}, outcome=TWO)
    assert watched(lambda: finished) is finished
