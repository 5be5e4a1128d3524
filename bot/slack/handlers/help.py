"""A mention without a question: says what the bot does, with example questions to press."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import RetryLaterError
from bot.slack.asides import SuggestionsOf
from bot.slack.blocks.notices import help_message
from bot.slack.handlers.room import Room
from bot.slack.interactions import Interaction
from bot.slack.listeners.reception import Locales, Queue
from bot.slack.progress import Progress
from bot.slack.values import Job
from bot.slack.words import Words


@dataclass(frozen=True)
class Helping:
    """Works on jobs of the kind "help"."""

    room: Room
    locales: Locales
    suggestions: SuggestionsOf

    def handle(self, job: Job, progress: Progress) -> None:
        """Say it in the language that the user has set. See `bot.slack.progress.Handler`."""
        words = Words.of(self.room.phrases, self.locales.language(job.place))
        try:
            found = self.suggestions(job.place)
        except RetryLaterError:
            found = None  # help without examples is help too
        examples = found.questions if found else ()
        progress.ended("helped")
        self.room.poster.finish(progress, (help_message(words, examples),))


@dataclass(frozen=True)
class Examples:
    """Asks the question of an example's button where the button stands."""

    queue: Queue
    new_reference: Callable[[], str]

    def __call__(self, interaction: Interaction) -> None:
        """Put it into the queue, once for each press."""
        self.queue.enter(
            Job(
                id=self.new_reference(),
                kind="ask",
                place=interaction.place,
                text=interaction.value,
                event=f"example:{interaction.trigger}",
                response_url=interaction.response_url,
            )
        )
