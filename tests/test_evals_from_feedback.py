"""Draft cases from what readers thought in Slack, made from a real library and by the command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.errors import EvalError
from bot.library import AnswerRecord, FeedbackEntry, Library
from bot.slack.kept import answer_payload
from bot.types import Answer, Citation, Filters, Statement, Turn
from evals.cases import load_cases
from evals.from_feedback import as_yaml, drafts_of
from tests.library_samples import BAKHMUT, SHELLS, document, filled, passages_of
from tests.slack_job_samples import LATER, NOON

ROOT = Path(__file__).parent.parent


def answered(question: str, said: str, quote: str) -> Answer:
    """An answer that quotes the article on shells."""
    source = document("shells", SHELLS)
    start = SHELLS.index(quote)
    passage = next(one for one in passages_of(source) if one.start <= start < one.end)
    citation = Citation(passage=passage, start=start, end=start + len(quote))
    statement = Statement(text=said, citations=(citation,))
    return Answer(question=question, language="fr", statements=(statement,))


def kept(library: Library, answer: Answer, number: str, **given: Any) -> AnswerRecord:
    """The answer as the handler of questions keeps it."""
    record = AnswerRecord(
        id=number,
        question=answer.question,
        standalone=answer.standalone or answer.question,
        language=answer.language,
        status=answer.status,
        payload=answer_payload(answer, Filters(), 2),
        team="T07WORKSPACE",
        channel="C07CHANNEL",
        user="U07ASKER",
        ts="1700000000.000100",
        created=NOON,
    )
    record = replace(record, **given)
    assert library.answers.keep(record)
    return record


def judge(library: Library, answer: str, verdict: str, **given: Any) -> None:
    entry = FeedbackEntry(
        answer=answer, user="T07WORKSPACE/U07READER", verdict="helpful", created=NOON
    )
    chosen: Any = verdict
    library.answers.feedback(replace(entry, verdict=chosen, **given))


COUNTED = answered("Combien d’obus la Russie tire-t-elle ?", "La Russie en tire 20 000.", "20 000")
UNKNOWN = Answer(
    question="Qui est le pape ?", language="fr", abstention="Les documents ne le disent pas."
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(f"sqlite:///{tmp_path / 'library.sqlite'}") as opened:
        yield filled(opened, shells=SHELLS, visit=BAKHMUT)


def drafted(library: Library, **given: Any) -> str:
    return as_yaml(drafts_of(library, **given).drafts)


def cases_in(text: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load(text)["cases"]
    return cases


def test_a_draft_says_what_was_asked_answered_and_thought(library: Library) -> None:
    kept(library, COUNTED, "K7Q2-M4")
    judge(library, "K7Q2-M4", "unhelpful", reason="incomplete", comment="Et depuis quand ?")
    text = drafted(library)
    assert text.split("cases:\n")[1].splitlines() == [
        "",
        "# A reader: unhelpful (incomplete): Et depuis quand ?",
        "# Answered by extractive:",
        "#   La Russie en tire 20 000. [1]",
        "#   [1] shells: « 20 000 »",
        "- id: feedback-fr-combien-d-obus-la-russie",
        "  language: fr",
        "  kind: TODO",
        "  question: Combien d’obus la Russie tire-t-elle ?",
        "  expect: TODO",
        "  documents: []",
        "  answer: []",
        "  tags: [feedback]",
    ]


def test_a_draft_is_refused_until_it_is_completed(library: Library, tmp_path: Path) -> None:
    kept(library, COUNTED, "K7Q2-M4")
    judge(library, "K7Q2-M4", "unhelpful")
    file = tmp_path / "drafts.yaml"
    file.write_text(drafted(library), encoding="utf-8")
    with pytest.raises(EvalError) as refused:
        load_cases(file)
    assert "case 'feedback-fr-combien-d-obus-la-russie' is a draft: complete its kind, expect" in (
        str(refused.value)
    )
    assert "\n" not in str(refused.value)
    completed = file.read_text(encoding="utf-8")
    for before, after in (
        ("corpus: TODO", "corpus: seeds"),
        ("kind: TODO", "kind: figure"),
        ("expect: TODO", "expect: answered"),
        ("documents: []", "documents: [shells]"),
        ("answer: []", "answer: [20 000]"),
    ):
        completed = completed.replace(before, after)
    file.write_text(completed, encoding="utf-8")
    (case,) = load_cases(file)
    assert case.answerable
    assert case.question == COUNTED.question
    assert case.tags == ("feedback",)


def test_an_abstention_shows_what_came_nearest(library: Library) -> None:
    passage = passages_of(document("visit", BAKHMUT))[1]
    near = Citation(passage=passage, start=passage.start, end=passage.end)
    kept(library, replace(UNKNOWN, nearest=(near,)), "K7Q2-M4")
    judge(library, "K7Q2-M4", "unhelpful", reason="missed")
    assert (
        "# A reader: unhelpful (missed)\n"
        "# Abstained by extractive:\n"
        "#   Les documents ne le disent pas.\n"
        "#   nearest [1] visit: « La ville est détruite. »\n"
    ) in drafted(library)


def test_a_follow_up_comes_with_what_was_asked_before(library: Library) -> None:
    thread = "slack:T07WORKSPACE/C07CHANNEL/1700000000.000100"
    first = "Combien d’obus l’Ukraine tire-t-elle par jour ?"
    library.journal.add_turn(
        thread, Turn(question=first, standalone=first, language="fr"), "2026-03-20"
    )
    follow_up = replace(
        COUNTED, question="Et la Russie ?", standalone="Combien d’obus la Russie tire-t-elle ?"
    )
    turn = Turn(question=follow_up.question, standalone=follow_up.standalone or "", language="fr")
    library.journal.add_turn(thread, turn, "2026-03-20")
    kept(library, follow_up, "K7Q2-M4")
    judge(library, "K7Q2-M4", "helpful")
    text = drafted(library)
    assert cases_in(text)[0]["earlier"] == [first]
    assert "# Searched as: Combien d’obus la Russie tire-t-elle ?\n" in text


def test_a_follow_up_whose_thread_is_not_known_says_so(library: Library) -> None:
    kept(library, replace(COUNTED, question="Et elle ?", standalone="Et la Russie ?"), "K7Q2-M4")
    judge(library, "K7Q2-M4", "helpful")
    text = drafted(library)
    assert "earlier" not in cases_in(text)[0]
    assert "# Searched as: Et la Russie ?; what was asked before is not known any more" in text


def test_each_question_makes_one_draft_and_each_reader_has_one_word(library: Library) -> None:
    kept(library, COUNTED, "A")
    later = answered(COUNTED.question.upper(), "Elle en tire 20 000 par jour.", "20 000")
    kept(library, later, "B", created=LATER)
    judge(library, "A", "unhelpful", comment="Non.")
    judge(library, "A", "helpful", comment="Si.", created=NOON + timedelta(minutes=1))
    judge(library, "B", "helpful", comment="Oui.", user="T07WORKSPACE/U2", created=LATER)
    judge(library, "B", "unhelpful", comment="Plus.", created=LATER)
    text = drafted(library)
    assert len(cases_in(text)) == 1
    assert [line for line in text.splitlines() if "A reader" in line] == [
        "# A reader: unhelpful: Plus.",
        "# A reader: helpful: Oui.",
    ]
    assert "Elle en tire 20 000 par jour. [1]" in text
    assert "La Russie en tire 20 000" not in text


def test_ids_are_never_shared(library: Library) -> None:
    for number, ending in enumerate(("par jour", "par nuit", "par an")):
        question = f"Combien d’obus la Russie tire-t-elle {ending} ?"
        kept(library, replace(COUNTED, question=question), f"A{number}")
        judge(library, f"A{number}", "unhelpful")
    assert [case["id"] for case in cases_in(drafted(library))] == [
        "feedback-fr-combien-d-obus-la-russie",
        "feedback-fr-combien-d-obus-la-russie-2",
        "feedback-fr-combien-d-obus-la-russie-3",
    ]


def test_nothing_tells_who_asked_or_judged(library: Library) -> None:
    asked = "<@U07BOSS> et marie.durand@example.org : combien d’obus ? (+33 6 12 34 56 78)"
    kept(library, replace(COUNTED, question=asked), "K7Q2-M4")
    comment = "Demandez à @marie ou <@U07BOSS|Marie>, mailto:m@example.org <#C07SECRET|direction>"
    judge(library, "K7Q2-M4", "unhelpful", comment=comment)
    text = drafted(library)
    for trace in ("U07", "T07", "C07", "K7Q2", "1700000000", "2026", "marie", "Marie", "@", "33 6"):
        assert trace not in text, trace
    assert cases_in(text)[0]["question"] == "[…] et […] : combien d’obus ? ([…])"


@pytest.mark.parametrize(
    "hostile",
    [
        "Combien\n- id: other\n  expect: answered",
        "Combien\u2028- id: other\x85- id: third",
        "a: b # c",
        "- x",
        "no",
        "'« \"{}[]&*!|>%@`",
        "cloche \x07 et \x1b[2J",
        "demi \ud800".encode("utf-8", "replace").decode(),
        "😀 ? " + "mot " * 300,
    ],
)
def test_what_people_write_breaks_no_file(library: Library, hostile: str) -> None:
    kept(library, replace(COUNTED, question=hostile), "K7Q2-M4")
    judge(library, "K7Q2-M4", "unhelpful", comment=hostile)
    (case,) = cases_in(drafted(library))
    assert case["expect"] == "TODO"
    # The breaks became blanks; mentions, which "@`" is none of, would be blanked.
    assert case["question"].split()[:1] == hostile.split()[:1]


def test_what_is_gone_or_was_no_question_is_counted(library: Library) -> None:
    kept(library, COUNTED, "A")
    kept(library, UNKNOWN, "B", status="briefed")
    kept(library, UNKNOWN, "C", status="checked")
    for answer in ("A", "B", "C", "D"):
        judge(library, answer, "helpful")
    library.remove(["shells"])
    found = drafts_of(library)
    assert (found.drafts, found.gone, found.others) == ((), 2, 2)
    assert cases_in(as_yaml(found.drafts)) == []


def test_only_what_was_said_since_a_moment_counts(library: Library) -> None:
    kept(library, COUNTED, "A")
    kept(library, UNKNOWN, "B")
    judge(library, "A", "helpful")
    judge(library, "B", "helpful", created=LATER)
    assert [case["question"] for case in cases_in(drafted(library, since=LATER))] == [
        UNKNOWN.question
    ]


def command(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "evals", "from-feedback", *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **settings},
        timeout=60,
    )


def test_the_command_reads_the_library_of_the_settings(library: Library, tmp_path: Path) -> None:
    kept(library, COUNTED, "A")
    judge(library, "A", "helpful", reason="right")
    output = tmp_path / "drafts.yaml"
    finished = command("--output", str(output), CITEWIRE_DATA=str(tmp_path))
    assert (finished.returncode, finished.stdout) == (0, "")
    assert finished.stderr == (
        "1 draft of 1 verdict; left out: 0 on answers that are gone, 0 on briefings and claims\n"
    )
    assert output.read_text(encoding="utf-8") == drafted(library)
    for named in (tmp_path, tmp_path / "library.sqlite", f"sqlite:///{tmp_path}/library.sqlite"):
        assert command("--library", str(named)).stdout == drafted(library)


def test_bad_input_gets_one_line(library: Library, tmp_path: Path) -> None:
    there = ("--library", str(tmp_path))
    broken = tmp_path / "broken.sqlite"
    broken.write_text("no database\n" * 99, encoding="utf-8")
    (tmp_path / "drafts.yaml").write_text("a person's work", encoding="utf-8")
    for arguments, line in (
        (("--library", str(tmp_path / "missing")), "there is no library at"),
        (("--library", str(broken)), "broken.sqlite"),
        ((*there, "--since", "hier"), "--since 'hier' is no day; write it as in 2026-03-20"),
        ((*there, "--since", "2026-13-01"), "--since '2026-13-01' is no day"),
        ((*there, "--output", str(tmp_path / "drafts.yaml")), "exists, and may be completed"),
        ((*there, "--output", str(tmp_path / "no" / "drafts.yaml")), "cannot write"),
    ):
        finished = command(*arguments)
        assert finished.returncode == 1, finished
        assert line in finished.stderr
        assert len(finished.stderr.splitlines()) == 1
    assert (tmp_path / "drafts.yaml").read_text(encoding="utf-8") == "a person's work"
    assert not (tmp_path / "missing").exists()
