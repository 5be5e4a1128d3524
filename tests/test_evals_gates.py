from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import EvalError
from evals.gates import GATES, Gates, fallen, health_of, judge, load_gates
from evals.glossary import METRICS
from evals.metrics import Estimate
from evals.suites import SUITES
from tests.outcome_samples import GIVEN, PASSED, REPLAY, REPLAYED, TWO, outcome

SOME = """
always:
  - {metric: quote exactness, at-least: 1.0}
  - {metric: stale cases, at-most: 0}
  - {metric: live attempts, at-most: 0}
suites:
  answers:
    extractive:
      - {metric: supported, at-least: 0.5}
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "gates.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def gates(tmp_path: Path) -> Gates:
    return load_gates(written(tmp_path, SOME), ("answers",))


def gates_of(tmp_path: Path, *entries: str) -> Gates:
    listed = "".join(f"\n      - {{{entry}}}" for entry in entries)
    text = f"always: []\nsuites:\n  answers:\n    extractive:{listed}\n"
    return load_gates(written(tmp_path, text), ("answers",))


def test_the_shipped_gates_name_suites_and_metrics_that_there_are() -> None:
    gates = load_gates(GATES, SUITES)
    assert {"quote exactness", "citation validity", "stale cases", "live attempts"} <= {
        gate.metric for gate in gates.always
    }
    assert all(METRICS[gate.metric] for gate in gates.always)


def test_a_gate_that_holds_and_one_that_falls(gates: Gates) -> None:
    assert fallen(judge([TWO], gates, whole=False)) == ()
    worse = outcome(replace(PASSED, observations={"supported": (0.0,)}))
    (down,) = fallen(judge([worse], gates, whole=False))
    assert str(down) == ("answers, extractive: supported at least 0.5: 0.000 (0.000 to 0.000), n=1")


@pytest.mark.parametrize(
    ("entry", "holds"),
    [
        ("metric: supported, at-least: 0.5", True),  # 1 and 0: the mean is 0.5, from 0 to 1
        ("metric: supported, at-least: 0.51", False),
        ("metric: supported, at-most: 0.5", True),
        ("metric: supported, at-most: 0.49", False),
        ("metric: supported, at-least: 0, bound: low", True),
        ("metric: supported, at-least: 0.1, bound: low", False),
        ("metric: supported, at-most: 0.9, bound: high", False),
        ("metric: nDCG@10, at-least: 0", False),  # not measured
    ],
)
def test_bounds(tmp_path: Path, entry: str, holds: bool) -> None:
    (judged,) = judge([TWO], gates_of(tmp_path, entry), whole=False)
    assert judged.holds is holds


def test_a_figure_that_a_suite_gives_itself_can_be_gated(tmp_path: Path) -> None:
    gates = gates_of(tmp_path, "metric: supported, at-least: 0.9")
    given = replace(GIVEN, figures={"supported": Estimate(count=9, value=0.95, low=0.9, high=1.0)})
    assert fallen(judge([given], gates, whole=False)) == ()


def test_what_was_not_measured_falls(tmp_path: Path) -> None:
    gates = gates_of(tmp_path, "metric: nDCG@10, at-least: 0")
    (down,) = fallen(judge([TWO], gates, whole=False))
    assert str(down).endswith("nDCG@10 at least 0: not measured")


def test_a_suite_that_was_not_run_falls_only_in_a_whole_run(gates: Gates) -> None:
    claims = outcome(PASSED, suite="claims")
    assert fallen(judge([claims], gates, whole=False)) == ()
    (down,) = fallen(judge([claims], gates, whole=True))
    assert (down.suite, down.writer, down.estimate) == ("answers", "extractive", None)


def test_a_replay_must_tell_how_it_fared(gates: Gates) -> None:
    fine = replace(REPLAYED, cases=(PASSED,), replay=replace(REPLAY, stale=0))
    assert fallen(judge([fine], gates, whole=False)) == ()
    for broken, told in (
        (replace(fine, replay=None), "live attempts at most 0: not measured"),
        (replace(fine, replay=replace(REPLAY, stale=0, live=2)), "live attempts at most 0: 2.000"),
        (replace(fine, replay=REPLAY), "stale cases at most 0: 1.000"),
        (REPLAYED, "stale cases at most 0: 1.000"),
    ):
        (down,) = fallen(judge([broken], gates, whole=False))
        assert told in str(down)


def test_counts_of_cases_without_a_score() -> None:
    found = health_of(REPLAYED)
    assert {name: one.value for name, one in found.items()} == {
        "stale cases": 1.0,
        "failed cases": 1.0,
        "unplayed recordings": 0.0,
        "live attempts": 0.0,
    }


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("always: [", "is not valid YAML"),
        ("always: []", "suites: Field required"),
        ("[]", "has a wrong gate"),
        (SOME.replace("answers:", "anwsers:"), "names the suite 'anwsers', which there is not"),
        (SOME.replace("supported", "suported"), "names the metric 'suported'"),
        (SOME.replace("at-most: 0}", "at-most: 0, at-least: 0}", 1), "either at-least or at-most"),
        (SOME.replace(", at-least: 0.5", ""), "either at-least or at-most"),
        (SOME.replace("at-least: 0.5", "at-least: half"), "valid number"),
        (SOME.replace("at-least: 0.5", "at-least: .nan"), "finite number"),
        (SOME.replace("at-least: 0.5", "at_least: 0.5"), "Extra inputs"),
        (SOME.replace("0.5", "0.5, bound: middle"), "'value', 'low' or 'high'"),
    ],
)
def test_a_wrong_file_is_told_in_one_line(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(EvalError, match=fault) as raised:
        load_gates(written(tmp_path, text), ("answers",))
    assert "\n" not in str(raised.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="cannot read the gates"):
        load_gates(tmp_path / "none.yaml", ("answers",))
