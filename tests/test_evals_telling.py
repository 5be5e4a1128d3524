import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from evals.comparing import compare
from evals.gates import Gate, Gated
from evals.metrics import Estimate
from evals.telling.comparison import NARROWEST
from evals.telling.comparison import as_text as comparison_text
from evals.telling.junit import as_junit
from evals.telling.lines import as_lines
from evals.telling.markdown import MOST_LISTED, as_markdown, comparison_markdown
from evals.telling.terminal import MOST, as_text
from evals.telling.wording import counts, figure, said
from tests.outcome_samples import (
    GIVEN,
    HELD_OUT,
    PASSED,
    REPLAYED,
    TWO,
    WRONG,
    case,
    outcome,
)

HOSTILE = replace(
    WRONG,
    title="a\x1b[2J | <script>\nnext",
    faults=("`code` | \x07",),
    reply={"text": "</details> <img src=x> @ann #1 http://a.b \x1b]0;title\x07"},
)
GATE = Gate.model_validate({"metric": "supported", "at-least": 0.9})
HELD = Gated(
    suite="answers",
    writer="extractive",
    gate=GATE,
    estimate=Estimate(count=2, value=0.95, low=0.9, high=1.0),
)
FELL = Gated(suite="answers", writer="extractive", gate=GATE, estimate=None)


# ---------------------------------------------------------------------------------------- terminal


def test_a_line_a_metric_with_n_value_interval_and_aim() -> None:
    text = as_text(GIVEN)
    assert "answers, extractive: 2 cases: 1 passed, 1 with faults" in text
    assert "supported            2     0.500   0.000 to 1.000     >= 0.90  MISSED by 0.4000" in text
    assert "gap                  4     0.800   0.700 to 0.900" in text
    assert "nDCG@10         not measured: no case gave an observation" in text


def test_a_case_with_faults_tells_what_was_expected_and_what_came() -> None:
    text = as_text(TWO)
    assert "  guns [fr, figure] Combien d’obus, guns ?" in text
    assert "    no quote of an expected document has the answer" in text
    assert "    expected  answered: 20 000 obus" in text
    assert "    came back Il tire « 20 000 obus » par jour. [1]" in text
    assert "shells" not in text.partition("cases with faults")[2]


def test_replies_written_by_hand_are_named_plainly() -> None:
    said_plainly = "replies written by hand: these figures are no model's"
    assert said_plainly in as_text(REPLAYED)
    assert said_plainly in as_markdown([REPLAYED])
    assert said_plainly in as_junit([REPLAYED])
    assert said_plainly not in as_text(TWO) + as_markdown([TWO]) + as_junit([TWO])


def test_a_stale_case_names_the_command_that_records_it() -> None:
    text = as_text(REPLAYED)
    assert "1 stale, 1 failed" in text
    assert "tanks: stale: record again: python -m evals record --suite answers --case tanks" in text
    assert "ships: failed: ViewError: gone" in text
    assert "replayed 5 recorded replies of written, oldest of 2026-11-01; 1 stale cases" in text


def test_held_out_cases_are_counted_and_never_listed() -> None:
    held = replace(HELD_OUT, faults=("secret fault",))
    for text in (as_text(outcome(held)), as_markdown([outcome(held)])):
        assert "secret fault" not in text
        assert held.id not in text
    assert "1 held-out cases with faults, which are never listed" in as_text(outcome(held))
    assert "secret fault" not in as_junit([outcome(held)])


def test_a_suite_without_cases() -> None:
    assert counts(outcome()) == "no cases of its own"
    assert "answers, extractive: no cases of its own" in as_text(outcome())


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.5, "0.500"), (-0.5, "-0.500"), (12.34, "12.3"), (0.0, "0.000"), (0.00042, "0.00042")],
)
def test_figures(value: float, text: str) -> None:
    assert figure(value) == text


def test_what_a_reply_says() -> None:
    assert said(None) == said({}) == ""
    assert said({"text": "Oui."}) == "Oui."
    assert said({"statements": [{"text": "Un."}, {"text": "Deux."}]}) == "Un. Deux."


# ------------------------------------------------------------------------------------------ hostile


def test_text_of_documents_cannot_steer_the_terminal() -> None:
    shown = as_text(outcome(HOSTILE)) + comparison_text(
        compare([outcome(replace(HOSTILE, faults=()))], [outcome(HOSTILE)]), 100
    )
    assert not {"\x1b", "\x07"} & set(shown)


def test_text_of_documents_cannot_format_markdown() -> None:
    made = as_markdown([outcome(HOSTILE)])
    assert "\\<script\\>" in made
    assert "<script>" not in made
    compared = comparison_markdown(
        *compare([outcome(replace(HOSTILE, faults=()))], [outcome(HOSTILE)])
    )
    assert compared.count("</details>") == compared.count("<details>")
    assert re.search(r"(?<!\\)<img", compared) is None
    assert not [call for call in ("@ann", "#1", "http://") if call in compared]


