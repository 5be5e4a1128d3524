"""What is judged: a statement with its quotations in their passages, and how it is laid out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.citations.evidence import as_data
from bot.prompts import Prompt
from bot.writers.model import Message, ModelRequest

ROLE = "judge"
PROMPT_FILE = "judge.yaml"
OUTPUT_TOKENS = 2000
"""A verdict has 40; models that reason spend some before they write."""

SCHEMA = {
    "type": "object",
    "properties": {
        "verdict": {"type": "string", "enum": ["full", "partial", "none"]},
        "why": {"type": "string"},
    },
    "required": ["verdict", "why"],
    "additionalProperties": False,
}


@dataclass(frozen=True, kw_only=True)
class Quoted:
    """Words of a passage; without a `quote` the whole passage counts."""

    passage: str
    quote: str = ""


@dataclass(frozen=True)
class Judged:
    """A statement and what shall prove it."""

    statement: str
    quotes: tuple[Quoted, ...]

    @cached_property
    def id(self) -> str:
        """A name made of the content: a verdict is kept under it without any text, and a statement
        or passage that changes has no verdict any more."""
        parts = [self.statement]
        for one in self.quotes:
            parts += [one.passage, one.quote]
        digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
        return f"{ROLE}-{digest.hexdigest()[:12]}"


def request_for(judged: Judged, prompt: Prompt) -> ModelRequest:
    """What the model is asked. Neither statement nor passage can end what it stands in."""
    user = prompt.fill(
        "user", statement=as_data(judged.statement), evidence=laid_out(judged.quotes)
    )
    return ModelRequest(
        messages=(Message("system", prompt.fill("system")), Message("user", user)),
        max_output_tokens=OUTPUT_TOKENS,
        schema=SCHEMA,
        name=ROLE,
    )


def laid_out(quotes: Sequence[Quoted]) -> str:
    """Each passage once, labelled P1, P2, …, followed by the quotations from it.

    <passage label="P1">
    Le pont a cédé. Il avait cent ans.
    </passage>
    <evidence of="P1">Le pont a cédé.</evidence>
    """
    quoted: dict[str, list[str]] = {}
    for one in quotes:
        quoted.setdefault(one.passage, []).append(one.quote)
    return "\n\n".join(
        "\n".join(
            [
                f'<passage label="P{number}">\n{as_data(passage)}\n</passage>',
                *(_evidence(f"P{number}", words) for words in dict.fromkeys(words_of_passage)),
            ]
        )
        for number, (passage, words_of_passage) in enumerate(quoted.items(), start=1)
    )


def _evidence(label: str, words: str) -> str:
    return f'<evidence of="{label}">{as_data(words) if words else "the whole passage"}</evidence>'
