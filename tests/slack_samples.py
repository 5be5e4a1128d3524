"""What the Slack listeners are given in tests: a queue that notes, people, and reactions."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from bot.errors import QueueFullError
from bot.prompts import Phrases
from bot.settings import PROMPTS
from bot.slack.app import Connection, build_app
from bot.slack.authority import OneWorkspace
from bot.slack.clients import WatchedClient, identity, nothing
from bot.slack.interactions import Interaction, Reactions
from bot.slack.listeners.reception import Queue, Reception
from bot.slack.values import Job, Place
from tests.slack_peer import Rig, SlackPeer, running_rig
from tests.slack_peer.rig import BOT_TOKEN

PHRASES = Phrases.load(PROMPTS)


@dataclass
class NotedQueue:
    """Keeps what is entered, each event once; `full` refuses, `failures` raise first."""

    jobs: list[Job] = field(default_factory=list)
    full: bool = False
    failures: list[Exception] = field(default_factory=list)

    def enter(self, job: Job) -> Job | None:
        if self.failures:
            raise self.failures.pop(0)
        if self.full:
            raise QueueFullError("1000 questions wait already")
        if any(known.event == job.event for known in self.jobs):
            return None
        self.jobs.append(job)
        return job


@dataclass
class KnownThreads:
    """Threads that the bot is in, by their ts."""

    known: set[str] = field(default_factory=set)

    def knows(self, place: Place) -> bool:
        return place.thread in self.known


@dataclass
class Told:
    """Notes what is told to whom."""

    lines: list[tuple[Place, str, str | None]] = field(default_factory=list)

    def tell(self, place: Place, text: str, response_url: str | None = None) -> None:
        self.lines.append((place, text, response_url))


class French:
    """Everybody has set French."""

    def language(self, place: Place) -> str:
        return "fr"


@dataclass
class Noted:
    """A reaction that notes what it reacted to; raises `failure`."""

    seen: list[Interaction] = field(default_factory=list)
    failure: Exception | None = None

    def __call__(self, interaction: Interaction) -> None:
        self.seen.append(interaction)
        if self.failure is not None:
            raise self.failure


@dataclass
class Desk:
    """A reception and the parts of it that note."""

    queue: NotedQueue = field(default_factory=NotedQueue)
    threads: KnownThreads = field(default_factory=KnownThreads)
    told: Told = field(default_factory=Told)
    reactions: Reactions = field(default_factory=Reactions)

    def reception(self, background: Executor, queue: Queue | None = None) -> Reception:
        letters = itertools.count()
        return Reception(
            queue=queue or self.queue,
            threads=self.threads,
            replies=self.told,
            locales=French(),
            phrases=PHRASES,
            background=background,
            reactions=self.reactions,
            choose=lambda alphabet: alphabet[next(letters) % len(alphabet)],
        )


def connection_to(peer: SlackPeer, token: str = BOT_TOKEN) -> Connection:
    """To the peer as one workspace."""
    told = identity(WatchedClient(token, peer.api_url, nothing))
    return Connection(
        client=WatchedClient(None, peer.api_url, nothing), authorize=OneWorkspace(token, told)
    )


@contextmanager
def our_rig(peer: SlackPeer, reception: Reception, background: Executor) -> Iterator[Rig]:
    """Our application in Socket Mode, connected."""
    app = build_app(connection_to(peer), reception, background)
    with running_rig(peer, app) as rig:
        rig.connect()
        yield rig


@contextmanager
def at_desk(peer: SlackPeer, desk: Desk) -> Iterator[Rig]:
    """The same over a desk that notes."""
    with (
        ThreadPoolExecutor(4) as background,
        our_rig(peer, desk.reception(background), background) as rig,
    ):
        yield rig


def job(kind: str = "ask", **fields: object) -> Job:
    """A job in C1 by U1."""
    place = Place(team="T1", channel="C1", user="U1", surface="channel", thread="1.1")
    sample = Job(id="K7Q2-M4", kind="ask", place=place, text="Qui ?", event="message:T1:C1:1.1")
    return replace(sample, kind=kind, **fields)  # type: ignore[arg-type]
