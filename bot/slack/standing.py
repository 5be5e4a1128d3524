"""What Slack's answers say about a person or a channel; pure, closed where they say nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

Standing = Literal["member", "guest", "external", "bot"]

Answer = Mapping[str, Any]
"""The object `user` of users.info, or `channel` of conversations.info."""

SLACKBOT = "USLACKBOT"

_SHARED = (
    "is_shared",
    "is_ext_shared",
    "is_pending_ext_shared",
    "is_org_shared",
    "is_global_shared",
    "pending_shared",
    "pending_connected_team_ids",
)
"""Any of these set, or a list that is not empty, means people of other workspaces, now or soon.
Sharing among the workspaces of one organisation counts: each has its own members."""


def standing_of(user: Answer, team: str) -> Standing:
    """What a user is to a workspace.

    {"team_id": "T1"} in "T1" -> "member"; in "T2" -> "external"; {"is_restricted": True} -> "guest"
    """
    if user.get("is_bot") or user.get("is_workflow_bot") or user.get("id") == SLACKBOT:
        return "bot"
    if user.get("deleted") or user.get("is_stranger") or not _belongs(user, team):
        return "external"
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return "guest"
    return "member"


def is_shared(channel: Answer) -> bool:
    """Whether others than one workspace's people are in a channel, or are invited into it."""
    return any(channel.get(name) for name in _SHARED)


def _belongs(user: Answer, team: str) -> bool:
    """Whether a user is of the workspace; in an organisation one can be of several."""
    organisation = user.get("enterprise_user")
    teams = organisation.get("teams") if isinstance(organisation, Mapping) else None
    return user.get("team_id") == team or (isinstance(teams, list) and team in teams)
