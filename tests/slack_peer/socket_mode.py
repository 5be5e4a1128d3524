"""Socket Mode from Slack's side: sockets, envelopes out, acknowledgements in."""

from __future__ import annotations

import json
import threading
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

HELLO = {
    "type": "hello",
    "num_connections": 1,
    "connection_info": {"app_id": "A1"},
    "debug_info": {"approximate_connection_time": 18_060},
}
ACK_SECONDS = 3.0
"""Slack calls an event undelivered when no acknowledgement has come by then."""


@dataclass
class Delivery:
    """One envelope that went out, and its acknowledgement once it came."""

    envelope: dict[str, Any]
    changed: threading.Condition
    sent_at: float = field(default_factory=time.perf_counter)
    ack_seconds: float | None = None
    ack: dict[str, Any] | None = None
    """The payload of the acknowledgement: what `ack(text=…)` gave."""

    def acked(self, within: float = ACK_SECONDS) -> float:
        """The seconds to the acknowledgement. Raises AssertionError when none comes in time."""
        with self.changed:
            came = self.changed.wait_for(lambda: self.ack_seconds is not None, within)
        assert came, f"no acknowledgement of {self.envelope['payload']} within {within} s"
        assert self.ack_seconds is not None
        return self.ack_seconds


class Sockets:
    """The open sockets. An event goes to one of them, to each in turn, as at the real Slack."""

    def __init__(self, changed: threading.Condition) -> None:
        self.hellos = 0
        self._changed = changed
        self._open: list[web.WebSocketResponse] = []
        self._retired: list[web.WebSocketResponse] = []
        self._deliveries: dict[str, Delivery] = {}
        self._turn = 0

    @property
    def count(self) -> int:
        """How many sockets take events."""
        return len(self._open)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Hold one socket until either side closes it."""
        socket = web.WebSocketResponse(autoping=True)
        await socket.prepare(request)
        await socket.send_json(HELLO)
        with self._changed:
            self._open.append(socket)
            self.hellos += 1
            self._changed.notify_all()
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                self._acknowledged(json.loads(message.data))
        with self._changed:
            for sockets in (self._open, self._retired):
                if socket in sockets:
                    sockets.remove(socket)
            self._changed.notify_all()
        return socket

    async def send(self, kind: str, payload: dict[str, Any], **more: Any) -> Delivery:
        """Deliver a payload to the socket whose turn it is."""
        envelope: dict[str, Any] = {"envelope_id": str(uuid.uuid4()), "type": kind}
        envelope |= {"payload": payload, "accepts_response_payload": kind != "events_api", **more}
        delivery = Delivery(envelope, self._changed)
        self._deliveries[envelope["envelope_id"]] = delivery
        assert self._open, "no socket is open: connect the application first"
        self._turn += 1
        await self._open[self._turn % len(self._open)].send_json(envelope)
        return delivery

    async def refresh(self, *, close: bool) -> None:
        """Say that the oldest socket ends soon; with `close`, hang up at once as well."""
        socket = self._open.pop(0)
        self._retired.append(socket)
        await socket.send_json(
            {"type": "disconnect", "reason": "refresh_requested", "debug_info": {}}
        )
        if close:
            await socket.close()

    async def hang_up(self) -> None:
        """Close every socket."""
        for socket in [*self._open, *self._retired]:
            await socket.close()

    def _acknowledged(self, received: dict[str, Any]) -> None:
        delivery = self._deliveries.get(received.get("envelope_id", ""))
        if delivery is None:
            return
        with self._changed:
            delivery.ack_seconds = time.perf_counter() - delivery.sent_at
            delivery.ack = received.get("payload")
            self._changed.notify_all()
