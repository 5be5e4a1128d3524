"""The app's manifest: what Slack is told of the app when it is created.

`METHOD_SCOPES` says which scope each method of the Web API that we call needs, so that a test can
hold the manifest against the code.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Literal
from urllib.parse import urlsplit

import yaml

from bot.errors import UsageError

Form = Literal["yaml", "json"]

METHOD_SCOPES: Mapping[str, tuple[str, ...]] = {
    "agents.sessions.rename": ("assistant:write",),
    "agents.sessions.setStatus": ("assistant:write",),
    "apps.connections.open": (),  # the app-level token's connections:write
    "assistant.threads.setStatus": ("chat:write",),
    "assistant.threads.setSuggestedPrompts": ("assistant:write",),
    "auth.test": (),
    "chat.appendStream": ("chat:write",),
    "chat.delete": ("chat:write",),
    "chat.getPermalink": (),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "chat.startStream": ("chat:write",),
    "chat.stopStream": ("chat:write",),
    "chat.update": ("chat:write",),
    "conversations.history": ("channels:history", "groups:history", "im:history", "mpim:history"),
    "conversations.info": ("channels:read", "groups:read", "im:read", "mpim:read"),
    "conversations.members": ("channels:read", "groups:read", "im:read", "mpim:read"),
    "conversations.open": ("im:write",),
    "conversations.replies": ("channels:history", "groups:history", "im:history", "mpim:history"),
    "files.info": ("files:read",),
    "oauth.v2.access": (),
    "users.info": ("users:read",),
    "users.list": ("users:read",),
    "views.open": (),
    "views.publish": (),
    "views.push": (),
    "views.update": (),
}
"""Every method that is called -> the bot's scopes that it needs, for all kinds of conversations."""

EVENT_SCOPES: Mapping[str, tuple[str, ...]] = {
    "agent_session_stopped": ("assistant:write",),
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "app_uninstalled": (),
    "member_joined_channel": ("channels:read", "groups:read"),
    "member_left_channel": ("channels:read", "groups:read"),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "message.mpim": ("mpim:history",),
    "team_join": ("users:read",),
    "tokens_revoked": (),
    "user_change": ("users:read",),
}
"""Every event that is subscribed to -> the scopes that it needs."""

OTHER_SCOPES = ("commands", "files:read")
"""For slash commands and shortcuts, and for the contents of shared files."""


def manifest_text() -> str:
    """The manifest as it is committed, with its comments."""
    return files("bot.slack").joinpath("manifest.yaml").read_text(encoding="utf-8")


def manifest() -> dict[str, Any]:
    """The same as a value."""
    read: dict[str, Any] = yaml.safe_load(manifest_text())
    return read


def scopes() -> tuple[str, ...]:
    """What the bot may do in a workspace; asked for on installation."""
    return tuple(manifest()["oauth_config"]["scopes"]["bot"])


def manifest_for(form: Form, address: str | None = None) -> str:
    """The manifest to paste into Slack; with the public `address` of HTTP mode, for that.

    Raises UsageError for an address that Slack could not call.
    """
    if address is None and form == "yaml":
        return manifest_text()
    value = manifest() if address is None else over_http(manifest(), address)
    if form == "json":
        return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1000)


def over_http(value: dict[str, Any], address: str) -> dict[str, Any]:
    """The manifest for events over HTTP at a public address, installed by several workspaces."""
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        raise UsageError(
            f"{address!r} is no address that Slack can call; give one as in https://bot.example.org"
        )
    base = address.rstrip("/")
    events = f"{base}/slack/events"
    settings = value["settings"]
    settings["socket_mode_enabled"] = False
    settings["token_rotation_enabled"] = True
    settings["event_subscriptions"] = {"request_url": events, **settings["event_subscriptions"]}
    settings["interactivity"]["request_url"] = events
    for command in value["features"]["slash_commands"]:
        command["url"] = events
    value["oauth_config"] = {
        "redirect_urls": [f"{base}/slack/oauth_redirect"],
        **value["oauth_config"],
    }
    return value
