"""Tells who asks that others have asked before."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from bot.errors import CitewireError
from bot.library.jobs import Jobs
from bot.prompts import Phrases
from bot.slack.blocks.notices import queued
from bot.slack.posting import Poster
from bot.slack.values import Job
from bot.slack.words import Words
from bot.text.language import detect_language

MANY = 10
"""Places in line above which a message of its own tells so; below, the answer comes at once."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class AnnouncedQueue:
    """The queue as `bot.slack.listeners.reception` needs it: whoever has to wait is told so.

    `queue` is `Workers.enter`; telling happens in `background`, after the acknowledgement.
    """

    queue: Callable[[Job], Job | None]
    jobs: Jobs
    poster: Poster
    phrases: Phrases
    background: Executor

    def enter(self, job: Job) -> Job | None:
        """Put a job into the queue. None when it was entered before; raises QueueFullError."""
        entered = self.queue(job)
        if entered is not None and job.text:
            self.background.submit(self._announce, entered)
        return entered

    def _announce(self, job: Job) -> None:
        private = job.place.surface == "private"
        try:
            if not private and not self.poster.can_show(job.place):
                return  # so many wait that Slack takes no more of it
            before = self.jobs.place(job)
            words = Words.of(self.phrases, detect_language(job.text))
            if private and before > MANY:
                self.poster.whispers.say(job.place, queued(words, before), job.response_url)
            elif not private and before > 1:  # 1 is about to be taken up
                self.poster.status(job.place, words.counted("posting_queued", before))
        except CitewireError as failure:
            _log.info("question %s: its place in line could not be told: %s", job.id, failure)
