"""A chat-completions server on 127.0.0.1 whose replies were written by hand.

The case stands in the path: POST {url}/fr-mamba-price/v1/chat/completions. Which of its replies is
sent is told by role, subject and turn (see `evals.byhand.replies`). What cannot be answered
honestly is refused with status 500, and the reason is kept in `faults`.
"""

from __future__ import annotations

import json
import re
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from bot.errors import EvalError
from bot.writers.model.tokens import token_counter
from evals.byhand.asked import Asked
from evals.byhand.composing import content
from evals.byhand.loopback import EVENTS, JSON, Completion, LoopbackServer, Response, dumped
from evals.byhand.replies import Entry, HandReply, load_replies

MODEL = "written-by-hand"
_PATH = re.compile(r"/([^/]+)/v1/chat/completions")
_PIECE = 24
"""Characters of an event of a streamed reply."""


class ByHandServer(LoopbackServer):
    """Serves the replies of a file. Use as a context manager.

    `count` gives the number of tokens of a text; it is for the usage that replies tell. Raises
    EvalError when the file cannot be read.
    """

    def __init__(self, path: Path, count: Callable[[str], int] | None = None) -> None:
        self._entries = load_replies(path)
        self._count = count or token_counter(MODEL)
        self._served: Counter[int] = Counter()
        self._faults: dict[str, None] = {}
        self._lock = threading.Lock()
        super().__init__(self.respond)

    @property
    def faults(self) -> tuple[str, ...]:
        """A line for each reason why requests could not be answered honestly, in their order."""
        with self._lock:
            return tuple(self._faults)

    @property
    def unasked(self) -> tuple[str, ...]:
        """A line for each entry of which a first reply was asked for and a later one was not."""
        with self._lock:
            return tuple(
                f"case {entry.case!r}: {len(entry.replies) - self._served[number]} of "
                f"{len(entry.replies)} replies of role {entry.role!r} were not asked for"
                for number, entry in enumerate(self._entries)
                if 0 < self._served[number] < len(entry.replies)
            )

    def respond(self, path: str, body: bytes) -> Response:
        """The response to one request."""
        found = _PATH.fullmatch(path)
        if found is None:
            return _refusal(404, f"there is no {path!r}; post to /CASE/v1/chat/completions")
        case = unquote(found[1])
        asked = Asked(json.loads(body))
        try:
            said = content(self._reply(case, asked), asked)
        except EvalError as fault:
            with self._lock:
                self._faults[f"case {case!r}: {fault}"] = None
            return _refusal(500, str(fault))
        completion = Completion(model=MODEL, said=said, usage=self._usage(asked, said))
        if asked.streamed:
            return Response(200, EVENTS, "".join(completion.events(_PIECE)))
        return Response(200, JSON, completion.whole())

    def _reply(self, case: str, asked: Asked) -> HandReply:
        """The next reply of the entry that fits; a case that is asked anew begins again."""
        number, entry = self._entry(case, asked)
        with self._lock:
            turn = self._served[number]
            if turn >= len(entry.replies) and not asked.again:
                turn = 0
            if turn >= len(entry.replies):
                raise EvalError(
                    f"role {asked.role!r} is asked for reply {turn + 1}, and {turn} are written"
                )
            self._served[number] = turn + 1
        return entry.replies[turn]

    def _entry(self, case: str, asked: Asked) -> tuple[int, Entry]:
        fitting = [
            (number, entry)
            for number, entry in enumerate(self._entries)
            if (entry.case, entry.role) == (case, asked.role)
            and all(words in asked.subject for words in entry.about)
        ]
        if not fitting:
            raise EvalError(
                f"no reply of role {asked.role!r} is written for a request about "
                f"{' '.join(asked.subject.split())[:200]!r}"
            )
        return max(fitting, key=lambda one: len(one[1].about))

    def _usage(self, asked: Asked, said: str) -> dict[str, int]:
        prompt, completion = sum(map(self._count, asked.contents)), self._count(said)
        return {
            "prompt_tokens": prompt,
            "completion_tokens": completion,
            "total_tokens": prompt + completion,
        }


def _refusal(status: int, reason: str) -> Response:
    return Response(status, JSON, dumped({"error": {"message": reason}}))
