"""Calls of the Web API: paced, limited by Slack's word, and never made twice by accident."""

from __future__ import annotations

from typing import Any

import pytest

from bot.errors import (
    RetryLaterError,
    SlackError,
    SlackLimitedError,
    SlackUncertainError,
    SlackUnreachableError,
)
from bot.slack.buckets import Bucket, Rate
from bot.slack.limiter import AT_ONCE, LimitedClient
from tests.slack_peer import Canned, Dropped, Message, SlackPeer
from tests.slack_peer.rig import client_of
from tests.slack_room_samples import Hands

METHODS: dict[str, dict[str, Any]] = {
    "assistant.threads.setStatus": {"channel_id": "C1", "thread_ts": "1.1", "status": "…"},
    "chat.postMessage": {"channel": "C1", "text": "x"},
    "chat.postEphemeral": {"channel": "C1", "user": "U1", "text": "x"},
    "chat.startStream": {
        "channel": "C1",
        "thread_ts": "1.1",
        "recipient_team_id": "T1",
        "recipient_user_id": "U1",
    },
    "conversations.info": {"channel": "C1"},
    "conversations.members": {"channel": "C1"},
    "conversations.open": {"users": "U1"},
    "conversations.replies": {"channel": "C1", "ts": "1700000000.000001"},
    "users.info": {"user": "U1"},
    "views.open": {
        "trigger_id": "t1",
        "view": {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": []},
    },
}


def limited(peer: SlackPeer) -> tuple[LimitedClient, Hands]:
    hands = Hands()
    return LimitedClient(client_of(peer), hands, hands.sleep), hands


def post(client: LimitedClient, channel: str = "C1", **given: float) -> None:
    client.call("chat.postMessage", channel=channel, text="x", **given)


def test_a_bucket_lets_a_burst_out_and_then_paces() -> None:
    bucket = Bucket(Rate(per_minute=60, burst=2), now=0.0)
    bucket.take(0.0)
    bucket.take(0.0)
    assert bucket.wait(0.0) == pytest.approx(1.0)
    bucket.take(0.0)  # it waits for its turn, and whoever comes now waits longer
    assert bucket.wait(0.0) == pytest.approx(2.0)
    assert bucket.wait(60.0) == 0.0
    bucket.shut(70.0)
    assert bucket.wait(60.0) == pytest.approx(10.0)


def test_messages_are_paced_by_channel(peer: SlackPeer) -> None:
    client, hands = limited(peer)
    for _ in range(5):
        post(client)
    assert hands.seconds == pytest.approx(2.0)
    post(client, "C2")  # another channel has a turn of its own
    assert hands.seconds == pytest.approx(2.0)
    assert len(peer.called("chat.postMessage")) == 6


def test_streams_are_paced_by_workspace(peer: SlackPeer) -> None:
    client, _ = limited(peer)
    for _ in range(5):
        assert client.ready("chat.startStream")
        client.call("chat.startStream", **METHODS["chat.startStream"])
    assert not client.ready("chat.startStream")


@pytest.mark.parametrize("method", METHODS)
def test_every_method_waits_as_long_as_slack_asks(peer: SlackPeer, method: str) -> None:
    peer.faults[method] = [Canned.limited(7), Canned.error("ratelimited")]
    client, hands = limited(peer)
    peer.world.say(Message(channel="C1", ts="1700000000.000001", user="U1", text="?"))
    client.call(method, **METHODS[method])
    assert hands.seconds == pytest.approx(8.0)
    assert len(peer.called(method)) == 3


def test_whoever_comes_while_slack_limits_waits_too(peer: SlackPeer) -> None:
    client, hands = limited(peer)
    peer.faults["users.info"] = [Canned.limited(20)]
    with pytest.raises(SlackLimitedError) as failure:
        client.call("users.info", patience=10.0, user="U1")
    assert failure.value.seconds == pytest.approx(20.0)
    assert isinstance(failure.value, RetryLaterError)
    with pytest.raises(SlackLimitedError):
        client.call("users.info", patience=AT_ONCE, user="U2")
    assert len(peer.called("users.info")) == 1
    client.call("users.info", patience=30.0, user="U2")
    assert hands.seconds == pytest.approx(20.0)


def test_a_call_that_is_not_made_takes_nobodys_turn(peer: SlackPeer) -> None:
    client, hands = limited(peer)
    for _ in range(3):
        post(client)
    for _ in range(10):
        with pytest.raises(SlackLimitedError):
            post(client, patience=AT_ONCE)
    post(client)
    assert hands.seconds == pytest.approx(1.0)


@pytest.mark.parametrize("fault", [Dropped(), Canned.broken(), Canned.error("fatal_error")])
def test_what_may_have_posted_is_not_called_again(peer: SlackPeer, fault: Canned) -> None:
    peer.faults["chat.postMessage"] = [fault]
    client, _ = limited(peer)
    with pytest.raises(SlackUncertainError):
        post(client)
    assert len(peer.called("chat.postMessage")) == 1


@pytest.mark.parametrize("fault", [Dropped(), Canned.broken(), Canned.error("internal_error")])
def test_what_changes_nothing_is_called_again(peer: SlackPeer, fault: Canned) -> None:
    peer.faults["users.info"] = [fault, fault]
    client, hands = limited(peer)
    assert client.call("users.info", user="U1")["user"]["id"] == "U1"
    assert hands.naps == [1.0, 2.0]
    peer.faults["users.info"] = [fault] * 3
    with pytest.raises(SlackUnreachableError):
        client.call("users.info", user="U1")


def test_a_server_that_is_not_there_was_not_called(peer: SlackPeer) -> None:
    plain = client_of(peer)
    plain.base_url = "http://127.0.0.1:9/api/"
    hands = Hands()
    with pytest.raises(SlackUnreachableError) as failure:
        post(LimitedClient(plain, hands, hands.sleep))
    assert isinstance(failure.value, RetryLaterError)


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("channel_not_found", "/invite"),
        ("not_in_channel", "/invite"),
        ("message_not_found", "ask again"),
        ("invalid_auth", "copy the bot's token"),
        ("token_revoked", "install the app again"),
        ("account_inactive", "install the app again"),
        ("missing_scope", "current manifest"),
        ("something_new", "Slack's reference"),
    ],
)
def test_what_slack_refuses_says_what_to_do(peer: SlackPeer, code: str, advice: str) -> None:
    peer.faults["chat.postMessage"] = [Canned.error(code)]
    client, hands = limited(peer)
    with pytest.raises(SlackError, match=advice) as failure:
        post(client)
    assert failure.value.code == code
    assert not isinstance(failure.value, RetryLaterError)
    assert "\n" not in str(failure.value)
    assert "xoxb" not in str(failure.value)
    assert hands.naps == []
