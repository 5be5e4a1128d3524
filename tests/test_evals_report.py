import json
from dataclasses import replace

from evals.cases import Aim, Case, Corpus, Suite
from evals.replies import Quote, QuotedStatement, Reply, Retrieved
from evals.report import Conditions, Result, Run, as_json, as_text

CASE = Case(
    id="shells",
    question="Combien d'obus ?",
    language="fr",
    kind="figure",
    answerable=True,
    documents=("a",),
    answers=("20 000 obus",),
)
REPLY = Reply(
    answered=True,
    language="fr",
    statements=(
        QuotedStatement(
            text="Sept mille obus.",
            quotes=(Quote(document="b", title="B", passage="b#0", start=3, end=7, text="7000"),),
        ),
    ),
    disagreements=(),
    abstention="",
    removed=(("Onze obus.", "figure-not-in-quote"),),
    retrieved=(Retrieved(passage="b#0", wanted=False), Retrieved(passage="a#1", wanted=True)),
    shown=frozenset({"b#0"}),
    milliseconds=10.0,
    told={
        "question": "Combien d'obus ?",
        "standalone": "Combien d'obus la Russie tire-t-elle ?",
        "status": "answered",
        "statements": [{"text": "Sept mille obus.", "citations": [1]}],
        "disagreements": [{"about": "", "claims": [{"value": "7000"}, {"value": "10 000"}]}],
        "citations": [{"number": 1, "document": "b", "start": 3, "end": 7, "quote": "7000"}],
        "removed": [{"text": "Onze obus.", "reason": "figure-not-in-quote"}],
        "retrieved": [{"passage": "b#0"}, {"passage": "a#1"}],
    },
)
PASSED = Result(
    case=replace(CASE, id="fine", language="en"),
    reply=REPLY,
    observations={"supported": (1.0,), "latency ms": (10.0,)},
)
FAILED = Result(case=CASE, reply=REPLY, observations={"supported": (0.0,), "latency ms": (30.0,)})
SUITE = Suite(
    name="two",
    corpus=Corpus(),
    cases=(PASSED.case, CASE),
    aims=(Aim(metric="supported", value=0.9), Aim(metric="nDCG@10", value=0.5)),
)
RUN = Run(
    suite=SUITE,
    results=(PASSED, FAILED),
    conditions=Conditions(
        date="2026-01-02", revision="abc", embedder="model", machine="2 cores", embedded=3
    ),
)


def test_a_missed_aim_and_an_unmeasured_one_are_said_plainly() -> None:
    text = as_text(RUN)
    assert "supported                             2     0.500" in text
    assert ">= 0.90  MISSED by 0.4000" in text
    assert "nDCG@10                          not measured" in text
    assert "2 cases, 1 failed" in text


def test_a_failed_case_shows_question_expectation_and_answer() -> None:
    text = as_text(RUN)
    for part in (
        "shells [fr, figure]: no quote of an expected document has the answer",
        "question  Combien d'obus ?",
        "expected  answered: 20 000 obus",
        "asked as  Combien d'obus la Russie tire-t-elle ?",
        "disagree  7000 | 10 000",
        "came back Sept mille obus.",
        "quote   b[3:7] 7000",
        "removed   Onze obus. (figure-not-in-quote)",
        "retrieved b#0, a#1",
    ):
        assert part in text
    assert "fine [" not in text


def test_an_unexpected_answer_says_that_an_abstention_was_expected() -> None:
    result = replace(
        FAILED,
        case=replace(CASE, answerable=False),
        observations={"abstained when it should": (0.0,)},
    )
    text = as_text(replace(RUN, results=(result,)))
    assert "shells [fr, figure]: answered" in text
    assert "expected  abstained" in text


def test_a_held_out_suite_lists_no_case() -> None:
    run = replace(RUN, suite=replace(SUITE, listed=False))
    assert "Combien d'obus" not in as_text(run)
    assert as_json(run)["results"] == []


def test_the_json_holds_figures_aims_and_every_reply() -> None:
    value = json.loads(json.dumps(as_json(RUN)))
    assert value["aims"] == [{"metric": "supported", "value": 0.9, "most": False, "reached": False}]
    assert value["metrics"]["overall"]["supported"]["value"] == 0.5
    assert value["metrics"]["by_language"]["en"]["supported"]["value"] == 1.0
    assert value["results"][1]["reply"]["citations"][0]["quote"] == "7000"
    assert value["conditions"]["revision"] == "abc"
    assert value["failed"] == 1


def test_a_run_that_passes_says_so() -> None:
    assert as_text(replace(RUN, results=(PASSED,))).endswith("no case failed")


def test_stale_and_broken_cases_are_told_apart_and_have_no_score() -> None:
    stale = Result(case=CASE, reply=None, observations={}, state="stale", note="record it again")
    text = as_text(replace(RUN, results=(PASSED, stale)))
    assert "2 cases, 0 failed, 1 stale" in text
    assert "shells [fr, figure]: STALE: record it again" in text


def test_replies_written_by_hand_are_never_shown_as_a_models() -> None:
    assert "no model's scores" in as_text(replace(RUN, writer="by-hand"))
    assert "no model's scores" not in as_text(RUN)
