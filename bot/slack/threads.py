"""Messages under a question, for all who see the channel: each stands there once.

Every message carries the number of its job and of its part as metadata. Who cannot know whether a
message was posted, because Slack's answer was lost or a worker died, reads the thread first; a
message that stands is changed, never posted again.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from bot.errors import RetryLaterError, SlackError, SlackUncertainError, SlackUnreachableError
from bot.slack.limiter import LimitedClient
from bot.slack.progress import Progress
from bot.slack.refusals import GONE, NO_STREAM, STREAMS
from bot.slack.values import Job, Place, SlackMessage

EVENT_TYPE = "citewire_answer"
STREAM_BEGUN = "stream"
"""Stands for the message that was begun until a stream's ts is known: a stream that is just
starting carries no metadata."""

PATIENCE = 120.0
"""Seconds that an answer waits for its turn; a question is better answered late than not."""

SETTLING = 1.0
"""Seconds until a message whose posting was not confirmed can be read in its thread."""

RELENTING = 4
"""The attempt that no longer waits until a message that cannot be changed can be deleted: an answer
beside it is better than none. The last one of `bot.slack.pace.Pace`."""

TRIES = 3
PAGES = 10
PAGE = 100

_TS = re.compile(r"\d{10}\.\d{6}$")
_log = logging.getLogger(__name__)

ClientOf = Callable[[str], LimitedClient]
"""The client of a workspace. Raises ConfigurationError for one that has not installed us."""


def metadata_of(job: Job, part: int) -> dict[str, Any]:
    """What tells a message of ours from all others."""
    return {"event_type": EVENT_TYPE, "event_payload": {"job": job.id, "part": str(part)}}


class _Standing(NamedTuple):
    """A job's messages in its thread: `parts` whole, `bare` with the beginning of one at most."""

    parts: Mapping[int, str]
    bare: str | None

    def to_change(self) -> dict[int, str]:
        return {**({} if self.bare is None else {0: self.bare}), **self.parts}