def test_text_of_documents_cannot_break_xml() -> None:
    root = ElementTree.fromstring(as_junit([outcome(HOSTILE)]).encode())
    (failure,) = root.iter("failure")
    assert failure.text is not None
    assert "<script>" in failure.text
    assert "\x1b" not in failure.text


# ------------------------------------------------------------------------------------------- others


def test_junit_has_a_suite_for_each_writer_and_for_the_gates() -> None:
    root = ElementTree.fromstring(as_junit([TWO, REPLAYED], [HELD, FELL]).encode())
    assert root.attrib == {
        "name": "citewire evals",
        "tests": "8",
        "failures": "3",
        "errors": "2",
    }
    first, second, gates = root.findall("testsuite")
    assert (first.get("name"), first.get("tests")) == ("answers, extractive", "2")
    assert [one.get("name") for one in first.findall("testcase")] == ["shells", "guns"]
    (failure,) = first.iter("failure")
    assert failure.get("message") == "no quote of an expected document has the answer"
    errors = [one.get("type") for one in second.iter("error")]
    assert errors == ["stale", "failed"]
    (down,) = gates.iter("failure")
    assert (down.get("message") or "").endswith("supported at least 0.9: not measured")


def test_json_lines_have_a_line_a_case() -> None:
    lines = as_lines([TWO, REPLAYED]).splitlines()
    assert len(lines) == 6
    first = json.loads(lines[0])
    assert (first["suite"], first["writer"], first["id"]) == ("answers", "extractive", "shells")
    assert first["observations"]["quote exactness"] == [1.0, 1.0]
    assert "Combien d’obus" in lines[0]


def test_markdown_has_gates_a_table_and_the_cases() -> None:
    made = as_markdown([TWO], [HELD, FELL])
    assert "**1 of 2 gates fell.**" in made
    assert "- answers, extractive: supported at least 0.9: not measured" in made
    assert "| supported | 2 | 0.500 | 0.000 to 1.000 | \\>= 0.90 MISSED by 0.4000 |" in made
    assert "- guns: Combien d’obus, guns ? — no quote of an expected document" in made
    assert "All 1 gates hold." in as_markdown([TWO], [HELD])


def test_markdown_lists_no_more_than_a_comment_can_hold() -> None:
    many = outcome(*(case(f"c{n}", {"supported": (0.0,)}, "wrong") for n in range(100)))
    made = as_markdown([many])
    assert f"- and {100 - MOST_LISTED} more" in made
    assert made.count(": Combien") == MOST_LISTED


def test_a_comparison_tells_lost_cases_side_by_side() -> None:
    lost = outcome(replace(PASSED, faults=("abstained",), reply={"text": "Je ne sais pas."}), WRONG)
    compared = compare([TWO], [lost])
    for width in (20, 80, 200):
        text = comparison_text(compared, width)
        assert "2 cases in both: 0 won, 1 lost, 1 the same" in text
        beside = next(line for line in text.splitlines() if "Je ne sais pas." in line)
        assert beside.lstrip().startswith("Il tire")
        assert len(beside) <= max(width, NARROWEST)
    markdown = comparison_markdown(*compared)
    assert "<summary>Lost: 1 cases</summary>" in markdown
    assert "  - after (abstained): Je ne sais pas." in markdown


def test_markdown_leaves_out_what_did_not_move() -> None:
    assert "3 metrics did not move at all." in comparison_markdown(*compare([TWO], [TWO]))
    after = outcome(replace(PASSED, observations={"supported": (0.0,)}), WRONG)
    made = comparison_markdown(*compare([TWO], [after]))
    assert "| supported | 2 | 0.500 | 0.000 | -0.500 | -1.000 to 0.000 |" in made
    assert "| quote exactness" not in made


def test_a_comparison_warns_where_the_data_differ() -> None:
    other = replace(TWO, circumstances=replace(TWO.circumstances, data="d2"))
    (compared,) = compare([TWO], [other])
    assert "WARNING: documents or cases differ" in comparison_text([compared], 100)
    assert "**documents or cases differ" in comparison_markdown(compared)
    assert "data: d1, then d2" in comparison_text([compared], 100)


def test_a_comparison_lists_no_held_out_case() -> None:
    compared = compare([outcome(replace(HELD_OUT, faults=()))], [outcome(HELD_OUT)])
    text = comparison_text(compared, 100)
    assert "lost (1 held out, never listed)" in text
    assert HELD_OUT.id not in text


def test_a_comparison_tells_faults_that_are_new() -> None:
    compared = compare([TWO], [outcome(PASSED, replace(WRONG, faults=("abstained",)))])
    text, markdown = comparison_text(compared, 100), comparison_markdown(*compared)
    assert "    - no quote of an expected document has the answer\n    + abstained" in text
    assert "  - new: abstained" in markdown


def test_a_terminal_gets_no_flood_of_cases() -> None:
    faulty = [replace(WRONG, id=f"wrong-{number}") for number in range(MOST + 3)]
    text = as_text(outcome(*faulty))
    assert f"wrong-{MOST - 1} " in text
    assert f"wrong-{MOST} " not in text
    assert "and 3 more: python -m evals report shows them all" in text
