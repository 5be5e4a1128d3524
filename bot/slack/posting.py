"""How whatever the bot says gets to where it was asked: once, and seen by whom it is for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from bot.errors import CitewireError, RetryLaterError, SlackError
from bot.slack.blocks.notices import notice
from bot.slack.limiter import AT_ONCE
from bot.slack.progress import Progress
from bot.slack.streaming import AnswerStream
from bot.slack.threads import ClientOf, ThreadPosts
from bot.slack.values import Place, SlackMessage
from bot.slack.whispers import Respond, Whispers, sent_of

_log = logging.getLogger(__name__)

_STILL_STREAMING = "streaming_state_conflict"


class Poster:
    """Posts for jobs and for those who press buttons; used by several threads at once.

    `clock` counts seconds, `sleep` rests; `send` sends to a response_url.
    """

    def __init__(
        self,
        clients: ClientOf,
        send: Respond,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self._clients = clients
        self._clock = clock
        self.threads = ThreadPosts(clients, sleep)
        self.whispers = Whispers(clients, send, sleep)

    def status(self, place: Place, text: str) -> None:
        """Show under the question that it is being worked on; "" takes that away.

        A status that Slack does not take at once is let go: it is no answer.
        """
        if place.thread is None or place.surface == "private":
            return
        try:
            self._clients(place.team).call(
                "assistant.threads.setStatus",
                patience=AT_ONCE,
                channel_id=place.channel,
                thread_ts=place.thread,
                status=text,
            )
        except CitewireError as failure:
            _log.debug("no status could be shown: %s", failure)

    def can_show(self, place: Place) -> bool:
        """Whether Slack would take a status now."""
        if place.thread is None or place.surface == "private":
            return False
        return self._clients(place.team).ready("assistant.threads.setStatus")

    def session(self, place: Place, status: str) -> None:
        """Tell Slack how an agent's session stands: "active", "suspended", "closed"."""
        try:
            self._clients(place.team).call(
                "agents.sessions.setStatus",
                channel_id=place.channel,
                thread_ts=place.thread,
                status=status,
            )
        except SlackError as failure:
            _log.info("the session's status could not be set: %s", failure)

    def stream(self, progress: Progress) -> AnswerStream:
        """What shows verified statements as they stand, and ends in the answer."""
        return AnswerStream(self, self._clients, progress, self._clock)

    def finish(
        self, progress: Progress, messages: Sequence[SlackMessage], *, look: bool = False
    ) -> None:
        """Make these messages what the job says, in the message that was begun where there is one.

        Raises ClaimLostError, RetryLaterError when it may be tried again, and SlackError.
        """
        place = progress.job.place
        if place.surface == "private":
            self.whispers.deliver(progress, messages)
            return
        changes = bool(progress.job.posted)
        try:
            self.threads.deliver(progress, messages, look=look)
        except SlackError as failure:
            if failure.code != _STILL_STREAMING:
                raise
            # What was streamed stands there already: it is changed when the stream has ended.
            raise RetryLaterError(f"the stream is still open: {failure}", seconds=30.0) from failure
        if changes:  # a new message takes the status away by itself
            self.status(place, "")

    def fail(self, progress: Progress, message: SlackMessage) -> None:
        """Say that a job failed, in place of what was begun; to the asker alone where the channel
        takes nothing."""
        place = progress.job.place
        if place.surface == "private":
            progress.check()
            self.whispers.say(place, message, progress.job.response_url)
            progress.posted(f"private:{sent_of(progress.job.posted) + 1}")
            return
        try:
            self.finish(progress, (message,), look=True)
        except SlackError as failure:
            if failure.code in ("", "ratelimited", "unreachable", "uncertain"):
                raise
            _log.warning("question %s: %s; the asker is told directly", progress.job.id, failure)
            self.whispers.say(place, message)

    def tell(self, place: Place, text: str, response_url: str | None = None) -> None:
        """Say a line to the user of a place alone."""
        self.whispers.say(place, notice(text), response_url)
