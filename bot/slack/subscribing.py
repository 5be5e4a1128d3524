"""Subscribing to a briefing by a form, and pausing, resuming or removing it from the home tab."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.addresses import Address
from bot.errors import RetryLaterError, SlackError, UnknownSubscriptionError
from bot.labels import date_label
from bot.library.subscriptions import Subscriptions
from bot.prompts import Phrases
from bot.schedule.slots import next_slot
from bot.slack.actions import subscription_choice
from bot.slack.blocks.elements import section
from bot.slack.blocks.subscribing import (
    CHANNEL,
    SubscribeForm,
    SubscriptionWish,
    subscribe_modal,
    subscription_read,
)
from bot.slack.escaping import escape
from bot.slack.handlers.brief import SHARED_BY
from bot.slack.interactions import Interaction
from bot.slack.listeners.reception import Locales
from bot.slack.people import Caller
from bot.slack.posting import Poster
from bot.slack.subscriptions_access import SubscriptionAccess, place_of
from bot.slack.values import Job, Place
from bot.slack.words import Words
from bot.slack.zones import SlackZones
from bot.subscriptions import EVERY_DAY, Subscription

QUICK = 2.0
"""Seconds that a call may wait while somebody waits for a form: Slack gives three."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Subscribing:
    """Reacts to the form. `clock` gives aware moments; `changed` shows the home tab again."""

    subscriptions: Subscriptions
    access: SubscriptionAccess
    clients: Callable[[str], Caller]
    zones: SlackZones
    locales: Locales
    poster: Poster
    phrases: Phrases
    clock: Callable[[], datetime]
    changed: Callable[[Place], None]

    def open(self, interaction: Interaction) -> None:
        """Show the form, filled in with the person's time zone and the channel it is asked in."""
        place = interaction.place
        language = self.locales.language(place)
        form = SubscribeForm(zone=self.zones.name(place), channel=place.channel, metadata=language)
        view = subscribe_modal(form, Words.of(self.phrases, language))
        self.clients(place.team).call(
            "views.open", patience=QUICK, trigger_id=interaction.trigger, view=dict(view)
        )

    def check(self, interaction: Interaction) -> Mapping[str, str]:
        """What is wrong with what was filled in, by field."""
        words = self._words(interaction)
        wish = subscription_read(interaction.state, words)
        if not isinstance(wish, SubscriptionWish):
            return wish
        try:
            may = self._may_receive(interaction.place, wish.channel)
        except RetryLaterError:
            return {}  # asked again before it is kept, without anybody waiting
        return {} if may else {CHANNEL: words("briefing_closed")}

    def keep(self, interaction: Interaction) -> None:
        """Keep the subscription, and say so where its briefings will be."""
        place, words = interaction.place, self._words(interaction)
        wish = subscription_read(interaction.state, words)
        if not isinstance(wish, SubscriptionWish):
            return
        if not self._may_receive(place, wish.channel):
            self.poster.tell(place, words("briefing_closed"))
            return
        wanted = self._subscription(place, wish)
        if any(_same(wanted, known) for known in self.subscriptions.all()):
            self.poster.tell(place, words("briefing_known"))
            return
        kept = self.subscriptions.add(wanted)
        try:
            self._confirm(place, kept, words)
        except SlackError as failure:
            if failure.code in ("", "ratelimited", "unreachable", "uncertain"):
                raise
            _log.info("subscription %s is taken back: %s", kept.id, failure)
            self.subscriptions.remove(kept.id)
            self.poster.tell(place, words("briefing_not_posted"))
            return
        self.changed(place)

    def _words(self, interaction: Interaction) -> Words:
        return Words.of(self.phrases, interaction.value or "en")

    def _may_receive(self, place: Place, channel: str) -> bool:
        if not channel.startswith("D"):
            return self.access.may_receive(replace(place, channel=channel, surface="channel"))
        # Whoever holds the form's address could name anybody's direct messages with the bot.
        try:
            told = self.clients(place.team).call(
                "conversations.info", patience=QUICK, channel=channel
            )
        except RetryLaterError:
            raise
        except SlackError:
            return False
        whose = told["channel"].get("user")
        direct = replace(place, channel=channel, surface="direct")
        return whose == place.user and self.access.may_receive(direct)

    def _subscription(self, place: Place, wish: SubscriptionWish) -> Subscription:
        return Subscription(
            address=Address("slack", f"{place.team}/{wish.channel}"),
            topics=wish.topics,
            words=wish.words,
            hour=wish.hour,
            zone=wish.zone,
            weekdays=wish.weekdays,
            begins=self.clock(),
            owner=f"{place.team}/{place.user}",
        )

    def _confirm(self, place: Place, kept: Subscription, words: Words) -> None:
        due = next_slot(kept, self.clock())
        moment = "" if due is None else moment_label(due.astimezone(kept.time_zone), words)
        said = words(
            "briefing_subscribed",
            user=f"<@{place.user}>",
            what=escape(summary(kept, words)),
            moment=escape(moment),
        )
        self.clients(place.team).call(
            "chat.postMessage",
            channel=place_of(kept).channel,
            text=said,
            blocks=[dict(section(said))],
            unfurl_links=False,
        )


