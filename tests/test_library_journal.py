"""The journal: what was spent by whom, the turns of threads, and what a removal takes with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.library import Library, UsageEntry
from bot.types import Turn
from tests.library_samples import BAKHMUT, SHELLS, filled


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(f"sqlite:///{tmp_path / 'l.db'}") as opened:
        yield opened


def entry(day: str, user: str, dollars: float, model: str = "gpt-4o-mini") -> UsageEntry:
    return UsageEntry(
        day=day, user=user, model=model, input_tokens=1000, output_tokens=10, cost_usd=dollars
    )


def turn(question: str, *passages: str, text: str = "6 000 obus.") -> Turn:
    return Turn(
        question=question,
        standalone=f"{question} (en Ukraine)",
        language="fr",
        passages=passages,
        text=text,
    )


def test_what_was_spent_by_day_and_user(library: Library) -> None:
    for spent in (("d1", "ann", 0.5), ("d1", "bob", 0.25), ("d1", "ann", 0.5), ("d2", "ann", 2.0)):
        library.journal.spend(entry(*spent))
    assert library.journal.spent("d1") == pytest.approx(1.25)
    assert library.journal.spent("d1", "ann") == pytest.approx(1.0)
    assert library.journal.spent("d3") == 0.0


def test_usage_is_summed_and_the_newest_day_comes_first(library: Library) -> None:
    for spent in (("d1", "ann", 0.5), ("d2", "bob", 0.25), ("d1", "ann", 0.5)):
        library.journal.spend(entry(*spent))
    library.journal.spend(entry("d1", "ann", 0.0, model="llama3.2"))
    rows = [(one.day, one.user, one.model, one.calls) for one in library.journal.usage()]
    assert rows == [
        ("d2", "bob", "gpt-4o-mini", 1),
        ("d1", "ann", "gpt-4o-mini", 2),
        ("d1", "ann", "llama3.2", 1),
    ]
    assert library.journal.usage()[1].input_tokens == 2000
    assert len(library.journal.usage(since="d2")) == 1


def test_usage_makes_no_revision(library: Library) -> None:
    library.journal.spend(entry("d1", "ann", 0.5))
    library.journal.add_turn("t", turn("Combien ?"), "d1")
    assert library.revision == 0


def test_a_thread_begins_with_its_first_turn(library: Library) -> None:
    assert library.journal.turns("t", 5) == ()
    turns = [turn("Combien ?", "a#1", "b#0"), turn("Et la Russie ?", "a#1"), turn("Qui ?", text="")]
    for one in turns:
        library.journal.add_turn("t", one, "2026-11-22")
    library.journal.add_turn("other", turn("Où ?"), "2026-11-22")
    assert library.journal.turns("t", 5) == tuple(turns)
    assert library.journal.turns("t", 2) == tuple(turns[1:])


def test_what_was_asked_before_a_turn(library: Library) -> None:
    turns = [turn(question) for question in ("Combien ?", "Et la Russie ?", "Qui ?")]
    for one in turns:
        library.journal.add_turn("slack:T_1/C1/1", one, "d1")
    library.journal.add_turn("slack:T_1/C2/1", turns[1], "d1")
    library.journal.add_turn("slack:T91/C1/1", turns[2], "d1")
    journal = library.journal
    assert journal.before(turns[2], "slack:T_1/C1/", 5) == (turns[0], turns[1])
    assert journal.before(turns[2], "slack:T_1/C1/", 1) == (turns[1],)
    assert journal.before(turns[0], "slack:T_1/C1/", 5) == ()
    assert journal.before(turn("Où ?"), "slack:T_1/", 5) == ()
    # Two threads hold it: which one is meant cannot be told.
    assert journal.before(turns[1], "slack:T_1/", 5) == ()


def test_what_a_thread_opens_with_was_not_asked(library: Library) -> None:
    library.journal.open("slack:T1/C1/1", turn("Le point du jour"), "d1")
    library.journal.add_turn("slack:T1/C1/1", turn("Pourquoi ?"), "d1")
    assert library.journal.before(turn("Pourquoi ?"), "slack:T1/C1/", 5) == ()


def test_a_removed_document_takes_the_turns_that_cite_it_along(
    library: Library, tmp_path: Path
) -> None:
    filled(library, shells=SHELLS, visit=BAKHMUT)
    library.journal.add_turn("t", turn("Qui ?", "visit#0", text="Zelenskiy."), "d1")
    library.journal.add_turn("t", turn("Combien ?", "shells#0", text="Un secret."), "d1")
    library.journal.add_turn("t", turn("Secret, et qui ?", "visit#0", text="Personne."), "d1")
    library.journal.add_turn("u", turn("Où ?", "visit#1", text="À Bakhmout."), "d1")
    library.remove(["shells"])
    assert [one.question for one in library.journal.turns("t", 5)] == ["Qui ?"]
    assert len(library.journal.turns("u", 5)) == 1
    assert "secret" not in (tmp_path / "l.db").read_bytes().decode("utf-8", "replace").lower()


def test_a_library_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'l.db'}"
    with Library.open(url) as library:
        filled(library, shells=SHELLS)
    with sqlite3.connect(tmp_path / "l.db") as connection:
        for table in ("usage", "turn_passages", "turns", "gone", "told_vectors"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("UPDATE settings SET value = '1' WHERE name = 'schema'")
    connection.close()
    with Library.open(url) as library:
        assert library.document("shells").text == SHELLS
        library.journal.spend(entry("d1", "ann", 0.5))
    with Library.open(url) as library:
        assert library.journal.spent("d1") == 0.5


def test_a_thread_may_begin_with_a_briefing(tmp_path: Path) -> None:
    with Library.open(f"sqlite:///{tmp_path / 'opening.db'}") as library:
        journal = library.journal
        briefing = Turn(
            question="Briefing", standalone="Obus", language="fr", passages=("a#0",), text="6 000."
        )
        asked = Turn(question="Et ?", standalone="Et ?", language="fr")
        journal.open("t", briefing, "2026-03-20")
        journal.open("t", asked, "2026-03-20")
        journal.add_turn("t", asked, "2026-03-20")
        assert journal.opening("t") == briefing
        assert journal.turns("t", 9) == (asked,)
        assert journal.opening("u") is None
