"""Handlers with a real library, WebClient and local Slack; time passes when they wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.arguments import BriefingRequest
from bot.briefing_types import Briefing
from bot.claim_types import ClaimCheck
from bot.conversation import Inquiry
from bot.errors import CitewireError, ClaimLostError, RetryLaterError
from bot.ingestion import IngestReport
from bot.library import DocumentSummary, Library
from bot.prompts import Phrases
from bot.scopes import Scope
from bot.settings import PROMPTS
from bot.slack.handlers.actions import Pressing
from bot.slack.handlers.ask import Asking
from bot.slack.handlers.check import Checking
from bot.slack.handlers.failures import FailureReporter
from bot.slack.handlers.room import Room
from bot.slack.interactions import Interaction
from bot.slack.limiter import LimitedClient
from bot.slack.posting import Poster
from bot.slack.progress import Handler, Progress
from bot.slack.values import Job, Place
from bot.slack.whispers import respond
from bot.types import Answer, Citation, Document, Filters, Passage, Span, Statement
from tests.library_samples import filled
from tests.slack_job_samples import NOON
from tests.slack_peer import Message, SlackPeer
from tests.slack_peer.rig import BOT_TOKEN

PHRASES = Phrases.load(PROMPTS)
QUESTION = "Combien d’obus l’Ukraine tire-t-elle par jour ?"
TEXT = "L’Ukraine tire 6 000 obus par jour. La Russie en tire 20 000. Bakhmout tient bon."
ATTEMPTS, TELLINGS = 4, 4
"""As `bot.slack.workers.Pace` has them."""


class Crash(BaseException):
    """The process dies here: nothing after this line runs."""


@dataclass
class Hands:
    """A clock that goes on by as much as somebody sleeps."""

    seconds: float = 0.0
    naps: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.seconds += seconds

    def moment(self) -> datetime:
        return NOON + timedelta(seconds=self.seconds)


@dataclass
class Fate:
    """When a process dies: at its call of number `dies_at`, before or after it."""

    dies_at: int | None = None
    dies_after: bool = False
    count: int = 0


class MortalClient(WebClient):
    """Calls go on until its fate; a copy shares it."""

    def __init__(self, peer: SlackPeer, fate: Fate) -> None:
        super().__init__(token=BOT_TOKEN, base_url=peer.api_url, timeout=5)
        self.fate = fate

    def api_call(self, api_method: str, **arguments: Any) -> SlackResponse:
        self.fate.count += 1
        dying = self.fate.count == self.fate.dies_at
        if dying and not self.fate.dies_after:
            raise Crash
        response = super().api_call(api_method, **arguments)
        if dying:
            raise Crash
        return response


def citation(document: Document, quote: str) -> Citation:
    start = document.text.index(quote)
    passage = Passage(document=document, number=0, start=0, end=len(document.text))
    return Citation(passage=passage, start=start, end=start + len(quote))


def statements_of(document: Document) -> tuple[Statement, ...]:
    """Each sentence of a document as a statement that quotes it."""
    quotes = [f"{one.strip('. ')}" for one in document.text.split(". ") if one.strip(". ")]
    return tuple(Statement(text=f"{one}.", citations=(citation(document, one),)) for one in quotes)


@dataclass
class ScriptedDesk:
    """Answers with the document's sentences; `between` is called after each statement."""

    library: Library
    between: Callable[[int], None] = lambda number: None
    abstains: bool = False
    failures: list[Exception] = field(default_factory=list)
    asked: list[Inquiry] = field(default_factory=list)
    checks: ClaimCheck | None = None
    said: tuple[Statement, ...] | None = None

    def ask(self, inquiry: Inquiry, hand_on: Callable[[Statement], None]) -> Answer:
        self.asked.append(inquiry)
        if self.failures:
            raise self.failures.pop(0)
        document = self.library.document("a")
        if self.abstains:
            near = (citation(document, "Bakhmout tient bon"),)
            return Answer(
                question=inquiry.question, language="fr", nearest=near, abstention="Rien n’y est."
            )
        statements = self.said or statements_of(document)
        for number, statement in enumerate(statements):
            hand_on(statement)
            self.between(number)
        return Answer(question=inquiry.question, language="fr", statements=statements)

    def check(self, claim: str, filters: Filters, user: str) -> ClaimCheck:
        assert self.checks is not None
        return self.checks

    def brief(self, request: BriefingRequest) -> Briefing:
        raise NotImplementedError

    def ingest(self, sources: Sequence[str]) -> IngestReport:
        raise NotImplementedError

    def documents(self) -> tuple[DocumentSummary, ...]:
        return self.library.documents()

    def document(self, name: str) -> Document:
        return self.library.document(name)

    def passages(self, name: str) -> tuple[Span, ...]:
        ids = self.library.catalogue().passages_of(name) or []
        found = self.library.passages(ids)
        return tuple(Span(found[one].start, found[one].end) for one in ids)

    def searchable(self, filters: Filters) -> int:
        return len(self.library.documents())

    def reprints(self, names: Sequence[str], filters: Filters) -> Mapping[str, int]:
        return {}