@dataclass(frozen=True)
class ThreadPosts:
    """Posts and changes the messages of jobs."""

    clients: ClientOf
    sleep: Callable[[float], None]

    def deliver(
        self, progress: Progress, messages: Sequence[SlackMessage], *, first: int = 0, look: bool
    ) -> None:
        """Make the job's messages from part `first` on be these, and no more than these.

        `look` tells that some may stand already that `progress` does not know of. Raises
        ClaimLostError, and SlackErrors for what Slack refuses.
        """
        look = look or progress.job.posted == STREAM_BEGUN or progress.job.attempts > 1
        known = self._found(progress.job).to_change() if look else {}
        if (begun := begun_ts(progress.job)) is not None:
            known.setdefault(0, begun)
        for part, message in enumerate(messages, start=first):
            progress.check()
            ts = known.pop(part, None)
            if ts is not None and not self._changed(progress.job, part, ts, message):
                self._make_way(progress, part, ts)
                ts = None
            ts = ts or self._posted(progress.job, part, message)
            if part == 0 and ts != progress.job.posted:
                progress.posted(ts)
        for part in [part for part in known if part >= first]:
            self.remove(progress.job.place, known[part])

    def remove(self, place: Place, ts: str) -> bool:
        """Delete a message that says what is no longer meant; False when it still stands."""
        delete = partial(self.clients(place.team).call, "chat.delete", channel=place.channel, ts=ts)
        try:
            try:
                delete()
            except SlackError as failure:
                if failure.code != "cant_delete_message":
                    raise
                self.stop_stream(place, ts)
                delete()
        except RetryLaterError:
            raise
        except SlackError as failure:
            if failure.code != "message_not_found":
                _log.warning("a message that is over could not be deleted: %s", failure)
                return False
        return True

    def stop_stream(self, place: Place, ts: str, **ending: object) -> bool:
        """End a stream, with what is to stand below it; False when it had ended by itself."""
        client = self.clients(place.team)
        try:
            client.call(
                "chat.stopStream", patience=PATIENCE, channel=place.channel, ts=ts, **ending
            )
        except SlackError as failure:
            if failure.code not in NO_STREAM:
                raise
            return False
        return True

    def _changed(self, job: Job, part: int, ts: str, message: SlackMessage) -> bool:
        """Put a message in place of what stands there; False when that is not possible any more."""
        client, place = self.clients(job.place.team), job.place
        change = {**_content(job, part, message), "channel": place.channel, "ts": ts}
        try:
            try:
                client.call("chat.update", patience=PATIENCE, **change)
            except SlackError as failure:
                if failure.code not in STREAMS:
                    raise
                self.stop_stream(place, ts)
                client.call("chat.update", patience=PATIENCE, **change)
        except SlackError as failure:
            if failure.code not in GONE:
                raise
            return False
        return True

    def _make_way(self, progress: Progress, part: int, ts: str) -> None:
        """Take away a message that cannot be changed before its content is posted anew: also one
        that is not found, since it may be seen all the same."""
        job = progress.job
        if not self.remove(job.place, ts) and job.attempts < RELENTING:
            raise RetryLaterError(
                f"what was begun for question {job.id} can be neither changed nor deleted now"
            )
        if part == 0:
            # Nothing stands: who dies after the next post leaves no number of a message that is
            # gone, for which whoever takes over would post once more.
            progress.posted("")

    def _posted(self, job: Job, part: int, message: SlackMessage) -> str:
        for _ in range(TRIES):
            try:
                return self.post(job, part, message, PATIENCE)
            except SlackUncertainError as lost:
                _log.warning("question %s: %s", job.id, lost)
                self.sleep(SETTLING)
                ts = self._found(job).parts.get(part)
                if ts is not None:
                    return ts
        raise SlackUnreachableError(
            f"Slack lost the answer to question {job.id} {TRIES} times; it is tried again later"
        )

    def post(self, job: Job, part: int, message: SlackMessage, patience: float) -> str:
        """Post a message once; its ts. Raises SlackUncertainError when it may stand or not."""
        place = job.place
        under = {} if place.thread is None else {"thread_ts": place.thread}
        reply = self.clients(place.team).call(
            "chat.postMessage",
            patience=patience,
            channel=place.channel,
            unfurl_links=False,
            unfurl_media=False,
            **under,
            **_content(job, part, message),
        )
        return str(reply["ts"])

    def _found(self, job: Job) -> _Standing:
        """The messages of a job that stand in its thread."""
        found: dict[int, str] = {}
        unmarked: list[str] = []
        try:
            ours = self._identity(job.place.team) if job.posted == STREAM_BEGUN else None
            for message in self._messages(job.place):
                payload = _payload(message)
                if payload.get("job") == job.id:
                    found.setdefault(int(payload.get("part", "0")), message["ts"])
                elif ours == message.get("bot_id", "") and _is_bare(message, after=asked_ts(job)):
                    unmarked.append(message["ts"])
        except RetryLaterError:
            raise
        except SlackError as failure:
            # An app that may not read is told so once; not answering would be worse.
            _log.warning("question %s: the thread cannot be read: %s", job.id, failure)
        return _Standing(found, unmarked[0] if len(unmarked) == 1 else None)

    def _messages(self, place: Place) -> Iterator[Mapping[str, Any]]:
        client, cursor = self.clients(place.team), ""
        where = {"channel": place.channel, "include_all_metadata": True, "limit": PAGE}
        method = "conversations.history"
        if place.thread is not None:
            method, where = "conversations.replies", {**where, "ts": place.thread}
        for _ in range(PAGES if place.thread is not None else 1):
            paged = {"cursor": cursor} if cursor else {}
            reply = client.call(method, patience=PATIENCE, **where, **paged)
            yield from reply.get("messages", ())
            cursor = (reply.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    def _identity(self, team: str) -> str:
        return str(self.clients(team).call("auth.test").get("bot_id", ""))


def begun_ts(job: Job) -> str | None:
    """The ts of the message that was begun; None where there is none, or it is not known."""
    return None if job.posted in (None, "", STREAM_BEGUN) else job.posted


def asked_ts(job: Job) -> str:
    """The ts of the message that asks, or at least the one that its thread begins with."""
    named = _TS.search(job.event)
    return named.group() if named else job.place.thread or ""


def _is_bare(message: Mapping[str, Any], after: str) -> bool:
    """Whether a message carries nothing of ours and came later than another one."""
    return not message.get("metadata") and message["ts"] > after


def _payload(message: Mapping[str, Any]) -> Mapping[str, Any]:
    metadata = message.get("metadata") or {}
    ours = metadata.get("event_type") == EVENT_TYPE
    return metadata.get("event_payload") or {} if ours else {}


def _content(job: Job, part: int, message: SlackMessage) -> dict[str, Any]:
    return {
        "text": message.text,
        "blocks": [dict(block) for block in message.blocks],
        "metadata": metadata_of(job, part),
    }
