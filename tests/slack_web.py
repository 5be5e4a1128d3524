"""A browser and a Slack that speak to our HTTP side."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bot.slack.app import Connection, build_app
from bot.slack.http import EVENTS_PATH, HttpServer, Site
from bot.slack.metrics import Metrics
from tests.slack_peer import signed_headers
from tests.slack_peer.events import Payload
from tests.slack_samples import Desk

SECRET = "s3cret"


class Page(NamedTuple):
    status: int
    body: str
    headers: Mapping[str, str]


@dataclass
class Web:
    """Our server and what speaks to it; `missing` is what /readyz tells."""

    port: int
    desk: Desk
    missing: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, cookie: str = "", method: str = "GET") -> Page:
        return self._ask(method, path, None, {"Cookie": cookie} if cookie else {})

    def slack(self, body: dict[str, Any], secret: str = SECRET, age: float = 0.0) -> Page:
        text = json.dumps(body)
        return self._ask("POST", EVENTS_PATH, text, signed_headers(text, secret, age=age))

    def sends(self, payload: Payload, **headers: str) -> Page:
        text = json.dumps(payload.body)
        return self._ask("POST", EVENTS_PATH, text, signed_headers(text, SECRET) | headers)

    def unsigned(self, body: dict[str, Any]) -> Page:
        headers = {"Content-Type": "application/json"}
        return self._ask("POST", EVENTS_PATH, json.dumps(body), headers)

    def install(self, team: str) -> Page:
        """Walk through OAuth as somebody of a team, whose id the local Slack takes as the code."""
        page = self.get("/slack/install")
        found = re.search(r"state=([\w-]+)", page.body)
        assert found is not None
        cookie = page.headers["Set-Cookie"].partition(";")[0]
        return self.get(f"/slack/oauth_redirect?code={team}&state={found.group(1)}", cookie)

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Page:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, None if body is None else body.encode(), headers)
            response = connection.getresponse()
            return Page(response.status, response.read().decode(), dict(response.getheaders()))
        finally:
            connection.close()


@contextmanager
def served(connection: Connection, desk: Desk, metrics: Metrics) -> Iterator[Web]:
    """Our application behind our server."""
    with ThreadPoolExecutor(4) as background:
        app = build_app(connection, desk.reception(background), background)
        missing: dict[str, str] = {}
        server = HttpServer(Site(ready=lambda: missing, metrics=metrics, app=app), "127.0.0.1", 0)
        server.start()
        try:
            yield Web(server.port, desk, missing)
        finally:
            server.close()
