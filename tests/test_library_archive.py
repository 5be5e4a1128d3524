"""Past briefings: what is kept, what counts as earlier, and what a removal erases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Column, create_engine, insert

from bot.arguments import BriefingRequest
from bot.briefing_types import Briefing
from bot.errors import UnknownBriefingError
from bot.library import Edition, Library
from bot.library.schema_base import metadata
from bot.library.schema_schedule import runs, subscriptions
from bot.types import Filters, Timings
from tests.archive_samples import briefing, cited, document, edition, statement, story, vector
from tests.library_samples import MODEL, filled, record
from tests.test_library_library import traces

FLOOD = document("flood", "La crue du Rhin a fait 12 morts à Bonn. Le pont est fermé.")
VOTE = document("vote", "Ana Gil gagne l'élection de Bilbao.")
OPEN = BriefingRequest(filters=Filters())


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(f"sqlite:///{tmp_path / 'l.db'}") as opened:
        yield opened


def two_stories() -> Briefing:
    return briefing(
        story(statement(FLOOD, "La crue du Rhin a fait 12 morts à Bonn.")),
        story(statement(VOTE)),
    )


def kept(library: Library, given: Edition) -> Edition:
    return library.archive.keep(given, {}, MODEL)


def test_what_is_kept_is_read_again(library: Library) -> None:
    given = replace(edition(two_stories()), consulted=("flood", "other", "vote"))
    stored = kept(library, given)
    assert stored == replace(given, number=1)
    assert library.archive.get(1) == stored
    assert library.revision == 0


def test_a_document_is_kept_as_it_stood(library: Library) -> None:
    kept(library, edition(two_stories()))
    library.put(record(document("flood", "La crue du Rhin a fait 15 morts à Bonn.")))
    quoted = library.archive.get(1).briefing.stories[0].statements[0].citations[0]
    assert quoted.quote == "La crue du Rhin a fait 12 morts à Bonn."


def test_an_equal_briefing_is_one_entry_and_keeps_its_time(library: Library) -> None:
    first = kept(library, edition(two_stories()))
    slower = replace(two_stories(), timings=Timings(total=9.0))
    again = kept(library, edition(slower, day="2023-02-15"))
    assert again == first
    assert kept(library, edition(two_stories(), revision=2)).number == 2
    assert kept(library, edition(two_stories(), series="subscription:1")).number == 3
    assert [one.number for one in library.archive.summaries()] == [1, 2, 3]


def test_summaries_say_what_a_list_needs(library: Library) -> None:
    kept(library, edition(two_stories()))
    (one,) = library.archive.summaries()
    assert (one.day, one.series, one.stories, one.title) == ("2023-02-14", "all", 2, "Briefing")
    assert library.archive.on("2023-02") == (one,)


def test_an_unknown_number(library: Library) -> None:
    with pytest.raises(UnknownBriefingError, match="no briefing 7; see `citewire briefings`"):
        library.archive.get(7)


def days(library: Library, request: BriefingRequest, revision: int) -> list[str]:
    return [one.day for one in library.archive.past(request, revision, MODEL)]


def of_day(day: str, series: str = "", revision: int = 1) -> Edition:
    request = BriefingRequest(filters=Filters(since=day, until=day), series=series, day=day)
    return Edition(
        briefing=briefing(title=day), request=request, made_at="2023-03-01", revision=revision
    )


def test_earlier_is_what_ends_before(library: Library) -> None:
    for day in ("2023-02-13", "2023-02-15", "2023-02-14"):
        kept(library, of_day(day))
    assert days(library, of_day("2023-02-15").request, 1) == ["2023-02-14", "2023-02-13"]
    assert days(library, of_day("2023-02-13").request, 1) == []
    assert days(library, of_day("2023-02-15", "subscription:1").request, 1) == []


def test_the_same_period_at_an_earlier_revision_is_earlier(library: Library) -> None:
    kept(library, edition(two_stories(), revision=3))
    assert days(library, OPEN, 3) == []
    assert days(library, OPEN, 4) == ["2023-02-14"]


def test_a_slot_that_is_run_again_has_only_delivered_slots_before_it(
    library: Library, tmp_path: Path
) -> None:
    numbers = [
        kept(library, of_day(day, "subscription:1", revision=5)).number
        for day in ("2023-02-13", "2023-02-14", "2023-02-15")
    ]
    deliver(tmp_path / "l.db", numbers[1:])
    again = of_day("2023-02-15", "subscription:1").request
    assert days(library, again, 9) == ["2023-02-14"]
    assert days(library, again, 2) == ["2023-02-14"]


def deliver(path: Path, numbers: list[int]) -> None:
    """Note runs that delivered these briefings."""
    metadata.create_all(engine := create_engine(f"sqlite:///{path}"))
    with engine.begin() as connection:
        connection.execute(
            insert(subscriptions),
            [{column.name: filler(column) for column in subscriptions.columns}],
        )
        connection.execute(
            insert(runs),
            [
                {column.name: filler(column) for column in runs.columns}
                | {"slot": f"slot {number}", "state": "done", "briefing": number}
                for number in numbers
            ],
        )
    engine.dispose()


def filler(column: Column[object]) -> object:
    """A value that the column takes."""
    return "1" if column.type.python_type is str else 1


def test_two_weeks_are_remembered(library: Library) -> None:
    for number in range(1, 21):
        kept(library, of_day(f"2023-02-{number:02}"))
    found = days(library, of_day("2023-02-25").request, 1)
    assert (len(found), found[0], found[-1]) == (14, "2023-02-20", "2023-02-07")


def test_earlier_holds_vectors_of_the_present_model_only(library: Library) -> None:
    quote = cited(FLOOD, "La crue du Rhin a fait 12 morts à Bonn.")
    place = ("flood", quote.start, quote.end)
    own = vector(quote.quote)
    library.archive.keep(edition(two_stories()), {place: own}, MODEL)
    told = library.archive.earlier(OPEN, 2, MODEL).stories[0].statements[0]
    assert np.allclose(told.vector, own, atol=0.001)
    assert library.archive.earlier(OPEN, 2, "another").stories[0].statements[0].vector.size == 0


def test_a_removal_erases_the_stories_that_cite_the_document(
    library: Library, tmp_path: Path
) -> None:
    rare = document("rare", "Zanahoria est arrivée à Xochimilco.")
    filled(library, rare=rare.text, vote=VOTE.text)
    told = replace(
        briefing(story(statement(rare)), story(statement(VOTE))), overview=(statement(rare),)
    )
    kept(library, replace(edition(told), consulted=("rare", "vote")))
    assert traces(tmp_path, ("Zanahoria", "Xochimilco"))
    library.remove(["rare"])
    assert not traces(tmp_path, ("Zanahoria", "Xochimilco"))
    left = library.archive.get(1)
    assert (left.erased, left.consulted) == (1, ("vote",))
    assert left.briefing == briefing(story(statement(VOTE)))
    (past,) = library.archive.past(OPEN, 9, MODEL)
    assert past.gone == ("rare",)


def test_every_version_of_a_removed_document_goes(library: Library, tmp_path: Path) -> None:
    for text in ("Zanahoria avant.", "Zanahoria après."):
        filled(library, rare=text)
        told = briefing(story(statement(library.document("rare"))), title=text[10:])
        kept(library, edition(told, revision=library.revision))
    library.remove(["rare"])
    assert not traces(tmp_path, ("Zanahoria",))
    assert [one.erased for one in library.archive.summaries()] == [1, 1]


def test_a_document_that_was_read_and_not_told_leaves_no_notice(library: Library) -> None:
    filled(library, vote=VOTE.text, other="Rien.")
    kept(library, replace(edition(briefing(story(statement(VOTE)))), consulted=("other", "vote")))
    library.remove(["other"])
    (past,) = library.archive.past(OPEN, 9, MODEL)
    assert past.gone == ()
    assert past.consulted == {"vote"}


def test_a_library_of_the_second_version_gets_an_archive(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'l.db'}"
    with Library.open(url) as library:
        filled(library, vote=VOTE.text)
    with sqlite3.connect(tmp_path / "l.db") as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        for table in ("gone", "told_vectors", "briefing_documents", "briefings", "versions"):
            connection.execute(f"DROP TABLE {table}")
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN "
            "('subscriptions', 'runs')"
        ).fetchall():
            connection.execute(f"DROP TABLE {name}")
        connection.execute("UPDATE settings SET value = '2' WHERE name = 'schema'")
    connection.close()
    with Library.open(url) as library:
        assert kept(library, edition(two_stories())).number == 1
        assert library.document("vote").text == VOTE.text
