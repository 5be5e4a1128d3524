"""Which function answers which method of the Web API."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from tests.slack_peer import conversations, posting
from tests.slack_peer.conversations import OK, Reply, failed
from tests.slack_peer.world import Team, World

Method = Callable[[World, dict[str, Any]], Reply]


def _accepted(_world: World, _arguments: dict[str, Any]) -> Reply:
    return dict(OK)


METHODS: Mapping[str, Method] = {
    "agents.sessions.rename": _accepted,
    "agents.sessions.setStatus": _accepted,
    "assistant.threads.setStatus": posting.set_status,
    "assistant.threads.setSuggestedPrompts": posting.set_prompts,
    "assistant.threads.setTitle": _accepted,
    "chat.appendStream": posting.append_stream,
    "chat.delete": posting.delete,
    "chat.getPermalink": conversations.permalink,
    "chat.postEphemeral": posting.post_ephemeral,
    "chat.postMessage": posting.post_message,
    "chat.startStream": posting.start_stream,
    "chat.stopStream": posting.stop_stream,
    "chat.update": posting.update,
    "conversations.history": conversations.conversations_history,
    "conversations.info": conversations.conversations_info,
    "conversations.members": conversations.conversations_members,
    "conversations.open": conversations.conversations_open,
    "conversations.replies": conversations.conversations_replies,
    "reactions.add": _accepted,
    "reactions.remove": _accepted,
    "users.info": conversations.users_info,
    "users.list": conversations.users_list,
    "views.open": posting.open_view,
    "views.publish": posting.publish_view,
    "views.push": posting.open_view,
    "views.update": posting.update_view,
}
"""Those that need a bot's token."""


def answer(world: World, base: str, method: str, arguments: dict[str, Any], token: str) -> Reply:
    """What the Web API answers to a call. `base` is the peer's own address."""
    if method == "apps.connections.open":
        return _connection(world, base, token)
    if method == "oauth.v2.access":
        return _installed(world, arguments)
    if token in world.revoked:
        return failed("token_revoked")
    team = world.team_of(token)
    if team is None:
        return failed("invalid_auth" if token else "not_authed")
    if method == "auth.test":
        return OK | _identity(team)
    if method == "files.info":
        file = world.files.get(arguments.get("file", ""))
        return OK | {"file": file.described(base)} if file else failed("file_not_found")
    if method == "files.getUploadURLExternal":
        file_id = f"F{next(world.numbers)}"
        return OK | {"file_id": file_id, "upload_url": f"{base}/upload/{file_id}"}
    if method == "files.completeUploadExternal":
        return OK | {"files": arguments["files"]}
    known = METHODS.get(method)
    return failed("unknown_method") if known is None else known(world, arguments)


def _connection(world: World, base: str, token: str) -> Reply:
    if token in world.revoked:
        return failed("token_revoked")
    if not token.startswith("xapp-"):
        return failed("not_allowed_token_type")
    address = base.replace("http://", "ws://", 1)
    return OK | {"url": f"{address}/link/?ticket={uuid.uuid4()}&app_id=A1"}


def _installed(world: World, arguments: dict[str, Any]) -> Reply:
    """An installation (the code is the team's id) or, with a refresh token, a new token."""
    refreshed = arguments.get("refresh_token", "")
    team_id = refreshed.rpartition("-")[2] if refreshed else arguments.get("code", "")
    if not team_id.startswith("T"):
        return failed("invalid_code")
    token = f"xoxe.xoxb-{next(world.numbers)}-{team_id}"
    world.tokens[token] = Team(id=team_id, name=team_id)
    return OK | {
        "access_token": token,
        "refresh_token": f"xoxe-1-{team_id}",
        "expires_in": 43_200,
        "token_type": "bot",
        "scope": "chat:write",
        "bot_user_id": "UBOT",
        "app_id": "A1",
        "team": {"id": team_id, "name": team_id},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": "U1"},
    }


def _identity(team: Team) -> Reply:
    return {
        "url": "https://acme.slack.com/",
        "team": team.name,
        "user": "citewire",
        "team_id": team.id,
        "user_id": team.bot_user,
        "bot_id": team.bot_id,
        "is_enterprise_install": False,
    }
