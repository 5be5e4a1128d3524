"""One model's client against a real server that plays each fault."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import Any

import pytest

from bot.errors import ConfigurationError, WriterError
from bot.types import Usage
from bot.writers.model import (
    Endpoint,
    Message,
    ModelClient,
    ModelFailure,
    ModelRequest,
    Policy,
)
from tests.loopback import Body, ModelServer, Play, Reset, Silence, Status, Stream, chunk, error

KEY = "sk-test-0123456789abcdef"
MODEL = "small-1"
HELLO = ModelRequest(messages=(Message("user", "Bonjour"),), max_output_tokens=100)
JSON = ModelRequest(
    messages=(Message("user", "JSON"),),
    max_output_tokens=100,
    schema={"type": "object", "properties": {}, "required": [], "additionalProperties": False},
)


@dataclass
class Desk:
    """A client, the waits that it would have slept, and what it told."""

    client: ModelClient
    server: ModelServer
    waits: list[float] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def failure(self, request: ModelRequest = HELLO) -> ModelFailure:
        with pytest.raises(ModelFailure) as caught:
            self.client.complete(request)
        assert KEY not in str(caught.value)
        assert "\n" not in str(caught.value)
        return caught.value


@contextmanager
def desk(*script: Play, **given: Any) -> Iterator[Desk]:
    """`given`: choose and models for the server; the rest are limits of the policy."""
    server = ModelServer(
        *script, choose=given.pop("choose", None), models=given.pop("models", None)
    )
    clock: Callable[[], float] = given.pop("clock", time.monotonic)
    with server.running():
        waits: list[float] = []
        told: list[str] = []
        policy = Policy(clock=clock, sleep=waits.append, random=lambda: 1.0, **given)
        endpoint = Endpoint(model=MODEL, key=KEY, base_url=server.url)
        yield Desk(ModelClient(endpoint, policy=policy, notify=told.append), server, waits, told)


def test_a_whole_reply_with_its_usage() -> None:
    with desk(Stream("Bonjour à tous, « déjà » !")) as at:
        done = at.client.complete(HELLO)
    assert done == ("Bonjour à tous, « déjà » !", Usage(input_tokens=100, output_tokens=20), "stop")
    (asked,) = at.server.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.body["model"] == MODEL
    assert asked.body["max_completion_tokens"] == 100
    assert asked.body["stream"] is True
    assert asked.headers["authorization"] == f"Bearer {KEY}"


def test_usage_is_counted_where_the_server_does_not_tell_it() -> None:
    with desk(Stream("Bonjour à tous", usage=None)) as at:
        usage = at.client.complete(HELLO).usage
    assert (usage.input_tokens, usage.output_tokens) == (1, 3)


def test_a_server_that_does_not_stream_is_understood() -> None:
    whole = (
        '{"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [{"index":'
        ' 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "Bonjour"}}],'
        ' "usage": {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5}}'
    )
    with desk(Body(whole)) as at:
        assert at.client.complete(HELLO) == (
            "Bonjour",
            Usage(input_tokens=3, output_tokens=2),
            "stop",
        )


GOOD = Stream("Bonjour")
BUSY = error("Rate limit reached", code="rate_limit_exceeded")
PAST = {"Retry-After": "Sun, 06 Nov 1994 08:49:40 GMT", "Date": "Sun, 06 Nov 1994 08:49:37 GMT"}

# name, what the server does first, the waits before the attempt that succeeds
MENDED: list[tuple[str, Play, list[float]]] = [
    ("429", Status(429, BUSY), [0.5]),
    ("429 with Retry-After", Status(429, BUSY, {"Retry-After": "3"}), [3.0]),
    ("429 with milliseconds", Status(429, BUSY, {"Retry-After-Ms": "250"}), [0.25]),
    ("500", Status(500, error("oops")), [0.5]),
    ("502", Status(502, "<html>Bad gateway</html>"), [0.5]),
    ("503 with Retry-After", Status(503, error("later"), {"Retry-After": "2"}), [2.0]),
    ("408", Status(408, error("slow")), [0.5]),
    ("reset at once", Reset(), [0.5]),
    ("reset in the middle", Reset("Bonjour à tous", 8), [0.5]),
    ("an error in the stream", Stream(events=('data: {"error": {"message": "lost"}}\n\n',)), [0.5]),
    ("no JSON in the stream", Stream(events=("data: {broken\n\n",)), [0.5]),
    ("empty choices", Stream(events=('data: {"id": "c", "choices": []}\n\n',)), [0.5]),
    ("nothing at all", Stream(events=(": hello\n\n",)), [0.5]),
    ("empty body", Body('{"choices": []}'), [0.5]),
    ("an error with status 200", Body('{"error": {"message": "overloaded"}}'), [0.5]),
    ("JSON that breaks off", Body('{"choices": [{"mess'), [0.5]),
]


@pytest.mark.parametrize(("fault", "waits"), [m[1:] for m in MENDED], ids=[m[0] for m in MENDED])
def test_a_passing_fault_is_tried_again(fault: Play, waits: list[float]) -> None:
    with desk(fault, GOOD) as at:
        assert at.client.complete(HELLO).text == "Bonjour"
    assert at.waits == waits
    assert len(at.server.asked) == 2
    assert at.told == []


def test_waits_double_with_jitter_and_end() -> None:
    with desk(Status(500, {}), attempts=6, longest_wait=3.0) as at:
        assert at.failure().kind == "server-error"
    assert at.waits == [0.5, 1.0, 2.0, 3.0, 3.0]


def test_a_date_to_wait_for_is_read_by_the_servers_clock() -> None:
    # http.server adds its own Date first; the two are joined and unreadable, so ours must be alone.
    from bot.writers.model.failures import retry_after

    assert retry_after({name.lower(): value for name, value in PAST.items()}) == 3.0
    assert retry_after({"retry-after": "soon"}) is None
    assert retry_after({"retry-after": "-1"}) is None
    assert retry_after({}) is None


def test_a_server_that_asks_to_wait_beyond_the_deadline_is_not_waited_for() -> None:
    with desk(Status(429, BUSY, {"Retry-After": "120"}), GOOD, deadline=60.0) as at:
        assert at.failure().kind == "busy"
    assert at.waits == []


# name, what the server always does, kind, what the line says
LASTING: list[tuple[str, Play, str, str]] = [
    ("401", Status(401, error(f"Incorrect API key provided: {KEY}")), "key", "OPENAI_API_KEY"),
    ("403", Status(403, error("Forbidden")), "key", "OPENAI_API_KEY"),
    ("no credit", Status(429, error("Quota", code="insufficient_quota")), "no-credit", "billing"),
    ("bad request", Status(400, error(f"No: {KEY}\nno")), "bad-request", "HTTP 400: No: … no"),
    ("too long", Status(400, error("x", code="context_length_exceeded")), "too-long", "too long"),
    ("refusal", Stream(events=(chunk(refusal="I cannot"),)), "refused", "refused"),
    ("filter", Stream(events=(chunk("I"), chunk(finish="content_filter"))), "refused", "refused"),
    ("HTML", Body("<html>Hi</html>", "text/html"), "no-model-server", "OPENAI_BASE_URL"),
    ("no type", Body("Hi", ""), "no-model-server", "no content type"),
    ("no room", Stream("", finish="length"), "cut-off", "output limit"),
]


@pytest.mark.parametrize(
    ("fault", "kind", "words"), [case[1:] for case in LASTING], ids=[case[0] for case in LASTING]
)
def test_what_no_retry_can_mend_fails_at_once_in_one_line(
    fault: Play, kind: str, words: str
) -> None:
    with desk(fault) as at:
        failure = at.failure()
    assert failure.kind == kind
    assert words in str(failure)
    assert at.waits == []
    assert isinstance(failure, WriterError)


def test_silence_is_a_timeout() -> None:
    over = Event()
    with desk(Silence(over), silence=0.1, attempts=2) as at:
        assert at.failure().kind == "timeout"
        assert len(at.server.asked) == 2
        over.set()


@pytest.mark.parametrize("comments", [False, True])
def test_the_deadline_holds_even_for_a_stream_that_is_kept_alive(comments: bool) -> None:
    over = Event()
    started = time.monotonic()
    with desk(Silence(over, comments=comments), deadline=0.3, attempts=9) as at:
        assert at.failure().kind == "timeout"
        over.set()
    assert time.monotonic() - started < 5


def test_nobody_there_names_the_host_and_no_key() -> None:
    with desk(GOOD) as at:
        pass
    failure = at.failure()
    assert failure.kind == "connection"
    assert "127.0.0.1" in str(failure)


@pytest.mark.parametrize("status", [404, 400])
def test_an_unknown_model_lists_what_the_server_has(status: int) -> None:
    models = {"object": "list", "data": [{"id": name} for name in ("large-1", "small-2")]}
    fault = Status(status, error("The model `small-1` does not exist", code="model_not_found"))
    with desk(fault, models=models) as at:
        failure = at.failure()
    assert failure.kind == "unknown-model"
    assert "no model 'small-1'; it has small-2, large-1; set CITEWIRE_MODEL" in str(failure)


def test_an_unknown_model_where_nothing_is_listed() -> None:
    with desk(Status(404, "<html>Not found</html>")) as at:
        assert "check OPENAI_BASE_URL and CITEWIRE_MODEL" in str(at.failure())


def refusing(*words: str) -> Callable[[dict[str, Any], int], Play]:
    """A server that knows none of these words anywhere in a request."""

    def choose(body: dict[str, Any], _: int) -> Play:
        for word in words:
            if word in body or word == body.get("response_format", {}).get("type"):
                return Status(400, error(f"Unsupported parameter: '{word}'", param=word))
        return Stream("{}")

    return choose


@pytest.mark.parametrize(
    ("words", "structured", "calls"),
    [
        ((), "json_schema", 1),
        (("json_schema",), "json_object", 2),
        (("json_schema", "json_object"), "text", 3),
        (("response_format",), "text", 3),
        (("temperature",), "json_schema", 2),
        (("max_completion_tokens",), "json_schema", 2),
        (
            ("max_completion_tokens", "max_tokens", "stream_options", "temperature"),
            "json_schema",
            5,
        ),
    ],
)
def test_what_a_server_understands_is_found_out_once(
    words: tuple[str, ...], structured: str, calls: int
) -> None:
    with desk(choose=refusing(*words)) as at:
        at.client.complete(JSON)
        assert len(at.server.asked) == calls
        at.client.complete(JSON)
    assert len(at.server.asked) == calls + 1
    assert at.client.structured == structured
    assert at.waits == []
    assert not set(words) & at.server.asked[-1].body.keys()


def test_a_refusal_of_something_else_teaches_nothing() -> None:
    with desk(Status(400, error("content policy"))) as at:
        assert at.failure(JSON).kind == "bad-request"
    assert at.client.structured == "json_schema"


def test_a_server_that_fails_is_left_alone_and_this_is_said_once() -> None:
    now = [0.0]
    script = [Status(500, {})] * 3 + [GOOD]
    with desk(*script, clock=lambda: now[0], attempts=1, pause=60.0) as at:
        kinds = [at.failure().kind for _ in range(5)]
        assert kinds == ["server-error"] * 3 + ["paused"] * 2
        assert len(at.server.asked) == 3
        assert len(at.told) == 1
        assert "HTTP 500" in at.told[0]
        now[0] = 61.0
        assert at.client.complete(HELLO).text == "Bonjour"
        assert at.client.complete(HELLO).text == "Bonjour"
    assert len(at.told) == 1


def test_a_server_that_is_still_down_is_left_alone_again_in_silence() -> None:
    now = [0.0]
    with desk(Status(500, {}), clock=lambda: now[0], attempts=1, failures=1) as at:
        assert at.failure().kind == "server-error"
        now[0] = 61.0
        assert [at.failure().kind for _ in range(2)] == ["server-error", "paused"]
    assert len(at.told) == 1


def test_a_wrong_key_is_not_tried_again_for_a_while() -> None:
    with desk(Status(401, error("no"))) as at:
        assert [at.failure().kind for _ in range(3)] == ["key", "paused", "paused"]
    assert len(at.server.asked) == 1


def test_a_refusal_is_no_outage() -> None:
    with desk(Stream(events=(chunk(refusal="No"),)), failures=1) as at:
        assert [at.failure().kind for _ in range(2)] == ["refused", "refused"]


def test_a_model_that_never_ends_is_stopped() -> None:
    with desk(Stream("a" * 5000, finish=None)) as at:
        done = at.client.complete(HELLO)
    assert done.finish == "length"
    assert len(done.text) < 1300


def test_a_probe_tells_what_the_server_can() -> None:
    with desk(choose=refusing("json_schema")) as at:
        probed = at.client.probe()
    assert (probed.model, probed.structured) == (MODEL, "json_object")
    assert probed.seconds > 0
    assert probed.usage.output_tokens == 40 or probed.usage.output_tokens == 20
    with desk(Stream("Yes, I am ready!")) as at:
        assert at.client.probe().structured == "text"


@pytest.mark.parametrize("key", ["sk-1\n", "sk 1", "sk-é"])
def test_a_key_that_cannot_be_sent_is_refused_without_showing_it(key: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Endpoint(model=MODEL, key=key)
    assert key.strip() not in str(caught.value)


def test_keys_and_passwords_are_shown_nowhere() -> None:
    endpoint = Endpoint(model=MODEL, key=KEY, base_url="https://me:secret@host:8000/v1")
    assert KEY not in repr(endpoint)
    assert endpoint.server == "host:8000"
    with pytest.raises(ConfigurationError, match="OPENAI_BASE_URL"):
        Endpoint(model=MODEL, base_url="localhost:8000")
