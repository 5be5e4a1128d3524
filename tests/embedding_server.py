"""A server of embeddings on this machine, over real HTTP, that fails as it is told to."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np

from bot.embeddings import HashingEmbedder

KEY = "sk-hunter2-secret"
EMBEDDER = HashingEmbedder()


@dataclass(frozen=True)
class Reply:
    """What one request gets in place of vectors."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


def failing(status: int, message: str = "no", **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, {"error": {"message": message, "code": None, "param": None}}, named)


@dataclass
class EmbeddingServer:
    """`replies` are given to the next requests, one each; after that the server works."""

    replies: list[Reply] = field(default_factory=list)
    most: int = 1000
    as_base64: bool = True
    scale: float = 1.0
    asked: list[list[str]] = field(default_factory=list)
    url: str = ""

    def answer(self, request: dict[str, Any], key: str) -> Reply:
        self.asked.append(request["input"])
        if self.replies:
            return self.replies.pop(0)
        if key != f"Bearer {KEY}":
            return failing(401, f"Incorrect API key provided: {key}")
        if request["model"] != "tiny-embed":
            return failing(404, "The model does not exist")
        if len(request["input"]) > self.most:
            return failing(400, f"at most {self.most} inputs")
        rows = EMBEDDER.embed_passages(request["input"]) * np.float32(self.scale)
        data = [
            {"object": "embedding", "index": index, "embedding": self.coded(row)}
            for index, row in enumerate(rows)
        ]
        data.reverse()  # the index counts, not the order
        return Reply(body={"object": "list", "data": data, "model": "tiny-embed", "usage": {}})

    def coded(self, row: Any) -> Any:
        if self.as_base64:
            return base64.b64encode(row.astype("<f4").tobytes()).decode()
        return row.tolist()


@contextmanager
def serving(server: EmbeddingServer) -> Iterator[EmbeddingServer]:
    """Run the server while the block runs; `server.url` is its base URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            request = json.loads(self.rfile.read(length))
            self.send(server.answer(request, self.headers["Authorization"]))

        def do_GET(self) -> None:
            models = [{"id": name, "object": "model"} for name in ("chatty", "tiny-embed")]
            self.send(Reply(body={"object": "list", "data": models}))

        def send(self, reply: Reply) -> None:
            body = reply.body if isinstance(reply.body, str) else json.dumps(reply.body)
            self.send_response(reply.status)
            kind = "text/html" if isinstance(reply.body, str) else "application/json"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body.encode())))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: Any) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    server.url = f"http://127.0.0.1:{http.server_port}/v1"
    try:
        yield server
    finally:
        http.shutdown()
        thread.join()
        http.server_close()
