"""Tells an asker that it went wrong, with the number under which the log says how."""

from __future__ import annotations

from dataclasses import dataclass

from bot.prompts import Phrases
from bot.slack.blocks.notices import failure
from bot.slack.posting import Poster
from bot.slack.progress import Progress
from bot.slack.values import Job
from bot.slack.words import Words
from bot.text.language import detect_language


@dataclass(frozen=True)
class FailureReporter:
    """The workers' reporter."""

    poster: Poster
    phrases: Phrases

    def failed(self, job: Job, line: str, progress: Progress) -> None:
        """Say in the asker's language that it failed. `line` is for whoever runs the bot: it is
        English and may name files and settings, so it stands in the log alone."""
        words = Words.of(self.phrases, detect_language(job.text) if job.text else "en")
        self.poster.fail(progress, failure(words, job.id))
