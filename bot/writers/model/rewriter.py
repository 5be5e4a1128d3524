"""Follow-ups rewritten by a model: one short call, and nothing it says is shown as an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.citations.evidence import as_data
from bot.followups import Rewritten
from bot.prompts import Prompt
from bot.question import LONGEST_QUESTION
from bot.types import Turn
from bot.writers.model.asking import Price
from bot.writers.model.client import ModelClient
from bot.writers.model.dialect import Message, ModelRequest
from bot.writers.model.failures import ModelFailure

OUTPUT_TOKENS = 500
"""A question has 60 at most; models that reason spend some before they write."""
LONGEST_ANSWER = 600
"""Characters of an earlier answer that are shown."""


class ModelRewriter:
    """Rewrites by the client's model; see `bot.followups.Rewriter`."""

    def __init__(self, client: ModelClient, prompt: Prompt, price: Price) -> None:
        self._client = client
        self._prompt = prompt
        self._price = price

    def rewrite(self, question: str, turns: Sequence[Turn]) -> Rewritten:
        """The question as it would be asked without the thread. Raises ModelFailure."""
        request = ModelRequest(
            messages=(
                Message("system", self._prompt.fill("system")),
                Message(
                    "user",
                    self._prompt.fill(
                        "user", conversation=conversation(turns), question=_data(question)
                    ),
                ),
            ),
            max_output_tokens=OUTPUT_TOKENS,
        )
        completion = self._client.complete(request)
        usage = completion.usage
        cost = self._price(self._client.model, usage.input_tokens, usage.output_tokens)
        usage = replace(usage, cost_usd=cost)
        line = " ".join(completion.text.split()).strip('"«» ')
        if not any(character.isalnum() for character in line) or len(line) > LONGEST_QUESTION:
            failure = ModelFailure("malformed", "the model rewrote the question as no question")
            failure.usage = usage
            raise failure
        return Rewritten(question=line, usage=usage)


def conversation(turns: Sequence[Turn]) -> str:
    """The turns as data, oldest first; an abstention has no answer."""
    return "\n\n".join(map(_turn, turns))


def _turn(turn: Turn) -> str:
    answer = turn.text if len(turn.text) <= LONGEST_ANSWER else turn.text[:LONGEST_ANSWER] + " …"
    said = f"\nAnswer: {_data(answer)}" if answer else "\nAnswer: the documents do not tell."
    return f"<turn>\nQuestion: {_data(turn.standalone)}{said}\n</turn>"


def _data(text: str) -> str:
    """On one line, unable to close its own delimiter."""
    return as_data(" ".join(text.split())).replace("</", "‹/").replace("<turn", "‹turn")
