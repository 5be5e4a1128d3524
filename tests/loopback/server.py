"""The server itself: real sockets, a thread for each connection, one play for each request."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.loopback.plays import Play, Status

Choose = Callable[[dict[str, Any], int], Play]
"""Given the request's body and its number from 0, what to do."""


@dataclass(frozen=True)
class Asked:
    """A request as it arrived."""

    path: str
    body: dict[str, Any]
    headers: dict[str, str]


class ModelServer:
    """Plays a script: one play after another (the last one again and again), or a function's."""

    def __init__(self, *script: Play, choose: Choose | None = None, models: object = None) -> None:
        self.asked: list[Asked] = []
        self._script = script
        self._choose = choose
        self._models = models
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    @contextmanager
    def running(self) -> Iterator[ModelServer]:
        thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._http.shutdown()
            self._http.server_close()
            thread.join()

    def play_for(self, asked: Asked) -> Play:
        with self._lock:
            number = len(self.asked)
            self.asked.append(asked)
        if self._choose is not None:
            return self._choose(asked.body, number)
        return self._script[min(number, len(self._script) - 1)]

    def listing(self) -> Play:
        if self._models is None:
            return Status(404, {"error": {"message": "no such page"}})
        return Status(200, self._models)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                body = json.loads(self.rfile.read(length))
                asked = Asked(self.path, body, {k.lower(): v for k, v in self.headers.items()})
                self._perform(server.play_for(asked))

            def do_GET(self) -> None:
                self._perform(server.listing())

            def _perform(self, play: Play) -> None:
                try:
                    play.perform(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True  # the client went away, as it may

            def finish(self) -> None:
                try:
                    super().finish()
                except (OSError, ValueError):
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler
