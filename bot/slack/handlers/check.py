""" "Check this claim": what the documents say of a message that somebody wrote."""

from __future__ import annotations

from dataclasses import dataclass

from bot.claim_types import ClaimCheck
from bot.errors import QuestionError
from bot.library.answers import AnswerRecord
from bot.question import LONGEST_QUESTION
from bot.slack.blocks.claims import claim_messages, claim_numbers
from bot.slack.blocks.notices import refusal
from bot.slack.blocks.telling import Telling
from bot.slack.handlers.room import Room, keep, no_question, note_ts, user_name
from bot.slack.kept import CHECKED, claim_payload
from bot.slack.progress import Progress
from bot.slack.values import Job
from bot.slack.words import Words
from bot.types import Filters


@dataclass(frozen=True)
class Checking:
    """Works on jobs of the kind "check"; `job.text` is the claim."""

    room: Room

    def handle(self, job: Job, progress: Progress) -> None:
        """Tell the verdict with its quotations. See `bot.slack.progress.Handler`."""
        room, words = self.room, self.room.words(job.text)
        scope = room.scope_of(job.place)
        if scope.nothing:
            progress.ended("refused")
            room.poster.finish(progress, (refusal(words),))
            return
        room.poster.status(job.place, words("posting_checking"))
        filters = scope.filters(Filters())
        try:
            check = room.desk.check(job.text, filters, user_name(job.place))
        except QuestionError as failure:
            said = words("posting_no_claim", most=str(LONGEST_QUESTION))
            no_question(room, progress, said, failure)
            return
        progress.ended(check.verdict)
        record = self._record(job, check, filters)
        keep(room.answers, record)
        cited = tuple(one.passage.document.id for one in claim_numbers(check))
        reprints = room.desk.reprints(tuple(dict.fromkeys(cited)), filters)
        telling = Telling(reference=job.id, reprints=reprints)
        spoken = Words.of(room.phrases, check.language)
        room.poster.finish(progress, claim_messages(check, telling, spoken))
        note_ts(room.answers, record, progress.job)

    def _record(self, job: Job, check: ClaimCheck, filters: Filters) -> AnswerRecord:
        return AnswerRecord(
            id=job.id,
            question=check.claim,
            standalone=check.claim,
            language=check.language,
            status=CHECKED,
            payload=claim_payload(check, filters),
            team=job.place.team,
            channel=job.place.channel,
            user=job.place.user,
            created=self.room.clock(),
        )
