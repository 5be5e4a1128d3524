"""Every fault of the access file in one line that names the place and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.access.shape import LARGEST_FILE, parse_policy, read_policy
from bot.errors import ConfigurationError

ONE = "collections: {board: {documents: {ids: [a]}, %s}}"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("- a", "valid dictionary"),
        ("collections: [", "line 1: "),
        ("everyone: members", "everyone is a key that nothing reads; the keys there are everyone_"),
        ("everyone_else: guests", "everyone_else: Input should be 'members' or 'closed'"),
        (ONE % "user: [U01]", "collections.board.user is a key that nothing reads"),
        (ONE % "channels: ['#general']", "collections.board.channels.0: '#general' is no channel"),
        (ONE % "channels: [U01]", "channels.0: 'U01' is no channel's id"),
        (ONE % "users: [ana]", "users.0: 'ana' is no user's id"),
        (ONE % "users: ['*']", "users.0: '*' is no user's id"),
        (ONE % "users: U01", "users: Input should be a valid tuple"),
        (ONE % "workspaces: [C01]", "workspaces.0: 'C01' is no workspace's id"),
        (ONE % "guests: yes please", "guests: Input should be a valid boolean"),
        (ONE % "external_channels: [x]", "external_channels.0: 'x' is no channel's id"),
        ("collections: {b: {users: [U01]}}", "collections.b.documents is missing"),
        ("collections: {b: {documents: {}}}", "collections.b.documents chooses none"),
        ("collections: {b: {documents: {ids: ['']}}}", "documents.ids.0: is empty; remove it"),
        ("collections: {b: {documents: {id: [a]}}}", "documents.id is a key that nothing reads"),
        ("collections: {b: {documents: {hosts: ['http://a.fr']}}}", "is no host"),
        ("collections: {b: {documents: {ids: [3]}}}", "Input should be a valid string"),
        ("collections: {b: &b {documents: {ids: [a]}}, b: *b}", "the key 'b' stands twice"),
        ("everyone_else: closed\neveryone_else: members", "the key 'everyone_else' stands twice"),
        ("a: !!python/object:os.system x", "could not determine a constructor"),
        ("[" * 5000, "mend it"),
    ],
)
def test_a_fault_is_named_in_one_line(text: str, says: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        parse_policy(text, "access.yaml")
    message = str(raised.value)
    assert message.startswith("access.yaml")
    assert says in message
    assert "\n" not in message
    assert len(message) < 400


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"CITEWIRE_ACCESS .* cannot be read"):
        read_policy(tmp_path / "none.yaml")
    path = tmp_path / "access.yaml"
    path.write_bytes(b"everyone_else: m\xe9")
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_policy(path)
    path.write_bytes(b"#" * (LARGEST_FILE + 1))
    with pytest.raises(ConfigurationError, match="more than 1000000 bytes"):
        read_policy(path)


def test_what_is_left_out_is_closed() -> None:
    policy = parse_policy("collections: {b: {documents: {ids: [a]}}}", "f")
    assert policy.everyone_else == "closed"
    assert policy.collections["b"].guests is False
    assert parse_policy("everyone_else: members", "f").everyone_else == "members"
