"""Puts together what `citewire serve` runs: Slack on one side, the library on the other.

The one place that knows all parts of the bot; each part knows only what it is given here.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from threading import Event

from bot.access import Collections
from bot.errors import CitewireError
from bot.library import Library
from bot.prompts import Phrases
from bot.schedule.clockwork import waking
from bot.serving_briefings import BriefingDesk
from bot.settings import Settings
from bot.slack import actions
from bot.slack.app import build_app
from bot.slack.asides import KnownThreads, Prompting, SlackLocales
from bot.slack.connecting import Contact, connect
from bot.slack.credentials import Transport, credentials_of
from bot.slack.desk import Desk
from bot.slack.handlers.actions import Pressing
from bot.slack.handlers.ask import Asking
from bot.slack.handlers.check import Checking
from bot.slack.handlers.failures import FailureReporter
from bot.slack.handlers.help import Examples, Helping
from bot.slack.handlers.room import Room
from bot.slack.http import HttpServer, Site
from bot.slack.listeners.reception import Queue, Reception
from bot.slack.metering import Metering
from bot.slack.metrics import Metrics
from bot.slack.people import People
from bot.slack.posting import Poster
from bot.slack.progress import Handler
from bot.slack.references import new_reference
from bot.slack.serving import Probes, Serving
from bot.slack.serving import Transport as RunningTransport
from bot.slack.socket import SocketTransport
from bot.slack.suggestions import Suggestions, suggestions_for
from bot.slack.values import Kind, Place
from bot.slack.waiting import AnnouncedQueue
from bot.slack.way import SlackWay
from bot.slack.whispers import respond
from bot.slack.workers import Duties, Workers
from bot.text.language import detect_language

BACKGROUND_THREADS = 16
"""For what buttons, modals and tabs ask for: short, and mostly waiting for Slack."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class ServeOptions:
    """How to serve. `port` is that of HTTP mode, or of health and figures beside Socket Mode."""

    transport: Transport
    host: str = "127.0.0.1"
    port: int | None = None


@dataclass(frozen=True, kw_only=True)
class House:
    """What the application lends. `views` says what is wrong with the views, "" for nothing;
    `upkeep` does what is due, given the way into Slack: briefings, views, vectors."""

    settings: Settings
    library: Library
    phrases: Phrases
    desk: Desk
    collections: Collections
    views: Callable[[], str]
    upkeep: Callable[[SlackWay], object]


def open_serving(house: House, options: ServeOptions) -> Serving:
    """Everything, wired but not started.

    Raises ConfigurationError for tokens that are missing or that Slack does not take.
    """
    credentials = credentials_of(house.settings, options.transport)
    metrics = Metrics()
    metrics.watch("queue_length", "Questions that wait.", house.library.jobs.waiting)
    contact = connect(credentials, house.library, metrics.called)
    detect_language("Which language is this text in? It loads the model before anybody waits.")
    bench = _Bench(house, contact, Metering(metrics))
    background = ThreadPoolExecutor(BACKGROUND_THREADS, thread_name_prefix="citewire-reaction")
    app = build_app(contact.connection, bench.reception(background), background)
    settled = Event()
    serving = Serving(
        transports=[],
        staff=bench.workers,
        background=background,
        probes=Probes(library=lambda: _trouble_of(house.library), views=house.views),
        waking=lambda: _waking(partial(house.upkeep, bench.briefings.way), settled),
        settled=settled.wait,
    )
    over_http = app if options.transport == "http" else None
    site = Site(ready=serving.ready, metrics=metrics, app=over_http)
    serving.transports = _transports(
        options, site, lambda: SocketTransport(app, credentials.app_token, metrics)
    )
    return serving


class _Bench:
    """The parts that answer, each made once."""

    def __init__(self, house: House, contact: Contact, metering: Metering) -> None:
        self._house = house
        self._contact = contact
        self._people = People(contact.clients, time.monotonic)
        self._poster = Poster(contact.clients, respond, time.monotonic, time.sleep)
        self._locales = SlackLocales(contact.clients)
        self._room = Room(
            desk=house.desk,
            poster=self._poster,
            scope_of=lambda place: house.collections.scope(self._people.asker(place)),
            answers=house.library.answers,
            phrases=house.phrases,
            clock=_now,
        )
        self.briefings = BriefingDesk(
            settings=house.settings,
            library=house.library,
            collections=house.collections,
            room=self._room,
            contact=contact,
            asker_of=self._people.asker,
            locales=self._locales,
        )
        duties = Duties(
            handlers=self._handlers(), reporter=FailureReporter(self._poster, house.phrases)
        )
        self.workers = Workers(house.library.jobs, metering.duties(duties), _now)
        self._queue: Queue = metering.queue(self.workers)

    def _handlers(self) -> dict[Kind, Handler]:
        room = self._room
        return {
            "ask": Asking(room),
            "check": Checking(room),
            "help": Helping(room, self._locales, self._suggestions),
            **self.briefings.handlers,
        }

    def reception(self, background: ThreadPoolExecutor) -> Reception:
        """What the listeners are given."""
        house, clients = self._house, self._contact.clients
        pressing = Pressing(
            room=self._room, jobs=house.library.jobs, enter=self._queue.enter, clients=clients
        ).reactions
        examples = Examples(self._queue, lambda: new_reference(secrets.choice))
        return Reception(
            queue=AnnouncedQueue(
                queue=self._queue.enter,
                jobs=house.library.jobs,
                poster=self._poster,
                phrases=house.phrases,
                background=background,
            ),
            threads=KnownThreads(house.library.jobs, house.library.journal),
            replies=self._poster,
            locales=self._locales,
            phrases=house.phrases,
            background=background,
            reactions=self.briefings.reactions(
                replace(pressing, actions={**pressing.actions, actions.EXAMPLE: examples}),
                self._queue.enter,
            ),
            suggest=Prompting(clients, self._suggestions),
            heard=self._people.heard,
        )

    def _suggestions(self, place: Place) -> Suggestions | None:
        scope = self._room.scope_of(place)
        seen = [one for one in self._house.desk.documents() if scope.lets_through(one)]
        return suggestions_for(seen, self._house.phrases)


def _transports(
    options: ServeOptions, site: Site, socket: Callable[[], SocketTransport]
) -> Sequence[RunningTransport]:
    http = None if options.port is None else HttpServer(site, options.host, options.port)
    events = [] if options.transport == "http" else [socket()]
    return [*events, *([] if http is None else [http])]


def _waking(upkeep: Callable[[], object], settled: Event) -> AbstractContextManager[None]:
    def work() -> None:
        try:
            upkeep()
        except CitewireError as failure:  # a library that another process holds, say
            _log.warning("%s", failure)
        except Exception:  # a fault of ours must not keep the next call from coming
            _log.exception("what is due could not be done")
        settled.set()

    return waking(work)


def _trouble_of(library: Library) -> str:
    try:
        library.revision  # noqa: B018 - asked for nothing but whether it can be
    except CitewireError as failure:
        return str(failure)
    return ""


def _now() -> datetime:
    return datetime.now(UTC)
