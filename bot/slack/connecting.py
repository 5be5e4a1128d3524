"""Makes the connection to Slack of the credentials: one workspace's, or several by OAuth."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import ConfigurationError, SlackUnreachableError
from bot.library import Library
from bot.slack.app import Connection
from bot.slack.authority import OneWorkspace, several_workspaces
from bot.slack.clients import ClientsByToken, OneClient, Watch, WatchedClient, identity
from bot.slack.credentials import Credentials, source_of
from bot.slack.limiter import LimitedClient
from bot.slack.manifest import scopes


class Contact(NamedTuple):
    """The connection of the application, and the clients by workspace."""

    connection: Connection
    clients: Callable[[str], LimitedClient]
    tokens: Callable[[str], str | None]
    """The bot's token of a workspace, for its files; None for one that has not installed us."""


def connect(credentials: Credentials, library: Library, watch: Watch) -> Contact:
    """The contact to Slack. Raises ConfigurationError when Slack does not take the bot's token."""
    if credentials.several_workspaces:
        return _several(credentials, library, watch)
    client = WatchedClient(credentials.bot_token, credentials.api_url, watch)
    told = identity_of(client)
    connection = Connection(
        client=WatchedClient(None, credentials.api_url, watch),
        authorize=OneWorkspace(credentials.bot_token, told),
        signing_secret=credentials.signing_secret,
    )
    return Contact(connection, OneClient(client).of, lambda _team: credentials.bot_token)


def identity_of(client: WebClient) -> dict[str, str]:
    """Whose token the client has: its workspace and its bot.

    Raises ConfigurationError for a token that Slack does not take, SlackUnreachableError where
    there is no way to Slack.
    """
    try:
        told = identity(client)
    except SlackApiError as error:
        code = error.response.get("error") or f"status {error.response.status_code}"
        raise ConfigurationError(
            f"Slack does not take SLACK_BOT_TOKEN ({code}); it is in {source_of('SLACK_BOT_TOKEN')}"
        ) from error
    except (OSError, SlackClientError) as error:
        raise SlackUnreachableError(
            f"Slack cannot be reached ({type(error).__name__}); see the network, or SLACK_API_URL"
        ) from error
    return {name: value for name, value in told.items() if isinstance(value, str)}


def _several(credentials: Credentials, library: Library, watch: Watch) -> Contact:
    from bot.slack.oauth import installations, oauth_settings, token_of  # late: loads asyncio

    def make(token: str) -> WebClient:
        return WatchedClient(token, credentials.api_url, watch)

    client = WatchedClient(None, credentials.api_url, watch)
    store = installations(credentials, library.engines, library.path)
    authorize = several_workspaces(credentials, store, client)
    connection = Connection(
        client=client,
        authorize=authorize,
        signing_secret=credentials.signing_secret,
        oauth=oauth_settings(credentials, store, library.engines, scopes()),
    )
    tokens = token_of(authorize, client)
    return Contact(connection, ClientsByToken(tokens, make).of, tokens)
