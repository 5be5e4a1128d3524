import json
from pathlib import Path

import httpx2
import pytest

from bot.errors import EvalError
from bot.types import Answer, Removal
from evals.byhand.asked import Asked
from evals.recording.fault_server import FaultServer, response
from evals.recording.faults import MODEL, Expected, Play, load_faults
from evals.recording.running import differences

BODY = {"messages": [{"role": "user", "content": "Bonjour"}]}


def answer(**given: object) -> Answer:
    return Answer(**{"question": "?", "language": "fr", "writer": MODEL, **given})  # type: ignore[arg-type]


def test_every_fault_of_the_issue_is_among_the_cases() -> None:
    faults = load_faults()
    statuses = {play.status for plays in faults.plays.values() for play in plays}
    assert {200, 400, 401, 404, 429, 500, 502, 503} <= statuses
    plays = [play for some in faults.plays.values() for play in some]
    assert any(play.refusal for play in plays)
    assert {"length", "content_filter"} <= {play.finish for play in plays}
    assert any(play.cut is not None for play in plays)
    assert any(play.said == "" for play in plays)
    assert {one.writer for one in faults.expected.values()} == {"model", "extractive"}


def test_a_case_is_played_in_order_and_its_last_play_again_and_again() -> None:
    plays = {"a": (Play(status=429, body={}), Play(said="A")), "b": (Play(said="B"),)}
    with FaultServer(plays) as server, httpx2.Client() as client:

        def asked(case: str) -> httpx2.Response:
            return client.post(f"{server.url}/{case}/v1/chat/completions", json=BODY)

        assert [asked("a").status_code for _ in range(3)] == [429, 200, 200]
        assert asked("b").json()["choices"][0]["message"]["content"] == "B"
        assert asked("c").status_code == 404
        assert client.get(f"{server.url}/a/v1/models").status_code == 404


@pytest.mark.parametrize(
    ("play", "kind", "holds", "lacks"),
    [
        (Play(said="« Été »"), "text/event-stream", "« Été »", "refusal"),
        (Play(said="0123456789", cut=5), "text/event-stream", "01234", "[DONE]"),
        (Play(said="", refusal="No."), "text/event-stream", '"refusal": "No."', "usage: {}"),
        (Play(said="", finish="content_filter"), "text/event-stream", "content_filter", '"stop"'),
        (Play(text="<html>"), "text/html", "<html>", "data:"),
        (Play(body={"error": {}}), "application/json", '{"error": {}}', "data:"),
    ],
)
def test_what_is_played(play: Play, kind: str, holds: str, lacks: str) -> None:
    found, text = response(play, Asked(BODY | {"stream": True}))
    assert found.startswith(kind)
    assert holds in text
    assert lacks not in text


def test_a_whole_reply_where_no_stream_is_asked_for() -> None:
    _, text = response(Play(said="A", finish="length"), Asked(BODY))
    choice = json.loads(text)["choices"][0]
    assert (choice["message"]["content"], choice["finish_reason"]) == ("A", "length")


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (answer(), ("abstained, not answered",)),
        (answer(writer="extractive"), ("extractive wrote, not model", "abstained, not answered")),
        (answer(note="?"), ("abstained, not answered", "a note that is not expected: ?")),
        (
            answer(removed=(Removal(text="x", reason="no-quote"),)),
            ("abstained, not answered", "removed for ['no-quote'], not []"),
        ),
    ],
)
def test_what_is_not_as_expected_is_told(given: Answer, wrong: tuple[str, ...]) -> None:
    assert differences(given, Expected(writer="model", status="answered")) == wrong


def test_words_that_the_note_lacks_are_told() -> None:
    wanted = Expected(writer="extractive", status="abstained", told=["HTTP 500"])
    given = answer(writer="extractive", note="HTTP 401")
    assert differences(given, wanted) == ("the note does not tell 'HTTP 500'",)
    assert wanted.in_words() == "extractive abstains, told: HTTP 500"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("corpus: answers\ncases: [{id: a}]", "has a wrong case: cases.0.language"),
        ("corpus: [", "cannot read the faults"),
        (
            "corpus: answers\ncases: [{id: a, language: fr, question: q, "
            "expect: {writer: model, status: answered}, plays: [{status: 500}]}]",
            "give one of body, text, reply and said",
        ),
    ],
)
def test_a_wrong_file_is_one_clear_line(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "faults.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EvalError, match=reason) as caught:
        load_faults(path)
    assert "\n" not in str(caught.value)
