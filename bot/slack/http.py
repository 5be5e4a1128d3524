"""The HTTP side: Slack's requests, installations, health and figures, as one WSGI application.

Bolt checks the signature of Slack's requests; everything else here is read-only and says nothing
that a stranger could use.
"""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from waitress.server import create_server

from bot.errors import UsageError
from bot.slack.metrics import Metrics

if TYPE_CHECKING:  # the types of the interpreter's own library
    from wsgiref.types import StartResponse, WSGIEnvironment

EVENTS_PATH = "/slack/events"
THREADS = 32
"""Each holds a request for as long as its acknowledgement takes."""
LONGEST_BODY = 4 * 2**20
TURN_SECONDS = 0.2
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Ready = Callable[[], Mapping[str, str]]
"""What is not ready, and why; empty when all is."""


class _Page(NamedTuple):
    status: str
    body: bytes
    kind: str = "application/json"


@dataclass(frozen=True, kw_only=True)
class Site:
    """The WSGI application. Without `app` it has no Slack paths (Socket Mode)."""

    ready: Ready
    metrics: Metrics
    app: App | None = None

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = environ.get("PATH_INFO", "")
        page = self._page(path) if environ["REQUEST_METHOD"] in ("GET", "HEAD") else None
        if page is None and self.app is not None:
            return self._slack(self.app, environ, start)
        page = page or _Page("404 Not Found", b'{"error": "not found"}\n')
        head = [("Content-Type", page.kind), ("Content-Length", str(len(page.body)))]
        start(page.status, head)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else page.body]

    def _page(self, path: str) -> _Page | None:
        if path == "/healthz":
            return _Page("200 OK", _json({"status": "ok"}))
        if path == "/metrics":
            return _Page("200 OK", self.metrics.page(), METRICS_TYPE)
        if path == "/readyz":
            missing = dict(self.ready())
            if not missing:
                return _Page("200 OK", _json({"status": "ready"}))
            return _Page(
                "503 Service Unavailable", _json({"status": "not ready", "missing": missing})
            )
        return None

    def _slack(self, app: App, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        began = time.perf_counter()
        try:
            return SlackRequestHandler(app, EVENTS_PATH)(environ, start)
        finally:
            if environ.get("PATH_INFO") == EVENTS_PATH:
                self.metrics.acknowledged("http", time.perf_counter() - began)


class HttpServer:
    """waitress in a thread of its own, which alone touches its sockets."""

    name = "http"

    def __init__(self, site: Site, host: str, port: int) -> None:
        """Listen, and answer from `start` on. Raises UsageError for a port that is taken."""
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            # waitress leaves its sockets open where it fails, so it is tried without it first.
            socket.create_server((host, port), family=family).close()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise UsageError(
                f"{host}:{port} cannot be listened on ({reason}); name another port or host"
            ) from error
        self._server: Any = create_server(
            site,
            host=host,
            port=port,
            threads=THREADS,
            max_request_body_size=LONGEST_BODY,
            ident="",
        )
        self._stopping = Event()
        self._thread = Thread(target=self._serve, name="citewire-http", daemon=True)

    @property
    def port(self) -> int:
        """The port, also where 0 was asked for."""
        return int(self._server.effective_port)

    def start(self) -> None:
        """Take requests."""
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Whether it takes requests."""
        return self._thread.is_alive() and not self._stopping.is_set()

    def close(self, timeout: float = 3.0) -> None:
        """Take no more requests; those under way are answered."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def _serve(self) -> None:
        server = self._server
        while not self._stopping.is_set():
            self._turn()
        server.del_channel()
        server.socket.close()
        while any(channel.requests for channel in server.active_channels.values()):
            self._turn()
        server.task_dispatcher.shutdown()
        server.asyncore.close_all(server._map)

    def _turn(self) -> None:
        self._server.asyncore.loop(timeout=TURN_SECONDS, map=self._server._map, count=1)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"