@dataclass(frozen=True, kw_only=True)
class Changing:
    """Reacts to the menu beside a subscription. `enter` puts a job into the queue."""

    subscriptions: Subscriptions
    access: SubscriptionAccess
    locales: Locales
    poster: Poster
    phrases: Phrases
    clock: Callable[[], datetime]
    changed: Callable[[Place], None]
    enter: Callable[[Job], Job | None]
    new_reference: Callable[[], str]

    def change(self, interaction: Interaction) -> None:
        """Pause, resume, remove or send a subscription that is open to who chose so."""
        place, choice = interaction.place, subscription_choice(interaction.value)
        if choice is None:
            return
        what, name = choice
        try:
            subscription = self.subscriptions.get(name)
            found = self.access.is_open(place, subscription)
        except UnknownSubscriptionError:
            found = False
        if not found:
            words = Words.of(self.phrases, self.locales.language(place))
            self.poster.tell(place, words("briefing_gone"), interaction.response_url)
        elif what == "send":
            self._send(interaction, subscription)
        elif what == "pause":
            self.subscriptions.pause(name)
        elif what == "resume":
            self.subscriptions.resume(name, self.clock())
        else:
            self.subscriptions.remove(name)
        self.changed(place)

    def _send(self, interaction: Interaction, subscription: Subscription) -> None:
        """A briefing on the same topics now, which is none of the subscription's own."""
        where, person = place_of(subscription), interaction.place.user
        direct = where.surface == "direct"
        job = Job(
            id=self.new_reference(),
            kind="brief",
            place=replace(where, user=person, surface="private" if direct else "channel"),
            text=", ".join(subscription.topics),
            event=f"brief:{interaction.trigger}",
            details=None if direct else {SHARED_BY: person},
        )
        self.enter(job)


def summary(subscription: Subscription, words: Words) -> str:
    """ "obus, Bakhmout – lundi, mardi · 08:00 (Europe/Paris)"."""
    topics = ", ".join(subscription.topics) or words("all_topics")
    every = tuple(subscription.weekdays) == EVERY_DAY
    days = (
        words("every_day")
        if every
        else ", ".join(words(f"day_{day}") for day in subscription.weekdays)
    )
    return f"{topics} – {days} · {subscription.hour:%H:%M} ({subscription.zone})"


def moment_label(moment: datetime, words: Words) -> str:
    """ "23 novembre 2026, 08:00"."""
    return f"{date_label(moment.date().isoformat(), words.language)}, {moment:%H:%M}"


def _same(one: Subscription, other: Subscription) -> bool:
    """Whether two subscriptions send the same at the same times: a form that was sent twice."""
    return replace(one, begins=other.begins, owner=other.owner, id=other.id) == other
