"""Who asks and who will read the answer, as Slack tells it; closed where Slack cannot tell.

Answers of the Web API are kept for a while, a bounded number of them, and let go when an event says
that they have changed. Nothing that failed is kept: the next question asks again.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from bot.access import Asker, Reader
from bot.errors import RetryLaterError
from bot.slack.standing import Standing, is_shared, standing_of
from bot.slack.values import Place

PEOPLE_SECONDS = 600.0
CHANNEL_SECONDS = 60.0
"""Short: somebody may have joined."""

MOST_PEOPLE = 50_000
MOST_CHANNELS = 2_000
"""Kept at a time, of all workspaces together."""

PAGE = 500
MEMBER_PAGES = 10
"""A channel of more than 5,000 members counts as one whose readers are not known."""
LIST_PAGES = 20
FEW = 20
"""So many people are asked for one by one; more by the workspace's list, of 10,000 at most."""

_CHANNEL_EVENTS = frozenset(
    "member_joined_channel member_left_channel channel_shared channel_unshared channel_archive "
    "channel_unarchive shared_channel_invite_accepted shared_channel_invite_approved "
    "channel_convert_to_private".split()
)
_USER_EVENTS = frozenset({"user_change", "team_join"})

_log = logging.getLogger(__name__)


class Caller(Protocol):
    """As much of `bot.slack.limiter.LimitedClient` as is needed."""

    def call(
        self, method: str, /, *, patience: float = ..., **arguments: object
    ) -> Mapping[str, Any]:
        """Call a method of the Web API. Raises when it fails."""


class _Channel(NamedTuple):
    """A channel; `members` is None where they are too many, or one cannot be told at present."""

    shared: bool
    members: frozenset[Reader] | None
    lasting: bool = True


_CLOSED = _Channel(shared=True, members=None)

Value = TypeVar("Value")


class _Kept(Generic[Value]):
    """The values used last, each for `seconds`; safe to use from several threads."""

    def __init__(self, seconds: float, most: int, clock: Callable[[], float]) -> None:
        self._seconds = seconds
        self._most = most
        self._clock = clock
        self._values: OrderedDict[tuple[str, str], tuple[float, Value]] = OrderedDict()
        self._dropped = 0
        self._lock = threading.Lock()

    @property
    def moment(self) -> int:
        """To be given to `put` with what is asked for from now on."""
        return self._dropped

    def get(self, key: tuple[str, str]) -> Value | None:
        with self._lock:
            made, value = self._values.get(key, (None, None))
            if made is None or self._clock() - made >= self._seconds:
                self._values.pop(key, None)
                return None
            self._values.move_to_end(key)
            return value

    def put(self, key: tuple[str, str], value: Value, moment: int | None = None) -> None:
        """Keep a value, unless anything was let go since it was asked for: it may be of before."""
        with self._lock:
            if moment not in (None, self._dropped):
                return
            self._values[key] = (self._clock(), value)
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)

    def drop(self, key: tuple[str, str]) -> None:
        with self._lock:
            self._values.pop(key, None)
            self._dropped += 1


