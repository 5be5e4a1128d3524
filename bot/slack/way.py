"""The way of a subscription's briefings into Slack: for `citewire serve`, and for the scheduler."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.access import Asker, Collections
from bot.errors import ConfigurationError
from bot.library import Library
from bot.prompts import Phrases
from bot.settings import Settings
from bot.slack.clients import OneClient, WatchedClient, nothing
from bot.slack.delivery import SlackDelivery
from bot.slack.people import Caller, People
from bot.slack.subscriptions_access import AskerOf, SubscriptionAccess
from bot.slack.values import Place


@dataclass(frozen=True)
class SlackWay:
    """What posts, and what tells who may read what is posted."""

    delivery: SlackDelivery
    access: SubscriptionAccess


@dataclass(frozen=True, kw_only=True)
class Shelves:
    """What a way needs of the application."""

    library: Library
    phrases: Phrases
    collections: Collections


def way_over(clients: Callable[[str], Caller], asker_of: AskerOf, shelves: Shelves) -> SlackWay:
    """The way by clients that are there already."""
    return SlackWay(
        SlackDelivery(clients, shelves.library, shelves.phrases, lambda: datetime.now(UTC)),
        SubscriptionAccess(_of_some_team(clients, asker_of), shelves.collections),
    )


def _of_some_team(clients: Callable[[str], Caller], asker_of: AskerOf) -> AskerOf:
    """For addresses that name no workspace: the one that the bot's token is of."""

    def asker(place: Place) -> Asker:
        if not place.team:
            team = str(clients("").call("auth.test")["team_id"])
            place = replace(place, team=team)
        return asker_of(place)

    return asker


def open_way(settings: Settings, library: Library, phrases: Phrases) -> SlackWay:
    """The way by the token of the settings, for a process that does nothing else in Slack.

    Raises ConfigurationError where there is none.
    """
    if not settings.slack_bot_token:
        raise ConfigurationError(
            "nothing can be posted in Slack: SLACK_BOT_TOKEN is not set; see .env.example (where "
            "several workspaces have installed the app, `citewire serve` delivers)"
        )
    client = WatchedClient(settings.slack_bot_token, settings.slack_api_url, nothing)
    clients = OneClient(client).of
    people = People(clients, time.monotonic)
    shelves = Shelves(
        library=library, phrases=phrases, collections=Collections.load(settings.access)
    )
    return way_over(clients, people.asker, shelves)
