"""A briefing from a library, what the next one knows of it, and what it puts right."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.arguments import BriefingRequest
from bot.library import Edition, Library
from bot.newsroom import Newsroom
from bot.prompts import Phrases
from bot.settings import PROMPTS
from bot.types import Filters
from tests.library_samples import EMBEDDER, document, record

OPEN = BriefingRequest(filters=Filters())
FLOOD = "La crue du Rhin a fait 12 morts lundi à Bonn, selon le maire Paul Noël."
VOTE = "Ana Gil remporte dimanche l'élection municipale de Bilbao devant Jon Ruiz."
MADE = "2023-02-16T08:00:00+01:00"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(f"sqlite:///{tmp_path / 'l.db'}") as opened:
        yield opened


def add(library: Library, day: str = "2023-02-14", **texts: str) -> None:
    for name, text in texts.items():
        library.put(record(document(name, text, published=day, origin=name)))


def brief(library: Library, request: BriefingRequest = OPEN, made_at: str = MADE) -> Edition:
    ticks = itertools.count()
    newsroom = Newsroom(
        library=library,
        embedder=EMBEDDER,
        phrases=Phrases.load(PROMPTS),
        clock=lambda: float(next(ticks)),
    )
    return newsroom.edition(request, made_at)


def statuses(edition: Edition) -> list[str]:
    return [story.status for story in edition.briefing.stories]


def test_a_briefing_twice_over_one_library_is_the_same(library: Library) -> None:
    add(library, flood=FLOOD, vote=VOTE)
    first = brief(library)
    assert statuses(first) == ["new", "new"]
    assert brief(library, made_at="2023-02-17T08:00:00+01:00") == first
    assert (first.number, first.day) == (1, "2023-02-16")
    assert first.consulted == ("flood", "vote")
    assert first.briefing.timings.total == 2000.0


def test_the_next_one_says_what_moved(library: Library) -> None:
    add(library, flood=FLOOD, vote=VOTE)
    brief(library)
    later = "La crue du Rhin a fait 15 morts à Bonn, selon le maire Paul Noël."
    add(library, "2023-02-15", later=later)
    story = brief(library).briefing.stories[0]
    assert (story.status, story.told_on) == ("updated", "2023-02-16")
    (change,) = story.changes
    assert (change.before.value, change.after.value) == ("12", "15")
    assert story.disagreements == ()


def test_when_nothing_is_new_it_says_so(library: Library) -> None:
    add(library, flood=FLOOD, vote=VOTE)
    brief(library)
    add(library, "2023-02-15", copy=FLOOD, copy2=VOTE)
    second = brief(library)
    assert second.briefing.notes == ("Rien de nouveau depuis le briefing du 2023-02-16.",)
    assert set(statuses(second)) <= {"unchanged"}
    assert "aucun document" not in second.briefing.title
    assert brief(library) == second


def test_a_period_without_documents_is_no_quiet_day(library: Library) -> None:
    add(library, flood=FLOOD)
    brief(library, BriefingRequest(filters=Filters(until="2023-02-14")))
    empty = brief(library, BriefingRequest(filters=Filters(since="2023-02-15", until="2023-02-15")))
    assert empty.briefing.notes == ()
    assert "aucun document" in empty.briefing.title


def test_a_changed_document_is_put_right_once(library: Library) -> None:
    add(library, flood=FLOOD, vote=VOTE)
    brief(library)
    add(library, flood="La crue du Rhin a fait 15 morts lundi à Bonn, selon le maire Paul Noël.")
    (notice,) = brief(library).briefing.corrections
    assert (notice.document, notice.kind, notice.text) == ("flood", "changed", FLOOD)
    add(library, other="Le musée de Lyon rouvre ses portes au public ce printemps.")
    assert brief(library).briefing.corrections == ()


def test_a_removed_document_is_owned_up_to_once(library: Library) -> None:
    add(library, flood=FLOOD, vote=VOTE)
    brief(library)
    library.remove(["flood"])
    second = brief(library)
    (notice,) = second.briefing.corrections
    assert (notice.document, notice.kind, notice.text) == ("flood", "gone", "")
    assert brief(library) == second
    add(library, other="Le musée de Lyon rouvre ses portes au public ce printemps.")
    assert brief(library).briefing.corrections == ()


def test_quotations_are_kept_with_their_vectors(library: Library) -> None:
    add(library, flood=FLOOD)
    brief(library)
    told = library.archive.earlier(OPEN, 9, EMBEDDER.name).stories[0].statements[0]
    assert told.vector.shape == (EMBEDDER.dimensions,)
    assert library.archive.earlier(OPEN, 9, "another").stories[0].statements[0].vector.size == 0
