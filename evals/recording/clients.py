"""A model's client that knows in which role it asks, for recording and for replay."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import openai
from vcr.errors import CannotOverwriteExistingCassetteException

from bot.writers.model import Completion, Endpoint, ModelClient, ModelFailure, ModelRequest, Policy
from bot.writers.model.client import Listener
from bot.writers.model.dialect import Dialect
from evals.recording.roles import Role, role_of

REPLAYED = "http://recorded.invalid/v1"
"""The server of a replay: a name that no network knows (RFC 6761)."""


class CurrentRole:
    """The role in which each thread asks at the moment."""

    def __init__(self) -> None:
        self._of_thread = threading.local()

    @property
    def now(self) -> Role:
        """The role; "answer" where nothing is asked."""
        role: Role = getattr(self._of_thread, "role", "answer")
        return role

    @contextmanager
    def asking(self, role: Role) -> Iterator[None]:
        """What this thread sends now is sent in that role."""
        before = self.now
        self._of_thread.role = role
        try:
            yield
        finally:
            self._of_thread.role = before


@dataclass(frozen=True, kw_only=True)
class Line:
    """How a client reaches its server: a connection may be shared, since making one takes 0.1 s."""

    endpoint: Endpoint
    policy: Policy
    streamed: bool = False
    server: openai.OpenAI | None = None


class RoleClient(ModelClient):
    """The product's client; what it asks is noted with its role, and so is what failed."""

    def __init__(self, line: Line) -> None:
        super().__init__(
            line.endpoint,
            policy=line.policy,
            notify=lambda _: None,
            dialect=Dialect(stream=line.streamed),
        )
        self._line = line
        self.role = CurrentRole()
        self.failures: list[ModelFailure] = []

    def ask(
        self, request: ModelRequest, listener: Listener, deadline: float | None = None
    ) -> Completion:
        """The reply, as always."""
        with self.role.asking(role_of(request)):
            try:
                return super().ask(request, listener, deadline)
            except ModelFailure as failure:
                self.failures.append(failure)
                raise
            except CannotOverwriteExistingCassetteException:
                # `openai` passes on what it does not know; the cassette noted what it missed.
                self.failures.append(ModelFailure("connection", "the request was not recorded"))
                raise self.failures[-1] from None

    @cached_property
    def _server(self) -> openai.OpenAI:
        return self._line.server or openai.OpenAI(
            api_key=self._line.endpoint.key or "none",
            base_url=self._line.endpoint.base_url,
            max_retries=0,
        )


def replaying_policy() -> Policy:
    """The product's limits, without its waits."""
    return Policy(clock=time.monotonic, sleep=lambda _: None, random=lambda: 0.0)


def recording_policy() -> Policy:
    """More patience than a reader has: a reply that is not streamed comes after a long silence."""
    return Policy(
        clock=time.monotonic, sleep=time.sleep, random=lambda: 0.5, deadline=180.0, silence=120.0
    )
