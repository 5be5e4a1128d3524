"""/brief, its sharing, its thread, and the home tab, through the whole bot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.slack_peer import SlackPeer, events, started_peer
from tests.slack_served import Served, actions_of, served, texts_of


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with started_peer() as peer, served(tmp_path_factory.mktemp("briefings"), peer) as running:
        yield running


def test_in_a_channel_it_is_told_to_its_asker_alone(bot: Served) -> None:
    before = len(bot.peer.messages("C1"))
    name = bot.command("obus since 2023-02")
    told = bot.whispered(name, 3)
    assert "6 000 obus" in texts_of([one.get("blocks") for one in told])
    assert len(bot.peer.messages("C1")) == before
    assert "share_briefing" in actions_of(told[-1]["blocks"])


def test_shared_it_stands_once_in_the_channel_with_who_shared_it(bot: Served) -> None:
    bot.peer.world.channels["C2"].members = ["U1", "U2", "UBOT"]
    name = bot.command("obus since 2023-02", channel_id="C2")
    reference = actions_of(bot.whispered(name, 3)[-1]["blocks"])["share_briefing"]
    press = events.block_action(
        {"action_id": "share_briefing", "value": reference}, bot.peer.response_url("share")
    )
    bot.send(press)
    bot.send(press)
    bot.peer.wait(lambda: bot.peer.responses["share"])
    headlines = [one for one in bot.peer.messages("C2") if one.thread_ts is None]
    assert len(headlines) == 1
    assert "<@U1>" in texts_of(headlines[0].blocks)
    assert bot.peer.messages("C2", headlines[0].ts)


def test_it_is_not_shared_where_a_guest_reads(bot: Served) -> None:
    name = bot.command("obus since 2023-02", channel_id="C3")
    reference = actions_of(bot.whispered(name, 3)[-1]["blocks"])["share_briefing"]
    button = {"action_id": "share_briefing", "value": reference}
    bot.send(events.block_action(button, bot.peer.response_url("guest")))
    (said,) = bot.peer.wait(lambda: bot.peer.responses["guest"])
    assert "cannot be shared" in texts_of(said) or "partagée" in texts_of(said)
    assert [one for one in bot.peer.messages("C3") if not one.seen_by] == []


def test_nobody_shares_the_briefing_of_another(bot: Served) -> None:
    name = bot.command("port since 2023-02")
    reference = actions_of(bot.whispered(name, 3)[-1]["blocks"])["share_briefing"]
    button = {"action_id": "share_briefing", "value": reference}
    other = {"id": "U2", "username": "bob", "team_id": "T1"}
    bot.send(events.block_action(button, bot.peer.response_url("other"), user=other))
    bot.peer.wait(lambda: bot.peer.responses["other"])
    assert [one for one in bot.peer.messages("C1") if one.thread_ts is None] == []


def test_in_a_direct_message_it_is_a_thread_that_can_be_asked(bot: Served) -> None:
    bot.command("since 2023-02", channel_id="D1")
    headline = bot.peer.wait(
        lambda: [one for one in bot.peer.messages("D1") if one.thread_ts is None]
    )[-1]
    bot.peer.wait(lambda: bot.library.answers.get(_reference(bot.peer, headline.ts)))
    bot.send(
        events.direct_message(
            "Combien de navires le port de Lyon a-t-il reçus ?", thread_ts=headline.ts
        )
    )
    answer = bot.peer.wait(
        lambda: [
            one
            for one in bot.peer.messages("D1", headline.ts)
            if (one.metadata or {}).get("event_type") == "citewire_answer"
            and "40 navires" in one.streamed + one.text + texts_of(one.blocks)
        ]
    )
    assert answer


def _reference(peer: SlackPeer, ts: str) -> str:
    message = peer.world.messages["D1", ts]
    return str((message.metadata or {})["event_payload"]["job"])


def test_a_guest_is_refused_without_a_word_of_what_there_is(bot: Served) -> None:
    name = bot.command("obus", user_id="U3", channel_id="D3")
    said = bot.whispered(name, 1)
    assert "obus" not in texts_of([one.get("blocks") for one in said])


def test_a_period_that_cannot_be_read(bot: Served) -> None:
    name = bot.command("obus since the invasion")
    bot.peer.wait(lambda: "since yesterday" in texts_of(bot.peer.responses[name]))


def test_the_home_tab_shows_what_its_viewer_may_see(bot: Served) -> None:
    bot.send(events.home_opened(user="U1"))
    home = bot.peer.wait(lambda: bot.peer.world.homes.get("U1"))
    shown = texts_of(home)
    assert "2 documents" in shown
    assert "lemonde.fr (1)" in shown
    assert {"brief", "subscribe", "example:1"} <= set(actions_of(home))


def test_the_home_tab_of_a_guest_is_empty(bot: Served) -> None:
    bot.send(events.home_opened(user="U3", channel="D3"))
    home = bot.peer.wait(lambda: bot.peer.world.homes.get("U3"))
    assert "lemonde.fr" not in texts_of(home)
    assert "0 documents" in texts_of(home)


def test_the_home_tab_briefs_at_a_press(bot: Served, tmp_path: Path) -> None:
    before = len([one for one in bot.peer.messages("D2") if one.thread_ts is None])
    user = {"id": "U2", "username": "bob", "team_id": "T1"}
    view = {"id": "VHU2", "type": "home", "state": {"values": {}}}
    bot.send(
        events.block_action(
            {"action_id": "brief", "value": "now"},
            user=user,
            view=view,
            container={"type": "view", "view_id": "VHU2"},
            channel=None,
            message=None,
        )
    )
    bot.peer.wait(
        lambda: len([one for one in bot.peer.messages("D2") if one.thread_ts is None]) > before
    )
