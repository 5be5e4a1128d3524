"""The home tab: published within the three seconds that people wait, and only what they may see."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.errors import CitewireError, RetryLaterError, UnknownBriefingError
from bot.library import DocumentSummary, Library
from bot.library.runs import Run
from bot.prompts import Phrases
from bot.schedule.slots import next_slot
from bot.scopes import Scope
from bot.slack.blocks.home import Home, LatestBriefing, home_view
from bot.slack.desk import Desk
from bot.slack.handlers.room import ScopeOf
from bot.slack.interactions import Interaction
from bot.slack.listeners.reception import Locales
from bot.slack.people import Caller
from bot.slack.subscriptions_access import SubscriptionAccess
from bot.slack.suggestions import suggestions_for
from bot.slack.values import Place
from bot.slack.words import Words
from bot.subscriptions import Subscription

QUICK = 1.0
"""Seconds that what is dispensable may wait for Slack."""

MOST_OUTLETS = 12
MOST_LOOKED_AT = 10
"""Past briefings that are looked through for one that the person may see."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class HomeTab:
    """Publishes the home tab. `clock` gives aware moments."""

    desk: Desk
    library: Library
    scope_of: ScopeOf
    access: SubscriptionAccess
    clients: Callable[[str], Caller]
    locales: Locales
    phrases: Phrases
    clock: Callable[[], datetime]

    def __call__(self, interaction: Interaction) -> None:
        """Somebody opened the tab."""
        self.publish(interaction.place)

    def publish(self, place: Place) -> None:
        """Show it to the person of a place, as it is now."""
        words = Words.of(self.phrases, self.locales.language(place))
        self.clients(place.team).call(
            "views.publish", user_id=place.user, view=dict(home_view(self._home(place), words))
        )

    def _home(self, place: Place) -> Home:
        """What the person sees; nothing of the library where Slack cannot tell who it is."""
        private = Place(team=place.team, channel=place.channel, user=place.user, surface="private")
        try:
            scope = self.scope_of(private)
            if scope.nothing:
                return Home()
            subscriptions = self.access.shown_to(private, self.library.subscriptions.all())
        except RetryLaterError as failure:
            _log.info("the home tab of %s is empty: %s", place.user, failure)
            return Home()
        seen = [one for one in self.desk.documents() if scope.lets_through(one)]
        examples = suggestions_for(seen, self.phrases)
        return Home(
            subscriptions=subscriptions,
            next=self._next(subscriptions),
            latest=self._latest(private, scope, subscriptions),
            documents=len(seen),
            newest=max((one.published for one in seen if one.published), default=None),
            outlets=outlets_of(seen),
            examples=examples.questions if examples else (),
        )

    def _next(self, subscriptions: Sequence[Subscription]) -> dict[str, datetime]:
        now = self.clock()
        due = {one.id: next_slot(one, now) for one in subscriptions}
        return {
            one.id: moment.astimezone(one.time_zone)
            for one in subscriptions
            if (moment := due[one.id]) is not None
        }

    def _latest(
        self, place: Place, scope: Scope, subscriptions: Sequence[Subscription]
    ) -> LatestBriefing | None:
        """The newest briefing of those subscriptions, or else one that the person asked for."""
        runs = self.library.subscriptions.runs
        delivered = [
            run
            for one in subscriptions
            if (run := runs.latest(one.id)) and run.state == "done" and run.briefing
        ]
        for run in sorted(delivered, key=lambda run: run.slot, reverse=True)[:MOST_LOOKED_AT]:
            found = self._open_edition(run.briefing or 0, scope)
            if found is not None:
                title, stories = found
                return LatestBriefing(
                    title=title, stories=stories, address=self._permalink(place.team, run)
                )
        own = f"slack:{place.team}/{place.user};"
        asked = [one for one in self.library.archive.summaries() if one.series.startswith(own)]
        for summary in sorted(asked, key=lambda one: one.number, reverse=True)[:MOST_LOOKED_AT]:
            found = self._open_edition(summary.number, scope)
            if found is not None:
                return LatestBriefing(title=found[0], stories=found[1])
        return None

    def _open_edition(self, number: int, scope: Scope) -> tuple[str, int] | None:
        """The title and the number of stories of a past briefing, None unless everything that it
        was written from is open to the reader."""
        try:
            edition = self.library.archive.get(number)
        except UnknownBriefingError:
            return None
        known = {one.id: one for one in self.desk.documents()}
        told = [known[name] for name in edition.consulted if name in known]
        if not all(map(scope.lets_through, told)):
            return None
        return edition.briefing.title, len(edition.briefing.stories)

    def _permalink(self, team: str, run: Run) -> str | None:
        receipt = run.receipt or {}
        if not receipt.get("channel") or not receipt.get("ts"):
            return None
        try:
            told = self.clients(team).call(
                "chat.getPermalink",
                patience=QUICK,
                channel=receipt["channel"],
                message_ts=receipt["ts"],
            )
        except CitewireError:
            return None
        return str(told.get("permalink") or "") or None


def outlets_of(documents: Sequence[DocumentSummary]) -> tuple[str, ...]:
    """The outlets with most documents, each with their number: ("lemonde.fr (12)", …)."""
    counted = Counter(one.outlet for one in documents if one.outlet)
    return tuple(f"{name} ({count})" for name, count in counted.most_common(MOST_OUTLETS))
