"""A briefing as a headline message with its stories in the thread, each message posted once.

Every message carries as metadata which briefing and which part of it it is. Whoever cannot know
what an attempt before has posted looks that up in the channel first, and posts the rest: a briefing
that was posted in part is completed, not repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.slack.blocks.briefings import BriefingMessages
from bot.slack.briefing_record import payload_of
from bot.slack.people import Caller
from bot.slack.threads import PATIENCE
from bot.slack.values import SlackMessage

EVENT_TYPE = "citewire_briefing"
HEADLINE = "headline"

PAGE = 100
PAGES = 20
"""Of a channel's messages since the briefing was due: 2,000 of them."""


def _free() -> None:
    """For what nobody else can have taken over."""


def _unnoted(_ts: str) -> None:
    """For what nobody waits for."""


@dataclass(frozen=True, kw_only=True)
class Posting:
    """What is posted where. `mark` are plain values that no other briefing has.

    `look` tells that an attempt before may have posted some of it, after `since` (seconds, as ts
    counts them). `headline` is its ts where that is known. `check` raises when somebody else has
    taken it over; `begun` is told the headline's ts before the stories are posted.
    """

    channel: str
    mark: Mapping[str, str]
    look: bool = False
    since: float = 0.0
    headline: str | None = None
    check: Callable[[], None] = _free
    begun: Callable[[str], None] = _unnoted


@dataclass(frozen=True)
class BriefingPosts:
    """Posts by the client of one workspace."""

    client: Caller

    def post(self, posting: Posting, messages: BriefingMessages) -> tuple[str, ...]:
        """The ts of every message, the headline's first; those that stood there already too.

        Raises SlackErrors, and what `check` and `begun` raise.
        """
        known = self._known(posting)
        headline = known.get(HEADLINE) or self._say(posting, messages.headline, HEADLINE, None)
        posting.begun(headline)
        posted = [headline]
        for number, message in enumerate(messages.replies, start=1):
            part = str(number)
            posted.append(known.get(part) or self._say(posting, message, part, headline))
        return tuple(posted)

    def reply(self, posting: Posting, message: SlackMessage, part: str, thread: str) -> str:
        """The ts of one further message in a thread that stands already, posted once."""
        known = self._in_thread(posting, thread).get(part) if posting.look else None
        return known or self._say(posting, message, part, thread)

    def _say(self, posting: Posting, message: SlackMessage, part: str, thread: str | None) -> str:
        posting.check()
        under = {} if thread is None else {"thread_ts": thread}
        reply = self.client.call(
            "chat.postMessage",
            patience=PATIENCE,
            channel=posting.channel,
            text=message.text,
            blocks=[dict(block) for block in message.blocks],
            metadata={
                "event_type": EVENT_TYPE,
                "event_payload": {**posting.mark, "part": part},
            },
            unfurl_links=False,
            unfurl_media=False,
            **under,
        )
        return str(reply["ts"])

    def _known(self, posting: Posting) -> dict[str, str]:
        """The messages of the briefing that stand there already, by their parts."""
        headline = posting.headline
        if headline is None and posting.look:
            headline = self._headline(posting)
        if headline is None:
            return {}
        found = self._in_thread(posting, headline) if posting.look else {}
        return {**found, HEADLINE: headline}

    def _headline(self, posting: Posting) -> str | None:
        oldest = f"{posting.since:.6f}"
        for message in self._messages("conversations.history", posting.channel, oldest=oldest):
            if self._part(message, posting) == HEADLINE:
                return str(message["ts"])
        return None

    def _in_thread(self, posting: Posting, thread: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for message in self._messages("conversations.replies", posting.channel, ts=thread):
            part = self._part(message, posting)
            if part:
                found.setdefault(part, str(message["ts"]))
        return found

    def _part(self, message: Mapping[str, Any], posting: Posting) -> str:
        payload = payload_of(message, EVENT_TYPE)
        ours = payload and all(payload.get(name) == value for name, value in posting.mark.items())
        return str(payload.get("part", "")) if ours else ""

    def _messages(self, method: str, channel: str, **where: str) -> Iterator[Mapping[str, Any]]:
        cursor: dict[str, str] = {}
        for _ in range(PAGES):
            reply = self.client.call(
                method,
                patience=PATIENCE,
                channel=channel,
                include_all_metadata=True,
                limit=PAGE,
                **where,
                **cursor,
            )
            yield from reply.get("messages", ())
            following = (reply.get("response_metadata") or {}).get("next_cursor")
            if not following:
                return
            cursor = {"cursor": str(following)}
