"""A private answer that its asker shares: posted once in its channel, as it was kept."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import LibraryError, UnknownDocumentError
from bot.library.answers import AnswerRecord
from bot.slack.blocks.answers import answer_messages, answer_numbers
from bot.slack.blocks.notices import notice
from bot.slack.blocks.telling import Telling
from bot.slack.handlers.room import Room
from bot.slack.kept import answer_of
from bot.slack.progress import Progress
from bot.slack.values import Job
from bot.slack.words import Words
from bot.types import Answer, Filters

SHARE_OF = "share"
"""The detail of a job that names the answer to share."""


@dataclass(frozen=True)
class Sharing:
    """Works on jobs that share an answer. They are jobs, so that two presses share it once."""

    room: Room

    def handle(self, job: Job, progress: Progress) -> None:
        """Post the answer, and put a line in place of the private one whose button was pressed."""
        room = self.room
        record, said = self.hindrance(job)
        if record is None or said is not None:
            progress.ended("refused")
        else:
            try:
                self._post(job, record, answer_of(record, room.desk.document), progress)
            except UnknownDocumentError:
                said = "posting_gone"
            except LibraryError:
                said = "posting_share_changed"
        self._tell(job, said, Words.of(room.phrases, record.language if record else "en"))

    def hindrance(self, job: Job) -> tuple[AnswerRecord | None, str | None]:
        """The answer that a job shares, and the phrase that says why it may not, None if it may."""
        place = job.place
        record = self.room.answers.get((job.details or {})[SHARE_OF])
        if record is None or (record.team, record.user) != (place.team, place.user):
            return None, "posting_gone"
        return record, None if self._is_open(job, record) else "posting_share_refused"

    def _tell(self, job: Job, said: str | None, words: Words) -> None:
        if said is not None:
            self.room.poster.tell(job.place, words(said), job.response_url)
        elif job.response_url:
            shared = notice(words("posting_shared"))
            self.room.poster.whispers.replace(job.response_url, shared)

    def _is_open(self, job: Job, record: AnswerRecord) -> bool:
        """Whether everybody in the channel may see every document that left words in it."""
        scope, desk = self.room.scope_of(job.place), self.room.desk
        try:
            return all(scope.lets_through(desk.document(name)) for name in record.documents)
        except UnknownDocumentError:
            return False

    def _post(self, job: Job, record: AnswerRecord, answer: Answer, progress: Progress) -> None:
        room = self.room
        filters = room.scope_of(job.place).filters(Filters())
        documents = tuple({one.passage.document.id for one in answer_numbers(answer)})
        telling = Telling(
            reference=record.id,
            reprints=room.desk.reprints(documents, filters),
            shared_by=job.place.user,
        )
        words = Words.of(room.phrases, record.language)
        room.poster.finish(progress, answer_messages(answer, telling, words))
