"""Showing the requests of a case without sending any, for whoever writes replies by hand."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from bot.types import Usage
from bot.writers.model import Completion, Endpoint, ModelClient, ModelFailure, ModelRequest, Policy
from bot.writers.model.client import Listener
from evals.recording.roles import role_of

_ABSTENTION = '{"answered": false, "statements": [], "disagreements": []}'


class ShowingClient(ModelClient):
    """Hands on what would be sent and sends nothing.

    Questions that were asked before in the thread fail, so that the embedded writer answers them;
    to the last one it says that the passages do not tell, so that a second look is shown as well.
    """

    def __init__(self, show: Callable[[str], None], earlier: int = 0) -> None:
        policy = Policy(clock=time.monotonic, sleep=lambda _: None, random=lambda: 0.0)
        endpoint = Endpoint(model="shown", base_url="http://shown.invalid/v1")
        super().__init__(endpoint, policy=policy, notify=lambda _: None)
        self._show = show
        self._earlier = earlier

    def ask(
        self, request: ModelRequest, listener: Listener, deadline: float | None = None
    ) -> Completion:
        """Show the request, and abstain or fail."""
        for line in shown(request):
            self._show(line)
        role = role_of(request)
        first = not any(message.role == "assistant" for message in request.messages)
        if role != "answer" or (first and self._earlier > 0):
            self._earlier -= role == "answer"
            raise ModelFailure("refused", "nothing is sent: requests are only shown")
        listener.begin()
        listener.hear(_ABSTENTION)
        listener.end("stop")
        return Completion(_ABSTENTION, Usage(), "stop")


def shown(request: ModelRequest) -> Iterator[str]:
    """What is new in a request, in lines: its role and its last message.

    What comes before the last message is the same for all requests of a role, or was shown.
    """
    last = request.messages[-1]
    turn = sum(message.role == "user" for message in request.messages)
    yield f"---- {role_of(request)}, turn {turn} ({last.role})"
    yield last.content
    yield ""
