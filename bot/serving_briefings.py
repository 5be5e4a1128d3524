"""The parts of the Slack bot for briefings, subscriptions, the home tab and shared documents."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.access import Collections
from bot.library import Library
from bot.settings import Settings
from bot.slack import actions
from bot.slack.connecting import Contact
from bot.slack.files import SlackFiles
from bot.slack.handlers.brief import BriefingButtons, BriefingNow
from bot.slack.handlers.documents import TakingIn
from bot.slack.handlers.room import Room
from bot.slack.home import HomeTab
from bot.slack.interactions import Reactions, Submission
from bot.slack.listeners.reception import Locales
from bot.slack.progress import Handler
from bot.slack.references import new_reference
from bot.slack.subscribing import Changing, Subscribing
from bot.slack.subscriptions_access import AskerOf, SubscriptionAccess
from bot.slack.uploaders import Uploaders
from bot.slack.values import Job, Kind
from bot.slack.way import Shelves, SlackWay, way_over
from bot.slack.zones import SlackZones
from bot.text.language import detect_language

UPLOADS = "slack"
"""Where shared files stand while they are read, below the data directory. The name is part of each
document's source, so that a collection can choose what was shared: `sources: ["slack/*"]`."""


@dataclass(frozen=True, kw_only=True)
class BriefingDesk:
    """Made of what `bot.serving` has at hand; `asker_of` is that of `bot.slack.people`."""

    settings: Settings
    library: Library
    collections: Collections
    room: Room
    contact: Contact
    asker_of: AskerOf
    locales: Locales

    @property
    def way(self) -> SlackWay:
        """By which subscriptions are delivered."""
        shelves = Shelves(
            library=self.library, phrases=self.room.phrases, collections=self.collections
        )
        return way_over(self.contact.clients, self.asker_of, shelves)

    @property
    def handlers(self) -> Mapping[Kind, Handler]:
        """For the jobs of briefings and documents. Raises ConfigurationError for uploaders."""
        return {
            "brief": BriefingNow(
                room=self.room,
                journal=self.library.journal,
                clients=self.contact.clients,
                zone_of=self._zones.of,
            ),
            "documents": TakingIn(
                room=self.room,
                files=SlackFiles(
                    self.contact.clients, self.contact.tokens, self.settings.slack_api_url
                ),
                asker_of=self.asker_of,
                uploaders=Uploaders.from_text(self.settings.slack_uploaders),
                directory=Path(self.settings.data) / UPLOADS,
                language_of=self._language_of,
            ),
        }

    def reactions(self, others: Reactions, enter: Callable[[Job], Job | None]) -> Reactions:
        """The reactions of the others, with those to what is shown here."""
        buttons = BriefingButtons(
            room=self.room, enter=enter, clients=self.contact.clients, new_reference=_new_reference
        )
        subscribing, changing = self._subscribing, self._changing(enter)
        submission = Submission(subscribing.keep, subscribing.check)
        return replace(
            others,
            actions={
                **others.actions,
                actions.SHARE_BRIEFING: buttons.share,
                actions.BRIEF: buttons.now,
                actions.SUBSCRIBE: subscribing.open,
                actions.SUBSCRIPTION: changing.change,
            },
            views={**others.views, actions.SUBSCRIBE_VIEW: submission},
            commands={**others.commands, **dict.fromkeys(SUBSCRIBE_WORDS, subscribing.open)},
            home=self.home,
        )

    @property
    def _subscribing(self) -> Subscribing:
        return Subscribing(
            subscriptions=self.library.subscriptions,
            access=self._access,
            clients=self.contact.clients,
            zones=self._zones,
            locales=self.locales,
            poster=self.room.poster,
            phrases=self.room.phrases,
            clock=self.room.clock,
            changed=self.home.publish,
        )

    def _changing(self, enter: Callable[[Job], Job | None]) -> Changing:
        return Changing(
            subscriptions=self.library.subscriptions,
            access=self._access,
            locales=self.locales,
            poster=self.room.poster,
            phrases=self.room.phrases,
            clock=self.room.clock,
            changed=self.home.publish,
            enter=enter,
            new_reference=_new_reference,
        )

    @property
    def home(self) -> HomeTab:
        """What shows the home tab."""
        return HomeTab(
            desk=self.room.desk,
            library=self.library,
            scope_of=self.room.scope_of,
            access=self._access,
            clients=self.contact.clients,
            locales=self.locales,
            phrases=self.room.phrases,
            clock=self.room.clock,
        )

    @property
    def _access(self) -> SubscriptionAccess:
        return SubscriptionAccess(self.asker_of, self.collections)

    @property
    def _zones(self) -> SlackZones:
        return SlackZones(self.contact.clients)

    def _language_of(self, job: Job) -> str:
        """The language of what was written beside a file; else the person's own."""
        words = " ".join(word for word in job.text.split() if "://" not in word)
        return (
            detect_language(words) if len(words.split()) > 2 else self.locales.language(job.place)
        )


SUBSCRIBE_WORDS = ("subscribe", "s'abonner", "s’abonner", "abonner", "abonnieren", "suscribirse")
"""The words after `/brief` that open the form."""


def _new_reference() -> str:
    return new_reference(secrets.choice)
