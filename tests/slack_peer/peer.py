"""The local Slack itself: one loopback port in a thread of its own."""

from __future__ import annotations

import asyncio
import json
import threading
from collections import defaultdict
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from aiohttp import web

from tests.slack_peer.events import Payload, event_body
from tests.slack_peer.faults import Canned, Fault
from tests.slack_peer.limits import as_value
from tests.slack_peer.methods import answer
from tests.slack_peer.socket_mode import Delivery, Sockets
from tests.slack_peer.world import Message, SharedFile, World

Result = TypeVar("Result")
PATIENCE = 8.0
RESPONSE_URL_USES = 5


@dataclass(frozen=True)
class Call:
    """One call of the Web API as it came in, JSON arguments decoded."""

    method: str
    arguments: dict[str, Any]
    token: str
    status: int = 200


class SlackPeer:
    """Start with `start()`, stop with `stop()`; everything is safe to call from a test's thread."""

    def __init__(self, world: World | None = None) -> None:
        self.world = world or World()
        self.calls: list[Call] = []
        self.responses: dict[str, list[dict[str, Any]]] = defaultdict(list)
        """What was sent to each response_url, by its id."""
        self.changed = threading.Condition()
        self.sockets = Sockets(self.changed)
        self.faults: dict[str, list[Fault]] = defaultdict(list)
        """What the next calls of a method meet, one after the other."""
        self.always: dict[str, Fault] = {}
        """What every call of a method meets once `faults` is used up."""
        self.delays: dict[str, float] = {}
        """Seconds by which answers to a method are late."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="slack-peer", daemon=True)
        self._started = threading.Event()
        self._port = 0

    def start(self) -> SlackPeer:
        """Listen on a free port."""
        self._thread.start()
        assert self._started.wait(PATIENCE)
        return self

    def stop(self) -> None:
        """Hang up and stop listening."""
        self.hang_up()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)

    @property
    def address(self) -> str:
        """Of the whole server: "http://127.0.0.1:40001"."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is set to."""
        return f"{self.address}/api/"

    def response_url(self, name: str = "r1") -> str:
        """A response_url; what is sent to it stands in `responses[name]`."""
        return f"{self.address}/response/{name}"

    # What Slack sends

    def send(self, payload: Payload, **more: Any) -> Delivery:
        """Deliver an event, command or interaction over Socket Mode."""
        return self._on_loop(self.sockets.send(payload.kind, payload.body, **more))

    def send_event(
        self, event: dict[str, Any], event_id: str | None = None, **more: Any
    ) -> Delivery:
        """Deliver an event given as a plain dictionary."""
        return self._on_loop(self.sockets.send("events_api", event_body(event, event_id), **more))

    def redeliver(self, delivery: Delivery, attempt: int = 1, reason: str = "timeout") -> Delivery:
        """Deliver the same payload again, as Slack does when no acknowledgement came."""
        kind, payload = delivery.envelope["type"], delivery.envelope["payload"]
        retried = {"retry_attempt": attempt, "retry_reason": reason}
        return self._on_loop(self.sockets.send(kind, payload, **retried))

    def refresh(self, *, close: bool = True) -> None:
        """Ask the application to open a new socket in place of its oldest one."""
        self._on_loop(self.sockets.refresh(close=close))

    def hang_up(self) -> None:
        """Close every socket."""
        self._on_loop(self.sockets.hang_up())

    # What is seen

    def wait(self, found: Callable[[], Result], seconds: float = PATIENCE) -> Result:
        """The first true value of `found`. Raises AssertionError when none comes in time."""
        with self.changed:
            value = self.changed.wait_for(found, seconds)
        assert value, f"not within {seconds} s; calls: {[call.method for call in self.calls]}"
        return value

    def wait_for_sockets(self, count: int = 1) -> None:
        """Wait until so many sockets take events."""
        self.wait(lambda: self.sockets.count == count)

    def called(self, method: str) -> list[dict[str, Any]]:
        """The arguments of each call of a method."""
        return [call.arguments for call in self.calls if call.method == method]

    def messages(self, channel: str, thread: str | None = None) -> list[Message]:
        """What the bot has said in a channel, or in one thread of it, in order."""
        return [
            message
            for message in list(self.world.messages.values())
            if message.channel == channel
            and message.user == "UBOT"
            and thread in (None, message.thread_ts)
        ]

    def share(self, file: SharedFile) -> dict[str, Any]:
        """Put a file in; returns it as a message's `files` name it."""
        self.world.files[file.id] = file
        return file.described(self.address)

    # The server

    def _on_loop(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        application = web.Application(client_max_size=64 * 2**20)
        application.add_routes(
            [
                web.route("*", "/api/{method}", self._api),
                web.get("/link/", self.sockets.serve),
                web.post("/upload/{id}", self._upload),
                web.post("/response/{id}", self._response),
                web.get("/files/{id}/{name}", self._file),
            ]
        )
        runner = web.AppRunner(application, shutdown_timeout=0.2)
        self._loop.run_until_complete(runner.setup())
        site = web.TCPSite(runner, "127.0.0.1", 0)
        self._loop.run_until_complete(site.start())
        self._port = runner.addresses[0][1]
        self._started.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())
        self._loop.close()

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        token = token or str(arguments.pop("token", ""))
        await asyncio.sleep(self.delays.get(method, 0.0))
        with self.changed:
            queued = self.faults[method]
            fault = queued.pop(0) if queued else self.always.get(method)
            if isinstance(fault, Canned):
                body, status, headers = dict(fault.body), fault.status, dict(fault.headers)
            else:
                body = answer(self.world, self.address, method, arguments, token)
                status, headers = 200, {}
            self.calls.append(Call(method, arguments, token, status))
            self.changed.notify_all()
        if fault is not None and not isinstance(fault, Canned) and request.transport:
            request.transport.close()
        return web.json_response(body, status=status, headers=headers)

    async def _upload(self, request: web.Request) -> web.Response:
        self.world.uploads[request.match_info["id"]] = await request.read()
        return web.Response(text="OK")

    async def _response(self, request: web.Request) -> web.Response:
        received = self.responses[request.match_info["id"]]
        if len(received) == RESPONSE_URL_USES:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        body = await request.json()
        with self.changed:
            received.append(body)
            self.changed.notify_all()
        return web.Response(text="ok")

    async def _file(self, request: web.Request) -> web.Response:
        file = self.world.files.get(request.match_info["id"])
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if self.world.team_of(token) is None:
            # The real Slack shows its sign-in page, with status 200.
            return web.Response(text="<html>Sign in</html>", content_type="text/html")
        if file is None:
            return web.Response(status=404)
        return web.Response(body=file.content, content_type=file.mimetype)


async def _arguments(request: web.Request) -> dict[str, Any]:
    arguments: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        text = await request.text()  # auth.test says JSON and sends nothing
        with suppress(ValueError):
            arguments |= json.loads(text)
    elif request.can_read_body:
        arguments |= dict(await request.post())
    return {name: as_value(value) for name, value in arguments.items()}
