"""Which workspace an event is of, and with which token it is answered: asked of Slack once.

Bolt asks auth.test for each event of an app that several workspaces have installed; here the answer
is kept for as long as the token stays the same.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize, InstallationStoreAuthorize
from slack_sdk import WebClient
from slack_sdk.oauth.installation_store import InstallationStore

from bot.slack.credentials import Credentials


@dataclass(frozen=True)
class OneWorkspace(Authorize):
    """The workspace that the bot's token is of; `told` is what auth.test said of it."""

    token: str
    told: Mapping[str, Any]

    def __call__(self, *, user_id: str | None, **_event: Any) -> AuthorizeResult:  # noqa: ANN401 - Bolt's arguments
        """The same for every event."""
        return AuthorizeResult(
            enterprise_id=self.told.get("enterprise_id"),
            team_id=self.told.get("team_id"),
            team=self.told.get("team"),
            url=self.told.get("url"),
            bot_user_id=self.told.get("user_id"),
            bot_id=self.told.get("bot_id"),
            bot_token=self.token,
            user_id=user_id,
        )


def several_workspaces(
    credentials: Credentials, store: InstallationStore, client: WebClient
) -> InstallationStoreAuthorize:
    """Those whose installations are in the store, tokens rotated where Slack wants it.

    Only the bots' rows are looked at: where several people of a workspace have installed the app,
    Bolt would otherwise use up one refresh token twice, and take no event any more.
    """
    return InstallationStoreAuthorize(
        logger=logging.getLogger(__name__),
        installation_store=store,
        client_id=credentials.client_id,
        client_secret=credentials.client_secret,
        bot_only=True,
        cache_enabled=True,
        client=client,
    )
