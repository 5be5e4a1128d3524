"""Addresses: what can be written to, and one clear line for what cannot."""

from __future__ import annotations

import pytest

from bot.addresses import Address, address_of, checked_address, conversation_of, is_email
from bot.errors import UsageError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("stdout", Address("stdout", "")),
        ("file:out/daily.html", Address("file", "out/daily.html")),
        (" file: Briefing du jour.MD ", Address("file", "Briefing du jour.MD")),
        ("file:C:/a.md", Address("file", "C:/a.md")),
        (
            "email:ann.o'hara+news@mail.example.org",
            Address("email", "ann.o'hara+news@mail.example.org"),
        ),
        ("email:root@localhost", Address("email", "root@localhost")),
        ("slack:C024BE91L", Address("slack", "C024BE91L")),
        ("slack:T024BE7LD/D024BE91L", Address("slack", "T024BE7LD/D024BE91L")),
    ],
)
def test_an_address_comes_back_as_it_is_written(text: str, expected: Address) -> None:
    assert checked_address(text) == expected
    assert address_of(str(expected)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ann@example.org",
        "slack:#news",
        "slack:",
        "slack:U024BE91L",
        "slack:T1/",
        "slack:T1/C1/C2",
        "stdout:x",
        "file:",
        "file:out/daily.pdf",
        "file:out/.md",
        "file:out/daily",
        "file:a\x00.md",
        "email:",
        "email:ann",
        "email:ann@",
        "email:ann@exa mple.org",
        "email:ann@example.org\nBcc: all@example.org",
        "email:ann@example.org,bob@example.org",
        "email:élise@example.org",
        "email:<ann@example.org>",
        f"email:{'a' * 250}@example.org",
    ],
)
def test_what_is_no_address_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(UsageError, match="--to") as caught:
        checked_address(text)
    assert "\n" not in str(caught.value)


def test_only_what_is_replaced_or_completed_may_be_sent_twice() -> None:
    assert checked_address("file:a.md").idempotent
    assert checked_address("slack:C1").idempotent
    assert not checked_address("stdout").idempotent
    assert not checked_address("email:a@b.org").idempotent


def test_a_channel_of_a_newer_version_is_not_guessed_at() -> None:
    with pytest.raises(ValueError, match="carrier-pigeon"):
        address_of("carrier-pigeon:coop")


def test_addresses_with_a_line_break_are_none() -> None:
    assert is_email("ann@example.org")
    assert not is_email("ann@example.org\n")


def test_a_conversation_is_named_with_its_workspace_or_without() -> None:
    assert conversation_of("T1/C1") == ("T1", "C1")
    assert conversation_of("D1") == ("", "D1")
