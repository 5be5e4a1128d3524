"""What Slack's events say: who asked what where. Pure.

A message that mentions the bot in a channel arrives twice, as app_mention and as message, each with
an event id of its own; and each may be delivered again. The message's own place and ts are the same
all along, so they name the question.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any, Literal

from bot.slack.courtesies import is_courtesy
from bot.slack.values import Kind, Place

Event = Mapping[str, Any]
"""An event as Slack sends it."""

_ASKING_SUBTYPES = (None, "file_share", "thread_broadcast")
"""Others are edits, deletions, joins, topics and what bots say."""

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
_CHANNEL = re.compile(r"<#[CG][A-Z0-9]+(?:\|([^>]*))?>")
_SPECIAL = re.compile(r"<![^>|]*(?:\|([^>]*))?>")
_LINK = re.compile(r"<(https?://[^>|]+)(?:\|([^>]*))?>")
_OTHER_LINK = re.compile(r"<((?:mailto|tel):[^>|]+)(?:\|([^>]*))?>")

Addressed = Literal["us", "somebody", "nobody"]


def is_asking(event: Event) -> bool:
    """Whether a person wrote this message just now: no bot's, no edit, no join."""
    return (
        event.get("subtype") in _ASKING_SUBTYPES
        and not event.get("bot_id")
        and not event.get("bot_profile")
        and not event.get("hidden")
        and bool(event.get("user"))
        and event.get("user") != "USLACKBOT"
        and bool(event.get("ts"))
    )


def addressed(text: str, bot_user: str) -> Addressed:
    """Whom the first mention of a message names: ("<@U2> and <@UBOT>?", "UBOT") -> "somebody"."""
    found = _MENTION.search(text)
    if found is None:
        return "nobody"
    return "us" if found.group(1) == bot_user else "somebody"


def mentions(text: str, user: str) -> bool:
    """Whether a message mentions a user anywhere."""
    return any(found.group(1) == user for found in _MENTION.finditer(text))


def place_of(event: Event, team: str) -> Place:
    """Where the answer to a message goes: the thread that it is in or begins."""
    return Place(
        team=team,
        channel=event["channel"],
        user=event["user"],
        surface="direct" if event.get("channel_type") == "im" else "channel",
        thread=event.get("thread_ts") or event["ts"],
    )


def event_of(event: Event, team: str) -> str:
    """What names a question by its message: the same for every event and redelivery of it."""
    return f"message:{team}:{event['channel']}:{event['ts']}"


def question_of(text: str, bot_user: str) -> str:
    """The words of a message without its markup and without the mention of us.

    ("<@UBOT> Qui a vu <@U2> dans <#C1|desk> &amp; où ?", "UBOT") ->
    "Qui a vu @U2 dans #desk & où ?"
    """
    without = _MENTION.sub(lambda m: "" if m.group(1) == bot_user else f"@{m.group(1)}", text)
    without = _CHANNEL.sub(lambda m: f"#{m.group(1) or ''}", without)
    without = _SPECIAL.sub(lambda m: m.group(1) or "", without)
    without = _LINK.sub(lambda m: m.group(2) or m.group(1), without)
    without = _OTHER_LINK.sub(lambda m: m.group(2) or m.group(1), without)
    lines = (" ".join(line.split()) for line in html.unescape(without).splitlines())
    return "\n".join(lines).strip()


def links_of(text: str) -> tuple[str, ...]:
    """The web addresses that a message links to, each once: "<https://a.org|a>" -> ("https://a.org",)."""
    return tuple(dict.fromkeys(html.unescape(m.group(1)) for m in _LINK.finditer(text)))


def files_of(event: Event) -> tuple[str, ...]:
    """The ids of the files shared with a message."""
    return tuple(file["id"] for file in event.get("files") or () if file.get("id"))


def kind_of(event: Event, question: str) -> Kind:
    """What a message asks for. Files and links are documents in a direct message only, and a link
    within a question is a part of the question. Who just greets is told what can be asked."""
    direct = event.get("channel_type") == "im"
    if direct and files_of(event):
        return "documents"
    links = links_of(event.get("text") or "")
    if direct and links and "?" not in _LINK.sub("", event["text"]):
        return "documents"
    return "ask" if question and not is_courtesy(question) else "help"
