"""Whose subscriptions are whose, and what their briefings may tell at the time they are posted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from bot.access import Asker, Collection, Collections, Reader
from bot.addresses import address_of
from bot.arguments import BriefingRequest
from bot.errors import DeliveryError
from bot.library import Library
from bot.newsroom import Newsroom
from bot.schedule.author import ArchiveAuthor
from bot.schedule.worker import Worker
from bot.scopes import Selection
from bot.slack.subscriptions_access import SubscriptionAccess, place_of
from bot.slack.values import Place
from bot.subscriptions import Subscription
from bot.types import Filters
from tests.library_samples import EMBEDDER, document, record
from tests.schedule_samples import Postbox, SetClock
from tests.slack_briefing_samples import DAY, EIGHT, PHRASES

CHANNEL = Subscription(
    id="s1", address=address_of("slack:T1/C2"), hour=time(8), zone="Europe/Paris", owner="T1/U1"
)
DIRECT = replace(CHANNEL, id="s2", address=address_of("slack:T1/D1"))
BOARD = Collection(
    name="board",
    documents=Selection(ids=("board*",)),
    workspaces=frozenset({"T1"}),
    users=frozenset({"U1"}),
)
SECRET = replace(BOARD, workspaces=frozenset())
"""For U1 alone."""


class Town:
    """Who is where, as Slack would tell."""

    def __init__(self, *members: str, guests: tuple[str, ...] = ()) -> None:
        self.members = members
        self.guests = guests

    def asker(self, place: Place) -> Asker:
        readers = frozenset(
            Reader(user=one, guest=one in self.guests) for one in (*self.members, *self.guests)
        )
        direct = place.surface != "channel"
        return Asker(
            team=place.team,
            user=place.user,
            channel=place.channel,
            direct=direct,
            guest=place.user in self.guests,
            external=place.user == "U9",
            members=None if direct else readers,
        )

    def access(self, *collections: Collection) -> SubscriptionAccess:
        return SubscriptionAccess(self.asker, Collections(collections=collections))


def place(user: str) -> Place:
    return Place(team="T1", channel="D9", user=user, surface="private")


@pytest.mark.parametrize(
    ("user", "seen"),
    [("U1", ("s1", "s2")), ("U2", ("s1",)), ("U3", ()), ("U5", ()), ("U9", ())],
)
def test_a_subscription_is_open_to_its_owner_and_the_members_of_its_channel(
    user: str, seen: tuple[str, ...]
) -> None:
    access = Town("U1", "U2", guests=("U3",)).access()
    mail = replace(CHANNEL, id="s3", address=address_of("email:a@b.org"))
    foreign = replace(CHANNEL, id="s4", address=address_of("slack:T2/C2"), owner="T2/U1")
    found = access.shown_to(place(user), (CHANNEL, DIRECT, mail, foreign))
    assert tuple(one.id for one in found) == seen


def test_where_a_subscription_is_read() -> None:
    assert place_of(CHANNEL).surface == "channel"
    assert place_of(DIRECT) == Place(team="T1", channel="D1", user="U1", surface="direct")
    short = replace(CHANNEL, address=address_of("slack:C2"))
    assert place_of(short).team == "T1"


def test_a_channel_goes_on_when_its_owner_has_left() -> None:
    left = replace(CHANNEL, owner="T1/U9")
    assert Town("U1", "U2").access().scope_of(left).everything


def test_a_channel_with_a_guest_gets_no_briefing_and_the_run_says_why() -> None:
    request = BriefingRequest(filters=Filters())
    with pytest.raises(DeliveryError, match="may see documents") as caught:
        Town("U1", guests=("U3",)).access().within(CHANNEL, request)
    assert caught.value.certain
    mail = replace(CHANNEL, address=address_of("email:a@b.org"))
    assert Town().access().within(mail, request) == request


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(f"sqlite:///{tmp_path / 'l.db'}") as opened:
        day = "2026-03-20"
        opened.put(record(document("port", "Le port de Lyon a reçu 40 navires.", published=day)))
        opened.put(record(document("board-1", "La banque Roux ferme 12 agences.", published=day)))
        yield opened


def told(library: Library, town: Town) -> str:
    """The briefing that a channel gets, as text, with a clock that is set by hand."""
    newsroom = Newsroom(library=library, embedder=EMBEDDER, phrases=PHRASES, clock=lambda: 0.0)
    clock, postbox = SetClock(EIGHT - DAY), Postbox()
    library.subscriptions.add(replace(CHANNEL, begins=clock.now))
    author = ArchiveAuthor(
        prepare=lambda: None,
        edit=lambda request: newsroom.edition(request, "2026-03-20T08:00:00+01:00"),
        recall=library.archive.get,
    )
    worker = Worker(
        library=library,
        author=author,
        delivery_of=lambda _: postbox,
        clock=clock,
        name="w",
        within=town.access(SECRET).within,
    )
    clock.now = EIGHT
    assert [report.outcome for report in worker.run_due()] == ["delivered"]
    return str(postbox.posted[0].briefing)


def test_a_briefing_tells_only_what_everybody_in_the_channel_may_see(library: Library) -> None:
    told_to_both = told(library, Town("U1", "U2"))
    assert "40 navires" in told_to_both
    assert "banque" not in told_to_both


def test_whoever_may_see_everything_is_told_everything(library: Library) -> None:
    assert "banque Roux" in told(library, Town("U1"))
