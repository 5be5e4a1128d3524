"""Subscribing by the form, to a briefing that is posted; pausing and removing from the home tab."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.slack.subscribing import summary
from bot.slack.words import Words
from bot.subscriptions import Subscription
from tests.slack_briefing_samples import PHRASES
from tests.slack_job_samples import eventually
from tests.slack_peer import Canned, SlackPeer, events, started_peer
from tests.slack_served import Served, actions_of, served, texts_of


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with started_peer() as peer, served(tmp_path_factory.mktemp("subscribing"), peer) as bot:
        yield bot


@pytest.fixture
def bot(running: Served) -> Served:
    for one in running.library.subscriptions.all():
        running.library.subscriptions.remove(one.id)
    running.peer.world.messages.clear()
    running.peer.world.views.clear()
    running.peer.always.clear()
    running.peer.world.homes.clear()
    return running


def filled(channel: str = "C2", **changed: dict[str, Any]) -> dict[str, Any]:
    """What somebody fills in: view.state.values."""
    fields: dict[str, dict[str, Any]] = {
        "topics": {"value": "obus, port"},
        "hour": {"selected_time": "08:00"},
        "zone": {"value": "europe/paris"},
        "weekdays": {"selected_options": [{"value": "1"}, {"value": "2"}]},
        "channel": {"selected_conversation": channel},
        "words": {"value": None},
    }
    return {name: {name: value} for name, value in (fields | changed).items()}


def submit(bot: Served, values: dict[str, Any], user: str = "U1") -> dict[str, Any] | None:
    """Send the form; what the acknowledgement says."""
    person = {"id": user, "username": "ann", "team_id": "T1"}
    sent = bot.peer.send(events.view_submission("subscribe_form", values, "en", user=person))
    sent.acked()
    return sent.ack


def confirmations(bot: Served, channel: str = "C2") -> list[str]:
    """What said that somebody has subscribed."""
    found = [one.text for one in bot.peer.messages(channel)]
    return [text for text in found if "has subscribed" in text]


def subscribed(bot: Served, channel: str = "C2") -> Subscription:
    assert not submit(bot, filled(channel))
    bot.peer.wait(lambda: confirmations(bot, channel))
    (kept,) = bot.library.subscriptions.all()
    return kept


def test_the_form_knows_the_zone_and_the_channel(bot: Served) -> None:
    bot.command("subscribe", channel_id="C2")
    view = bot.peer.wait(lambda: bot.peer.world.views)[-1]
    shown = {one["block_id"]: one["element"] for one in view["blocks"] if "block_id" in one}
    assert shown["zone"]["initial_value"] == "Europe/Paris"
    assert shown["channel"]["initial_conversation"] == "C2"


def test_a_subscription_is_kept_and_confirmed_in_its_channel(bot: Served) -> None:
    kept = subscribed(bot)
    assert str(kept.address) == "slack:T1/C2"
    assert (kept.owner, kept.topics, kept.weekdays) == ("T1/U1", ("obus", "port"), (1, 2))
    assert kept.zone == "Europe/Paris"
    (confirmed,) = confirmations(bot)
    assert "<@U1>" in confirmed
    assert "obus, port" in confirmed


def test_a_form_that_is_sent_twice_subscribes_once(bot: Served) -> None:
    subscribed(bot)
    submit(bot, filled())
    bot.peer.wait(lambda: [one for one in bot.peer.world.messages.values() if one.channel == "D1"])
    assert len(bot.library.subscriptions.all()) == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"zone": {"value": "Pari"}}, "zone"),
        ({"weekdays": {"selected_options": []}}, "weekdays"),
        ({"words": {"value": "3"}}, "words"),
        ({"topics": {"value": "x" * 300}}, "topics"),
        ({"channel": {"selected_conversation": "C3"}}, "channel"),  # a guest reads there
        ({"channel": {"selected_conversation": "D2"}}, "channel"),  # of somebody else
        ({"channel": {"selected_conversation": "C404"}}, "channel"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    bot: Served, changed: dict[str, Any], field: str
) -> None:
    answer = submit(bot, filled(**changed) if "channel" not in changed else _at(changed))
    assert answer is not None
    assert list(answer["errors"]) == [field]
    assert bot.library.subscriptions.all() == ()


def _at(changed: dict[str, Any]) -> dict[str, Any]:
    return filled(changed["channel"]["selected_conversation"])


def test_nobody_subscribes_a_channel_that_they_are_not_in(bot: Served) -> None:
    bot.peer.world.channels["C1"].members = ["U1", "UBOT"]
    answer = submit(bot, filled("C1"), "U2")
    assert answer is not None
    assert list(answer["errors"]) == ["channel"]


def test_a_channel_that_takes_no_message_is_not_subscribed(bot: Served) -> None:
    bot.peer.faults["chat.postMessage"] = [Canned.error("not_in_channel")]
    submit(bot, filled())
    told = bot.peer.wait(lambda: bot.peer.messages("D1"))
    assert "/invite" in texts_of(told[-1].blocks)
    assert bot.library.subscriptions.all() == ()


def choose(bot: Served, choice: str, user: str = "U1") -> None:
    """Choose something in the menu beside a subscription on the home tab."""
    bot.send(
        events.block_action(
            {"type": "overflow", "action_id": "subscription", "selected_option": {"value": choice}},
            user={"id": user, "username": "ann", "team_id": "T1"},
            container={"type": "view", "view_id": "VH"},
            view={"id": "VH", "type": "home", "state": {"values": {}}},
            channel=None,
            message=None,
        )
    )


def test_it_is_listed_paused_resumed_and_removed_from_the_home_tab(bot: Served) -> None:
    kept = subscribed(bot)
    home = bot.peer.wait(lambda: bot.peer.world.homes.get("U1"))
    assert "obus, port" in texts_of(home)
    assert "next:" in texts_of(home)
    choose(bot, f"pause:{kept.id}")
    bot.peer.wait(lambda: "paused" in texts_of(bot.peer.world.homes["U1"]))
    assert bot.library.subscriptions.get(kept.id).paused
    choose(bot, f"resume:{kept.id}", "U2")  # who is in the channel, too
    eventually(lambda: not bot.library.subscriptions.get(kept.id).paused)
    choose(bot, f"remove:{kept.id}")
    eventually(lambda: bot.library.subscriptions.all() == ())


def test_a_guest_or_a_stranger_changes_nothing(bot: Served) -> None:
    kept = subscribed(bot)
    for user in ("U3", "U4"):
        bot.peer.world.homes.pop(user, None)
        choose(bot, f"remove:{kept.id}", user)
        bot.peer.wait(lambda user=user: user in bot.peer.world.homes)  # type: ignore[misc]
        assert "obus" not in texts_of(bot.peer.world.homes[user])
    assert bot.library.subscriptions.all() == (kept,)


def test_it_is_sent_at_once_where_it_goes(bot: Served) -> None:
    kept = subscribed(bot, "C5")
    choose(bot, f"send:{kept.id}")
    sent = bot.peer.wait(
        lambda: [
            one
            for one in bot.peer.messages("C5")
            if (one.metadata or {}).get("event_type") == "citewire_briefing"
        ]
    )
    job = sent[0].metadata["event_payload"]["job"]  # type: ignore[index]
    eventually(lambda: bool(bot.library.jobs.outcome(job)))


def test_a_summary_names_topics_days_and_hour(bot: Served) -> None:

    text = summary(subscribed(bot), Words.of(PHRASES, "fr"))
    assert text == "obus, port – lundi, mardi · 08:00 (Europe/Paris)"


def test_the_button_of_the_home_tab_opens_the_form(bot: Served, running: Served) -> None:
    peer: SlackPeer = running.peer
    bot.send(events.home_opened(user="U1"))
    home = peer.wait(lambda: peer.world.homes.get("U1"))
    assert "subscribe" in actions_of(home)
    bot.send(
        events.block_action(
            {"action_id": "subscribe", "value": "new"},
            container={"type": "view", "view_id": "VH"},
            view={"id": "VH", "type": "home", "state": {"values": {}}},
            channel=None,
            message=None,
        )
    )
    assert peer.wait(lambda: peer.world.views)[-1]["callback_id"] == "subscribe_form"
