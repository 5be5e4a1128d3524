"""The modal of a subscription: its form, and what somebody filled in, checked field by field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from bot.errors import UsageError
from bot.slack import actions as names
from bot.slack.blocks.elements import LONGEST_TITLE, Block, View, option, plain
from bot.slack.blocks.notices import modal
from bot.slack.words import Words
from bot.subscriptions import (
    EVERY_DAY,
    FEWEST_WORDS,
    LONGEST_ENTRY,
    MOST_ENTRIES,
    MOST_WORDS,
    checked_entries,
    checked_hour,
    checked_words,
    nearest_zones,
    zone_named,
)

WORKING_DAYS = EVERY_DAY[:5]
TOPICS, HOUR, ZONE, WEEKDAYS, CHANNEL, BUDGET = (
    "topics",
    "hour",
    "zone",
    "weekdays",
    "channel",
    "words",
)
"""Block ids of the form, which errors are told by; each block's action has the same name."""

_CHANNEL = re.compile(r"[CGD][A-Z0-9]{1,60}")
_PARTED = re.compile(r"[,;\n]")
_LONGEST_TOPICS = 2_000

FieldErrors = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class SubscribeForm:
    """What the form shows at first: the asker's own time zone, the channel it was asked for in.

    `metadata` comes back with what is sent, such as the team; at most 3,000 characters.
    """

    zone: str = "UTC"
    channel: str = ""
    topics: tuple[str, ...] = ()
    hour: time = field(default=time(8, 0))
    weekdays: tuple[int, ...] = WORKING_DAYS
    words: int | None = None
    metadata: str = ""


@dataclass(frozen=True, kw_only=True)
class SubscriptionWish:
    """A subscription that somebody asked for, every field of it checked."""

    topics: tuple[str, ...]
    hour: time
    zone: str
    weekdays: tuple[int, ...]
    channel: str
    words: int | None = None


def subscribe_modal(form: SubscribeForm, words: Words) -> View:
    """Topics, hour, time zone, weekdays, channel and length of a briefing that comes by itself."""
    days = [option(words(f"day_{day}"), str(day)) for day in EVERY_DAY]
    blocks = [
        _input(TOPICS, words, _topics(form), optional=True),
        _input(HOUR, words, {"type": "timepicker", "initial_time": f"{form.hour:%H:%M}"}),
        _input(ZONE, words, {"type": "plain_text_input", "initial_value": form.zone[:100]}),
        _input(
            WEEKDAYS,
            words,
            {
                "type": "checkboxes",
                "options": days,
                "initial_options": [days[day - 1] for day in form.weekdays],
            },
        ),
        _input(CHANNEL, words, _channels(form)),
        _input(BUDGET, words, _budget(form), optional=True),
    ]
    return {
        **modal(words("subscribe_title"), blocks, words),
        "callback_id": names.SUBSCRIBE_VIEW,
        "private_metadata": form.metadata,
        "submit": plain(words("subscribe"), LONGEST_TITLE),
    }


def subscription_read(state: Mapping[str, Any], words: Words) -> SubscriptionWish | FieldErrors:
    """What was filled in (`view.state.values`), or what is wrong with it by block id.

    Nothing that Slack is sent is taken on trust: whoever holds the token could have sent anything.
    """
    errors: dict[str, str] = {}

    def checked(name: str, check: Callable[[], Any]) -> Any:  # noqa: ANN401 - by field
        try:
            return check()
        except (UsageError, ValueError):
            errors[name] = words(f"wrong_{name}", **_slots(name, state))
            return None

    topics = checked(TOPICS, lambda: _entries(_text(state, TOPICS)))
    hour = checked(HOUR, lambda: checked_hour(_text(state, HOUR)))
    zone = checked(ZONE, lambda: _zone(_text(state, ZONE)))
    weekdays = checked(WEEKDAYS, lambda: _weekdays(state))
    channel = checked(CHANNEL, lambda: _matching(_CHANNEL, _text(state, CHANNEL)))
    budget = checked(BUDGET, lambda: checked_words(_number(_text(state, BUDGET))))
    if errors:
        return errors
    return SubscriptionWish(
        topics=topics, hour=hour, zone=zone, weekdays=weekdays, channel=channel, words=budget
    )


def _input(name: str, words: Words, element: Mapping[str, Any], optional: bool = False) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "optional": optional,
        "label": plain(words(f"form_{name}"), 200),
        "hint": plain(words(f"hint_{name}"), 200),
        "element": {**element, "action_id": name},
    }


def _topics(form: SubscribeForm) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "plain_text_input", "max_length": _LONGEST_TOPICS}
    return {**made, "initial_value": ", ".join(form.topics)} if form.topics else made


def _channels(form: SubscribeForm) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "conversations_select",
        "filter": {"include": ["public", "private", "im"], "exclude_bot_users": False},
    }
    chosen = {"initial_conversation": form.channel} if form.channel else {}
    return {**made, **chosen, "default_to_current_conversation": True}


def _budget(form: SubscribeForm) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "number_input",
        "is_decimal_allowed": False,
        "min_value": str(FEWEST_WORDS),
        "max_value": str(MOST_WORDS),
    }
    return {**made, "initial_value": str(form.words)} if form.words else made


def _text(state: Mapping[str, Any], name: str) -> str:
    """What a field holds, whatever kind it is; "" for nothing."""
    given = (state.get(name) or {}).get(name) or {}
    for key in ("value", "selected_time", "selected_conversation"):
        if given.get(key):
            return str(given[key]).strip()
    return ""


def _entries(text: str) -> tuple[str, ...]:
    return checked_entries(TOPICS, [one for one in _PARTED.split(text) if one.strip()])


def _zone(text: str) -> str:
    zone = zone_named(text)
    if zone is None:
        raise ValueError(text)
    return zone


def _weekdays(state: Mapping[str, Any]) -> tuple[int, ...]:
    given = (state.get(WEEKDAYS) or {}).get(WEEKDAYS) or {}
    chosen: Sequence[Mapping[str, Any]] = given.get("selected_options") or ()
    days = tuple(sorted({int(one["value"]) for one in chosen}))
    if not days or not set(days) <= set(EVERY_DAY):
        raise ValueError(days)
    return days


def _number(text: str) -> int | None:
    return int(text) if text else None


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if pattern.fullmatch(text) is None:
        raise ValueError(text)
    return text


def _slots(name: str, state: Mapping[str, Any]) -> dict[str, str]:
    """What the sentence about a wrong field tells beside that it is wrong."""
    if name == ZONE:
        return {"nearest": ", ".join(nearest_zones(_text(state, ZONE)[:60])) or "Europe/Paris"}
    if name == TOPICS:
        return {"most": str(MOST_ENTRIES), "longest": str(LONGEST_ENTRY)}
    return {"fewest": str(FEWEST_WORDS), "most": str(MOST_WORDS)} if name == BUDGET else {}
