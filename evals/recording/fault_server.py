"""A server on 127.0.0.1 that fails as it is told, while the suite `faults` is recorded."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import unquote

from evals.byhand.asked import Asked
from evals.byhand.composing import content
from evals.recording.faults import MODEL, Play

_PIECE = 40
_USAGE = {"prompt_tokens": 1000, "completion_tokens": 50, "total_tokens": 1050}
_JSON, _EVENTS = "application/json", "text/event-stream; charset=utf-8"


class FaultServer:
    """Plays each case's script, one play for each request; the last one again and again."""

    def __init__(self, plays: Mapping[str, Sequence[Play]]) -> None:
        self._plays = plays
        self._asked: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    @property
    def url(self) -> str:
        """Where it listens; a case's base URL is {url}/{case}/v1."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def __enter__(self) -> FaultServer:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def play_for(self, path: str) -> Play | None:
        """The next play of the case that the path names; None where it names none."""
        case = unquote(path.split("/")[1])
        plays = self._plays.get(case, ())
        with self._lock:
            number = self._asked[case]
            self._asked[case] += 1
        return plays[min(number, len(plays) - 1)] if plays else None


def response(play: Play, asked: Asked) -> tuple[str, str]:
    """Content type and body. Raises EvalError for a reply that the request does not bear out."""
    if play.text is not None:
        return "text/html", play.text
    if play.body is not None:
        return _JSON, json.dumps(play.body, ensure_ascii=False)
    said = content(play.reply, asked) if play.reply else play.said or ""
    if asked.streamed:
        return _EVENTS, "".join(_events(play, said))
    message = {"role": "assistant", "content": said} | _refusal(play)
    choice = {"index": 0, "message": message, "finish_reason": play.finish}
    return _JSON, _dumped(_named("chat.completion") | {"choices": [choice], "usage": _USAGE})


def _events(play: Play, said: str) -> Iterator[str]:
    heard = said if play.cut is None else said[: play.cut]
    for start in range(0, len(heard), _PIECE):
        yield _event({"content": heard[start : start + _PIECE]}, None)
    if play.cut is not None:
        return
    yield _event(_refusal(play), play.finish)
    told = _named("chat.completion.chunk") | {"choices": [], "usage": _USAGE}
    yield f"data: {_dumped(told)}\n\n"
    yield "data: [DONE]\n\n"


def _event(delta: dict[str, str], finish: str | None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return f"data: {_dumped(_named('chat.completion.chunk') | {'choices': [choice]})}\n\n"


def _refusal(play: Play) -> dict[str, str]:
    return {"refusal": play.refusal} if play.refusal else {}


def _named(kind: str) -> dict[str, Any]:
    return {"id": MODEL, "object": kind, "created": 0, "model": MODEL}


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _handler(server: FaultServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            """Play what comes next."""
            asked = Asked(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            play = server.play_for(self.path)
            if play is None:
                play = Play(status=404, text=f"nothing is played at {self.path}")
            self._send(play, *response(play, asked))

        def do_GET(self) -> None:
            """A list of models, which nobody has."""
            self._send(Play(status=404, text=""), "text/html", "")

        def _send(self, play: Play, kind: str, body: str) -> None:
            data = body.encode()
            self.send_response(play.status)
            self.send_header("Content-Type", kind)
            for name, value in play.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Requests are no news."""

    return Handler
