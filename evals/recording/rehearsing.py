"""What would be asked, without sending it: to be shown, or counted for its cost."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.pricing import PriceTable
from bot.types import Usage
from bot.writers.model import Completion, Endpoint, ModelClient, ModelFailure, ModelRequest, Policy
from bot.writers.model.client import Listener
from evals.recording.clients import Line, RoleClient
from evals.recording.roles import Role, role_of
from evals.recording.taking import Job

TYPICAL: Mapping[Role, int] = {
    "answer": 300,
    "followup": 30,
    "story": 400,
    "overview": 250,
    "judge": 60,
}
"""Tokens of a reply, for an estimate; a model that reasons before it writes has more."""

_ABSTENTION = '{"answered": false, "statements": [], "disagreements": []}'


class RehearsingClient(ModelClient):
    """Keeps what would be sent and sends nothing.

    Questions that were asked before in the thread fail, so that the embedded writer answers them;
    to the last one it says that the passages do not tell, so that a second look is asked for too.
    What follows a real reply (a repair, an overview) is not known.
    """

    def __init__(self, model: str, earlier: int = 0) -> None:
        policy = Policy(clock=time.monotonic, sleep=lambda _: None, random=lambda: 0.0)
        endpoint = Endpoint(model=model, base_url="http://rehearsed.invalid/v1")
        super().__init__(endpoint, policy=policy, notify=lambda _: None)
        self._earlier = earlier
        self.requests: list[ModelRequest] = []

    def ask(
        self, request: ModelRequest, listener: Listener, deadline: float | None = None
    ) -> Completion:
        """Keep the request, and abstain or fail."""
        self.requests.append(request)
        role = role_of(request)
        first = not any(message.role == "assistant" for message in request.messages)
        if role != "answer" or (first and self._earlier > 0):
            self._earlier -= role == "answer"
            raise ModelFailure("refused", "nothing is sent in a rehearsal")
        listener.begin()
        listener.hear(_ABSTENTION)
        listener.end("stop")
        return Completion(_ABSTENTION, Usage(), "stop")


def rehearsed(job: Job, model: str) -> tuple[ModelRequest, ...]:
    """The requests of a case, in their order."""
    client = RehearsingClient(model, job.earlier)
    job.ask(client)
    return tuple(client.requests)


def shown(request: ModelRequest) -> Iterator[str]:
    """What is new in a request, in lines: its role and its last message.

    What comes before the last message is the same for all requests of a role, or was shown.
    """
    last = request.messages[-1]
    turn = sum(message.role == "user" for message in request.messages)
    yield f"---- {role_of(request)}, turn {turn} ({last.role})"
    yield last.content
    yield ""


class OverheardClient(RoleClient):
    """Sends, and shows what it sends: so that replies which follow other replies can be written."""

    def __init__(self, line: Line, show: Callable[[str], None]) -> None:
        super().__init__(line)
        self._show = show

    def ask(
        self, request: ModelRequest, listener: Listener, deadline: float | None = None
    ) -> Completion:
        """Show the request and what became of it."""
        try:
            done = super().ask(request, listener, deadline)
        except ModelFailure as failure:
            self._show("\n".join([*shown(request), f"> {failure}", ""]))
            raise
        self._show("\n".join([*shown(request), f"> {done.text}", ""]))
        return done


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """What recording may take: tokens and US dollars."""

    model: str
    cases: int
    requests: int
    read: int
    written: int

    def told(self, prices: PriceTable) -> str:
        """In a line, with what it cannot know."""
        cost = prices.cost(self.model, self.read, self.written)
        note = prices.note(self.model) or f"list of {prices.date}"
        return (
            f"{self.cases} cases, about {self.requests} requests to {self.model!r}: "
            f"{self.read:,} tokens in, some {self.written:,} out, about ${cost:.2f} ({note}); "
            "repairs come on top"
        )


class Estimator:
    """Rehearses cases and counts what they would take."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._cases = 0
        self._requests: list[ModelRequest] = []

    def visit(self, job: Job) -> None:
        """Rehearse one case."""
        self._cases += 1
        self._requests += rehearsed(job, self._model)

    @property
    def estimate(self) -> Estimate:
        """What all of them take together."""
        count = RehearsingClient(self._model).count
        messages = [message for one in self._requests for message in one.messages]
        return Estimate(
            model=self._model,
            cases=self._cases,
            requests=len(self._requests),
            read=sum(count(message.content) for message in messages),
            written=sum(TYPICAL[role_of(one)] for one in self._requests),
        )
