"""Workspaces that install the app by OAuth: their installations and tokens, in the library.

slack_sdk keeps them in tables of its own in the library's database, read and written through the
library's two engines: what writes takes SQLite's write lock at once, what reads never waits. The
tokens are as secret as the library: on SQLite only the file's owner may read it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from slack_bolt import BoltContext
from slack_bolt.authorization.authorize import Authorize
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.oauth.installation_store import Bot, Installation, InstallationStore
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore

from bot.library import Engines
from bot.slack.credentials import Credentials

STATE_SECONDS = 600
"""How long somebody may take between the button "Add to Slack" and consenting."""

_log = logging.getLogger(__name__)


class Installations(InstallationStore):
    """Who has installed the app, and with which tokens."""

    def __init__(self, client_id: str, engines: Engines) -> None:
        self._reads = SQLAlchemyInstallationStore(client_id, engines.reader, logger=_log)
        self._writes = SQLAlchemyInstallationStore(client_id, engines.writer, logger=_log)

    @property
    def logger(self) -> logging.Logger:
        """Of this module."""
        return _log

    def save(self, installation: Installation) -> None:
        """Keep an installation, which replaces the workspace's token."""
        self._writes.save(installation)

    def save_bot(self, bot: Bot) -> None:
        """Keep a bot's token, as after a rotation."""
        self._writes.save_bot(bot)

    def find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        """The bot of a workspace."""
        return self._reads.find_bot(
            enterprise_id=enterprise_id,
            team_id=team_id,
            is_enterprise_install=is_enterprise_install,
        )

    def find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """The installation of a workspace, by one user or the latest."""
        return self._reads.find_installation(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            is_enterprise_install=is_enterprise_install,
        )

    def delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget a workspace's token: it was revoked."""
        self._writes.delete_bot(enterprise_id=enterprise_id, team_id=team_id)

    def delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Forget an installation."""
        self._writes.delete_installation(
            enterprise_id=enterprise_id, team_id=team_id, user_id=user_id
        )


def installations(credentials: Credentials, engines: Engines, file: Path | None) -> Installations:
    """The store, its tables made where they are missing. `file` is the SQLite file."""
    store = SQLAlchemyInstallationStore(credentials.client_id, engines.writer)
    states = SQLAlchemyOAuthStateStore(STATE_SECONDS, engines.writer)
    with engines.writer.begin() as connection:  # one process at a time makes them
        store.metadata.create_all(connection)
        states.metadata.create_all(connection)
    if file is not None:
        file.chmod(0o600)
    return Installations(credentials.client_id, engines)


def oauth_settings(
    credentials: Credentials, store: Installations, engines: Engines, scopes: tuple[str, ...]
) -> OAuthSettings:
    """How a workspace installs the app: /slack/install, then /slack/oauth_redirect."""
    site = credentials.api_url.removesuffix("api/")
    return OAuthSettings(
        client_id=credentials.client_id,
        client_secret=credentials.client_secret,
        scopes=list(scopes),
        user_scopes=[],
        authorization_url=f"{site}oauth/v2/authorize",
        installation_store=store,
        state_store=SQLAlchemyOAuthStateStore(STATE_SECONDS, engines.writer, logger=_log),
        state_expiration_seconds=STATE_SECONDS,
        logger=_log,
    )


def token_of(authorize: Authorize, client: WebClient) -> Callable[[str], str | None]:
    """How a job's worker gets at a workspace's present token, rotated where it is time to."""

    def find(team: str) -> str | None:
        context = BoltContext({"client": client, "is_enterprise_install": False})
        found = authorize(context=context, enterprise_id=None, team_id=team, user_id=None)
        return None if found is None else found.bot_token

    return find
