"""The home tab: subscriptions, the latest briefing, what is in the library, example questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.labels import date_label
from bot.slack import actions as names
from bot.slack.blocks.elements import (
    Block,
    View,
    actions,
    button,
    clipped,
    context,
    divider,
    header,
    option,
    overflow,
    section,
    size,
)
from bot.slack.blocks.notices import example_buttons
from bot.slack.blocks.packing import FULL
from bot.slack.escaping import address_of, escape, link
from bot.slack.words import Words
from bot.subscriptions import EVERY_DAY, Subscription

MOST_SUBSCRIPTIONS = 20
"""Slack takes a hundred blocks in a view."""

_LONGEST = 200
_ROOM_AROUND = 1_000
"""Characters for what stands around the subscriptions: their heading, their button."""

_CHANNEL = re.compile(r"(?:T[A-Z0-9]{1,20}/)?([CG][A-Z0-9]{1,20})")


@dataclass(frozen=True, kw_only=True)
class LatestBriefing:
    """The briefing that was posted last. `address` is the message's permalink, if it is known."""

    title: str
    stories: int
    address: str | None = None


@dataclass(frozen=True, kw_only=True)
class Home:
    """What one person sees: only what they may see counts, in every number of it.

    `newest` is the date of the newest document, ISO, and `outlets` those with most documents.
    `next` tells when a subscription is due, by its id, in its own zone.
    """

    subscriptions: Sequence[Subscription] = ()
    next: Mapping[str, datetime] = field(default_factory=dict)
    latest: LatestBriefing | None = None
    documents: int = 0
    newest: str | None = None
    updated: date | None = None
    outlets: Sequence[str] = ()
    examples: Sequence[str] = ()


def home_view(home: Home, words: Words) -> View:
    """The home tab, as `views.publish` takes it."""
    blocks = [*_library(home, words), divider(), *_latest(home, words), divider()]
    room = FULL - size(blocks) - _ROOM_AROUND
    return {"type": "home", "blocks": [*blocks, *_subscriptions(home, words, room)]}


def _library(home: Home, words: Words) -> Iterator[Block]:
    yield header(words("home_ask"))
    yield section(escape(words("ways")))
    if buttons := example_buttons(home.examples):
        yield actions(buttons)
    facts = [words.counted("documents", home.documents)]
    if home.newest:
        facts.append(words("newest", date=date_label(home.newest, words.language)))
    if home.updated is not None:
        day = date_label(home.updated.isoformat(), words.language)
        facts.append(words("updated", date=day))
    yield context(escape(" · ".join(facts)))
    if home.outlets:
        yield context(escape(clipped(", ".join(home.outlets), 500)))


def _latest(home: Home, words: Words) -> Iterator[Block]:
    yield header(words("home_briefing"))
    latest = home.latest
    if latest is None:
        yield section(escape(words("no_briefing")))
    else:
        title = link(address_of(latest.address), clipped(latest.title, _LONGEST))
        yield section(f"*{title}*\n{escape(words.counted('stories', latest.stories))}")
    yield actions([button(words("brief_now"), names.BRIEF, "now")])


def _subscriptions(home: Home, words: Words, room: int) -> Iterator[Block]:
    """As many subscriptions as there is room for, in characters, and how many are left."""
    yield header(words("home_subscriptions"))
    if not home.subscriptions:
        yield section(escape(words("no_subscription")))
    shown = 0
    for subscription in home.subscriptions[:MOST_SUBSCRIPTIONS]:
        block = _subscription(subscription, home.next.get(subscription.id), words)
        room -= size([block])
        if room < 0:
            break
        shown += 1
        yield block
    if left := len(home.subscriptions) - shown:
        yield context(words("and_more", count=str(left)))
    yield actions([button(words("subscribe_new"), names.SUBSCRIBE, "new", "primary")])


def _subscription(one: Subscription, due: datetime | None, words: Words) -> Block:
    topics = clipped(", ".join(one.topics), _LONGEST) if one.topics else words("all_topics")
    days = [words("every_day")]
    if tuple(one.weekdays) != EVERY_DAY:
        days = [words(f"day_{day}") for day in one.weekdays]
    paused = f" – {escape(words('paused'))}" if one.paused else ""
    lines = [
        f"*{escape(topics)}*{paused}",
        escape(f"{', '.join(days)} · {one.hour:%H:%M} ({one.zone})") + _where(one),
    ]
    if due is not None and not one.paused:
        day = date_label(due.date().isoformat(), words.language)
        lines.append(escape(words("briefing_next", moment=f"{day}, {due:%H:%M}")))
    flow = ["resume"] if one.paused else ["pause"]
    choices = [option(words(f"choice_{what}"), f"{what}:{one.id}") for what in (*flow, "remove")]
    if not one.paused:
        choices = [option(words("choice_send"), f"send:{one.id}"), *choices]
    return section("\n".join(lines), overflow(names.SUBSCRIPTION, choices))


def _where(one: Subscription) -> str:
    """The channel that it is posted in, which Slack shows by its name: " · <#C0123>"."""
    found = _CHANNEL.fullmatch(one.address.target) if one.address.channel == "slack" else None
    return f" · <#{found[1]}>" if found else ""
