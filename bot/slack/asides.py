"""Small things that are asked of Slack and the library on the side of questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import CitewireError
from bot.library import Jobs, Journal
from bot.slack.limiter import LimitedClient
from bot.slack.suggestions import Suggestions
from bot.slack.thread_names import thread_name
from bot.slack.values import Place

ClientOf = Callable[[str], LimitedClient]
SuggestionsOf = Callable[[Place], Suggestions | None]
"""Questions about what a person may see at a place."""

ENGLISH = "en"
PATIENCE = 5.0


@dataclass(frozen=True)
class KnownThreads:
    """The threads that something was asked in lately, or that the journal has turns of."""

    jobs: Jobs
    journal: Journal

    def knows(self, place: Place) -> bool:
        """Whether the bot is in the thread of a place."""
        if place.thread is None:
            return False
        name = thread_name(place.team, place.channel, place.thread)
        return (
            self.jobs.asked_in(place)
            or bool(self.journal.turns(name, 1))
            or self.journal.opening(name) is not None
        )


@dataclass(frozen=True)
class SlackLocales:
    """The language that a user has set in Slack."""

    clients: ClientOf

    def language(self, place: Place) -> str:
        """ "fr" for somebody whose Slack is French; English where it cannot be told."""
        try:
            told = self.clients(place.team).call(
                "users.info", patience=PATIENCE, user=place.user, include_locale=True
            )
        except CitewireError:
            return ENGLISH
        locale = str(told["user"].get("locale") or ENGLISH)
        return locale.partition("-")[0].lower() or ENGLISH


@dataclass(frozen=True)
class Prompting:
    """Shows questions to begin with in the messages tab."""

    clients: ClientOf
    suggestions: SuggestionsOf

    def __call__(self, place: Place) -> None:
        """Show them to the person of a place; nothing where there is nothing to ask about."""
        found = self.suggestions(place)
        if found is None:
            return
        self.clients(place.team).call(
            "assistant.threads.setSuggestedPrompts",
            channel_id=place.channel,
            title=found.heading,
            prompts=[{"title": one[:75], "message": one} for one in found.questions],
        )
