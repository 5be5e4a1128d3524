"""What the doctor finds of Slack: whether it takes the tokens, and grants what we ask for."""

from __future__ import annotations

from collections.abc import Iterable

from slack_sdk.errors import SlackApiError, SlackClientError

from bot.doctor import Check
from bot.errors import ConfigurationError, SlackUnreachableError
from bot.settings import Settings
from bot.slack.clients import WatchedClient, nothing
from bot.slack.connecting import identity_of
from bot.slack.credentials import Credentials, Transport, credentials_of, source_of
from bot.slack.manifest import scopes


def examine_slack(settings: Settings) -> str | Check:
    """Whose tokens they are; a warning where the app lacks scopes.

    Raises ConfigurationError for a token that is wrong or revoked, and SlackUnreachableError.
    """
    transport: Transport = "socket" if settings.slack_app_token else "http"
    credentials = credentials_of(settings, transport)
    if credentials.several_workspaces:
        return "set up for several workspaces over HTTP; each installs it at /slack/install"
    client = WatchedClient(credentials.bot_token, credentials.api_url, nothing)
    told = identity_of(client)
    found = f"bot {told.get('user', '?')} in workspace {told.get('team', '?')}"
    if credentials.app_token:
        _try_app_token(credentials)
    lacking = _lacking(client)
    if not lacking:
        return f"{found}, {'Socket Mode' if transport == 'socket' else 'HTTP'}"
    return Check(
        name="slack",
        status="warn",
        message=f"{found} lacks the scopes {', '.join(lacking)}",
        mend="paste `citewire slack manifest` into the app's settings and install it again",
    )


def _try_app_token(credentials: Credentials) -> None:
    client = WatchedClient(None, credentials.api_url, nothing)
    try:
        client.apps_connections_open(app_token=credentials.app_token)
    except SlackApiError as error:
        raise ConfigurationError(
            f"Slack does not take SLACK_APP_TOKEN ({error.response.get('error')}); it is in "
            f"{source_of('SLACK_APP_TOKEN')}, with the scope connections:write"
        ) from error
    except (OSError, SlackClientError) as error:
        raise SlackUnreachableError(
            f"Slack cannot be reached ({type(error).__name__}); see the network, or SLACK_API_URL"
        ) from error


def _lacking(client: WatchedClient) -> tuple[str, ...]:
    """Scopes of the manifest that the token was not granted; none where Slack does not say."""
    headers = {name.lower(): value for name, value in client.auth_test().headers.items()}
    granted = headers.get("x-oauth-scopes")
    if granted is None:
        return ()
    words: Iterable[str] = granted if isinstance(granted, list) else [granted]
    known = {scope.strip() for text in words for scope in text.split(",")}
    return tuple(scope for scope in scopes() if scope not in known)
