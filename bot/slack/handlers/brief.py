"""`/brief`: a briefing now, for its asker alone in a channel, as a thread in a direct message.

Shared with a channel it is written again, of what everybody in the channel may see.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.arguments import BriefingRequest
from bot.briefing_types import Briefing
from bot.errors import RetryLaterError, SlackError, SlackUncertainError, UsageError
from bot.library import Journal
from bot.library.answers import AnswerRecord
from bot.scopes import Scope
from bot.series import series_of
from bot.slack import actions
from bot.slack.blocks.briefings import BriefingMessages, briefing_messages
from bot.slack.blocks.elements import Element, button, context
from bot.slack.blocks.elements import actions as button_row
from bot.slack.blocks.notices import notice, refusal
from bot.slack.blocks.telling import Telling
from bot.slack.brief_wish import DAY, WEEK, BriefWish, brief_wish, period_begin
from bot.slack.briefing_posts import BriefingPosts, Posting
from bot.slack.briefing_record import Posted, cited_documents, opening_of, record_of
from bot.slack.handlers.room import Room, can_be_shared, keep
from bot.slack.interactions import Interaction
from bot.slack.people import Caller
from bot.slack.progress import Progress
from bot.slack.thread_names import thread_name
from bot.slack.values import Job, Place, SlackMessage
from bot.slack.whispers import sent_of
from bot.slack.words import Words
from bot.types import Filters

SHARED_BY = "shared_by"
"""The detail of a job that posts a briefing for a channel: Slack's id of who shares it."""

