"""Asking a model for verdicts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from bot.prompts import Prompt
from bot.writers.model import Completion, ModelFailure, ModelRequest
from evals.judge.material import Judged, request_for
from evals.judge.verdicts import Verdict, read_verdict


class Completing(Protocol):
    """What is needed of a model's client."""

    def complete(self, request: ModelRequest) -> Completion:
        """The whole reply. Raises ModelFailure."""


_NO_VERDICT = frozenset({"refused", "malformed", "cut-off", "too-long"})
"""Kinds of failure that are about the reply: the judge is well and gave no verdict."""

Judging = Callable[[Judged], Verdict | None]
"""Gives the verdict on what is judged; None where none can be read, which is unscored."""


def judging(client: Completing, prompt: Prompt) -> Judging:
    """A judge who asks the client.

    A reply that is cut off, refused or malformed is no verdict. What tells of the server and not of
    the reply is raised as ModelFailure.
    """

    def judge(judged: Judged) -> Verdict | None:
        try:
            completion = client.complete(request_for(judged, prompt))
        except ModelFailure as failure:
            if failure.kind in _NO_VERDICT:
                return None
            raise
        return read_verdict(completion.text) if completion.finish == "stop" else None

    return judge
