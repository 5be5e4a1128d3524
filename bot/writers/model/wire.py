"""One conversation over HTTP: what the server sends, as pieces of text or as a ModelFailure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Protocol, cast

import httpx2
import openai

from bot.types import Usage
from bot.writers.model.dialect import Dialect, ModelRequest
from bot.writers.model.failures import ModelFailure, server_words, status_failure, unreadable
from bot.writers.model.policy import Policy

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionChunk

_CHARACTERS_PER_TOKEN = 12
"""More than any real text has: a reply that is longer did not keep to its limit."""


class Hearing(Protocol):
    """The part of a listener that the wire needs."""

    def hear(self, piece: str) -> None:
        """The next piece of the reply."""

    def end(self, finish: str) -> None:
        """The reply is whole."""


class Wire:
    """One request and its reply; `text`, `usage` and `finish` hold what came, even if it failed."""

    def __init__(self, server: openai.OpenAI, policy: Policy, deadline: float) -> None:
        self._server = server
        self._policy = policy
        self._deadline = deadline
        self.answered = False
        self.text = ""
        self.finish = ""
        self.usage: Usage | None = None

    def converse(
        self, model: str, dialect: Dialect, request: ModelRequest, hearing: Hearing
    ) -> Wire:
        """Ask, and tell the listener each piece as it comes.

        Raises ModelFailure without its cause, whose words may repeat the key.
        """
        most = _CHARACTERS_PER_TOKEN * request.max_output_tokens
        try:
            for piece in self._pieces(model, dialect, request):
                self.answered = True
                self.text += piece
                if piece:
                    hearing.hear(piece)
                if len(self.text) > most:
                    self.finish = "length"
                    break
        except openai.APIStatusError as error:
            raise status_failure(error, self._server.api_key) from None
        except openai.APITimeoutError:
            raise self._late() from None
        except openai.APIConnectionError as error:
            raise self._unreachable(error) from None
        except openai.APIError as error:
            said = server_words(error.body, str(error), self._server.api_key)
            raise ModelFailure(
                "server-error", f"the model's server failed while it wrote ({said})"
            ) from None
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise unreadable(error) from None
        if not self.text.strip():
            raise self._empty()
        hearing.end(self.finish)
        return self

    def _pieces(self, model: str, dialect: Dialect, request: ModelRequest) -> Iterator[str]:
        remaining = self._deadline - self._policy.clock()
        if remaining <= 0:
            raise self._late()
        raw = self._server.chat.completions.with_raw_response.create(
            model=model,
            stream=dialect.stream,
            timeout=httpx2.Timeout(
                min(self._policy.silence, remaining),
                connect=min(self._policy.connecting, remaining),
            ),
            **dialect.parameters(request),
        )
        response = raw.http_response
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        assert isinstance(response.stream, httpx2.SyncByteStream)
        response.stream = _Watched(response.stream, self._in_time)
        try:
            if kind == "text/event-stream" and dialect.stream:
                for chunk in cast("Iterable[ChatCompletionChunk]", raw.parse()):
                    yield self._read(chunk)
            elif kind == "application/json":
                # Asked for so, or from a server that does not stream, though it was asked to.
                yield self._whole(json.loads(response.read()))
            else:
                wanted = "an event stream" if dialect.stream else "JSON"
                raise ModelFailure(
                    "no-model-server",
                    f"the model's server sent {kind or 'no content type'!r} instead of {wanted}; "
                    "check OPENAI_BASE_URL",
                )
        finally:
            response.close()

    def _read(self, chunk: ChatCompletionChunk) -> str:
        if chunk.usage is not None:
            self.usage = _usage(chunk.usage)
        if not chunk.choices:
            return ""
        choice = chunk.choices[0]
        return self._said(choice.delta, choice.finish_reason)

    def _whole(self, body: object) -> str:
        if not isinstance(body, dict) or body.get("error"):
            said = server_words(body, "no completion", self._server.api_key)
            raise ModelFailure("server-error", f"the model's server failed ({said})")
        completion = openai.types.chat.ChatCompletion.construct(**body)
        if completion.usage is not None:
            self.usage = _usage(completion.usage)
        if not completion.choices:
            raise self._empty()
        choice = completion.choices[0]
        return self._said(choice.message, choice.finish_reason)

    def _said(self, message: object, finish: str | None) -> str:
        if finish == "content_filter" or getattr(message, "refusal", None):
            raise ModelFailure("refused", "the model refused to answer")
        self.finish = finish or self.finish
        content = getattr(message, "content", None)
        return content if isinstance(content, str) else ""

    def _in_time(self) -> None:
        if self._policy.clock() > self._deadline:
            raise self._late()

    def _empty(self) -> ModelFailure:
        if self.finish == "length":
            return ModelFailure("cut-off", "the model reached its output limit before it wrote")
        return ModelFailure("malformed", "the model's server sent an empty reply")

    def _late(self) -> ModelFailure:
        return ModelFailure("timeout", "the model's server took too long")

    def _unreachable(self, error: openai.APIConnectionError) -> ModelFailure:
        cause = type(error.__cause__ or error).__name__  # its words might repeat a header
        host = httpx2.URL(str(self._server.base_url)).netloc.decode().rpartition("@")[2]
        return ModelFailure("connection", f"the connection to {host} failed ({cause})")


class _Watched(httpx2.SyncByteStream):
    """A response's bytes; every piece minds the deadline, be it a comment that keeps alive."""

    def __init__(self, stream: httpx2.SyncByteStream, check: Callable[[], None]) -> None:
        self._stream = stream
        self._check = check

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._stream:
            self._check()
            yield piece

    def close(self) -> None:
        self._stream.close()


def _usage(given: object) -> Usage:
    return Usage(
        input_tokens=int(getattr(given, "prompt_tokens", 0) or 0),
        output_tokens=int(getattr(given, "completion_tokens", 0) or 0),
    )
