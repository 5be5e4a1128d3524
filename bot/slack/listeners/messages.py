"""Mentions and messages: a question becomes a job, everything else is left alone."""

from __future__ import annotations

from dataclasses import replace

from slack_bolt import App, BoltContext

from bot.slack.courtesies import is_courtesy
from bot.slack.incoming import (
    Event,
    addressed,
    event_of,
    files_of,
    is_asking,
    kind_of,
    links_of,
    mentions,
    place_of,
    question_of,
)
from bot.slack.listeners.reception import Reception
from bot.slack.values import Job


class Messages:
    """Listens to app_mention and message."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    def register(self, app: App) -> None:
        """Take the events."""
        app.event("app_mention")(self.mention)
        app.event("message")(self.message)

    def mention(self, event: Event, context: BoltContext) -> None:
        """Somebody named the bot."""
        if is_asking(event):
            self._enter(event, context)

    def message(self, event: Event, context: BoltContext) -> None:
        """A message in a conversation that the bot is in.

        In a channel it is for the bot when it names the bot, or stands in a thread that the bot is
        in and names nobody else first. Thanks for an answer want none, unless they name the bot.
        """
        if is_asking(event) and self._is_for_us(event, context):
            self._enter(event, context)

    def _is_for_us(self, event: Event, context: BoltContext) -> bool:
        text, bot = event.get("text") or "", context.bot_user_id or ""
        if mentions(text, bot):
            return True
        thread, direct = event.get("thread_ts"), event.get("channel_type") == "im"
        in_thread = bool(thread) and thread != event["ts"]
        if in_thread and is_courtesy(question_of(text, bot)) and not files_of(event):
            return False
        if direct:
            return True
        if not in_thread or addressed(text, bot) == "somebody":
            return False
        return self._reception.threads.knows(place_of(event, _team(context)))

    def _enter(self, event: Event, context: BoltContext) -> None:
        self._reception.enter(self._job(event, context))

    def _job(self, event: Event, context: BoltContext) -> Job:
        text = event.get("text") or ""
        question = question_of(text, context.bot_user_id or "")
        team = _team(context)
        kind = kind_of(event, question)
        job = self._reception.job(kind, place_of(event, team), question, event_of(event, team))
        if kind != "documents":
            return job
        links = links_of(text)
        details = {"links": "\n".join(links)} if links else None
        return replace(job, files=files_of(event), details=details)


def _team(context: BoltContext) -> str:
    return context.team_id or ""
