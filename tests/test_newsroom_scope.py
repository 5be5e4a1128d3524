"""Briefings and threads for readers who may not see everything, or no longer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from bot.answer import Answering
from bot.arguments import BriefingRequest
from bot.budget import Budget
from bot.checkup import look_at_access
from bot.conversation import Conversation, Inquiry
from bot.doctor import Check
from bot.embeddings import HashingEmbedder
from bot.equivalents import Equivalents
from bot.fusion import Fusion
from bot.index import open_views
from bot.library import Edition, Library
from bot.newsroom import Newsroom
from bot.scopes import Scope, Selection
from bot.search import Search
from bot.series import series_of
from bot.types import Answer, Filters, Turn
from bot.writers.extractive import ExtractiveWriter
from tests.evidence_samples import CALIBRATION, EAGER, PHRASES
from tests.library_samples import EMBEDDER, document, record

FLOOD = "La crue du Rhin a fait 12 morts lundi à Bonn, selon le maire Paul Noël."
VOTE = "Ana Gil remporte dimanche l'élection municipale de Bilbao devant Jon Ruiz."
MADE = "2023-02-16T08:00:00+01:00"
OPEN = Scope(rest=True, open=(Selection(ids=("vote",)),))
NO_VOTE = Scope(rest=True, closed=(Selection(ids=("vote*",)),))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(f"sqlite:///{tmp_path / 'l.db'}") as opened:
        for name, text in {"flood": FLOOD, "vote": VOTE}.items():
            opened.put(record(document(name, text, published="2023-02-14", origin=name)))
        yield opened


def brief(library: Library, scope: Scope, series: str = "") -> Edition:
    newsroom = Newsroom(library=library, embedder=EMBEDDER, phrases=PHRASES, clock=lambda: 0.0)
    request = BriefingRequest(filters=scope.filters(Filters()), series=series)
    return newsroom.edition(request, MADE)


def told(edition: Edition) -> set[str]:
    return {name for story in edition.briefing.stories for name in story.documents}


def test_a_briefing_tells_only_what_its_readers_may_see(library: Library) -> None:
    assert told(brief(library, OPEN)) == {"flood", "vote"}
    narrow = brief(library, NO_VOTE)
    assert told(narrow) == {"flood"}
    assert narrow.consulted == ("flood",)
    # What others were told is not held against it: it is new to these readers.
    assert [story.status for story in narrow.briefing.stories] == ["new"]
    assert told(brief(library, Scope())) == set()


def test_what_was_told_before_it_was_closed_is_not_put_right(library: Library) -> None:
    brief(library, OPEN, "news")
    changed = "Ana Gil perd dimanche l'élection municipale de Bilbao devant Jon Ruiz."
    library.put(record(document("vote", changed, published="2023-02-14", origin="vote")))
    assert brief(library, OPEN, "news").briefing.corrections
    later = brief(library, NO_VOTE, "news")
    assert later.briefing.corrections == ()
    assert "Bilbao" not in repr(later.briefing.stories)


def test_a_scope_has_a_series_of_its_own() -> None:
    wide, narrow, everything = (
        series_of(BriefingRequest(filters=scope.filters(Filters())))
        for scope in (Scope(), NO_VOTE, Scope(rest=True))
    )
    assert len({wide, narrow, everything}) == 3
    assert everything == "all"


def test_a_request_with_a_scope_is_kept_and_read_again(library: Library) -> None:
    kept = brief(library, NO_VOTE)
    assert library.archive.get(kept.number).request == kept.request


@pytest.fixture
def conversation(library: Library, tmp_path: Path) -> Iterator[Conversation]:
    embedder = HashingEmbedder()
    views = open_views(tmp_path / "views", library, embedder)
    answering = Answering(
        search=Search(library, views, embedder, Fusion(**CALIBRATION.fusion)),
        equivalents=Equivalents(embedder),
        writer=ExtractiveWriter(EAGER, PHRASES),
        phrases=PHRASES,
        clock=lambda: 0.0,
    )
    budget = Budget(journal=library.journal, today=lambda: "2023-02-16", day=None, user=None)
    yield Conversation(answering=answering, journal=library.journal, budget=budget)
    views.close()


def asked(conversation: Conversation, question: str, scope: Scope) -> Answer:
    filters = scope.filters(Filters())
    return conversation.ask(Inquiry(question=question, filters=filters, thread="t"))


def test_a_thread_remembers_what_its_readers_may_see(conversation: Conversation) -> None:
    turn = Turn(
        question="Qui remporte l'élection à Bilbao ?",
        standalone="Qui remporte l'élection à Bilbao ?",
        language="fr",
        passages=("vote#0",),
        text=VOTE,
    )
    conversation.journal.add_turn("t", turn, "2023-02-16")
    open_to_all = asked(conversation, "Et à Bonn ?", OPEN)
    assert open_to_all.standalone != "Et à Bonn ?"
    closed = asked(conversation, "Et à Bonn ?", NO_VOTE)
    assert closed.standalone == "Et à Bonn ?"
    assert "vote" not in repr(closed.statements + closed.nearest)


def test_the_doctor_tells_what_the_collections_hold(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "access.yaml"
    path.write_text(
        "collections: {votes: {documents: {ids: [vote*]}, users: [U01]},"
        " lost: {documents: {ids: [x]}}}"
    )
    found = cast("Check", look_at_access(path, lambda: library))
    assert found.status == "warn"
    assert found.message == "documents by collection: votes 1, lost 0, in none 1 (nobody)"
    assert found.mend == "see that this is meant: lost holds no document; lost is open to nobody"
    path.write_text(
        "everyone_else: members\ncollections: {v: {documents: {ids: [v*]}, users: [U01]}}"
    )
    assert look_at_access(path, lambda: library) == (
        "documents by collection: v 1, in none 1 (full members)"
    )
