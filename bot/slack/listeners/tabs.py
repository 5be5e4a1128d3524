"""The app's tabs, the stop button, and what says who is where: events that ask nothing."""

from __future__ import annotations

import re

from slack_bolt import App, BoltContext

from bot.slack.incoming import Event
from bot.slack.interactions import Interaction
from bot.slack.listeners.reception import Reception
from bot.slack.values import Place


class Tabs:
    """Listens to app_home_opened, agent_session_stopped, and to all that nobody else listens to."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    def register(self, app: App) -> None:
        """Take the events."""
        app.event("app_home_opened")(self.opened)
        app.event("agent_session_stopped")(self.stopped)

    def register_rest(self, app: App) -> None:
        """Take all other events: what is not acknowledged, Slack sends again, and stops at last."""
        app.event(re.compile(r"^(?!message$).*"))(self.others)

    def others(self, event: Event, context: BoltContext) -> None:
        """Somebody joined a channel, left it, or became a guest."""
        if self._reception.heard is not None:
            self._reception.heard(context.team_id or "", event)

    def opened(self, event: Event, context: BoltContext) -> None:
        """The messages tab gets questions to begin with, the home tab its view."""
        reception, place = self._reception, _place(event, context)
        suggest, home = reception.suggest, reception.reactions.home
        if event.get("tab") == "messages" and suggest is not None:
            reception.later(place, lambda: suggest(place))
        elif event.get("tab", "home") == "home" and home is not None:
            reception.react(home, Interaction(name="home", place=place, payload=event))

    def stopped(self, event: Event, context: BoltContext) -> None:
        """The user pressed stop in a thread."""
        if (stopped := self._reception.reactions.stopped) is not None:
            place = _place(event, context)
            self._reception.react(stopped, Interaction(name="stop", place=place, payload=event))


def _place(event: Event, context: BoltContext) -> Place:
    return Place(
        team=context.team_id or "",
        channel=event.get("channel") or context.channel_id or "",
        user=event.get("user") or context.user_id or "",
        surface="direct",
        thread=event.get("thread_ts"),
    )
