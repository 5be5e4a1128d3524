"""A server on 127.0.0.1 that answers posts, and a completion as its protocol has it.

What the servers of recordings share: the one whose replies are written by hand and the one that
plays faults.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

JSON, EVENTS = "application/json", "text/event-stream"


@dataclass(frozen=True)
class Response:
    """What goes back; `kind` is its content type."""

    status: int
    kind: str
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)


Respond = Callable[[str, bytes], Response]
"""Takes path and body of a post."""


class LoopbackServer:
    """Answers every post with what `respond` gives, other requests with 404. A context manager."""

    def __init__(self, respond: Respond) -> None:
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(respond))
        self._http.daemon_threads = True
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    @property
    def url(self) -> str:
        """Where it listens: "http://127.0.0.1:40123"; a case's base URL is {url}/{case}/v1."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def __enter__(self) -> Self:
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


@dataclass(frozen=True, kw_only=True)
class Completion:
    """A reply of a model. `usage` holds tokens by the protocol's names."""

    model: str
    said: str
    usage: Mapping[str, int]
    finish: str = "stop"
    refusal: str = ""

    def whole(self) -> str:
        """The reply as one object."""
        message = {"role": "assistant", "content": self.said} | self._refused
        choice = {"index": 0, "message": message, "finish_reason": self.finish}
        return dumped(self._named("chat.completion") | {"choices": [choice], "usage": self.usage})

    def events(self, piece: int, cut: int | None = None) -> Iterator[str]:
        """The same in events of `piece` characters; after `cut` characters the line goes silent."""
        heard = self.said[:cut]
        for start in range(0, len(heard), piece):
            yield self._event({"content": heard[start : start + piece]}, None)
        if cut is not None:
            return
        yield self._event(self._refused, self.finish)
        told = self._named("chat.completion.chunk") | {"choices": [], "usage": self.usage}
        yield f"data: {dumped(told)}\n\n"
        yield "data: [DONE]\n\n"

    @property
    def _refused(self) -> dict[str, str]:
        return {"refusal": self.refusal} if self.refusal else {}

    def _event(self, delta: Mapping[str, str], finish: str | None) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        told = self._named("chat.completion.chunk") | {"choices": [choice]}
        return f"data: {dumped(told)}\n\n"

    def _named(self, kind: str) -> dict[str, Any]:
        return {"id": self.model, "object": kind, "created": 0, "model": self.model}


def dumped(value: object) -> str:
    """A value as JSON with its accents as they are."""
    return json.dumps(value, ensure_ascii=False)


def _handler(respond: Respond) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            """Answer as `respond` says."""
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self._send(respond(self.path, body))

        def do_GET(self) -> None:
            """A list of models, which nobody has."""
            self._send(Response(404, "text/html", ""))

        def _send(self, response: Response) -> None:
            data = response.text.encode()
            self.send_response(response.status)
            self.send_header("Content-Type", response.kind)
            for name, value in response.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Requests are no news."""

    return Handler
