"""Which tokens and secrets a way of serving needs, and where each is to be got.

What is wrong is told without a word of the token itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from bot.errors import ConfigurationError
from bot.settings import Settings

Transport = Literal["socket", "http"]
_APPS = "your app at https://api.slack.com/apps"
_SOURCES = {
    "SLACK_BOT_TOKEN": f'{_APPS}, "OAuth & Permissions", begins with xoxb-',
    "SLACK_APP_TOKEN": f'{_APPS}, "Basic Information", "App-Level Tokens", begins with xapp-',
    "SLACK_SIGNING_SECRET": f'{_APPS}, "Basic Information", "App Credentials"',
    "SLACK_CLIENT_ID": f'{_APPS}, "Basic Information", "App Credentials"',
    "SLACK_CLIENT_SECRET": f'{_APPS}, "Basic Information", "App Credentials"',
}
_BEGINNINGS = {
    "SLACK_BOT_TOKEN": ("xoxb-", "xoxe.xoxb-"),
    "SLACK_APP_TOKEN": ("xapp-",),
}


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """What Slack knows us by. Nothing of it stands in the repr, so in no log."""

    api_url: str
    bot_token: str = field(default="", repr=False)
    """Of the one workspace; "" where several have installed the app."""
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)

    @property
    def several_workspaces(self) -> bool:
        """Whether workspaces install the app by OAuth."""
        return bool(self.client_id and self.client_secret)


def credentials_of(settings: Settings, transport: Transport) -> Credentials:
    """What the way of serving needs, checked by its looks.

    Raises ConfigurationError naming the variable that is missing or no such token. OAuth needs
    HTTP: over Socket Mode the client's id and secret are left aside.
    """
    values = {
        "SLACK_BOT_TOKEN": settings.slack_bot_token,
        "SLACK_APP_TOKEN": settings.slack_app_token,
        "SLACK_SIGNING_SECRET": settings.slack_signing_secret,
        "SLACK_CLIENT_ID": settings.slack_client_id,
        "SLACK_CLIENT_SECRET": settings.slack_client_secret,
    }
    needed = _needed(values, transport)
    for name in needed:
        _check(name, values[name])
    given = {name: values[name] if name in needed else "" for name in values}
    return Credentials(
        api_url=settings.slack_api_url,
        bot_token=given["SLACK_BOT_TOKEN"],
        app_token=given["SLACK_APP_TOKEN"],
        signing_secret=given["SLACK_SIGNING_SECRET"],
        client_id=given["SLACK_CLIENT_ID"],
        client_secret=given["SLACK_CLIENT_SECRET"],
    )


def source_of(name: str) -> str:
    """Where a token is to be got: "SLACK_APP_TOKEN" -> "your app at https://api.slack.com/…"."""
    return _SOURCES[name]


def _needed(values: dict[str, str], transport: Transport) -> tuple[str, ...]:
    if transport == "socket":
        return ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")
    if values["SLACK_CLIENT_ID"] or values["SLACK_CLIENT_SECRET"]:
        return ("SLACK_SIGNING_SECRET", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")
    return ("SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN")


def _check(name: str, value: str) -> None:
    if not value:
        raise ConfigurationError(f"{name} is not set; it is in {_SOURCES[name]}")
    beginnings = _BEGINNINGS.get(name, ("",))
    if not value.startswith(beginnings):
        raise ConfigurationError(
            f"{name} does not begin with {' or '.join(beginnings)}; it is in {_SOURCES[name]}"
        )
    if not value.isascii() or any(not character.isprintable() for character in value):
        raise ConfigurationError(f"{name} holds characters that no token has; copy it again")
