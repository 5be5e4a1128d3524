"""One model behind the chat-completions protocol: requests, retries, one deadline, one breaker.

The `openai` package speaks HTTP; its own retries are off, since they know neither our deadline nor
what has been handed on already.
"""

from __future__ import annotations

import difflib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

import openai

from bot.errors import ConfigurationError
from bot.types import Usage
from bot.writers.model.dialect import Dialect, ModelRequest, Structured
from bot.writers.model.failures import ModelFailure
from bot.writers.model.policy import Breaker, Policy
from bot.writers.model.probing import PROBE, is_json
from bot.writers.model.tokens import token_counter
from bot.writers.model.wire import Wire

OPENAI = "https://api.openai.com/v1"
_MODELS_SHOWN = 8
_LISTING_SECONDS = 5.0


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """Which model on which server. The key is in no repr, message or log.

    Raises ConfigurationError for a key or an address that cannot be sent.
    """

    model: str
    key: str = field(default="", repr=False)
    base_url: str = OPENAI

    def __post_init__(self) -> None:
        if not all(33 <= ord(character) < 127 for character in self.key):
            raise ConfigurationError(
                "OPENAI_API_KEY holds a character that no key has (a space, a line end?); copy it "
                "again"
            )
        if urlsplit(self.base_url).scheme not in ("http", "https"):
            raise ConfigurationError("OPENAI_BASE_URL must begin with http:// or https://")

    @property
    def server(self) -> str:
        """Host and port, without any password: "http://me:pw@host:80/v1" -> "host:80"."""
        return urlsplit(self.base_url).netloc.rpartition("@")[2]


class Completion(NamedTuple):
    """A whole reply. `finish` is "stop", or "length" where the output limit cut it off."""

    text: str
    usage: Usage
    finish: str


class Probed(NamedTuple):
    """What one small real call showed."""

    seconds: float
    model: str
    structured: Structured
    usage: Usage


class Listener(Protocol):
    """Hears a reply as it comes."""

    @property
    def committed(self) -> bool:
        """Whether something was handed on, so that another attempt could contradict it."""

    def begin(self) -> None:
        """A new attempt starts: forget what was heard."""

    def hear(self, piece: str) -> None:
        """The next piece of the reply."""

    def end(self, finish: str) -> None:
        """The reply is whole. May raise ModelFailure("malformed"), which counts as any other."""


class Silent:
    """A listener that waits for the whole reply."""

    committed = False

    def begin(self) -> None:
        """Nothing to forget."""

    def hear(self, piece: str) -> None:
        """Nothing to do before the end."""

    def end(self, finish: str) -> None:
        """Whatever came is taken."""


