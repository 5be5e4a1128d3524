"""What the server does with one request, over real HTTP: each play writes its own bytes."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from threading import Event
from typing import Any, Protocol

LONGEST_WAIT = 20.0


class Play(Protocol):
    """One answer to one request."""

    def perform(self, handler: BaseHTTPRequestHandler) -> None:
        """Write the response."""


def statement(text: str, *quotes: tuple[str, str]) -> dict[str, Any]:
    """A statement as a model writes it; quotes are (label, words)."""
    return {"text": text, "quotes": [{"passage": p, "quote": q} for p, q in quotes]}


def answer(*statements: dict[str, Any], answered: bool = True, **more: Any) -> str:
    """A whole reply as JSON text."""
    reply = {"answered": answered, "statements": list(statements), "disagreements": []}
    return json.dumps(reply | more, ensure_ascii=False)


def error(message: str, **more: Any) -> dict[str, Any]:
    """The body of a refusal."""
    return {"error": {"message": message, "type": "invalid_request_error", **more}}


def chunk(content: str | None = None, finish: str | None = None, **delta: Any) -> str:
    """One event of a stream."""
    said = delta | ({} if content is None else {"content": content})
    choice = {"index": 0, "delta": said, "finish_reason": finish}
    return _event({"id": "c1", "object": "chat.completion.chunk", "choices": [choice]})


def _event(value: object) -> str:
    return f"data: {json.dumps(value, ensure_ascii=False)}\n\n"


@dataclass(frozen=True)
class Stream:
    """A reply in small pieces. Before the piece at each place of `gates` it waits for the event."""

    text: str = ""
    finish: str | None = "stop"
    size: int = 7
    usage: tuple[int, int] | None = (100, 20)
    gates: Mapping[int, Event] = field(default_factory=dict)
    events: Sequence[str] = ()
    """Sent in place of the text's pieces."""
    done: bool = True

    def pieces(self) -> Iterator[str]:
        if self.events:
            yield from self.events
            return
        yield chunk("", role="assistant")
        for start in range(0, len(self.text), self.size):
            for place, gate in self.gates.items():
                if start <= place < start + self.size:
                    gate.wait(LONGEST_WAIT)
            yield chunk(self.text[start : start + self.size])
        if self.finish is not None:
            yield chunk(finish=self.finish)
        if self.usage is not None:
            spent = {"prompt_tokens": self.usage[0], "completion_tokens": self.usage[1]}
            yield _event({"id": "c1", "choices": [], "usage": spent})

    def perform(self, handler: BaseHTTPRequestHandler) -> None:
        start_stream(handler)
        for piece in self.pieces():
            send_chunk(handler, piece)
        if self.done:
            send_chunk(handler, "data: [DONE]\n\n")
        handler.wfile.write(b"0\r\n\r\n")


@dataclass(frozen=True)
class Reset:
    """A stream that breaks: a TCP reset after so many characters of the text."""

    text: str = ""
    after: int = 0
    once: Event | None = None
    """Waited for first: a reset also destroys what the client has not read yet."""

    def perform(self, handler: BaseHTTPRequestHandler) -> None:
        start_stream(handler)
        for start in range(0, self.after, 7):
            send_chunk(handler, chunk(self.text[start : min(start + 7, self.after)]))
        handler.wfile.flush()
        if self.once is not None:
            self.once.wait(LONGEST_WAIT)
        # Linger of 0 seconds: closing sends RST in place of FIN.
        linger = struct.pack("ii", 1, 0)
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        handler.close_connection = True
        handler.connection.close()


@dataclass(frozen=True)
class Status:
    """A status with a body of JSON (or of text) and headers."""

    code: int
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def perform(self, handler: BaseHTTPRequestHandler) -> None:
        kind = "text/html" if isinstance(self.body, str) else "application/json"
        text = self.body if isinstance(self.body, str) else json.dumps(self.body or {})
        Body(text, kind, self.code, self.headers).perform(handler)


@dataclass(frozen=True)
class Body:
    """A body at once, whatever it is."""

    text: str
    kind: str = "application/json"
    code: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def perform(self, handler: BaseHTTPRequestHandler) -> None:
        data = self.text.encode()
        handler.send_response(self.code)
        if self.kind:
            handler.send_header("Content-Type", self.kind)
        for name, value in self.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)


@dataclass(frozen=True)
class Silence:
    """Says nothing until the event; with `comments` it keeps the stream alive and says nothing."""

    until: Event
    comments: bool = False

    def perform(self, handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        if not self.comments:
            self.until.wait(LONGEST_WAIT)
            return
        start_stream(handler)
        while not self.until.wait(0.02):
            send_chunk(handler, ": still thinking\n\n")


def start_stream(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream; charset=utf-8")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()


def send_chunk(handler: BaseHTTPRequestHandler, text: str) -> None:
    data = text.encode()
    handler.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
    handler.wfile.flush()
