"""Values of buttons, read back."""

from __future__ import annotations

import pytest

from bot.slack.actions import (
    PassageTarget,
    base_name,
    judged,
    passage_target,
    subscription_choice,
)


@pytest.mark.parametrize(
    ("value", "target"),
    [
        ("K7Q2-M4:3", PassageTarget("K7Q2-M4", 3)),
        ("K7Q2-M4-2:3:-1", PassageTarget("K7Q2-M4-2", 3, -1)),
        ("12:1:2", PassageTarget("12", 1, 2)),
        ("K7Q2-M4", None),
        ("K7Q2-M4:x", None),
        ("K7Q2-M4:٣", None),
        (":3", None),
        ("../etc:3", None),
        ("K7Q2-M4:3:1:1", None),
        ("", None),
    ],
)
def test_a_passage_is_named_by_reference_number_and_shift(
    value: str, target: PassageTarget | None
) -> None:
    assert passage_target(value) == target
    assert target is None or str(target) == value


def test_feedback_and_subscriptions() -> None:
    assert judged("K7Q2-M4:helpful") == ("K7Q2-M4", "helpful")
    assert judged("K7Q2-M4:great") is None
    assert subscription_choice("pause:3") == ("pause", "3")
    assert subscription_choice("drop:3") is None


def test_one_of_several_buttons_does_what_they_all_do() -> None:
    assert base_name("passage:3") == base_name("passage:menu1") == "passage"
    assert base_name("why") == "why"
