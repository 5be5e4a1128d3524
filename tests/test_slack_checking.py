"""The doctor tells whose tokens they are, and which are wrong or revoked."""

from __future__ import annotations

import pytest

from bot.checkup import look_at_slack
from bot.doctor import Check
from bot.errors import ConfigurationError
from bot.settings import Settings
from bot.slack.checking import examine_slack
from tests.slack_peer import Canned, SlackPeer


def settings(peer: SlackPeer, **more: str) -> Settings:
    given = {"slack_bot_token": "xoxb-test", "slack_app_token": "xapp-1"} | more
    return Settings(slack_api_url=peer.api_url, **given)  # type: ignore[arg-type]


def test_tokens_that_work(peer: SlackPeer) -> None:
    assert look_at_slack(settings(peer)) == "bot citewire in workspace Acme, Socket Mode"
    over_http = settings(peer, slack_app_token="", slack_signing_secret="s")
    assert examine_slack(over_http) == "bot citewire in workspace Acme, HTTP"


@pytest.mark.parametrize("token", ["xoxb-test", "xapp-1"])
def test_a_revoked_token(peer: SlackPeer, token: str) -> None:
    peer.world.revoked.add(token)
    with pytest.raises(ConfigurationError, match=r"Slack does not take SLACK_\w+ \(token_revoked"):
        examine_slack(settings(peer))


def test_scopes_that_were_not_granted(peer: SlackPeer) -> None:
    body = {"ok": True, "user": "citewire", "team": "Acme"}
    granted = Canned(body=body, headers={"x-oauth-scopes": "chat:write,commands"})
    peer.always["auth.test"] = granted
    check = examine_slack(settings(peer))
    assert isinstance(check, Check)
    assert check.status == "warn"
    assert "app_mentions:read" in check.message
    assert "chat:write" not in check.message


def test_several_workspaces(peer: SlackPeer) -> None:
    found = examine_slack(
        settings(
            peer,
            slack_app_token="",
            slack_bot_token="",
            slack_signing_secret="s",
            slack_client_id="1.2",
            slack_client_secret="c",
        )
    )
    assert isinstance(found, str)
    assert "several workspaces" in found
