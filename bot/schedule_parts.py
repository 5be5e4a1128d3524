"""Puts together what delivers briefings at their hours, with or without a way into Slack."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.arguments import BriefingRequest
from bot.delivery.channels import Channels
from bot.library import Edition, Library
from bot.schedule.author import ArchiveAuthor
from bot.schedule.scheduling import Scheduling
from bot.settings import Settings
from bot.subscriptions import Subscription

if TYPE_CHECKING:  # loads the client of Slack, which other channels do not need
    from bot.slack.way import SlackWay


@dataclass(frozen=True, kw_only=True)
class ScheduleParts:
    """What the application lends. `slack` makes the way into Slack, or raises
    ConfigurationError: it is asked when a subscription needs it, no sooner."""

    settings: Settings
    library: Library
    prepare: Callable[[], object]
    edit: Callable[[BriefingRequest], Edition]
    slack: Callable[[], SlackWay]


def scheduling_of(parts: ScheduleParts) -> Scheduling:
    """Subscriptions, and the runs that are due."""

    def within(subscription: Subscription, request: BriefingRequest) -> BriefingRequest:
        if subscription.address.channel != "slack":
            return request
        return parts.slack().access.within(subscription, request)

    return Scheduling(
        library=parts.library,
        author=ArchiveAuthor(
            prepare=parts.prepare, edit=parts.edit, recall=parts.library.archive.get
        ),
        channels=Channels(
            output=sys.stdout,
            smtp_url=parts.settings.smtp_url,
            mail_from=parts.settings.mail_from,
            slack=lambda: parts.slack().delivery,
        ),
        clock=lambda: datetime.now(UTC),
        within=within,
    )
