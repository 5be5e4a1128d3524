"""Subscriptions in the library: kept as they are, and ids never come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from bot.addresses import Address
from bot.errors import UnknownSubscriptionError
from bot.library import Library
from bot.subscriptions import Subscription
from tests.schedule_samples import PARIS, moment


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(f"sqlite:///{tmp_path / 'l.db'}") as opened:
        yield opened


FULL = Subscription(
    address=Address("file", "/briefings/été, l'OTAN.html"),
    topics=("OTAN", "l’été « à Kiev »"),
    outlets=("AFP",),
    languages=("fr", "en"),
    words=200,
    hour=time(17, 5),
    zone="Australia/Lord_Howe",
    weekdays=(1, 7),
    window=10,
    paused=True,
    begins=moment("2026-03-01T12:00"),
)


def test_a_subscription_comes_back_as_it_was(library: Library) -> None:
    first = library.subscriptions.add(PARIS)
    second = library.subscriptions.add(FULL)
    assert (first, second) == (replace(PARIS, id="s1"), replace(FULL, id="s2"))
    assert library.subscriptions.all() == (first, second)
    assert library.subscriptions.get(" s2 ") == second
    assert library.revision == 0


def test_an_id_never_comes_back(library: Library) -> None:
    library.subscriptions.add(PARIS)
    library.subscriptions.remove("s1")
    assert library.subscriptions.all() == ()
    assert library.subscriptions.add(PARIS).id == "s2"


def test_what_was_due_during_a_pause_is_not_made_up(library: Library) -> None:
    library.subscriptions.add(PARIS)
    assert library.subscriptions.resume("s1", moment("2026-04-01T00:00")).begins == PARIS.begins
    assert library.subscriptions.pause("s1").paused
    resumed = library.subscriptions.resume("s1", moment("2026-04-02T00:00"))
    assert (resumed.paused, resumed.begins) == (False, moment("2026-04-02T00:00"))


@pytest.mark.parametrize("name", ["", "s9", "1", "s1 OR 1=1", "s01", "s99999999999999999999"])
def test_an_unknown_id_is_told_with_those_there_are(library: Library, name: str) -> None:
    library.subscriptions.add(PARIS)
    for refused in (
        library.subscriptions.get,
        library.subscriptions.remove,
        library.subscriptions.pause,
        lambda one: library.subscriptions.resume(one, moment("2026-04-01T00:00")),
    ):
        with pytest.raises(UnknownSubscriptionError, match="there are s1"):
            refused(name)


def test_many_ids_are_not_all_named(library: Library) -> None:
    with pytest.raises(UnknownSubscriptionError, match="there is none"):
        library.subscriptions.get("s1")
    for _ in range(11):
        library.subscriptions.add(PARIS)
    with pytest.raises(UnknownSubscriptionError, match="citewire subscriptions list"):
        library.subscriptions.get("s12")
