"""A server on 127.0.0.1 that fails as it is told, while the suite `faults` is recorded."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from evals.byhand.asked import Asked
from evals.byhand.composing import content
from evals.byhand.loopback import EVENTS, JSON, Completion, LoopbackServer, Response, dumped
from evals.recording.faults import MODEL, Play

_PIECE = 40
_USAGE = {"prompt_tokens": 1000, "completion_tokens": 50, "total_tokens": 1050}


class FaultServer(LoopbackServer):
    """Plays each case's script, one play for each request; the last one again and again."""

    def __init__(self, plays: Mapping[str, Sequence[Play]]) -> None:
        self._plays = plays
        self._asked: Counter[str] = Counter()
        self._lock = threading.Lock()
        super().__init__(self._respond)

    def play_for(self, path: str) -> Play | None:
        """The next play of the case that the path names; None where it names none."""
        case = unquote(path.split("/")[1])
        plays = self._plays.get(case, ())
        with self._lock:
            number = self._asked[case]
            self._asked[case] += 1
        return plays[min(number, len(plays) - 1)] if plays else None

    def _respond(self, path: str, body: bytes) -> Response:
        asked = Asked(json.loads(body))
        play = self.play_for(path)
        if play is None:
            play = Play(status=404, text=f"nothing is played at {path}")
        kind, text = response(play, asked)
        return Response(play.status, kind, text, play.headers)


def response(play: Play, asked: Asked) -> tuple[str, str]:
    """Content type and body. Raises EvalError for a reply that the request does not bear out."""
    if play.text is not None:
        return "text/html", play.text
    if play.body is not None:
        return JSON, dumped(play.body)
    said = content(play.reply, asked) if play.reply else play.said or ""
    completion = Completion(
        model=MODEL, said=said, usage=_USAGE, finish=play.finish, refusal=play.refusal
    )
    if asked.streamed:
        return f"{EVENTS}; charset=utf-8", "".join(completion.events(_PIECE, play.cut))
    return JSON, completion.whole()
