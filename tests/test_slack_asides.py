"""Threads that the bot is in, languages of people, and questions shown to begin with."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.library import Library
from bot.slack.asides import KnownThreads, Prompting, SlackLocales
from bot.slack.clients import OneClient, WatchedClient, nothing
from bot.slack.suggestions import Suggestions
from bot.slack.values import Place
from tests.slack_peer import Canned, Person, SlackPeer
from tests.slack_samples import job

HERE = Place(team="T1", channel="C1", user="U1", surface="channel", thread="1.1")
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def clients(peer: SlackPeer) -> OneClient:
    return OneClient(WatchedClient("xoxb-test", peer.api_url, nothing))


def test_threads_in_which_something_was_asked() -> None:
    with Library.open("sqlite://") as library:
        known = KnownThreads(library.jobs, library.journal)
        assert not known.knows(HERE)
        library.jobs.enter(job(), NOW)
        assert known.knows(HERE)
        other = Place(team="T2", channel="C1", user="U1", surface="channel", thread="1.1")
        assert not known.knows(other)
        assert not known.knows(Place(team="T1", channel="C1", user="U1", surface="private"))


def test_the_language_that_a_user_has_set(peer: SlackPeer) -> None:
    locales = SlackLocales(clients(peer).of)
    peer.world.add_person(Person(id="U1", locale="fr-FR"))
    assert locales.language(HERE) == "fr"
    peer.always["users.info"] = Canned.error("user_not_found")
    assert locales.language(HERE) == "en"


def test_questions_to_begin_with(peer: SlackPeer) -> None:
    found = Suggestions("Pour commencer", ("Qui ?", "Quoi ?"))
    Prompting(clients(peer).of, lambda _: found)(HERE)
    assert [one["message"] for one in peer.world.prompts["C1"]] == ["Qui ?", "Quoi ?"]
    (shown,) = peer.called("assistant.threads.setSuggestedPrompts")
    assert "thread_ts" not in shown
    Prompting(clients(peer).of, lambda _: None)(HERE)
    assert len(peer.called("assistant.threads.setSuggestedPrompts")) == 1
