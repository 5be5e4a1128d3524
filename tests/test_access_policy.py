"""Who may see what: the default, collections, guests, shared channels, and who reads along."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.access import Asker, Collection, Collections, Reader
from bot.scopes import Scope, Selection

ANA, JON, GUEST = Reader(user="UANA"), Reader(user="UJON"), Reader(user="UGUEST", guest=True)
STRANGER = Reader(user="USTRANGE", external=True)
ALONE = Asker(team="T1", user="UANA", channel="D1", direct=True)
CHANNEL = Asker(team="T1", user="UANA", channel="C1", direct=False, members=frozenset({ANA, JON}))
EVERYTHING = Scope(rest=True)
BOARD = Selection(ids=("board-*",))


@pytest.mark.parametrize(
    ("asker", "scope"),
    [
        (ALONE, EVERYTHING),
        (CHANNEL, EVERYTHING),
        (replace(ALONE, guest=True), Scope()),
        (replace(ALONE, external=True), Scope()),
        (replace(CHANNEL, guest=True), Scope()),
        (replace(CHANNEL, shared=True), Scope()),
        (replace(CHANNEL, members=None), Scope()),
        (replace(CHANNEL, members=frozenset({ANA, GUEST})), Scope()),
        (replace(CHANNEL, members=frozenset({ANA, STRANGER})), Scope()),
        (replace(CHANNEL, members=frozenset()), EVERYTHING),
    ],
)
def test_without_a_file_full_members_alone_may_ask(asker: Asker, scope: Scope) -> None:
    assert Collections.load(None).scope(asker) == scope


def collection(**given: object) -> Collection:
    return Collection(name="board", documents=BOARD, **given)  # type: ignore[arg-type]


WORKSPACE = {"workspaces": frozenset({"T1"})}
HERE = {"channels": frozenset({"C1"})}
ANA_ALONE = {"users": frozenset({"UANA"})}
OUTSIDE = {"external_channels": frozenset({"C1"})}
OPEN = {"guests": True}


@pytest.mark.parametrize(
    ("allowed", "asker", "is_open"),
    [
        ({}, ALONE, False),
        (WORKSPACE, ALONE, True),
        (WORKSPACE, CHANNEL, True),
        (WORKSPACE, replace(CHANNEL, team="T2"), False),
        (WORKSPACE, replace(ALONE, guest=True), False),
        (WORKSPACE | OPEN, replace(ALONE, guest=True), True),
        (WORKSPACE | OPEN, replace(ALONE, external=True), False),
        (WORKSPACE, replace(CHANNEL, members=None), False),
        (WORKSPACE | OPEN, replace(CHANNEL, members=None), True),
        (WORKSPACE | OPEN, replace(CHANNEL, members=None, external=True), False),
        (WORKSPACE | OPEN, replace(CHANNEL, members=frozenset({GUEST})), True),
        (WORKSPACE | OPEN, replace(CHANNEL, shared=True), False),
        (HERE, CHANNEL, True),
        (HERE, replace(CHANNEL, channel="C2"), False),
        (HERE, replace(CHANNEL, members=frozenset({GUEST})), False),
        (HERE, replace(CHANNEL, shared=True, members=None), False),
        (HERE, replace(ALONE, channel="C1"), True),
        (HERE, ALONE, False),
        ({"channels": frozenset({"T1/C1"})}, CHANNEL, True),
        ({"channels": frozenset({"T2/C1"})}, CHANNEL, False),
        (ANA_ALONE, ALONE, True),
        (ANA_ALONE, replace(ALONE, user="UJON"), False),
        (ANA_ALONE, replace(ALONE, guest=True), True),
        (ANA_ALONE, replace(ALONE, external=True), False),
        (ANA_ALONE, CHANNEL, False),
        (ANA_ALONE, replace(CHANNEL, members=frozenset({ANA})), True),
        (ANA_ALONE, replace(CHANNEL, members=None), False),
        ({"users": frozenset({"UANA", "UJON"})}, CHANNEL, True),
        (ANA_ALONE | HERE, CHANNEL, True),
        (OUTSIDE, replace(CHANNEL, shared=True, members=None), True),
        (OUTSIDE, replace(CHANNEL, shared=True, members=None, external=True), True),
        (OUTSIDE, replace(CHANNEL, channel="C2", shared=True), False),
        (OUTSIDE, ALONE, False),
    ],
)
def test_a_collection_is_open_to_whom_it_names(
    allowed: dict[str, object], asker: Asker, is_open: bool
) -> None:
    assert collection(**allowed).open_to(asker) is is_open


def test_a_closed_collection_stays_closed_to_who_may_see_the_rest() -> None:
    policy = Collections(collections=(collection(**ANA_ALONE),))
    assert policy.scope(replace(ALONE, user="UJON")) == Scope(closed=(BOARD,), rest=True)
    assert policy.scope(ALONE) == Scope(open=(BOARD,), rest=True)
    assert policy.scope(CHANNEL) == Scope(closed=(BOARD,), rest=True)
    strict = replace(policy, everyone_else=False)
    assert strict.scope(ALONE) == Scope(open=(BOARD,))
    assert strict.scope(replace(ALONE, user="UJON")).nothing


READERS = st.builds(
    Reader, user=st.sampled_from(["U1", "U2", "U3"]), guest=st.booleans(), external=st.booleans()
)
COLLECTIONS = st.builds(
    Collection,
    name=st.just("c"),
    documents=st.just(BOARD),
    workspaces=st.frozensets(st.sampled_from(["T1", "T2"])),
    channels=st.frozensets(st.sampled_from(["C1", "C2"])),
    users=st.frozensets(st.sampled_from(["U1", "U2", "U3"])),
    guests=st.booleans(),
)


@given(COLLECTIONS, st.frozensets(READERS, min_size=1), st.sampled_from(["C1", "C3"]))
def test_a_channel_sees_only_what_each_of_its_people_may_see(
    one: Collection, members: frozenset[Reader], channel: str
) -> None:
    first = min(members, key=repr)
    here = Asker(
        team="T1",
        user=first.user,
        channel=channel,
        direct=False,
        guest=first.guest,
        external=first.external,
        members=members,
    )
    each = [
        replace(here, direct=True, user=reader.user, guest=reader.guest, external=reader.external)
        for reader in members
    ]
    assert one.open_to(here) is all(map(one.open_to, each))


def test_the_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "access.yaml"
    path.write_text(
        """
everyone_else: members
collections:
  board:
    documents: {ids: ["board-*"], hosts: [Exemple.fr]}
    users: [UANA, T02/UJON]
    guests: true
"""
    )
    policy = Collections.load(path)
    assert policy.everyone_else
    (one,) = policy.collections
    assert one.documents == Selection(ids=("board-*",), hosts=("Exemple.fr",))
    assert one.users == {"UANA", "T02/UJON"}
    assert (one.guests, one.opened) == (True, True)
