"""What every handler and every reaction to a button has at hand."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import LibraryError, QuestionError, RetryLaterError
from bot.library.answers import AnswerRecord, Answers
from bot.prompts import Phrases
from bot.scopes import Scope
from bot.slack.blocks.notices import notice
from bot.slack.desk import Desk
from bot.slack.posting import Poster
from bot.slack.progress import Progress
from bot.slack.threads import begun_ts
from bot.slack.values import Job, Place
from bot.slack.words import Words
from bot.text.language import detect_language

_log = logging.getLogger(__name__)

ScopeOf = Callable[[Place], Scope]
"""What everybody who will read an answer at a place may see. Raises RetryLaterError while Slack
cannot tell."""


@dataclass(frozen=True, kw_only=True)
class Room:
    """What every handler has at hand. `clock` gives aware moments."""

    desk: Desk
    poster: Poster
    scope_of: ScopeOf
    answers: Answers
    phrases: Phrases
    clock: Callable[[], datetime]

    def words(self, text: str) -> Words:
        """The words of the language of a text."""
        return Words.of(self.phrases, detect_language(text))


def no_question(room: Room, progress: Progress, said: str, failure: QuestionError) -> None:
    """Tell that a text cannot be asked or checked, which counts as a refusal."""
    _log.info("question %s: %s", progress.job.id, failure)
    progress.ended("refused")
    room.poster.finish(progress, (notice(said),))


def user_name(place: Place) -> str:
    """Who is named in the journal of usage: "T1/U1"."""
    return f"{place.team}/{place.user}"


def keep(answers: Answers, record: AnswerRecord) -> None:
    """Keep an answer. Raises RetryLaterError when a document that it cites has just gone."""
    if not answers.keep(record):
        raise RetryLaterError(
            f"a document was removed while question {record.id} was answered; it is asked again"
        )


def note_ts(answers: Answers, record: AnswerRecord, job: Job) -> None:
    """Note where the answer stands. It stands there already, so nothing may fail here."""
    if job.place.surface == "private":
        return
    try:
        answers.keep(replace(record, ts=begun_ts(job)))
    except LibraryError as failure:
        _log.warning("where answer %s stands could not be noted: %s", record.id, failure)


def can_be_shared(place: Place) -> bool:
    """Whether only the asker sees the answer, in a channel where others are."""
    return place.surface == "private" and not place.channel.startswith("D")
