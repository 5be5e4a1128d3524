"""The replies written by hand: each is of a case that exists, and every case has its reply."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from evals.byhand import MODEL, Entry, load_replies
from evals.byhand.replies import PlacedQuote
from evals.cases import load_cases
from evals.judge.verdicts import load_verdicts

EVALS = Path(__file__).parent.parent / "evals"
BY_HAND = EVALS / "byhand"
FILES = [BY_HAND / name for name in ("answers.yaml", "briefings.yaml")]


@pytest.fixture(scope="module")
def answers() -> tuple[Entry, ...]:
    return load_replies(BY_HAND / "answers.yaml")


def test_every_reply_belongs_to_a_case_and_every_case_has_one(answers: tuple[Entry, ...]) -> None:
    cases = {case.id for case in load_cases(EVALS / "cases" / "answers.yaml")}
    assert {one.case for one in answers} == cases


def test_a_follow_up_has_a_rewriting_for_each_question_after_the_first(
    answers: tuple[Entry, ...],
) -> None:
    roles = Counter((one.case, one.role) for one in answers)
    for case in load_cases(EVALS / "cases" / "answers.yaml"):
        asked = len(case.earlier)
        assert (roles[case.id, "answer"], roles[case.id, "followup"]) == (asked + 1, asked)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_file_says_that_it_was_written_by_hand(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# WRITTEN BY HAND.")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_altered_quotes_are_marked_as_slips(path: Path) -> None:
    for one in load_replies(path):
        for reply in one.replies:
            altered = [
                quote
                for quote in reply.quotes
                if isinstance(quote, PlacedQuote)
                and quote.place not in quote.quote
                and quote.quote not in quote.place
            ]
            assert reply.slip or not altered, (one.case, altered)


def test_some_replies_slip_and_most_do_not(answers: tuple[Entry, ...]) -> None:
    cases = {one.case for one in answers}
    slipped = {one.case for one in answers if any(reply.slip for reply in one.replies)}
    assert 0.08 <= len(slipped) / len(cases) <= 0.2


def test_verdicts_are_said_to_be_a_persons() -> None:
    verdicts = load_verdicts(BY_HAND / "judge.yaml")
    assert verdicts.by_hand
    assert verdicts.model == MODEL
    assert set(verdicts.given.values()) == {"full", "partial", "none"}  # not all is well
