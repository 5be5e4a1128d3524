"""The manifest grants what the code needs and no more, and names all that is listened to."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.errors import UsageError
from bot.slack.listeners.commands import ASK, BRIEF, CHECK_CLAIM
from bot.slack.manifest import (
    EVENT_SCOPES,
    METHOD_SCOPES,
    OTHER_SCOPES,
    manifest,
    manifest_for,
    manifest_text,
    scopes,
)

SLACK = Path(__file__).resolve().parent.parent / "bot" / "slack"
METHOD = re.compile(
    r"^(?!.*\.(?:com|org)$)(agents|apps|assistant|auth|bookmarks|bots|calls|canvases|chat|conversations|emoji|files|"
    r"oauth|pins|reactions|reminders|search|team|usergroups|users|views)\.[a-zA-Z.0-9]+$"
)
SDK = re.compile(
    r"^(?!.*\.(?:com|org)$)(agents|apps|assistant|auth|chat|conversations|files|oauth|reactions|users|views)_\w+$"
)
# Attributes and keys that look like methods of the sdk.
NO_METHODS = {"chat_stream", "files_of"}


def trees() -> Iterator[ast.Module]:
    for path in sorted(SLACK.rglob("*.py")):
        if path.name != "manifest.py":
            yield ast.parse(path.read_text(encoding="utf-8"))


def methods_called() -> set[str]:
    found = set()
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {node.value} if METHOD.match(node.value) else set()
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                name = node.func.attr
                if SDK.match(name) and name not in NO_METHODS:
                    found.add(name.replace("_", "."))
    return found


def events_listened_to() -> set[str]:
    found = set()
    for path in (SLACK / "listeners").glob("*.py"):
        found |= set(re.findall(r'app\.event\("(\w+)"\)', path.read_text(encoding="utf-8")))
    return found


def test_every_method_that_is_called_is_known() -> None:
    called = methods_called()
    assert {"chat.postMessage", "users.info", "auth.test"} <= called
    assert called - METHOD_SCOPES.keys() == set()


def test_every_method_has_its_scopes() -> None:
    missing = {method: set(METHOD_SCOPES[method]) - set(scopes()) for method in methods_called()}
    assert not {method: needed for method, needed in missing.items() if needed}


def test_no_scope_is_asked_for_in_vain() -> None:
    used = {scope for method in methods_called() for scope in METHOD_SCOPES[method]}
    used |= {scope for needed in EVENT_SCOPES.values() for scope in needed}
    assert set(scopes()) - used - set(OTHER_SCOPES) == set()


def test_every_event_is_subscribed_to() -> None:
    subscribed = set(manifest()["settings"]["event_subscriptions"]["bot_events"])
    assert subscribed == EVENT_SCOPES.keys()
    listened = events_listened_to()
    assert listened >= {"app_mention", "message", "app_home_opened", "agent_session_stopped"}
    assert listened <= {event.partition(".")[0] for event in subscribed}


def test_every_event_has_its_scopes() -> None:
    needed = {scope for wanted in EVENT_SCOPES.values() for scope in wanted}
    assert needed <= set(scopes())


def test_commands_and_shortcuts_are_named() -> None:
    features = manifest()["features"]
    assert [command["command"] for command in features["slash_commands"]] == [ASK, BRIEF]
    assert [shortcut["callback_id"] for shortcut in features["shortcuts"]] == [CHECK_CLAIM]


def test_it_is_an_agent_in_socket_mode() -> None:
    told = manifest()
    assert "agent_view" in told["features"]
    assert told["settings"]["socket_mode_enabled"] is True
    assert told["features"]["app_home"]["messages_tab_read_only_enabled"] is False
    assert len(told["display_information"]["description"]) <= 140
    assert len(told["features"]["agent_view"]["agent_description"]) <= 300


def test_it_is_printed_as_it_stands() -> None:
    assert manifest_for("yaml") == manifest_text()
    assert json.loads(manifest_for("json")) == manifest()


def test_over_http_every_address_is_ours() -> None:
    told = yaml.safe_load(manifest_for("yaml", "https://bot.example.org/"))
    events = "https://bot.example.org/slack/events"
    assert told["settings"]["socket_mode_enabled"] is False
    assert told["settings"]["event_subscriptions"]["request_url"] == events
    assert {command["url"] for command in told["features"]["slash_commands"]} == {events}
    assert told["oauth_config"]["redirect_urls"] == ["https://bot.example.org/slack/oauth_redirect"]


@pytest.mark.parametrize("address", ["http://bot.example.org", "bot", "https://a.org/?x=1"])
def test_an_address_that_slack_cannot_call(address: str) -> None:
    with pytest.raises(UsageError, match="no address that Slack can call"):
        manifest_for("yaml", address)
