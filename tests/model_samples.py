"""A model's writer at a loopback server, with evidence of three short documents."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.citations import Evidence, Verified
from bot.prompts import Prompt
from bot.question import analyse
from bot.settings import PROMPTS
from bot.types import Statement
from bot.writers import Assignment, Composition
from bot.writers.model import Endpoint, Limits, ModelClient, ModelWriter, Policy
from tests.evidence_samples import hit
from tests.loopback import ModelServer, Play

KEY = "sk-test-0123456789abcdef"
MODEL = "small-1"
QUESTION = "Combien d’obus l’Ukraine tire-t-elle par jour ?"

SHELLS = (
    "L’Ukraine tire 6\u202f000 obus par jour, selon Jens Stoltenberg. La Russie en tire "
    "20\u202f000. « La guerre use les munitions », a déclaré M. Stoltenberg à Bruxelles."
)
ENGLISH = "Ukraine fires 5,000 shells a day, its army says. Bakhmut is holding out, Kyiv adds."
SEA = "La mer est calme à Brest. Le port compte 12 navires."


def evidence(*more: str) -> Evidence:
    """P1 is SHELLS, P2 is ENGLISH, P3 is SEA, then `more`."""
    texts = (SHELLS, ENGLISH, SEA, *more)
    languages = ("fr", "en", "fr", *("en" for _ in more))
    return Evidence.from_hits(
        [
            hit(text, QUESTION, f"d{number}", language=language, outlet=f"outlet{number}")
            for number, (text, language) in enumerate(zip(texts, languages, strict=True), start=1)
        ]
    )


def nothing() -> Verified | None:
    """The embedded writer found nothing."""
    return None


@dataclass
class Bench:
    """A writer, its server, and what came out of it."""

    writer: ModelWriter
    server: ModelServer
    handed: list[Statement] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def compose(
        self,
        given: Evidence | None = None,
        found: Callable[[], Verified | None] = nothing,
        hand_on: Callable[[Statement], None] | None = None,
    ) -> Composition:
        return self.writer.compose(
            Assignment(
                question=analyse(QUESTION),
                evidence=given or evidence(),
                found=found,
                hand_on=hand_on or self.handed.append,
            )
        )

    @property
    def sent(self) -> list[list[dict[str, str]]]:
        """The messages of each request."""
        return [asked.body["messages"] for asked in self.server.asked]


@contextmanager
def bench(*script: Play, limits: Limits | None = None, **given: Any) -> Iterator[Bench]:
    """`given`: choose for the server; the rest are limits of the policy."""
    server = ModelServer(*script, choose=given.pop("choose", None))
    with server.running():
        waits: list[float] = []
        told: list[str] = []
        policy = Policy(clock=time.monotonic, sleep=waits.append, random=lambda: 1.0, **given)
        endpoint = Endpoint(model=MODEL, key=KEY, base_url=server.url)
        client = ModelClient(endpoint, policy=policy, notify=told.append)
        prompt = Prompt.load(PROMPTS / "answer.yaml")
        writer = ModelWriter(
            client, prompt, price=lambda model, given, made: (given + 2 * made) / 1e6, limits=limits
        )
        yield Bench(writer, server, waits=waits, told=told)
