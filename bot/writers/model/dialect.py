"""What a server understands of the chat-completions protocol, found out once and remembered.

Servers differ: a strict JSON schema, only "some JSON object", or neither; `max_completion_tokens`
or the older `max_tokens`; no temperature for models that reason; no usage in streams. The first
refusal says which part to leave out; what is learned holds for the client's life.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from bot.writers.model.failures import ModelFailure

Structured = Literal["json_schema", "json_object", "text"]
"""How a server can be held to JSON: by a strict schema, to any object, or by asking nicely."""

_LEVELS: tuple[Structured, ...] = ("json_schema", "json_object", "text")


class Message(NamedTuple):
    """One turn of a conversation with a model."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, kw_only=True)
class ModelRequest:
    """What is asked of a model. With a `schema` the reply shall be JSON of that shape."""

    messages: Sequence[Message]
    max_output_tokens: int
    schema: Mapping[str, Any] | None = None
    name: str = "reply"


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """The parts of the protocol that a server has not refused yet."""

    structured: Structured = "json_schema"
    limit: Literal["max_completion_tokens", "max_tokens", ""] = "max_completion_tokens"
    temperature: bool = True
    stream_usage: bool = True
    stream: bool = True
    """Whether the reply is asked for piece by piece; recordings are smaller and readable whole."""

    def parameters(self, request: ModelRequest) -> dict[str, Any]:
        """The request's parameters as this server takes them, without model and stream."""
        messages = [{"role": role, "content": content} for role, content in request.messages]
        parameters: dict[str, Any] = {"messages": messages}
        if self.limit:
            parameters[self.limit] = request.max_output_tokens
        if self.temperature:
            parameters["temperature"] = 0.0
        if self.stream and self.stream_usage:
            parameters["stream_options"] = {"include_usage": True}
        if request.schema is not None and self.structured == "json_schema":
            parameters["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": request.name, "strict": True, "schema": request.schema},
            }
        elif request.schema is not None and self.structured == "json_object":
            parameters["response_format"] = {"type": "json_object"}
        return parameters

    def without(self, failure: ModelFailure, request: ModelRequest) -> Dialect | None:
        """The dialect after a refusal; None when nothing is left that may have been the reason.

        A refusal that names nothing is taken to be about the response format.
        """
        if failure.kind != "bad-request":
            return None
        said = failure.said
        if "stream_options" in said and self.stream_usage:
            return replace(self, stream_usage=False)
        if "temperature" in said and self.temperature:
            return replace(self, temperature=False)
        if self.limit and self.limit in said:
            older = self.limit == "max_completion_tokens"
            return replace(self, limit="max_tokens" if older else "")
        if request.schema is None or self.structured == "text":
            return None
        return replace(self, structured=self.lower)

    @property
    def lower(self) -> Structured:
        """The next weaker way to hold a server to JSON."""
        return _LEVELS[min(_LEVELS.index(self.structured) + 1, len(_LEVELS) - 1)]