class ModelClient:
    """Asks one model. Shared by threads; what it learns of the server it keeps.

    `dialect` is what it begins with, a new server's where none is given.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        policy: Policy,
        notify: Callable[[str], None],
        dialect: Dialect | None = None,
    ) -> None:
        self._endpoint = endpoint
        self._policy = policy
        self._breaker = Breaker(policy, notify)
        self._dialect = dialect or Dialect()
        self._loading = threading.Lock()

    @property
    def model(self) -> str:
        """The model's name on its server."""
        return self._endpoint.model

    @property
    def structured(self) -> Structured:
        """How the server is held to JSON, as far as is known."""
        return self._dialect.structured

    def count(self, text: str) -> int:
        """The number of tokens of a text, see `bot.writers.model.tokens`."""
        with self._loading:
            counter = self._counter
        return counter(text)

    def complete(self, request: ModelRequest) -> Completion:
        """The whole reply. Raises ModelFailure."""
        return self.ask(request, Silent())

    def deadline(self) -> float:
        """When a request that starts now must be done, by the policy's clock."""
        return self._policy.clock() + self._policy.deadline

    def ask(
        self, request: ModelRequest, listener: Listener, deadline: float | None = None
    ) -> Completion:
        """The reply, told to the listener piece by piece.

        Tries again while nothing was handed on and the deadline allows it; raises ModelFailure with
        the usage of all attempts when it gives up, at once while the breaker is open.
        """
        self._breaker.check()
        until = self.deadline() if deadline is None else deadline
        try:
            completion = self._persist(request, listener, until)
        except ModelFailure as failure:
            self._breaker.failed(failure)
            raise
        self._breaker.succeeded()
        return completion

    def probe(self) -> Probed:
        """One small real call. Raises ModelFailure, whatever the breaker thinks."""
        started = self._policy.clock()
        done = self._persist(PROBE, Silent(), self.deadline())
        structured = self.structured if is_json(done.text) else "text"
        return Probed(self._policy.clock() - started, self.model, structured, done.usage)

    def models(self) -> tuple[str, ...]:
        """What the server has, those named most like ours first; empty where it does not tell."""
        try:
            found = self._server.models.list(timeout=_LISTING_SECONDS)
            names = sorted({model.id for model in found.data})
        except (openai.OpenAIError, AttributeError, TypeError, ValueError):
            return ()
        near = difflib.get_close_matches(self.model, names, n=_MODELS_SHOWN, cutoff=0.3)
        return tuple(dict.fromkeys((*near, *names)))

    def close(self) -> None:
        """Give back the connections; the next question opens new ones."""
        server = self.__dict__.pop("_server", None)
        if server is not None:
            server.close()

    def _persist(self, request: ModelRequest, listener: Listener, deadline: float) -> Completion:
        attempt, dialect, spent = 0, self._dialect, Usage()
        while True:
            try:
                listener.begin()
                wire = Wire(self._server, self._policy, deadline)
                done = wire.converse(self.model, dialect, request, listener)
            except ModelFailure as failure:
                spent += self._used(wire, request)
                failure.usage = spent
                other = dialect.without(failure, request)
                if listener.committed:
                    raise
                if other is not None:
                    dialect = other
                    continue
                self._wait(attempt, failure, deadline)
                attempt += 1
            else:
                self._dialect = dialect
                return Completion(done.text, spent + self._used(done, request), done.finish)

    def _wait(self, attempt: int, failure: ModelFailure, deadline: float) -> None:
        """Wait before the next attempt, or give up with a failure that says what to do."""
        if failure.kind == "unknown-model":
            raise self._with_models(failure) from failure
        if not failure.retryable or attempt + 1 >= self._policy.attempts:
            raise failure
        wait = self._policy.wait(attempt, failure)
        if self._policy.clock() + wait >= deadline:
            raise failure
        self._policy.sleep(wait)

    def _with_models(self, failure: ModelFailure) -> ModelFailure:
        names = self.models()
        if names:
            shown = ", ".join(names[:_MODELS_SHOWN])
            more = f" and {len(names) - _MODELS_SHOWN} more" if len(names) > _MODELS_SHOWN else ""
            advice = f"it has {shown}{more}; set CITEWIRE_MODEL"
        else:
            advice = "it does not list its models; check OPENAI_BASE_URL and CITEWIRE_MODEL"
        named = ModelFailure(
            failure.kind, f"{self._endpoint.server} has no model {self.model!r}; {advice}"
        )
        named.usage = failure.usage
        return named

    def _used(self, wire: Wire, request: ModelRequest) -> Usage:
        """What the server says the call cost; counted here where it does not say."""
        if wire.usage is not None or not wire.answered:
            return wire.usage or Usage()
        return Usage(
            input_tokens=sum(self.count(message.content) for message in request.messages),
            output_tokens=self.count(wire.text),
        )

    @cached_property
    def _counter(self) -> Callable[[str], int]:
        return token_counter(self.model)

    @cached_property
    def _server(self) -> openai.OpenAI:
        return openai.OpenAI(
            api_key=self._endpoint.key or "none",
            base_url=self._endpoint.base_url,
            max_retries=0,
        )
