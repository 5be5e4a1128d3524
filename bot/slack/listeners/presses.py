"""Buttons and modals: acknowledged at once, then whoever has them reacts."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, BoltResponse

from bot.slack.actions import base_name
from bot.slack.interactions import Interaction
from bot.slack.listeners.reception import Reception
from bot.slack.values import Place

_log = logging.getLogger(__name__)
_ANY = re.compile(r".*", re.DOTALL)

Body = Mapping[str, Any]


class Presses:
    """Listens to block_actions, view_submission and view_closed."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    def register(self, app: App) -> None:
        """Take all of them: a button that nobody reacts to is acknowledged all the same, or the
        reader sees a warning under it."""
        app.action(_ANY)(self.pressed)
        app.view(_ANY)(self.submitted)
        app.view_closed(_ANY)(self.closed)

    def pressed(self, ack: Ack, action: Body, body: Body, context: BoltContext) -> BoltResponse:
        """A button, a menu or a link of ours."""
        name = base_name(str(action.get("action_id") or ""))
        reaction = self._reception.reactions.actions.get(name)
        if reaction is None:
            _log.debug("nobody reacts to the button %s", name)
            return ack()
        self._reception.react(reaction, pressed(name, action, body, context))
        return ack()

    def submitted(self, ack: Ack, body: Body, context: BoltContext) -> BoltResponse:
        """A modal was sent; it stays open where its input is wrong."""
        view = body["view"]
        name = str(view.get("callback_id") or "")
        submission = self._reception.reactions.views.get(name)
        if submission is None:
            _log.warning("nobody reacts to the modal %s", name)
            return ack()
        interaction = sent(name, body, context)
        errors = submission.check(interaction)
        if errors:
            return ack(response_action="errors", errors=dict(errors))
        self._reception.react(submission.react, interaction)
        return ack()

    def closed(self, ack: Ack) -> BoltResponse:
        """A modal was closed: nothing to do."""
        return ack()


def pressed(name: str, action: Body, body: Body, context: BoltContext) -> Interaction:
    """What a button's payload says."""
    container = body.get("container") or {}
    message = body.get("message") or {}
    view = body.get("view") or {}
    return Interaction(
        name=name,
        place=Place(
            team=context.team_id or "",
            channel=context.channel_id or container.get("channel_id") or "",
            user=context.user_id or "",
            surface="private" if container.get("is_ephemeral") else _surface(context),
            thread=message.get("thread_ts") or container.get("thread_ts") or message.get("ts"),
        ),
        value=_value(action),
        trigger=body.get("trigger_id") or "",
        response_url=body.get("response_url") or None,
        state=(body.get("state") or view.get("state") or {}).get("values", {}),
        view=view.get("id"),
        message=message.get("ts") or container.get("message_ts"),
        payload=body,
    )


def sent(name: str, body: Body, context: BoltContext) -> Interaction:
    """What a modal's payload says. A modal stands in no channel."""
    view = body["view"]
    place = Place(
        team=context.team_id or "", channel="", user=context.user_id or "", surface="private"
    )
    return Interaction(
        name=name,
        place=place,
        value=view.get("private_metadata") or "",
        trigger=body.get("trigger_id") or "",
        state=view.get("state", {}).get("values", {}),
        view=view.get("id"),
        payload=body,
    )


def _surface(context: BoltContext) -> Any:  # noqa: ANN401 - a Literal of two
    return "direct" if (context.channel_id or "").startswith("D") else "channel"


def _value(action: Body) -> str:
    chosen = action.get("selected_option") or {}
    return str(action.get("value") or chosen.get("value") or "")