class Office:
    """Everything that answers, done in this thread by `work`."""

    def __init__(self, peer: SlackPeer, directory: Path) -> None:
        self.peer = peer
        self.hands = Hands()
        self.library = filled(Library.open(f"sqlite:///{directory / 'l.db'}"), a=TEXT)
        self.desk = ScriptedDesk(self.library)
        self.fate = Fate()
        self.attempts = 0
        """At the job that was worked on last."""
        plain = MortalClient(peer, self.fate)
        self.client = LimitedClient(plain, self.hands, self.hands.sleep)
        self.poster = Poster(self._client, respond, self.hands, self.hands.sleep)
        self.scopes: dict[str, Scope] = {}
        """By surface or user; everybody sees everything where none is given."""
        self.room = Room(
            desk=self.desk,
            poster=self.poster,
            scope_of=self._scope,
            answers=self.library.answers,
            phrases=PHRASES,
            clock=self.hands.moment,
        )
        self.pressing = Pressing(
            room=self.room,
            jobs=self.library.jobs,
            enter=lambda job: self.library.jobs.enter(job, self.hands.moment()),
            clients=self._client,
        )
        self.handlers: Mapping[str, Handler] = {
            "ask": Asking(self.room),
            "check": Checking(self.room),
        }
        self.reporter = FailureReporter(self.poster, PHRASES)

    def _client(self, team: str) -> LimitedClient:
        return self.client

    def _scope(self, place: Place) -> Scope:
        return self.scopes.get(place.surface) or self.scopes.get(place.user) or Scope(rest=True)

    def enter(self, job: Job) -> Job:
        entered = self.library.jobs.enter(job, self.hands.moment())
        assert entered is not None
        return entered

    def ask(self, text: str = QUESTION, **given: Any) -> Job:
        """A question in C1 by U1, in the queue."""
        return self.enter(question(text, **given))

    def work(self, worker: str = "w1") -> None:
        """Do everything that is in the queue, as `Workers` would."""
        jobs, idle = self.library.jobs, 0
        while idle < 100:
            job = jobs.claim(worker, self.hands.moment())
            if job is None:
                idle += 1
                self.hands.sleep(30.0)
            else:
                idle = 0
                self._attempt(job)
            if jobs.waiting() == 0 and job is not None and jobs.outcome(job.id):
                return

    def answered(self, text: str = QUESTION, **given: Any) -> Job:
        """A question, worked on to its end."""
        job = self.ask(text, **given)
        self.work()
        return job

    def outcome(self, job: Job) -> str | None:
        return self.library.jobs.outcome(job.id)

    def _attempt(self, job: Job) -> None:
        jobs, progress = self.library.jobs, Progress(job, self.library.jobs)
        self.attempts = job.attempts
        try:
            if job.attempts > ATTEMPTS:
                raise CitewireError("too many attempts")
            self.handlers[job.kind].handle(job, progress)
            jobs.finish(job, progress.outcome, self.hands.moment())
        except ClaimLostError:
            return
        except CitewireError as failure:
            if isinstance(failure, RetryLaterError) and job.attempts < ATTEMPTS:
                jobs.retry(job, self._later(job, failure.seconds))
            else:
                self._tell(job, progress)

    def _tell(self, job: Job, progress: Progress) -> None:
        jobs = self.library.jobs
        try:
            self.reporter.failed(job, "", progress)
            jobs.finish(job, "failed", self.hands.moment())
        except CitewireError:
            if job.attempts < ATTEMPTS + TELLINGS:
                jobs.retry(job, self._later(job))
            else:
                jobs.finish(job, "untold", self.hands.moment())

    def _later(self, job: Job, seconds: float = 0.0) -> datetime:
        rest = min(5.0 * 2 ** (job.attempts - 1), 300.0)
        return self.hands.moment() + timedelta(seconds=max(rest, seconds))

    def said(self, channel: str = "C1") -> list[Message]:
        """What the bot's messages in a channel are."""
        return self.peer.messages(channel)


def question(text: str = QUESTION, **given: Any) -> Job:
    """A mention in C1 by U1; `given` changes it: place, kind, event, response_url."""
    place = Place(team="T1", channel="C1", user="U1", surface="channel", thread="1700000000.000001")
    private = given.pop("private", None)
    if private is not None:
        place = replace(place, surface="private", thread=None)
        given["response_url"] = private
    sample = Job(
        id="K7Q2-M4", kind="ask", place=place, text=text, event="message:T1:C1:1700000000.000001"
    )
    return replace(sample, **given)


def text_of(message: Message) -> str:
    """All that a reader sees of a message."""
    return " ".join([message.streamed, message.text, *_texts(message.blocks)])


def buttons_of(blocks: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The buttons of blocks: action_id to value."""
    return {
        element["action_id"]: str(element.get("value", ""))
        for block in blocks
        for element in block.get("elements", ())
        if "action_id" in element
    }


def press(name: str, value: str, **given: Any) -> Interaction:
    """U1 presses a button in C1."""
    place = Place(
        team="T1",
        channel="C1",
        user=given.pop("user", "U1"),
        surface=given.pop("surface", "channel"),
        thread="1700000000.000001",
    )
    default: dict[str, Any] = {"trigger": f"trigger-{name}-{value}", "place": place}
    return Interaction(name=name, value=value, **(default | given))


def _texts(value: object) -> list[str]:
    if isinstance(value, Mapping):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in _texts(part)]
    return []
