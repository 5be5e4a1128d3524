"""`/ask` and `/brief`, and the shortcut "Check this claim": answered to the asker alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext, BoltResponse

from bot.slack.incoming import question_of
from bot.slack.interactions import Interaction
from bot.slack.listeners.reception import Reception
from bot.slack.values import Kind, Place

ASK = "/ask"
BRIEF = "/brief"
CHECK_CLAIM = "check_claim"

Body = Mapping[str, Any]
"""A payload as Slack sends it."""


class Commands:
    """Listens to the slash commands and the message shortcut."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    def register(self, app: App) -> None:
        """Take the commands."""
        app.command(ASK)(self.ask)
        app.command(BRIEF)(self.brief)
        app.shortcut(CHECK_CLAIM)(self.check_claim)

    def ask(self, ack: Ack, body: Body, context: BoltContext) -> BoltResponse:
        """`/ask QUESTION`."""
        question = question_of(body.get("text") or "", context.bot_user_id or "")
        return self._ask(ack, body, context, "ask" if question else "help", question)

    def brief(self, ack: Ack, body: Body, context: BoltContext) -> BoltResponse:
        """`/brief`, `/brief TOPIC`, `/brief subscribe`."""
        topic = question_of(body.get("text") or "", context.bot_user_id or "")
        reaction = self._reception.reactions.commands.get(topic.casefold())
        if reaction is None:
            return self._ask(ack, body, context, "brief", topic)
        interaction = Interaction(
            name=topic.casefold(),
            place=_place(body, context),
            trigger=body.get("trigger_id") or "",
            response_url=body.get("response_url"),
            payload=body,
        )
        self._reception.react(reaction, interaction)
        return ack()

    def check_claim(self, ack: Ack, body: Body, context: BoltContext) -> BoltResponse:
        """The shortcut on a message: its words are the claim."""
        message = body.get("message") or {}
        claim = question_of(message.get("text") or "", context.bot_user_id or "")
        place = _place(body, context)
        job = self._reception.job("check", place, claim, f"shortcut:{body['trigger_id']}")
        details = {"message": message.get("ts") or "", "author": message.get("user") or ""}
        url = body.get("response_url")
        self._reception.enter(replace(job, response_url=url, details=details))
        return ack()

    def _ask(
        self, ack: Ack, body: Body, context: BoltContext, kind: Kind, text: str
    ) -> BoltResponse:
        reception, place = self._reception, _place(body, context)
        job = reception.job(kind, place, text, f"command:{body['trigger_id']}")
        entered = reception.enter(replace(job, response_url=body.get("response_url")))
        if entered is None or not text:
            return ack()
        words = reception.words(text)
        return ack(words.fill("serving_working", reference=entered.id), response_type="ephemeral")


def _place(body: Body, context: BoltContext) -> Place:
    return Place(
        team=context.team_id or "",
        channel=context.channel_id or "",
        user=context.user_id or "",
        surface="private",
    )
