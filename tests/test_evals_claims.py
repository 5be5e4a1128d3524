"""The suites of claims: reading, figures worked by hand, and what a report never lists."""

from pathlib import Path

import pytest

from bot.claim_types import Verdict
from bot.errors import EvalError
from evals.claims.reading import HELD_OUT, ClaimCase, own_claims, rte3_pairs
from evals.claims.report import Checked, as_text, measures_of

HEADER = "id\tlanguage\tpremise\thypothesis\tlabel\tlabel_text\ttask\tlength\n"


def checked(expect: Verdict, verdict: Verdict, half: str = "development") -> Checked:
    case = ClaimCase(id=f"{expect}-{verdict}", claim="X", language="fr", half=half, expect=expect)
    return Checked(case=case, verdict=verdict, exact=(1.0,), quoted=None)


def test_accuracy_precision_and_recall() -> None:
    measured = measures_of(
        [
            checked("supported", "supported"),
            checked("supported", "not-told"),
            checked("supported", "not-told"),
            checked("not-told", "supported"),
        ]
    )
    values = {name: one.value for name, one in measured.items()}
    assert values["accuracy"] == 1 / 4
    assert values["commonest class"] == 3 / 4
    assert values["supported: precision"] == 1 / 2
    assert values["supported: recall"] == pytest.approx(1 / 3)
    assert values["not-told: precision"] == 0


def test_held_out_claims_are_never_listed() -> None:
    wrong = [checked("supported", "not-told"), checked("mixed", "supported", HELD_OUT)]
    text = as_text("claims", wrong, "")
    assert "supported-not-told" in text
    assert "mixed-supported" not in text


def test_our_claims_stand_in_two_halves_of_every_verdict() -> None:
    cases = own_claims()
    halves = {
        half: {c.expect for c in cases if c.half == half} for half in ("development", HELD_OUT)
    }
    assert all(len(verdicts) == 4 for verdicts in halves.values())
    assert len({case.id for case in cases}) == len(cases)
    seeds = "".join(p.read_text("utf-8") for p in Path("seeds").glob("*.txt"))
    assert all(quote in seeds for case in cases for quote in case.quotes)


def test_pairs_of_rte3_are_read_with_their_premise(tmp_path: Path) -> None:
    row = '1\tfr\t"Un ""pont"" a cédé."\tLe pont tient.\t2\tcontradiction\tIE\tshort\n'
    (tmp_path / "RTE3-FR-dev-set-3class.tsv").write_text(HEADER + row, "utf-8")
    (pair,) = rte3_pairs(tmp_path)
    assert (pair.premise, pair.expect) == ('Un "pont" a cédé.', "contradicted")


@pytest.mark.parametrize("text", ["id\tpremise\n1\tx\n", HEADER + "1\tfr\tx\ty\t9\tmaybe\tIE\ts\n"])
def test_a_wrong_file_is_one_clear_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "RTE3-FR-dev-set-3class.tsv").write_text(text, "utf-8")
    with pytest.raises(EvalError, match="is not a file of RTE3-FR"):
        rte3_pairs(tmp_path)
