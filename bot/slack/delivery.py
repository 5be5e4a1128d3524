"""A subscription's briefing in Slack, behind the protocol of `bot.delivery`.

Delivering it again after a failure of any kind completes what stands there, so the channel counts
as idempotent and every failure may be tried again (see `bot.slack.briefing_posts`). What it puts
right is said in the threads of the briefings that said it, too.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.addresses import conversation_of
from bot.delivery import Parcel, Receipt
from bot.errors import (
    CitewireError,
    DeliveryError,
    RetryLaterError,
    SlackError,
    SlackUncertainError,
)
from bot.library import Library
from bot.library.moments import stamp_of
from bot.prompts import Phrases
from bot.slack.blocks.briefings import briefing_messages, correction_message
from bot.slack.blocks.telling import Telling
from bot.slack.briefing_posts import BriefingPosts, Posting
from bot.slack.briefing_record import Posted, opening_of, record_of, reference_of
from bot.slack.people import Caller
from bot.slack.thread_names import thread_name
from bot.slack.words import Words

CLOCKS_APART = timedelta(minutes=10)
"""How far our clock may be ahead of Slack's."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SlackDelivery:
    """Posts briefings. `clients` gives the client of a workspace, "" for the only one's."""

    clients: Callable[[str], Caller]
    library: Library
    phrases: Phrases
    clock: Callable[[], datetime]

    def deliver(self, parcel: Parcel) -> Receipt:
        """Post what is not posted yet. Raises DeliveryError."""
        try:
            return self._delivered(parcel)
        except DeliveryError:
            raise
        except SlackError as failure:
            certain = not isinstance(failure, SlackUncertainError)
            raise DeliveryError(str(failure), certain=certain) from failure
        except CitewireError as failure:
            raise DeliveryError(str(failure), certain=True) from failure

    def _delivered(self, parcel: Parcel) -> Receipt:
        place = conversation_of(parcel.subscription.address.target)
        client = self.clients(place.team)
        team = place.team or str(client.call("auth.test")["team_id"])
        posts, briefing = BriefingPosts(client), parcel.briefing
        words = Words.of(self.phrases, briefing.language)
        where = Posted(
            team=team,
            channel=place.channel,
            user=parcel.subscription.owner.rpartition("/")[2],
            at=self.clock(),
        )
        self._keep(parcel, where)

        def begun(ts: str) -> None:
            parcel_thread = thread_name(team, place.channel, ts)
            self._keep(parcel, replace(where, ts=ts))
            self.library.journal.open(parcel_thread, opening_of(briefing), parcel.day)

        posting = _posting(parcel, place.channel, begun)
        telling = Telling(reference=reference_of(parcel.key))
        posted = posts.post(posting, briefing_messages(briefing, telling, words))
        corrected = self._correct(posts, posting, parcel, words)
        return {
            "team": team,
            "channel": place.channel,
            "ts": posted[0],
            "messages": " ".join(posted),
            "corrections": " ".join(corrected),
            "reference": telling.reference,
        }

    def _keep(self, parcel: Parcel, posted: Posted) -> None:
        """Keep what the buttons tell of; nothing may be posted that cites a removed document."""
        record = record_of(parcel.briefing, reference_of(parcel.key), posted)
        if not self.library.answers.keep(record):
            raise DeliveryError(
                "a document that the briefing cites was removed meanwhile; it is tried again",
                certain=posted.ts is None,
            )

    def _correct(
        self, posts: BriefingPosts, posting: Posting, parcel: Parcel, words: Words
    ) -> tuple[str, ...]:
        """Say what is put right under the briefings that said it; their ts.

        A thread that is gone is passed over: the new briefing says it as well.
        """
        replies = []
        for number, correction in enumerate(parcel.briefing.corrections, start=1):
            told = parcel.told.get(correction.told_on, {})
            if told.get("channel") != posting.channel or not told.get("ts"):
                continue
            message, part = correction_message(correction, words), f"correction {number}"
            try:
                replies.append(posts.reply(posting, message, part, told["ts"]))
            except (RetryLaterError, SlackUncertainError):
                raise
            except SlackError as failure:
                _log.warning(
                    "no correction under the briefing of %s: %s", correction.told_on, failure
                )
        return tuple(replies)


def _posting(parcel: Parcel, channel: str, begun: Callable[[str], None]) -> Posting:
    def check() -> None:
        if not parcel.holds():
            raise DeliveryError("another process posts this briefing by now", certain=False)

    return Posting(
        channel=channel,
        mark={
            "library": parcel.library,
            "subscription": parcel.subscription.id,
            "slot": stamp_of(parcel.slot),
        },
        look=parcel.attempt > 1,
        since=(parcel.slot - CLOCKS_APART).timestamp(),
        check=check,
        begun=begun,
    )