class People:
    """Tells who asks where. `clients` gives the client of a workspace; `clock` counts seconds."""

    def __init__(self, clients: Callable[[str], Caller], clock: Callable[[], float]) -> None:
        self._clients = clients
        self._standings: _Kept[Standing] = _Kept(PEOPLE_SECONDS, MOST_PEOPLE, clock)
        self._channels: _Kept[_Channel] = _Kept(CHANNEL_SECONDS, MOST_CHANNELS, clock)

    def asker(self, place: Place) -> Asker:
        """Who asks at a place, and who will read the answer there.

        Raises RetryLaterError while Slack limits calls or cannot be reached: nothing can be shown
        then, and asking again may tell. Whatever else Slack does not tell is closed. To share a
        private answer, ask again with the surface "channel"; for somebody who opens a window on an
        answer, ask with that user and the surface "private".
        """
        standing = self._standing(place.team, place.user)
        direct = place.surface != "channel"
        channel = _CLOSED if direct else self._channel(place.team, place.channel)
        return Asker(
            team=place.team,
            user=place.user,
            channel=place.channel,
            direct=direct,
            guest=standing == "guest",
            external=standing not in ("member", "guest"),
            shared=channel.shared,
            members=channel.members,
        )

    def heard(self, team: str, event: Mapping[str, Any]) -> None:
        """Let go of what an event says has changed; other events change nothing."""
        kind = event.get("type")
        if kind in _CHANNEL_EVENTS and isinstance(event.get("channel"), str):
            self._channels.drop((team, event["channel"]))
        user = event.get("user")
        if kind in _USER_EVENTS and isinstance(user, Mapping) and isinstance(user.get("id"), str):
            self._standings.drop((team, user["id"]))

    def _standing(self, team: str, user: str) -> Standing | None:
        """None where Slack cannot tell."""
        known = self._standings.get((team, user))
        if known is not None:
            return known
        moment = self._standings.moment
        try:
            told = self._clients(team).call("users.info", user=user)["user"]
            standing = standing_of(told, team)
        except RetryLaterError:
            raise
        except Exception as failure:  # whatever it is, somebody unknown gets nothing
            _tell(f"the user {user}", failure)
            return None
        self._standings.put((team, user), standing, moment)
        return standing

    def _channel(self, team: str, channel: str) -> _Channel:
        known = self._channels.get((team, channel))
        if known is not None:
            return known
        moment = self._channels.moment
        try:
            found = self._looked_up(team, channel)
        except RetryLaterError:
            raise
        except Exception as failure:  # whatever it is, a channel that is not known gets nothing
            _tell(f"the channel {channel}", failure)
            return _CLOSED
        if found.lasting:
            self._channels.put((team, channel), found, moment)
        return found

    def _looked_up(self, team: str, channel: str) -> _Channel:
        told = self._clients(team).call("conversations.info", channel=channel)["channel"]
        if is_shared(told):
            return _Channel(shared=True, members=None)  # closed or open whoever is in it
        users = self._members(team, channel)
        if users is None:
            return _Channel(shared=False, members=None)
        readers = self._readers(team, users)
        return _Channel(shared=False, members=readers, lasting=readers is not None)

    def _members(self, team: str, channel: str) -> Collection[str] | None:
        """Who is in a channel; None when there are too many."""
        users: set[str] = set()
        cursor = ""
        for _ in range(MEMBER_PAGES):
            page = self._page(team, "conversations.members", cursor, channel=channel)
            users.update(page["members"])
            cursor = _next(page)
            if not cursor:
                return users
        _log.warning(
            "the channel %s has more than %d members, so who reads there is not known: name it in "
            "the file of CITEWIRE_ACCESS, with guests: true",
            channel,
            PAGE * MEMBER_PAGES,
        )
        return None

    def _readers(self, team: str, users: Collection[str]) -> frozenset[Reader] | None:
        """The people among the users; None when one cannot be told."""
        unknown = {user for user in users if self._standings.get((team, user)) is None}
        if len(unknown) > FEW:
            unknown -= self._listed(team, unknown)
        if len(unknown) > FEW:
            _log.warning("Slack does not list %d members of a channel: it is closed", len(unknown))
            return None
        standings = {user: self._standing(team, user) for user in users}
        if None in standings.values():
            return None
        return frozenset(
            Reader(user=user, guest=standing == "guest", external=standing == "external")
            for user, standing in standings.items()
            if standing != "bot"
        )

    def _listed(self, team: str, wanted: Collection[str]) -> set[str]:
        """Keep everybody whom the workspace's list names; returns which of `wanted` were there."""
        found: set[str] = set()
        cursor = ""
        for _ in range(LIST_PAGES):
            page = self._page(team, "users.list", cursor)
            for user in page["members"]:
                self._standings.put((team, user["id"]), standing_of(user, team))
                found.add(user["id"])
            cursor = _next(page)
            if not cursor or found.issuperset(wanted):
                break
        return found & set(wanted)

    def _page(self, team: str, method: str, cursor: str, **given: str) -> Mapping[str, Any]:
        arguments: dict[str, Any] = {**given, "cursor": cursor} if cursor else {**given}
        return self._clients(team).call(method, limit=PAGE, **arguments)


def _next(page: Mapping[str, Any]) -> str:
    return str((page.get("response_metadata") or {}).get("next_cursor") or "")


def _tell(who: str, failure: Exception) -> None:
    reason = " ".join(f"{type(failure).__name__}: {failure}".split())[:300]
    _log.warning(
        "Slack does not tell about %s, so nothing is shown there (%s); see that the app has the "
        "scopes users:read, channels:read, groups:read and mpim:read",
        who,
        reason,
    )
