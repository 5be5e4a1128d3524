"""What pressing the buttons under an answer does: passages, "Why?", feedback, sharing, stopping.

A button carries a reference and a number and nothing else, so each press is checked anew: who
presses sees only what is open to them, and whatever is not looks like what is gone.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bot.errors import UnknownDocumentError
from bot.library.answers import AnswerRecord, FeedbackEntry, Verdict
from bot.library.jobs import Jobs
from bot.slack import actions
from bot.slack.actions import PassageTarget, judged, passage_target
from bot.slack.blocks.elements import View
from bot.slack.blocks.feedback import feedback_given, feedback_modal
from bot.slack.blocks.notices import notice, notice_modal
from bot.slack.blocks.passages import CitedPassage, passage_modal
from bot.slack.blocks.why import account_of, why_modal
from bot.slack.handlers.room import Room
from bot.slack.handlers.share import SHARE_OF, Sharing
from bot.slack.interactions import Interaction, Reactions, Submission
from bot.slack.kept import cited
from bot.slack.limiter import LimitedClient
from bot.slack.progress import Progress
from bot.slack.references import new_reference
from bot.slack.values import Job, Place
from bot.slack.words import Words
from bot.types import Document

OPENING = 2.0
"""Seconds that opening a modal may wait: Slack lets one be opened for three seconds only."""


@dataclass(frozen=True, kw_only=True)
class Pressing:
    """Reacts to buttons. `enter` puts a job into the queue; None when it was there before."""

    room: Room
    jobs: Jobs
    enter: Callable[[Job], Job | None]
    clients: Callable[[str], LimitedClient]
    choose: Callable[[Sequence[str]], str] = field(default=secrets.choice)

    @property
    def reactions(self) -> Reactions:
        """Which function reacts to what."""
        return Reactions(
            actions={
                actions.PASSAGE: self.show_passage,
                actions.PASSAGE_SHOWN: self.move_passage,
                actions.WHY: self.show_why,
                actions.FEEDBACK: self.take_feedback,
                actions.SHARE: self.share,
            },
            views={actions.FEEDBACK_VIEW: Submission(self.take_reason)},
            stopped=self.stop,
        )

    def show_passage(self, interaction: Interaction) -> None:
        """Open the passage of a citation."""
        self._open(interaction, self._passage_view(interaction))

    def move_passage(self, interaction: Interaction) -> None:
        """Show the passage before or after, in the modal that is open."""
        self._client(interaction).call(
            "views.update",
            patience=OPENING,
            view_id=interaction.view,
            view=dict(self._passage_view(interaction)),
        )

    def show_why(self, interaction: Interaction) -> None:
        """Open what was searched for an answer and what was removed from it."""
        record = self._open_record(interaction.value, interaction.place)
        if record is None:
            self._open(interaction, self._gone())
            return
        words = Words.of(self.room.phrases, record.language)
        self._open(interaction, why_modal(account_of(record.payload), words))

    def take_feedback(self, interaction: Interaction) -> None:
        """Note what the reader thinks at once, then ask why."""
        found = judged(interaction.value)
        record = self._open_record(found[0], interaction.place) if found else None
        if found is None or record is None:
            self._open(interaction, self._gone())
            return
        self._note(interaction.place, found[0], found[1])
        words = Words.of(self.room.phrases, record.language)
        self._open(interaction, feedback_modal(record.id, found[1], words))

    def take_reason(self, interaction: Interaction) -> None:
        """Note the reason that was given with the modal."""
        given = feedback_given(interaction.state, interaction.value)
        if given is not None and self.room.answers.get(given.reference) is not None:
            place = interaction.place
            self._note(place, given.reference, given.verdict, (given.reason, given.comment))

    def share(self, interaction: Interaction) -> None:
        """Put the sharing of a private answer into the queue; a second press says so."""
        place, reference = interaction.place, interaction.value
        job = Job(
            id=new_reference(self.choose),
            kind="ask",
            place=replace(place, surface="channel", thread=None),
            text="",
            event=f"share:{place.team}:{place.channel}:{place.user}:{reference}",
            response_url=interaction.response_url,
            details={SHARE_OF: reference},
        )
        record, said = Sharing(self.room).hindrance(job)
        words = Words.of(self.room.phrases, record.language if record else "en")
        if record is not None and said is None:
            if self.enter(replace(job, text=record.question)) is not None:
                return
            said = "posting_shared_before"
        self.room.poster.tell(place, words(said or "posting_gone"), interaction.response_url)

    def stop(self, interaction: Interaction) -> None:
        """Stop what is being answered in a thread, whichever process does it, and say so."""
        place, room = interaction.place, self.room
        if place.thread is None:
            return
        worker = f"stop:{new_reference(self.choose)}"
        for job in self.jobs.seize(place, worker, room.clock()):
            progress = Progress(job, self.jobs)
            message = notice(room.words(job.text)("posting_stopped"))
            room.poster.finish(progress, (message,), look=True)
            self.jobs.finish(job, "stopped", room.clock())
        room.poster.status(place, "")
        room.poster.session(place, "active")

    def _passage_view(self, interaction: Interaction) -> View:
        target = passage_target(interaction.value)
        record = self.room.answers.get(target.reference) if target else None
        if target is None or record is None:
            return self._gone()
        words = Words.of(self.room.phrases, record.language)
        found = self._cited(record, target, interaction.place)
        if found is None:
            title = words("passage", number=str(target.number))
            return notice_modal(title, words("passage_gone"), words)
        return passage_modal(found, words)

    def _cited(
        self, record: AnswerRecord, target: PassageTarget, place: Place
    ) -> CitedPassage | None:
        told = cited(record, target.number)
        document = self._document(told["document"], place) if told else None
        if told is None or document is None:
            return None
        return CitedPassage(
            target=target,
            document=document,
            quote=told["quote"],
            start=told["start"],
            passages=self.room.desk.passages(document.id),
        )

    def _document(self, name: str, place: Place) -> Document | None:
        """A document, where the person who pressed may see it."""
        try:
            document = self.room.desk.document(name)
        except UnknownDocumentError:
            return None
        scope = self.room.scope_of(replace(place, surface="private"))
        return document if scope.lets_through(document) else None

    def _open_record(self, reference: str, place: Place) -> AnswerRecord | None:
        """An answer, where the person who pressed may see every document it has words of."""
        record = self.room.answers.get(reference)
        if record is None or record.team != place.team:
            return None
        seen = all(self._document(name, place) is not None for name in record.documents)
        return record if seen else None

    def _note(
        self, place: Place, reference: str, verdict: str, said: tuple[str, str] = ("", "")
    ) -> None:
        chosen: Verdict = "helpful" if verdict == "helpful" else "unhelpful"
        self.room.answers.feedback(
            FeedbackEntry(
                answer=reference,
                user=f"{place.team}/{place.user}",
                verdict=chosen,
                reason=said[0],
                comment=said[1],
                created=self.room.clock(),
            )
        )

    def _open(self, interaction: Interaction, view: View) -> None:
        self._client(interaction).call(
            "views.open", patience=OPENING, trigger_id=interaction.trigger, view=dict(view)
        )

    def _gone(self) -> View:
        words = Words.of(self.room.phrases, "en")
        return notice_modal(words("posting_gone_title"), words("posting_gone"), words)

    def _client(self, interaction: Interaction) -> LimitedClient:
        return self.clients(interaction.place.team)
