import json
from dataclasses import replace

from evals.cases import Aim, Case, Corpus, Suite
from evals.replies import Quote, QuotedStatement, Reply, Retrieved
from evals.report import Conditions, Result, Run, as_json, as_text, estimates

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


def test_estimates_pool_the_observations_and_split_latency() -> None:
    found = estimates(RUN.results)
    assert (found["supported"].count, found["supported"].value) == (2, 0.5)
    assert found["latency p50 ms"].value == 20.0
    assert found["latency p95 ms"].value == 29.0
    assert "latency ms" not in found


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
        "expected  one of ['20 000 obus'] from ['a']",
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
    assert "expected  an abstention" in text


def test_a_held_out_suite_lists_no_case() -> None:
    run = replace(RUN, suite=replace(SUITE, listed=False))
    assert "Combien d'obus" not in as_text(run)
    assert as_json(run)["results"] == []


def test_the_json_holds_figures_aims_and_every_reply() -> None:
    value = json.loads(json.dumps(as_json(RUN)))
    assert value["aims"] == [{"metric": "supported", "value": 0.9, "most": False, "reached": False}]
    assert value["metrics"]["overall"]["supported"]["value"] == 0.5
    assert value["metrics"]["by_language"]["en"]["supported"]["value"] == 1.0
    assert value["results"][1]["reply"]["statements"][0]["quotes"][0]["text"] == "7000"
    assert value["conditions"]["revision"] == "abc"
    assert value["failed"] == 1


def test_a_run_that_passes_says_so() -> None:
    assert as_text(replace(RUN, results=(PASSED,))).endswith("no case failed")
