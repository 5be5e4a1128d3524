"""A model that is recorded from a loopback server into a temporary folder, and replayed."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.writers.model import Endpoint, Message, ModelClient, ModelFailure, ModelRequest, Policy
from evals.recording import Shelf
from evals.recording.interactions import Interaction
from evals.recording.replaying import Playing, Replay
from evals.recording.roles import PROMPT_FILES
from evals.recording.serializing import Recording
from evals.recording.stamps import Stamp
from evals.recording.taking import Job, Source, take
from tests.loopback import ModelServer, Play

KEY = "sk-test-0123456789abcdefghij"
MODEL = "small-1"
DAY = "2026-01-02"
SCHEMA = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}


def asking(*words: str, name: str = "answer") -> ModelRequest:
    """A request whose messages are the words, the user's and the model's in turn."""
    roles = ("user", "assistant")
    messages = [
        Message("user" if number % 2 == 0 else "assistant", text)
        for number, text in enumerate(words)
    ]
    assert all(one.role in roles for one in messages)
    schema = None if name == "reply" else SCHEMA
    return ModelRequest(messages=messages, max_output_tokens=100, schema=schema, name=name)


@dataclass
class Desk:
    """A shelf, the server that is recorded, and a folder of prompts."""

    shelf: Shelf
    server: ModelServer
    prompts: Path
    heard: list[str] = field(default_factory=list)

    def source(self, *, faulty: bool = False) -> Source:
        endpoint = Endpoint(model=MODEL, key=KEY, base_url=self.server.url)
        policy = Policy(clock=time.monotonic, sleep=lambda _: None, random=lambda: 0.0)
        return Source(
            endpoint=lambda case: endpoint,
            model=MODEL,
            by_hand=False,
            date=DAY,
            policy=policy,
            faulty=faulty,
            prompts=self.prompts,
        )

    def job(self, case: str, *requests: ModelRequest, streamed: bool = False) -> Job:
        """A case that makes these requests, one after the other; what comes is `heard`."""

        def ask(client: ModelClient) -> None:
            for request in requests:
                try:
                    self.heard.append(client.complete(request).text)
                except ModelFailure as failure:
                    self.heard.append(f"! {failure.kind}")

        return Job(case=case, ask=ask, streamed=streamed)

    def record(self, job: Job, *, faulty: bool = False) -> int:
        return take(job, self.shelf, self.source(faulty=faulty))

    def replay(self, *jobs: Job) -> tuple[Replay, list[Playing]]:
        """Replay the cases; none of them reaches the server."""
        before, played = len(self.server.asked), []
        with Replay(self.shelf, self.prompts) as replay:
            for job in jobs:
                with replay.case(job.case) as playing:
                    if not playing.stale:
                        job.ask(playing.client)
                played.append(playing)
        assert len(self.server.asked) == before
        return replay, played

    def text(self, case: str, role: str = "answer") -> str:
        return (self.shelf.folder / f"{case}.{role}.yaml").read_text(encoding="utf-8")


@contextmanager
def desk(folder: Path, *script: Play) -> Iterator[Desk]:
    prompts = folder / "prompts"
    prompts.mkdir()
    for name in PROMPT_FILES.values():
        (prompts / name).write_text(f"system: this is {name}\n", encoding="utf-8")
    with ModelServer(*script).running() as server:
        shelf = Shelf(suite="answers", label=MODEL, root=folder / "cassettes")
        yield Desk(shelf, server, prompts)


def stamp(**given: str) -> Stamp:
    return Stamp(
        suite="answers",
        case=given.get("case", "one"),
        role="answer",
        model=MODEL,
        by_hand=False,
        streamed=False,
        prompts={"answer": "0123456789ab"},
        recorded=given.get("recorded", DAY),
    )


def interaction(sent: object, received: object, status: int = 200) -> Interaction:
    """Bodies are given as values, or as bytes that are no JSON."""
    return Interaction(
        method="POST",
        path="/chat/completions",
        sent=sent if isinstance(sent, bytes) else json.dumps(sent).encode(),
        sent_headers={"content-type": "application/json"},
        status=status,
        received=received if isinstance(received, bytes) else json.dumps(received).encode(),
        received_headers={"content-type": "application/json"},
    )


def recording(*interactions: Interaction, **given: str) -> Recording:
    return Recording(stamp=stamp(**given), interactions=interactions)
