from dataclasses import replace

from evals.cases import Case, Corpus, Suite
from evals.questions import expected_of, outcome_of, title_of
from evals.results import Conditions, Result, Run

CASE = Case(
    id="shells",
    question="Et l'Ukraine ?",
    language="fr",
    kind="follow-up",
    answerable=True,
    documents=("a", "b"),
    answers=("10 000 obus", "6 000 et 7 000"),
)


def test_what_is_expected_is_told_in_words() -> None:
    assert expected_of(CASE) == "answered: 10 000 obus / 6 000 et 7 000"
    both = replace(CASE, disagreement=("10 000", "7 000"))
    assert expected_of(both).endswith("; both shown: 10 000 and 7 000")
    assert expected_of(replace(CASE, answers=())) == "answered from a or b"
    assert expected_of(replace(CASE, answerable=False)) == "abstained"


def test_a_follow_up_is_told_with_what_was_asked_before() -> None:
    assert title_of(CASE) == "Et l'Ukraine ?"
    asked = replace(CASE, earlier=("Combien d'obus la Russie tire-t-elle ?", "Par jour ?"))
    assert title_of(asked) == "Combien d'obus la Russie tire-t-elle ? › Par jour ? › Et l'Ukraine ?"


def test_a_case_that_did_not_run_has_a_note_and_no_reply() -> None:
    result = Result(case=CASE, reply=None, observations={}, state="stale", note="record it again")
    run = Run(
        suite=Suite(name="answers", corpus=Corpus(), cases=(CASE,)),
        results=(result,),
        conditions=Conditions(
            date="2026-01-02", revision="abc", embedder="model", machine="here", embedded=0
        ),
        writer="by-hand",
    )
    outcome = outcome_of(run)
    (told,) = outcome.cases
    assert (outcome.suite, outcome.writer) == ("answers", "by-hand")
    assert (told.state, told.note, told.reply) == ("stale", "record it again", None)
    assert not told.passed
    assert told.faults == ()


def test_a_figure_or_name_that_no_passage_has_is_named_in_the_fault() -> None:
    result = Result(case=CASE, reply=None, observations={"figure trace": (1.0, 0.0)})
    assert result.faults == ("a figure stands in no cited passage",)
