"""Answers that were posted: kept, found again, judged, and gone with a removed document."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.library import AnswerRecord, FeedbackEntry, Library
from tests.library_samples import BAKHMUT, SHELLS, filled
from tests.slack_job_samples import LATER, NOON, job

RECORD = AnswerRecord(
    id="K7Q2-M4",
    question="Combien ?",
    standalone="Combien d’obus ?",
    language="fr",
    status="answered",
    payload={"citations": [{"document": "shells", "quote": "6 000 obus", "number": 1}]},
    documents=("shells",),
    team="T1",
    channel="C1",
    user="U1",
    ts="17.5",
    created=NOON,
)
WORD = FeedbackEntry(answer=RECORD.id, user="U2", verdict="helpful", created=NOON)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(f"sqlite:///{tmp_path / 'l.db'}") as opened:
        yield filled(opened, shells=SHELLS, visit=BAKHMUT)


def test_an_answer_is_found_again(library: Library) -> None:
    assert library.answers.get(RECORD.id) is None
    assert library.answers.keep(RECORD)
    assert library.answers.get(RECORD.id) == RECORD


def test_an_answer_that_is_kept_again_is_replaced(library: Library) -> None:
    library.answers.keep(RECORD)
    later = replace(RECORD, payload={"document": "visit"}, documents=("visit",), ts=None)
    assert library.answers.keep(later)
    assert library.answers.get(RECORD.id) == later


def test_documents_that_the_payload_names_count(library: Library) -> None:
    nested = {"disagreements": [{"claims": ({"document": "visit"},)}], "citations": "shells"}
    library.answers.keep(replace(RECORD, payload=nested, documents=()))
    found = library.answers.get(RECORD.id)
    assert found is not None
    assert found.documents == ("visit",)


def test_an_answer_from_a_document_that_is_gone_is_not_kept(library: Library) -> None:
    library.remove(["shells"])
    assert not library.answers.keep(RECORD)
    assert library.answers.get(RECORD.id) is None


def test_each_reader_has_one_last_word(library: Library) -> None:
    for said in (
        WORD,
        replace(WORD, user="U3", created=LATER),
        replace(WORD, verdict="unhelpful", reason="wrong", comment="Non.", created=LATER),
    ):
        library.answers.feedback(said)
    found = library.answers.feedbacks()
    assert [(one.user, one.verdict, one.comment) for one in found] == [
        ("U2", "unhelpful", "Non."),
        ("U3", "helpful", ""),
    ]
    assert library.answers.feedbacks(LATER) == found
    assert library.answers.feedbacks(LATER + timedelta(seconds=1)) == ()


def test_a_removal_leaves_no_word_of_the_document_and_keeps_the_verdict(
    library: Library, tmp_path: Path
) -> None:
    filled(library, rare="Zanahoria est arrivée à Xochimilco.")
    quoting = {"citations": [{"document": "rare", "quote": "Zanahoria est arrivée"}]}
    library.answers.keep(replace(RECORD, payload=quoting, documents=("visit",)))
    searched = {"searched": ["Xochimilco ?"], "removed": [{"text": "Zanahoria."}]}
    library.answers.keep(replace(RECORD, id="B", payload=searched, documents=("rare",)))
    library.answers.keep(replace(RECORD, id="C"))
    fell = {**RECORD.payload, "removed": [{"text": "Zanahoria tire.", "reason": "no-quote"}]}
    library.answers.keep(replace(RECORD, id="D", payload=fell))
    library.answers.feedback(replace(WORD, comment="Zanahoria ? Vraiment ?", reason="wrong"))
    assert traces(tmp_path, "Zanahoria")
    library.remove(["rare"])
    assert not traces(tmp_path, "Zanahoria")
    assert not traces(tmp_path, "Xochimilco")
    assert library.answers.get(RECORD.id) is None
    assert library.answers.get("B") is None
    assert library.answers.get("C") == replace(RECORD, id="C")
    without = replace(RECORD, id="D", payload={**RECORD.payload, "removed": []})
    assert library.answers.get("D") == without
    assert library.answers.feedbacks() == (replace(WORD, reason="wrong"),)


def traces(directory: Path, word: str) -> list[str]:
    """The library's files that hold a word."""
    return [path.name for path in directory.iterdir() if word.encode() in path.read_bytes()]


def test_a_library_of_the_third_version_gets_a_queue_and_answers(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'l.db'}"
    with Library.open(url) as library:
        filled(library, shells=SHELLS)
    with sqlite3.connect(tmp_path / "l.db") as connection:
        for table in ("jobs", "answer_documents", "answers", "feedback"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("UPDATE settings SET value = '3' WHERE name = 'schema'")
    connection.close()
    with Library.open(url) as library:
        assert library.document("shells").text == SHELLS
        assert library.answers.keep(RECORD)
        assert library.jobs.enter(job("e1"), NOON)
