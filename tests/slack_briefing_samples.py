"""Subscriptions of a Slack channel, and what is needed to deliver to them by the local Slack."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.addresses import address_of
from bot.arguments import BriefingRequest
from bot.briefing_types import Briefing, Correction
from bot.library import Library
from bot.prompts import Phrases
from bot.schedule.worker import Worker, Written
from bot.settings import PROMPTS
from bot.slack.delivery import SlackDelivery
from bot.slack.limiter import LimitedClient
from bot.slack.people import Caller
from tests.library_samples import document, record
from tests.samples import BRIEFING, DOCUMENT, OTHER
from tests.schedule_samples import PARIS, ScriptedAuthor, SetClock, moment
from tests.slack_peer import SlackPeer
from tests.slack_peer.rig import client_of

PHRASES = Phrases.load(PROMPTS)
CHANNEL = replace(PARIS, address=address_of("slack:T1/C2"), owner="T1/U1")
DAY = timedelta(days=1)
EIGHT = moment("2026-03-20T07:00")
"""Eight o'clock in Paris, in UTC."""


@dataclass
class Seconds:
    """A clock that goes forward only when somebody sleeps."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class SlackDesk:
    """A library, the local Slack, and workers of any number of processes between them."""

    library: Library
    peer: SlackPeer
    clock: SetClock = field(default_factory=lambda: SetClock(EIGHT - DAY))
    author: ScriptedAuthor = field(default_factory=ScriptedAuthor)
    started: int = 0

    def client(self) -> LimitedClient:
        """One with limits of its own, which waits for nobody."""
        seconds = Seconds()
        return LimitedClient(client_of(self.peer), seconds, seconds.sleep)

    def worker(self, client: Caller | None = None) -> Worker:
        """A worker as another process has one."""
        self.started += 1
        caller = client or self.client()
        delivery = SlackDelivery(lambda _team: caller, self.library, PHRASES, self.clock)
        return Worker(
            library=self.library,
            author=self.author,
            delivery_of=lambda _: delivery,
            clock=self.clock,
            name=f"worker {self.started}",
        )

    def said(self, thread: str | None = None) -> list[str]:
        """What stands in the subscription's channel, or in a thread of it."""
        found = self.peer.messages("C2", thread)
        return [message.text for message in found if thread or message.thread_ts is None]


@dataclass
class Stalling:
    """A client that hangs after its first call, while `meanwhile` happens."""

    client: LimitedClient
    meanwhile: Callable[[], object]
    stalled: bool = False

    def call(
        self, method: str, /, *, patience: float = 30.0, **arguments: object
    ) -> Mapping[str, Any]:
        reply = self.client.call(method, patience=patience, **arguments)
        if not self.stalled:
            self.stalled = True
            self.meanwhile()
        return reply


@dataclass
class CorrectingAuthor(ScriptedAuthor):
    """Puts right, from its second briefing on, what the first one told."""

    def write(self, request: BriefingRequest) -> Written:
        number = len(self.kept) + 1
        self.kept[number] = correcting(request) if self.kept else telling(request)
        return Written(self.kept[number], number)


def telling(request: BriefingRequest) -> Briefing:
    return replace(BRIEFING, title=f"Briefing {request.day}")


def correcting(request: BriefingRequest) -> Briefing:
    told = Correction(document="a", kind="changed", told_on="2026-03-20", text="6 000 obus.")
    return replace(telling(request), corrections=(told,))


@contextmanager
def slack_desk(directory: Path, peer: SlackPeer) -> Iterator[SlackDesk]:
    """With the documents that the sample briefing cites, and one subscription of the channel."""
    with Library.open(f"sqlite:///{directory / 'l.db'}") as library:
        for one in (DOCUMENT, OTHER):
            library.put(record(document(one.id, one.text, published=one.published)))
        library.subscriptions.add(replace(CHANNEL, begins=EIGHT - DAY))
        yield SlackDesk(library, peer)