LOOK_BACK = timedelta(hours=1)
"""How long ago a job that is tried again may have posted for the first time."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class BriefingNow:
    """Works on jobs of the kind "brief"; `job.text` are the words after `/brief`.

    `zone_of` tells the zone in which a person's days are counted.
    """

    room: Room
    journal: Journal
    clients: Callable[[str], Caller]
    zone_of: Callable[[Place], ZoneInfo]

    def handle(self, job: Job, progress: Progress) -> None:
        """Write the briefing and post it. See `bot.slack.progress.Handler`."""
        scope = self.room.scope_of(job.place)
        today = self.room.clock().astimezone(self.zone_of(job.place)).date()
        if scope.nothing:
            self._refuse(job, progress)
            return
        try:
            wish = brief_wish(job.text, today)
        except UsageError as failure:
            _log.info("briefing %s: %s", job.id, failure)
            progress.ended("refused")
            unclear = self.room.words(job.text)("briefing_unclear")
            self.room.poster.finish(progress, (notice(unclear),))
            return
        request = self._request(job, wish, scope, today)
        briefing = self.room.desk.brief(request)
        progress.ended("briefed" if briefing.stories else "abstained")
        self._post(job, progress, briefing, request)

    def _refuse(self, job: Job, progress: Progress) -> None:
        """Say that nothing may be asked here; of a channel, only to who shares with it."""
        progress.ended("refused")
        words = self.room.words(job.text)
        if SHARED_BY in (job.details or {}):
            said = words("posting_share_refused")
            self.room.poster.tell(replace(job.place, surface="private"), said, job.response_url)
        else:
            self.room.poster.finish(progress, (refusal(words),))

    def _request(self, job: Job, wish: BriefWish, scope: Scope, today: date) -> BriefingRequest:
        """Without a period, of the newest day that there are documents of; of topics, a week.

        Each person has a series, in which what was told before is not told again.
        """
        seen = [one.published for one in self.room.desk.documents() if scope.lets_through(one)]
        since = wish.since or period_begin(seen, today, WEEK if wish.topics else DAY)
        request = BriefingRequest(
            filters=scope.filters(Filters(since=since)), topics=wish.topics, day=today.isoformat()
        )
        place = job.place
        reader = place.channel if place.surface == "channel" else place.user
        return replace(request, series=f"slack:{place.team}/{reader};{series_of(request)}")

    def _post(
        self, job: Job, progress: Progress, briefing: Briefing, request: BriefingRequest
    ) -> None:
        telling = Telling(
            reference=job.id,
            private=can_be_shared(job.place),
            reprints=self.room.desk.reprints(cited_documents(briefing), request.filters),
            shared_by=(job.details or {}).get(SHARED_BY, ""),
        )
        messages = told(briefing, telling, Words.of(self.room.phrases, briefing.language))
        keep(self.room.answers, self._record(job, briefing, None))
        if job.place.surface == "private" and not self._is_direct(job):
            self.room.poster.finish(progress, (messages.headline, *messages.replies))
            return
        try:
            self._post_thread(progress, briefing, messages)
        except RetryLaterError:
            raise
        except SlackUncertainError as lost:  # the next attempt looks for what stands there
            raise RetryLaterError(str(lost)) from lost
        except SlackError as failure:
            if progress.job.posted or job.place.surface != "private":
                raise
            # A conversation that the bot is not in, such as one between two people.
            _log.info("briefing %s is told privately: %s", job.id, failure)
            self.room.poster.finish(progress, (messages.headline, *messages.replies))
            return
        if telling.shared_by and job.response_url:
            said = Words.of(self.room.phrases, briefing.language)("posting_shared")
            self.room.poster.whispers.replace(job.response_url, notice(said))

    def _is_direct(self, job: Job) -> bool:
        """Whether it is asked for in a direct message, and nothing of it was told privately."""
        return job.place.channel.startswith("D") and sent_of(job.posted) == 0

    def _post_thread(
        self, progress: Progress, briefing: Briefing, messages: BriefingMessages
    ) -> None:
        job, place = progress.job, progress.job.place

        def begun(ts: str) -> None:
            if progress.job.posted != ts:
                progress.posted(ts)
            keep(self.room.answers, self._record(job, briefing, ts))
            name = thread_name(place.team, place.channel, ts)
            self.journal.open(name, opening_of(briefing), self.room.clock().date().isoformat())

        posting = Posting(
            channel=place.channel,
            mark={"job": job.id},
            look=job.attempts > 1,
            since=(self.room.clock() - LOOK_BACK).timestamp(),
            headline=job.posted,
            check=progress.check,
            begun=begun,
        )
        BriefingPosts(self.clients(place.team)).post(posting, messages)

    def _record(self, job: Job, briefing: Briefing, ts: str | None) -> AnswerRecord:
        place = job.place
        posted = Posted(
            team=place.team,
            channel=place.channel,
            user=place.user,
            at=self.room.clock(),
            ts=ts,
        )
        return record_of(briefing, job.id, posted, job.text)


def told(briefing: Briefing, telling: Telling, words: Words) -> BriefingMessages:
    """The messages of a briefing that somebody asked for: a private one can be shared, and of a
    shared one the channel learns who did."""
    made = briefing_messages(briefing, telling, words)
    if telling.shared_by:
        by = context(words("shared_by", user=f"<@{telling.shared_by}>"))
        return replace(made, headline=replace(made.headline, blocks=(by, *made.headline.blocks)))
    if telling.private:
        share = button(words("share"), actions.SHARE_BRIEFING, telling.reference, "primary")
        return replace(made, replies=(*made.replies[:-1], with_row(made.replies[-1], share)))
    return made


def with_row(message: SlackMessage, element: Element) -> SlackMessage:
    """The message with a button below it."""
    return replace(message, blocks=(*message.blocks, button_row([element])))


@dataclass(frozen=True, kw_only=True)
class BriefingButtons:
    """Reacts to what asks for a briefing by a button. `enter` puts a job into the queue."""

    room: Room
    enter: Callable[[Job], Job | None]
    clients: Callable[[str], Caller]
    new_reference: Callable[[], str]

    def share(self, interaction: Interaction) -> None:
        """Write a private briefing again for its channel, once however often it is pressed."""
        place, record = interaction.place, self.room.answers.get(interaction.value)
        if record is None or (record.team, record.user) != (place.team, place.user):
            words = self.room.words("")
            self.room.poster.tell(place, words("posting_gone"), interaction.response_url)
            return
        job = Job(
            id=self.new_reference(),
            kind="brief",
            place=replace(place, channel=record.channel, surface="channel", thread=None),
            text=str(record.payload.get("asked", "")),
            event=f"share_briefing:{record.id}",
            response_url=interaction.response_url,
            details={SHARED_BY: place.user},
        )
        self.enter(job)

    def now(self, interaction: Interaction) -> None:
        """Brief the person who pressed the button of the home tab, in a direct message."""
        place = interaction.place
        opened = self.clients(place.team).call("conversations.open", users=place.user)
        channel = str(opened["channel"]["id"])
        job = Job(
            id=self.new_reference(),
            kind="brief",
            place=replace(place, channel=channel, surface="private", thread=None),
            text="",
            event=f"brief:{interaction.trigger}",
        )
        self.enter(job)
