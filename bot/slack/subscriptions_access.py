"""Which subscriptions of Slack are whose: who may see and change them, and what they may tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bot.access import Asker, Collections, Reader
from bot.addresses import Conversation, conversation_of
from bot.arguments import BriefingRequest
from bot.errors import DeliveryError
from bot.scopes import Scope
from bot.slack.values import Place
from bot.subscriptions import Subscription

AskerOf = Callable[[Place], Asker]
"""See `bot.slack.people.People.asker`. Raises RetryLaterError while Slack cannot tell."""


@dataclass(frozen=True)
class SubscriptionAccess:
    """Asks Slack who is where, and the policy what that comes to."""

    asker_of: AskerOf
    collections: Collections

    def within(self, subscription: Subscription, request: BriefingRequest) -> BriefingRequest:
        """The request over what everybody who will read the briefing may see at this moment.

        Raises DeliveryError where that is nothing, and RetryLaterError while Slack cannot tell:
        the run is tried again while its window lasts.
        """
        if subscription.address.channel != "slack":
            return request
        scope = self.scope_of(subscription)
        if scope.nothing:
            raise DeliveryError(
                f"not everybody in {subscription.address.target} may see documents (any more); "
                "see CITEWIRE_ACCESS, or remove the subscription",
                certain=True,
            )
        return replace(request, filters=scope.filters(request.filters))

    def scope_of(self, subscription: Subscription) -> Scope:
        """What all readers of a subscription may see. Its owner counts only while in the channel:
        a channel's briefing goes on when who asked for it has left."""
        asker = self.asker_of(place_of(subscription))
        readers = asker.members
        if not asker.direct and readers and asker.user not in {one.user for one in readers}:
            asker = _as_reader(asker, min(readers, key=lambda one: one.user))
        return self.collections.scope(asker)

    def may_receive(self, place: Place) -> bool:
        """Whether the person of a place may have briefings sent to its channel."""
        asker = self.asker_of(place)
        known = asker.members is not None and not asker.direct
        if known and asker.user not in {one.user for one in asker.members or ()}:
            return False
        return not self.collections.scope(asker).nothing

    def shown_to(
        self, place: Place, subscriptions: Iterable[Subscription]
    ) -> tuple[Subscription, ...]:
        """Those that a person asked for, or that go to a channel that the person is in."""
        return tuple(one for one in subscriptions if self.is_open(place, one))

    def is_open(self, place: Place, subscription: Subscription) -> bool:
        """Whether the person of a place may see and change a subscription."""
        if subscription.address.channel != "slack":
            return False
        where = _conversation(subscription, place.team)
        if where.team != place.team:
            return False
        if subscription.owner == f"{place.team}/{place.user}":
            return True
        if where.channel.startswith("D"):
            return False
        asker = self.asker_of(replace(place, channel=where.channel, surface="channel"))
        full = not asker.guest and not asker.external
        members = {one.user for one in asker.members or ()}
        return full and place.user in members


def place_of(subscription: Subscription) -> Place:
    """Where a subscription's briefings are read, and who asked for them."""
    owner_team, _, user = subscription.owner.partition("/")
    where = _conversation(subscription, owner_team)
    direct = where.channel.startswith("D")
    return Place(
        team=where.team,
        channel=where.channel,
        user=user,
        surface="direct" if direct else "channel",
    )


def _conversation(subscription: Subscription, team: str) -> Conversation:
    where = conversation_of(subscription.address.target)
    return where if where.team else where._replace(team=team)


def _as_reader(asker: Asker, reader: Reader) -> Asker:
    return replace(asker, user=reader.user, guest=reader.guest, external=reader.external)
