"""What is kept of a briefing that was posted, so that its buttons and its thread can be answered.

Pure: values in, values out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any

from bot.briefing_types import Briefing, Story
from bot.contract import briefing_json
from bot.library import AnswerRecord
from bot.slack.blocks.why import Searched, searched_json
from bot.slack.references import ALPHABET
from bot.types import Citation, Turn

BRIEFED = "briefed"
"""The status of the record of a briefing, beside those of answers."""

MOST_PASSAGES = 100
"""Passages of a briefing that its thread remembers, the first ones of each story first."""

_KEPT = ("citations", "removed", "writer", "usage", "timings_ms")


@dataclass(frozen=True, kw_only=True)
class Posted:
    """Where a briefing stands in Slack, since when, and who asked for it; `ts` is its headline
    message's, None where only the asker sees it."""

    team: str
    channel: str
    user: str
    at: datetime
    ts: str | None = None


def reference_of(key: str) -> str:
    """The number of a parcel's briefing, the same for each attempt: "5f0c…" -> "K7Q2-M4P8"."""
    digest = hashlib.sha256(key.encode()).digest()
    letters = "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:8])
    return f"{letters[:4]}-{letters[4:]}"


def record_of(briefing: Briefing, reference: str, posted: Posted, asked: str = "") -> AnswerRecord:
    """The briefing as `bot.library.answers` keeps it, with the numbers that its buttons name.

    `asked` are the words after `/brief`, by which it is written again for a channel.
    """
    told = briefing_json(briefing)
    searched = Searched(since=briefing.since, until=briefing.until)
    payload: dict[str, Any] = {
        "question": briefing.title,
        "asked": asked,
        "searched": searched_json(searched),
        **{name: told[name] for name in _KEPT},
    }
    return AnswerRecord(
        id=reference,
        question=briefing.title,
        standalone=briefing.title,
        language=briefing.language,
        status=BRIEFED,
        payload=payload,
        documents=cited_documents(briefing),
        team=posted.team,
        channel=posted.channel,
        user=posted.user,
        ts=posted.ts,
        created=posted.at,
    )


def opening_of(briefing: Briefing) -> Turn:
    """What the thread under a briefing begins with: the story told first stands for the question,
    so that "et pourquoi ?" asks of it. It says nothing but what its passages prove."""
    told = [story for story in briefing.stories if story.statements]
    first = told[0].headline if told else briefing.title
    passages = tuple(dict.fromkeys(_passages(briefing)))[:MOST_PASSAGES]
    said = [
        statement.text
        for story in told
        for statement in story.statements
        if all(one.passage.id in passages for one in statement.citations)
    ]
    return Turn(
        question=briefing.title,
        standalone=first,
        language=briefing.language,
        passages=passages,
        text=" ".join(said),
    )


def cited_documents(briefing: Briefing) -> tuple[str, ...]:
    """Ids of the documents that a briefing quotes."""
    cited = (one.passage.document.id for story in briefing.stories for one in _cited(story))
    return tuple(sorted(set(cited)))


def payload_of(message: Mapping[str, Any], event_type: str) -> Mapping[str, Any]:
    """What a message of ours carries as metadata of this type; nothing for other messages."""
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != event_type or not message.get("bot_id"):
        return {}
    return metadata.get("event_payload") or {}


def _passages(briefing: Briefing) -> Iterator[str]:
    """One passage of each story, then the second of each, and so on."""
    rows = [[citation.passage.id for citation in _cited(story)] for story in briefing.stories]
    for column in zip_longest(*map(dict.fromkeys, rows)):
        yield from (passage for passage in column if passage is not None)


def _cited(story: Story) -> Iterator[Citation]:
    for statement in story.statements:
        yield from statement.citations
    for disagreement in story.disagreements:
        for claim in disagreement.claims:
            yield from claim.citations
    for change in story.changes:
        yield from (*change.before.citations, *change.after.citations)
    for cited in (
        *(figure.citations for figure in story.figures),
        *(step.citations for step in story.timeline),
        *(unknown.citations for unknown in story.unknowns),
    ):
        yield from cited
