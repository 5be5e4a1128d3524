"""What the listeners have at hand, and the few words that they say themselves.

A listener runs before its acknowledgement, so that an event that could not be entered is delivered
again; what takes longer goes to `background`.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.errors import CitewireError, QueueFullError
from bot.prompts import Phrases
from bot.slack.interactions import Interaction, Reaction, Reactions
from bot.slack.references import new_reference
from bot.slack.values import Job, Kind, Place
from bot.text.language import detect_language

_log = logging.getLogger(__name__)


class Queue(Protocol):
    """Takes in what is asked."""

    def enter(self, job: Job) -> Job | None:
        """See `bot.slack.workers.Workers.enter`. Raises QueueFullError."""


class Threads(Protocol):
    """Which threads the bot takes part in."""

    def knows(self, place: Place) -> bool:
        """Whether it has been asked or has posted in the thread of a place."""


class Replies(Protocol):
    """Says a line to one person."""

    def tell(self, place: Place, text: str, response_url: str | None = None) -> None:
        """Only the user of the place sees it."""


class Locales(Protocol):
    """Which language a user has set in Slack."""

    def language(self, place: Place) -> str:
        """ISO 639-1; "en" where Slack does not tell."""


Suggest = Callable[[Place], None]
"""Shows questions to begin with to a user who opened the messages tab."""


Heard = Callable[[str, Mapping[str, Any]], None]
"""Takes note of an event of a workspace that says who is where now; see `People.heard`."""


@dataclass(frozen=True, kw_only=True)
class Reception:
    """One for the application."""

    queue: Queue
    threads: Threads
    replies: Replies
    locales: Locales
    phrases: Phrases
    background: Executor
    reactions: Reactions = field(default_factory=Reactions)
    suggest: Suggest | None = None
    heard: Heard | None = None
    choose: Callable[[Sequence[str]], str] = secrets.choice

    def reference(self) -> str:
        """A number that names a question to its asker and in the log."""
        return new_reference(self.choose)

    def enter(self, job: Job) -> Job | None:
        """Put a job into the queue. None when it was entered before, or its asker is told that the
        queue is full."""
        try:
            return self.queue.enter(job)
        except QueueFullError:
            _log.warning("question %s is refused: the queue is full", job.id)
            self.later(job.place, lambda: self._refuse(job))
            return None

    def job(self, kind: Kind, place: Place, text: str, event: str) -> Job:
        """A job with a fresh reference."""
        return Job(id=self.reference(), kind=kind, place=place, text=text, event=event)

    def words(self, text: str) -> Phrases:
        """The phrases in the language of a text."""
        return self.phrases.for_language(detect_language(text))

    def later(self, place: Place, work: Callable[[], object]) -> None:
        """Do something after the acknowledgement; whoever waits for it is told when it fails."""
        self.background.submit(self._done, place, work)

    def react(self, reaction: Reaction, interaction: Interaction) -> None:
        """Let somebody react after the acknowledgement."""
        self.background.submit(
            self._done, interaction.place, lambda: reaction(interaction), interaction.response_url
        )

    def _done(
        self, place: Place, work: Callable[[], object], response_url: str | None = None
    ) -> None:
        try:
            work()
        except Exception as failure:
            reference = self.reference()
            if isinstance(failure, CitewireError):
                _log.warning("%s failed: %s", reference, failure)
            else:
                _log.exception("%s failed", reference)
            self._tell_of_failure(place, reference, response_url)

    def _tell_of_failure(self, place: Place, reference: str, response_url: str | None) -> None:
        try:
            words = self.phrases.for_language(self.locales.language(place))
            text = words.fill("serving_not_done", reference=reference)
            self.replies.tell(place, text, response_url)
        except Exception:  # the log is all that is left
            _log.exception("the asker could not be told that %s failed", reference)

    def _refuse(self, job: Job) -> None:
        language = detect_language(job.text) if job.text else self.locales.language(job.place)
        text = self.phrases.for_language(language).fill("serving_queue_full", reference=job.id)
        self.replies.tell(job.place, text, job.response_url)
