"""An answer that appears as its statements stand.

Slack lets few streams begin each minute and ends each after about five minutes. Where none can
begin, or one dies, the answer is posted or the message changed instead: however it goes, one
message ends with the whole answer.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import SlackError, SlackLimitedError, SlackUncertainError
from bot.slack.blocks.elements import Block, size
from bot.slack.blocks.packing import FULL
from bot.slack.limiter import AT_ONCE, LimitedClient
from bot.slack.progress import Progress
from bot.slack.threads import STREAM_BEGUN, ClientOf, begun_ts, metadata_of
from bot.slack.values import SlackMessage

if TYPE_CHECKING:
    from bot.slack.posting import Poster

BUFFER = 256
"""Characters that are gathered before they are sent; more where Slack is busy."""

LONGEST_WAIT = 1.0
"""Seconds after which fewer characters are sent too."""

MOST_STREAMED = 9_000
"""Characters of a streamed message; the rest of a longer answer follows when it is whole."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Ending:
    """How an answer ends: `below` stands under statements that were streamed, `whole` in place of
    them. `streamed` is the text that `below` belongs under, None where statements have changed."""

    below: Sequence[SlackMessage]
    whole: Sequence[SlackMessage]
    streamed: str | None


class AnswerStream:
    """Begins with the first statement. Used by one thread: `add` each, then `end` once."""

    def __init__(
        self,
        poster: Poster,
        clients: ClientOf,
        progress: Progress,
        clock: Callable[[], float],
    ) -> None:
        self._poster = poster
        self._clients = clients
        self._progress = progress
        self._clock = clock
        job = progress.job
        self._possible = (
            job.place.surface != "private" and job.place.thread is not None and not job.posted
        ) and job.attempts <= 1
        self._ts: str | None = None
        self._sent = ""
        self._waiting = ""
        self._sent_at = 0.0

    def add(self, markdown: str) -> None:
        """One more verified statement, as markdown_text. Raises ClaimLostError, so that whoever
        writes stops when the question is no longer this worker's."""
        self._progress.check()
        if not self._possible:
            return
        self._waiting += markdown
        if self._ts is None:
            self._begin()
        elif len(self._waiting) >= BUFFER or self._clock() - self._sent_at >= LONGEST_WAIT:
            self._append()

    def end(self, ending: Ending) -> None:
        """End with the whole answer. Raises as `Poster.finish` does."""
        progress, place = self._progress, self._progress.job.place
        progress.check()
        if self._ts is None or begun_ts(progress.job) != self._ts:
            self._poster.finish(progress, ending.whole)
        elif self._ended_in_place(ending):
            if len(ending.below) > 1:
                self._poster.threads.deliver(progress, ending.below[1:], first=1, look=False)
        else:
            self._poster.threads.stop_stream(place, self._ts)
            self._poster.finish(progress, ending.whole)

    def _begin(self) -> None:
        job, client = self._progress.job, self._client
        ready = all(map(client.ready, ("chat.startStream", "chat.stopStream")))
        if not ready or len(self._waiting) > MOST_STREAMED:
            self._possible = False
            return
        self._progress.posted(STREAM_BEGUN)
        try:
            reply = client.call(
                "chat.startStream",
                patience=AT_ONCE,
                channel=job.place.channel,
                thread_ts=job.place.thread,
                recipient_team_id=job.place.team,
                recipient_user_id=job.place.user,
                markdown_text=self._waiting,
            )
        except SlackError as failure:
            _log.info("question %s is answered without a stream: %s", job.id, failure)
            self._possible = False
            if not isinstance(failure, SlackUncertainError):
                self._progress.posted("")  # nothing was begun
            return
        self._ts = str(reply["ts"])
        self._progress.posted(self._ts)
        self._went_out()

    def _append(self) -> None:
        client, place = self._client, self._progress.job.place
        room = len(self._sent) + len(self._waiting) <= MOST_STREAMED
        if not room or not client.ready("chat.appendStream"):
            return
        try:
            client.call(
                "chat.appendStream",
                patience=AT_ONCE,
                channel=place.channel,
                ts=self._ts,
                markdown_text=self._waiting,
            )
        except SlackLimitedError:
            return  # it stays in the buffer
        except SlackError as failure:
            _log.info("the stream of question %s died: %s", self._progress.job.id, failure)
            self._possible = False
            return
        self._went_out()

    def _went_out(self) -> None:
        self._sent += self._waiting
        self._waiting = ""
        self._sent_at = self._clock()

    def _ended_in_place(self, ending: Ending) -> bool:
        """Stop the stream with what stands below it; False where the message is to be changed."""
        if not self._possible or ending.streamed is None or not ending.below:
            return False
        below = ending.below[0].blocks
        if not ending.streamed.startswith(self._sent) or self._too_much(ending.streamed, below):
            return False
        rest = ending.streamed[len(self._sent) :]
        more = {"markdown_text": rest} if rest else {}
        job = self._progress.job
        try:
            return self._poster.threads.stop_stream(
                job.place,
                self._ts or "",
                blocks=[dict(block) for block in below],
                metadata=metadata_of(job, 0),
                **more,
            )
        except (SlackUncertainError, SlackLimitedError):
            raise
        except SlackError as failure:
            _log.info("question %s: %s; its message is changed instead", job.id, failure)
            return False

    def _too_much(self, streamed: str, below: Sequence[Block]) -> bool:
        return len(streamed) + size(below) > FULL

    @property
    def _client(self) -> LimitedClient:
        return self._clients(self._progress.job.place.team)
