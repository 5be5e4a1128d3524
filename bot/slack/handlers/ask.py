"""A question becomes an answer, an abstention or a refusal under it, and is kept."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation import Inquiry
from bot.errors import LibraryError, QuestionError
from bot.library.answers import AnswerRecord
from bot.question import LONGEST_QUESTION
from bot.slack.blocks.answers import (
    answer_ending,
    answer_messages,
    answer_numbers,
    statement_for_stream,
)
from bot.slack.blocks.notices import refusal
from bot.slack.blocks.telling import Telling
from bot.slack.handlers.room import Room, can_be_shared, keep, no_question, note_ts, user_name
from bot.slack.handlers.share import SHARE_OF, Sharing
from bot.slack.kept import answer_of, answer_payload
from bot.slack.progress import Progress
from bot.slack.streaming import AnswerStream, Ending
from bot.slack.thread_names import thread_name
from bot.slack.values import Job
from bot.slack.words import Words
from bot.types import Answer, Filters, Statement, numbered


@dataclass(frozen=True)
class Asking:
    """Works on jobs of the kind "ask"."""

    room: Room

    def handle(self, job: Job, progress: Progress) -> None:
        """Answer under the question. See `bot.slack.progress.Handler`."""
        if SHARE_OF in (job.details or {}):
            Sharing(self.room).handle(job, progress)
            return
        room, words = self.room, self.room.words(job.text)
        scope = room.scope_of(job.place)
        if scope.nothing:
            progress.ended("refused")
            room.poster.finish(progress, (refusal(words),))
            return
        room.poster.status(job.place, words("posting_searching"))
        stream = room.poster.stream(progress)
        filters = scope.filters(Filters())
        try:
            answer = self._kept(job) or self._asked(job, filters, stream)
        except QuestionError as failure:
            said = words("posting_no_question", most=str(LONGEST_QUESTION))
            no_question(room, progress, said, failure)
            return
        progress.ended(answer.status)
        record = self._record(job, answer, filters)
        stream.end(self._ending(answer, telling_of(room, job, answer, filters)))
        note_ts(room.answers, record, progress.job)

    def _kept(self, job: Job) -> Answer | None:
        """What an earlier attempt has answered already, so that no model is asked twice."""
        record = self.room.answers.get(job.id) if job.attempts > 1 else None
        if record is None:
            return None
        try:
            return answer_of(record, self.room.desk.document)
        except LibraryError:
            return None  # a document has changed: it is asked anew

    def _asked(self, job: Job, filters: Filters, stream: AnswerStream) -> Answer:
        place, told = job.place, list[Statement]()

        def hand_on(statement: Statement) -> None:
            told.append(statement)
            stream.add(statement_for_stream(statement, numbered(told, ())))

        inquiry = Inquiry(
            question=job.text,
            filters=filters,
            thread=thread_name(place.team, place.channel, place.thread) if place.thread else None,
            user=user_name(place),
        )
        return self.room.desk.ask(inquiry, hand_on)

    def _ending(self, answer: Answer, telling: Telling) -> Ending:
        words = Words.of(self.room.phrases, answer.language)
        numbers = answer_numbers(answer)
        said = "".join(statement_for_stream(one, numbers) for one in answer.statements)
        return Ending(
            below=answer_ending(answer, telling, words),
            whole=answer_messages(answer, telling, words),
            streamed=said or None,
        )

    def _record(self, job: Job, answer: Answer, filters: Filters) -> AnswerRecord:
        """Keep the answer before it is posted, so that its buttons work when they are seen."""
        room, place = self.room, job.place
        record = AnswerRecord(
            id=job.id,
            question=answer.question,
            standalone=answer.standalone or answer.question,
            language=answer.language,
            status=answer.status,
            payload=answer_payload(answer, filters, room.desk.searchable(filters)),
            team=place.team,
            channel=place.channel,
            user=place.user,
            created=room.clock(),
        )
        keep(room.answers, record)
        return record


def telling_of(room: Room, job: Job, answer: Answer, filters: Filters) -> Telling:
    """How an answer is told at its job's place."""
    documents = [one.passage.document.id for one in (*answer_numbers(answer),)]
    return Telling(
        reference=job.id,
        private=can_be_shared(job.place),
        reprints=room.desk.reprints(tuple(dict.fromkeys(documents)), filters),
    )
