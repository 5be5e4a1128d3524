"""The local Slack behaves as the real one was seen to: limits, streams, faults, sockets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from slack_bolt import Ack, App, Say
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.slack_peer import Canned, Rig, SlackPeer, events, running_rig, started_peer
from tests.slack_peer.rig import client_of
from tests.slack_peer.world import SharedFile


@pytest.fixture(scope="module")
def shared_peer() -> Iterator[SlackPeer]:
    with started_peer() as peer:
        yield peer


@pytest.fixture
def client(shared_peer: SlackPeer) -> WebClient:
    return client_of(shared_peer)


def refusal(call: object) -> str:
    with pytest.raises(SlackApiError) as raised:
        call()  # type: ignore[operator]
    return str(raised.value.response.get("error"))


def test_a_message_keeps_its_metadata(client: WebClient) -> None:
    metadata = {"event_type": "citewire_answer", "event_payload": {"job": "K7Q2-M4"}}
    ts = client.chat_postMessage(channel="C1", text="hi", thread_ts="9.1", metadata=metadata)["ts"]
    found = client.conversations_replies(channel="C1", ts="9.1", include_all_metadata=True)
    assert [(one["ts"], one["metadata"]) for one in found["messages"]] == [(ts, metadata)]


def test_limits_are_kept(client: WebClient) -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2900}}
    assert refusal(lambda: client.chat_postMessage(channel="C1", blocks=[section] * 51, text="x"))
    assert (
        refusal(lambda: client.chat_postMessage(channel="C1", blocks=[section] * 5, text="x"))
        == "msg_blocks_too_long"
    )
    long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    assert refusal(lambda: client.chat_postMessage(channel="C1", blocks=[long], text="x"))
    assert refusal(lambda: client.chat_postMessage(channel="C404", text="x"))


def test_a_stream_refuses_updates_and_an_expired_one_refuses_more(
    shared_peer: SlackPeer, client: WebClient
) -> None:
    stream = client.chat_stream(
        channel="C1", thread_ts="9.2", recipient_team_id="T1", recipient_user_id="U1", buffer_size=1
    )
    stream.append(markdown_text="One.")
    ts = str(stream.ts)
    assert (
        refusal(lambda: client.chat_update(channel="C1", ts=ts, text="x"))
        == "streaming_state_conflict"
    )
    shared_peer.world.expire_streams()
    assert refusal(lambda: stream.append(markdown_text="Two.")) == "message_not_in_streaming_state"
    client.chat_update(channel="C1", ts=ts, text="whole")
    assert shared_peer.world.messages["C1", ts].text == "whole"


def test_faults_come_in_turn(shared_peer: SlackPeer, client: WebClient) -> None:
    shared_peer.faults["chat.update"] = [Canned.limited(7), Canned.error("message_not_found")]
    with pytest.raises(SlackApiError) as raised:
        client.chat_update(channel="C1", ts="1.1", text="x")
    assert raised.value.response.headers["Retry-After"] == "7"
    assert refusal(lambda: client.chat_update(channel="C1", ts="1.1", text="x"))


def test_a_file_is_given_to_the_bot_only(shared_peer: SlackPeer, client: WebClient) -> None:
    shared_peer.share(SharedFile(id="F9", name="a.txt", content=b"text"))
    assert client.files_info(file="F9")["file"]["size"] == 4
    assert refusal(lambda: client.files_info(file="F404")) == "file_not_found"


def test_a_modal_needs_a_fresh_trigger(shared_peer: SlackPeer, client: WebClient) -> None:
    view = {"type": "modal", "title": {"type": "plain_text", "text": "Why?"}, "blocks": []}
    client.views_open(trigger_id="once", view=view)
    assert shared_peer.world.views[-1]["title"]["text"] == "Why?"
    assert refusal(lambda: client.views_open(trigger_id="once", view=view))


def test_an_event_is_acknowledged_and_answered(peer: SlackPeer) -> None:
    app = App(client=client_of(peer))

    @app.event("app_mention")
    def answer(event: dict[str, str], say: Say) -> None:
        say(text="hi", thread_ts=event["ts"])

    @app.command("/ask")
    def ask(ack: Ack) -> None:
        ack(text="on it")

    with running_rig(peer, app) as rig:
        rig.connect()
        sent = peer.send(events.mention("Qui ?"))
        assert sent.acked() < 1
        assert peer.wait(lambda: peer.messages("C1"))[0].text == "hi"
        command = peer.send(events.command("/ask", "Qui ?", peer.response_url()))
        command.acked()
        assert command.ack == {"text": "on it"}
        reconnects(rig)


def reconnects(rig: Rig) -> None:
    rig.peer.refresh()
    rig.peer.wait(lambda: rig.peer.sockets.hellos == 2)
    rig.peer.send(events.mention("Encore ?")).acked()
