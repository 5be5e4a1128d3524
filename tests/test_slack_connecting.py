"""Tokens: which are needed, what is told of wrong ones, and never a word of them."""

from __future__ import annotations

import pytest

from bot.errors import ConfigurationError, SlackUnreachableError
from bot.library import Library
from bot.settings import Settings
from bot.slack.clients import WatchedClient, nothing
from bot.slack.connecting import connect, identity_of
from bot.slack.credentials import Credentials, Transport, credentials_of
from bot.slack.logs import redacted
from tests.slack_peer import SlackPeer

ALL = Settings(
    slack_bot_token="xoxb-1",
    slack_app_token="xapp-1",
    slack_signing_secret="s3cret",
    slack_client_id="1.2",
    slack_client_secret="cs3cret",
)


def test_each_way_of_serving_takes_what_it_needs() -> None:
    socket = credentials_of(ALL, "socket")
    assert (socket.bot_token, socket.app_token, socket.signing_secret) == ("xoxb-1", "xapp-1", "")
    assert not socket.several_workspaces
    http = credentials_of(ALL, "http")
    assert (http.bot_token, http.signing_secret, http.client_id) == ("", "s3cret", "1.2")
    assert http.several_workspaces
    one = Settings(slack_bot_token="xoxe.xoxb-1", slack_signing_secret="s3cret")
    assert not credentials_of(one, "http").several_workspaces


@pytest.mark.parametrize(
    ("settings", "transport", "message"),
    [
        (Settings(), "socket", "SLACK_BOT_TOKEN is not set; it is in your app at https://api"),
        (Settings(slack_bot_token="xoxb-1"), "socket", "SLACK_APP_TOKEN is not set"),
        (Settings(slack_bot_token="xapp-hunter2"), "socket", "does not begin with xoxb-"),
        (Settings(slack_bot_token="xoxb-hunter2 3"), "socket", "SLACK_APP_TOKEN is not set"),
        (Settings(slack_bot_token="xoxb-hunter2\n3"), "socket", "characters that no token has"),
        (Settings(slack_bot_token="xoxb-1"), "http", "SLACK_SIGNING_SECRET is not set"),
        (
            Settings(slack_signing_secret="s", slack_client_id="1.2"),
            "http",
            "SLACK_CLIENT_SECRET is not set",
        ),
    ],
)
def test_what_is_missing_or_wrong(settings: Settings, transport: Transport, message: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        credentials_of(settings, transport)
    assert message in str(raised.value)
    assert "hunter2" not in str(raised.value)
    assert raised.value.exit_code == 2


def test_no_secret_stands_in_a_repr() -> None:
    assert "s3cret" not in repr(credentials_of(ALL, "http"))
    assert "xoxb" not in repr(credentials_of(ALL, "socket"))


def test_a_token_that_slack_does_not_take(peer: SlackPeer) -> None:
    with pytest.raises(ConfigurationError, match=r"SLACK_BOT_TOKEN \(invalid_auth\)") as raised:
        identity_of(WatchedClient("xoxb-hunter2", peer.api_url, nothing))
    assert "hunter2" not in str(raised.value)


def test_no_way_to_slack() -> None:
    with pytest.raises(SlackUnreachableError, match="cannot be reached"):
        identity_of(WatchedClient("xoxb-1", "http://127.0.0.1:9/api/", nothing))


def test_calls_are_counted_by_their_outcome(peer: SlackPeer) -> None:
    seen: list[tuple[str, str]] = []
    credentials = Credentials(api_url=peer.api_url, bot_token="xoxb-test")
    with Library.open("sqlite://") as library:
        contact = connect(credentials, library, lambda call: seen.append(call[:2]))
    contact.clients("T1").call("users.info", user="U1")
    contact.clients("T9").call("chat.postMessage", channel="C1", text="x")
    assert seen == [("auth.test", "ok"), ("users.info", "ok"), ("chat.postMessage", "ok")]


def test_a_log_holds_no_token() -> None:
    line = (
        "xoxb-1-a.b xoxe.xoxb-1-Q wss://x/link/?ticket=ab-c&app_id=A1 https://h/response/r12345678"
    )
    assert (
        redacted(line)
        == "[secret] [secret] wss://x/link/?ticket=[secret]&app_id=A1 https://h[secret]"
    )
    assert redacted("Incorrect API key provided: sk-proj-ab**yz.") == (
        "Incorrect API key provided: [secret]."
    )
    assert redacted("ask-anything") == "ask-anything"
