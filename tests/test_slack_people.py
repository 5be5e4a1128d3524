"""Who asks where, as Slack tells it: kept for a while, and closed where Slack does not tell."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.access import Collections, Reader
from bot.errors import RetryLaterError, SlackError, SlackLimitedError
from bot.scopes import Scope
from bot.slack.limiter import LimitedClient
from bot.slack.people import (
    CHANNEL_SECONDS,
    FEW,
    LIST_PAGES,
    MEMBER_PAGES,
    PAGE,
    PEOPLE_SECONDS,
    Caller,
    People,
)
from bot.slack.standing import is_shared, standing_of
from bot.slack.values import Place

TEAM = "T1"


class Workspace:
    """A workspace with its people and channels, which counts what it is asked."""

    def __init__(self) -> None:
        self.now = 0.0
        self.asked: Counter[str] = Counter()
        self.failing: dict[str, Exception] = {}
        self.users: dict[str, dict[str, Any]] = {}
        self.channels: dict[str, dict[str, Any]] = {}
        self.members: dict[str, list[str]] = {}

    def user(self, name: str, **flags: Any) -> str:
        self.users[name] = {"id": name, "team_id": TEAM, **flags}
        return name

    def channel(self, name: str, *members: str, **flags: Any) -> str:
        self.channels[name] = {"id": name, **flags}
        self.members[name] = list(members)
        return name

    def call(
        self, method: str, /, *, patience: float = 30.0, **arguments: Any
    ) -> Mapping[str, Any]:
        self.asked[method] += 1
        if method in self.failing:
            raise self.failing[method]
        answers: dict[str, Callable[..., Mapping[str, Any]]] = {
            "users.info": lambda user: {"user": self.users[user]},
            "users.list": lambda **page: _page([*self.users.values()], **page),
            "conversations.info": lambda channel: {"channel": self.channels[channel]},
            "conversations.members": lambda channel, **page: _page(self.members[channel], **page),
        }
        return answers[method](**arguments)

    def people(self) -> People:
        return People(lambda team: self, lambda: self.now)


def _page(items: list[Any], limit: int, cursor: str = "0") -> Mapping[str, Any]:
    end = int(cursor) + limit
    following = str(end) if end < len(items) else ""
    return {
        "members": items[int(cursor) : end],
        "response_metadata": {"next_cursor": following},
    }


def place(user: str = "UANA", channel: str = "C1", surface: Any = "channel") -> Place:
    return Place(team=TEAM, channel=channel, user=user, surface=surface)


@pytest.fixture
def workspace() -> Workspace:
    workspace = Workspace()
    for name in ("UANA", "UJON"):
        workspace.user(name)
    workspace.user("UGUEST", is_ultra_restricted=True)
    workspace.user("UBOT", is_bot=True)
    workspace.user("UAWAY", team_id="T2", is_stranger=True)
    workspace.channel("C1", "UANA", "UJON", "UBOT")
    return workspace


@pytest.mark.parametrize(
    ("user", "standing"),
    [
        ({"team_id": TEAM}, "member"),
        ({"team_id": TEAM, "is_restricted": True}, "guest"),
        ({"team_id": TEAM, "is_restricted": True, "is_ultra_restricted": True}, "guest"),
        ({"team_id": "T2"}, "external"),
        ({"team_id": "T2", "enterprise_user": {"teams": ["T2", TEAM]}}, "member"),
        ({"team_id": "T2", "enterprise_user": {"teams": ["T3"]}}, "external"),
        ({"team_id": TEAM, "is_stranger": True}, "external"),
        ({"team_id": TEAM, "deleted": True}, "external"),
        ({"team_id": TEAM, "is_bot": True}, "bot"),
        ({"team_id": TEAM, "id": "USLACKBOT"}, "bot"),
        ({}, "external"),
    ],
)
def test_what_a_user_is_to_a_workspace(user: dict[str, Any], standing: str) -> None:
    assert standing_of(user, TEAM) == standing


@pytest.mark.parametrize(
    ("channel", "shared"),
    [
        ({"is_ext_shared": False, "is_shared": False, "pending_shared": []}, False),
        ({"is_ext_shared": True}, True),
        ({"is_pending_ext_shared": True}, True),
        ({"is_org_shared": True}, True),
        ({"pending_connected_team_ids": ["T9"]}, True),
        ({}, False),
    ],
)
def test_a_channel_that_others_are_in(channel: dict[str, Any], shared: bool) -> None:
    assert is_shared(channel) is shared


def test_who_reads_in_a_channel(workspace: Workspace) -> None:
    asker = workspace.people().asker(place())
    assert (asker.guest, asker.external, asker.shared, asker.direct) == (False,) * 4
    assert asker.members == frozenset({Reader(user="UANA"), Reader(user="UJON")})


@pytest.mark.parametrize("surface", ["direct", "private"])
def test_of_who_alone_sees_the_answer_only_the_standing_counts(
    workspace: Workspace, surface: str
) -> None:
    asker = workspace.people().asker(place("UGUEST", surface=surface))
    assert (asker.guest, asker.direct) == (True, True)
    assert workspace.asked == {"users.info": 1}


@pytest.mark.parametrize(
    ("members", "flags", "user", "scope"),
    [
        (("UANA", "UJON"), {}, "UANA", Scope(rest=True)),
        (("UANA", "UBOT"), {}, "UANA", Scope(rest=True)),
        (("UANA", "UGUEST"), {}, "UANA", Scope()),
        (("UANA", "UAWAY"), {}, "UANA", Scope()),
        (("UANA", "UNOBODY"), {}, "UANA", Scope()),
        (("UANA",), {}, "UNOBODY", Scope()),
        (("UANA",), {}, "UBOT", Scope()),
        (("UANA",), {"is_ext_shared": True}, "UANA", Scope()),
    ],
)
def test_the_default_policy_over_slack(
    workspace: Workspace, members: tuple[str, ...], flags: dict[str, Any], user: str, scope: Scope
) -> None:
    workspace.channel("C2", *members, **flags)
    assert Collections().scope(workspace.people().asker(place(user, "C2"))) == scope


@pytest.mark.parametrize("method", ["users.info", "conversations.info", "conversations.members"])
def test_where_slack_does_not_tell_it_is_closed_and_said_so(
    workspace: Workspace, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    people = workspace.people()
    workspace.failing[method] = SlackError("Slack says missing_scope", code="missing_scope")
    with caplog.at_level(logging.WARNING):
        assert Collections().scope(people.asker(place())).nothing
    assert "does not tell about" in caplog.text
    assert "users:read" in caplog.text
    workspace.failing.clear()  # what failed is not kept
    assert Collections().scope(people.asker(place())) == Scope(rest=True)


def test_while_slack_limits_it_is_asked_again_later(workspace: Workspace) -> None:
    workspace.failing["conversations.members"] = SlackLimitedError("wait", seconds=30)
    with pytest.raises(RetryLaterError):
        workspace.people().asker(place())


@pytest.mark.parametrize("answer", [{}, {"user": None}, {"user": {"team_id": TEAM, "id": 7}}])
def test_nonsense_is_closed_too(workspace: Workspace, answer: Mapping[str, Any]) -> None:
    class Odd(Workspace):
        def call(self, method: str, /, *, patience: float = 30.0, **_: Any) -> Mapping[str, Any]:
            return answer

    assert Collections().scope(Odd().people().asker(place())).nothing


def test_answers_are_kept_for_a_while(workspace: Workspace) -> None:
    people = workspace.people()
    people.asker(place())
    before = workspace.asked.copy()
    people.asker(place())
    assert workspace.asked == before
    workspace.now += CHANNEL_SECONDS
    workspace.members["C1"].append("UGUEST")
    assert Collections().scope(people.asker(place())).nothing
    assert workspace.asked["users.info"] == before["users.info"] + 1  # the guest alone is new
    workspace.now += PEOPLE_SECONDS
    workspace.users["UANA"]["is_restricted"] = True
    assert people.asker(place()).guest


def test_an_event_tells_that_something_has_changed(workspace: Workspace) -> None:
    people = workspace.people()
    people.asker(place())
    workspace.members["C1"].append("UGUEST")
    people.heard(TEAM, {"type": "message", "channel": "C1"})
    assert len(people.asker(place()).members or ()) == 2
    people.heard(TEAM, {"type": "member_joined_channel", "channel": "C1", "user": "UGUEST"})
    assert len(people.asker(place()).members or ()) == 3
    workspace.users["UANA"]["is_restricted"] = True
    people.heard(TEAM, {"type": "user_change", "user": {"id": "UANA"}})
    assert people.asker(place()).guest


def test_who_joins_while_a_channel_is_looked_up_is_seen_by_the_next_question(
    workspace: Workspace,
) -> None:
    people, before = workspace.people(), list(workspace.members["C1"])

    class Joined(dict[str, Any]):
        def __getitem__(self, name: str) -> Any:
            people.heard(TEAM, {"type": "member_joined_channel", "channel": name, "user": "UGUEST"})
            return before

    workspace.members, later = Joined(), {"C1": [*before, "UGUEST"]}
    assert len(people.asker(place()).members or ()) == 2
    workspace.members = later
    assert len(people.asker(place()).members or ()) == 3


def test_a_large_channel_is_told_by_the_workspaces_list(workspace: Workspace) -> None:
    names = [workspace.user(f"U{number}") for number in range(2 * PAGE)]
    workspace.channel("C9", "UANA", *names)
    people = workspace.people()
    assert len(people.asker(place(channel="C9")).members or ()) == 2 * PAGE + 1
    assert workspace.asked["users.list"] == 3
    assert workspace.asked["users.info"] == 1
    workspace.users["U7"]["is_restricted"] = True
    workspace.now += PEOPLE_SECONDS
    assert Collections().scope(people.asker(place(channel="C9"))).nothing


def test_too_many_are_not_known(workspace: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    workspace.channel("C9", *(f"U{number}" for number in range(PAGE * MEMBER_PAGES + 1)))
    asker = workspace.people().asker(place(channel="C9"))
    assert (asker.members, asker.shared) == (None, False)
    assert "guests: true" in caplog.text
    assert workspace.asked["conversations.members"] == MEMBER_PAGES
    for number in range(PAGE * LIST_PAGES):
        workspace.user(f"W{number}")
    late = [workspace.user(f"X{number}") for number in range(FEW + 1)]
    workspace.channel("C8", "UANA", *late)
    assert workspace.people().asker(place(channel="C8")).members is None
    assert workspace.asked["users.list"] == LIST_PAGES


@given(st.lists(st.sampled_from(["UANA", "UJON", "UGUEST", "UAWAY", "UNONE"]), min_size=1))
def test_nobody_who_may_not_see_reads_along(members: list[str]) -> None:
    workspace = Workspace()
    for name in ("UANA", "UJON"):
        workspace.user(name)
    workspace.user("UGUEST", is_restricted=True)
    workspace.user("UAWAY", team_id="T2")
    workspace.channel("C1", *members)
    scope = Collections().scope(workspace.people().asker(place("UANA")))
    assert scope.everything is (set(members) <= {"UANA", "UJON"})


def typed(client: LimitedClient) -> Caller:
    """The limited client can be asked, as far as types tell."""
    return client
