"""Cohen's kappa worked by hand, and when the judge's scores are withheld."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import EvalError
from evals.judge.agreement import (
    Agreement,
    Pair,
    agreement_on,
    as_text,
    kappa,
    load_record,
    save_record,
    withheld,
)
from evals.judge.material import Judged, Quoted
from evals.judge.measuring import measured, together
from evals.judge.pairs import LabelledPair, labelled
from evals.judge.verdicts import Verdicts


def pairs(both: int, people: int, judge: int, neither: int) -> list[Pair]:
    """So many pairs on which both, only people, only the judge, and neither say "full"."""
    found: list[Pair] = [("full", "full")] * both
    found += [("full", "none")] * people
    found += [("none", "full")] * judge
    found += [("none", "none")] * neither
    return found


def test_kappa_takes_out_what_agrees_by_chance() -> None:
    # Agreed: (20 + 15) / 50 = .7. People say "full" 25 of 50, the judge 30 of 50; by chance both do
    # .5 x .6 = .3, neither .5 x .4 = .2, so .5. kappa = (.7 - .5) / (1 - .5) = .4.
    found = agreement_on(pairs(20, 5, 10, 15), 60)
    assert found.accuracy.value == pytest.approx(0.7)
    assert found.kappa.value == pytest.approx(0.4)
    assert found.kappa.low < 0.4 < found.kappa.high
    assert (found.pairs, found.judged, found.unscored) == (60, 50, 0)
    assert (found.people_full, found.judge_full) == (0.5, 0.6)


def test_kappa_of_three_verdicts() -> None:
    # Of 4 pairs 3 agree: .75. First: full 2, partial 1, none 1; second: full 2, partial 2.
    # Chance: 2/4 x 2/4 + 1/4 x 2/4 + 0 = .375. kappa = (.75 - .375) / (1 - .375) = .6.
    found = agreement_on(
        [("full", "full"), ("full", "full"), ("partial", "partial"), ("none", "partial")], 4
    )
    assert found.kappa_three.value == pytest.approx(0.6)


def test_kappa_at_its_ends() -> None:
    assert kappa([0, 3, 0, 3], 2).value == pytest.approx(1.0)
    assert kappa([1, 2, 1, 2], 2).value == pytest.approx(-1.0)
    assert kappa([3, 3, 3], 2).value == 0.0  # always the same: agreement tells nothing


def test_partial_is_not_full() -> None:
    found = agreement_on([("partial", "none"), ("full", "full")], 2)
    assert found.accuracy.value == 1.0


def test_unreadable_verdicts_are_counted_and_left_out() -> None:
    found = agreement_on([*pairs(1, 0, 0, 1), ("full", None)], 3)
    assert (found.judged, found.unscored, found.accuracy.value) == (2, 1, 1.0)
    with pytest.raises(EvalError, match="ask the judge first"):
        agreement_on([("full", None)], 1)


# ----------------------------------------------------------------------------------------- the gate

GOOD = agreement_on(pairs(10, 0, 1, 10), 21)
POOR = agreement_on(pairs(20, 5, 10, 15), 50)
RECORD = Agreement(
    model="small-1",
    by_hand=False,
    prompt="0123456789ab",
    recorded="2026-11-22",
    sets={"expertqa": GOOD, "rte3-fr": GOOD},
)


def test_scores_count_where_agreement_is_on_record() -> None:
    assert withheld(RECORD, "small-1", "0123456789ab") == ""
    assert "gate: kappa >= 0.60, met" in as_text(RECORD, "")


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (None, "is not on record"),
        (replace(RECORD, model="other"), "that of 'other'"),
        (replace(RECORD, prompt="ffffffffffff"), "has changed"),
        (replace(RECORD, sets={"expertqa": GOOD}), "rte3-fr is not on record"),
        (replace(RECORD, sets={"expertqa": POOR, "rte3-fr": GOOD}), "0.40, below 0.60"),
    ],
)
def test_scores_are_withheld_without_it(record: Agreement | None, reason: str) -> None:
    assert reason in withheld(record, "small-1", "0123456789ab")


def test_the_record_says_whose_verdicts_they_were() -> None:
    text = as_text(replace(RECORD, by_hand=True), "its kappa is too low")
    assert "WRITTEN BY HAND" in text
    assert "judge's scores withheld: its kappa is too low" in text


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "agreement.json"
    assert load_record(path) is None
    save_record(RECORD, path)
    assert load_record(path) == RECORD
    path.write_text("{}", "utf-8")
    with pytest.raises(EvalError, match="no record of agreement"):
        load_record(path)


# ------------------------------------------------------------------------------------- measuring it


def verdicts(**given: str | None) -> Verdicts:
    return Verdicts(
        model="small-1",
        by_hand=False,
        prompt="0123456789ab",
        recorded="2026-11-22",
        given=given,  # type: ignore[arg-type]
    )


def test_only_pairs_with_a_verdict_count_and_equal_pairs_once() -> None:
    first, second, third = (
        LabelledPair(judged=Judged(text, (Quoted(passage="P."),)), label="full") for text in "abc"
    )
    given = Verdicts(
        model="small-1",
        by_hand=False,
        prompt="0",
        recorded="2026-11-22",
        given={first.judged.id: "full", second.judged.id: "none", "judge-of-another-set": "full"},
    )
    found = measured(given, {"expertqa": [first, first, second, third]}).sets["expertqa"]
    assert (found.pairs, found.judged, found.accuracy.value) == (3, 2, 0.5)
    with pytest.raises(EvalError, match="no verdict on any pair of rte3-fr"):
        measured(given, {"rte3-fr": [third]})


def test_files_of_one_judge_are_taken_together() -> None:
    both = together([verdicts(a="full"), replace(verdicts(b="none"), recorded="2026-11-20")])
    assert (dict(both.given), both.recorded) == ({"a": "full", "b": "none"}, "2026-11-20")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (replace(verdicts(b="full"), model="other"), "no one judge's"),
        (replace(verdicts(b="full"), prompt="1"), "no one judge's"),
        (verdicts(a="none"), "different verdicts on 'a'"),
    ],
)
def test_files_that_do_not_go_together(other: Verdicts, reason: str) -> None:
    with pytest.raises(EvalError, match=reason):
        together([verdicts(a="full"), other])


def test_a_directory_is_known_by_its_files(tmp_path: Path) -> None:
    header = "id\tlanguage\tpremise\thypothesis\tlabel\tlabel_text\ttask\tlength\n"
    rows = "1\tfr\tIl pleut.\tIl pleut.\t0\tentailment\tIE\tshort\n2\tfr\tIl pleut.\tIl neige.\t2\t"
    (tmp_path / "RTE3-FR-dev-set-3class.tsv").write_text(
        header + rows + "contradiction\tIE\tshort\n", "utf-8"
    )
    (found,) = labelled([tmp_path]).values()
    assert [pair.label for pair in found] == ["full", "none"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(EvalError, match="holds neither"):
        labelled([tmp_path / "empty"])
