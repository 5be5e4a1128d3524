import gzip
import json
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from vcr.request import Request

from bot.errors import EvalError
from bot.writers.model import ModelClient
from bot.writers.model.abreast import abreast
from evals.recording.cassettes import same_body
from evals.recording.replaying import Replay, record_command
from evals.recording.shelf import Shelf
from evals.recording.taking import Job
from tests.loopback import Body, Status, Stream
from tests.recording_samples import DAY, KEY, MODEL, asking, desk


def said(text: str, **more: object) -> Body:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    usage = {"prompt_tokens": 7, "completion_tokens": 3}
    return Body(json.dumps({"id": "1", "choices": [choice], "usage": usage} | more))


@dataclass(frozen=True)
class Zipped:
    """A body as servers send it: compressed, with headers that must not be kept."""

    body: Body

    def perform(self, handler: BaseHTTPRequestHandler) -> None:
        data = gzip.compress(self.body.text.encode())
        handler.send_response(200)
        for name, value in (
            ("Content-Type", "application/json"),
            ("Content-Encoding", "gzip"),
            ("Set-Cookie", "session=abcdef"),
            ("OpenAI-Organization", "acme"),
            ("Content-Length", str(len(data))),
        ):
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)


def test_what_was_recorded_is_replayed_as_it_came(tmp_path: Path) -> None:
    text = "« L’été » : 6\u202f000 €\u00a0!"
    with desk(tmp_path, said(text)) as at:
        job = at.job("one", asking("Alpha ?"))
        assert at.record(job) == 1
        replay, played = at.replay(job)
    assert at.heard == [text, text]
    assert text in at.text("one")
    assert [one.stale for one in played] == [""]
    health = replay.health()
    assert (health.played, health.stale, health.unplayed, health.live) == (1, 0, 0, 0)
    assert (health.model, health.oldest, health.by_hand) == (MODEL, DAY, False)


def test_a_recording_answers_no_other_request(tmp_path: Path) -> None:
    with desk(tmp_path, said("A"), said("B")) as at:
        at.record(at.job("one", asking("Alpha"), asking("Beta")))
        at.heard.clear()
        _, (crossed, unknown) = at.replay(
            at.job("one", asking("Beta"), asking("Alpha")), at.job("one", asking("Gamma"))
        )
    assert at.heard == ["B", "A", "! connection"]
    assert crossed.stale == ""
    assert unknown.stale == (
        "the request of role answer was not recorded; record again: "
        "python -m evals record --suite answers --case one --label small-1"
    )


def test_a_changed_prompt_is_stale_before_anything_is_asked(tmp_path: Path) -> None:
    with desk(tmp_path, said("A")) as at:
        job = at.job("one", asking("Alpha"))
        at.record(job)
        (at.prompts / "answer.yaml").write_text("system: something else\n", encoding="utf-8")
        at.heard.clear()
        replay, (played,) = at.replay(job)
    assert at.heard == []
    assert played.stale.startswith("answer.yaml changed since it was recorded; record again")
    assert (replay.health().played, replay.health().stale) == (0, 1)


def test_a_prompt_of_another_role_does_not_matter(tmp_path: Path) -> None:
    with desk(tmp_path, said("A")) as at:
        job = at.job("one", asking("Alpha"))
        at.record(job)
        (at.prompts / "briefing_story.yaml").write_text("system: other\n", encoding="utf-8")
        _, (played,) = at.replay(job)
    assert played.stale == ""


def test_what_nobody_asks_for_is_counted(tmp_path: Path) -> None:
    with desk(tmp_path, said("A"), said("B"), said("C")) as at:
        at.record(at.job("one", asking("Alpha"), asking("Beta")))
        at.record(at.job("gone", asking("Gamma")))
        replay, (played,) = at.replay(at.job("one", asking("Alpha")))
    assert played.unplayed == 1
    assert replay.health(whole=False).unplayed == 1
    assert replay.health().unplayed == 2  # and the case that is no case any more


def test_a_case_of_which_nothing_was_recorded_is_stale(tmp_path: Path) -> None:
    with desk(tmp_path, said("A")) as at:
        at.record(at.job("one", asking("Alpha")))
        replay, (_, played) = at.replay(
            at.job("one", asking("Alpha")), at.job("two", asking("Alpha"))
        )
    assert "role answer was not recorded" in played.stale
    assert replay.health().stale == 1


def test_an_empty_shelf_names_the_command(tmp_path: Path) -> None:
    shelf = Shelf(suite="answers", label="by-hand", root=tmp_path)
    with pytest.raises(EvalError, match="record --suite answers --by-hand"):
        Replay(shelf)
    assert record_command(shelf, "x").endswith("--suite answers --case x --by-hand")
    faults = Shelf(suite="faults", label="by-hand", root=tmp_path)
    assert record_command(faults, "").endswith("--suite faults")


def test_a_repair_lies_in_the_file_of_its_role_and_each_role_in_its_own(tmp_path: Path) -> None:
    with desk(tmp_path, said("draft"), said("mended"), said("rewritten")) as at:
        job = at.job(
            "one",
            asking("Question"),
            asking("Question", "draft", "Mend it"),
            asking("And he?", name="reply"),
        )
        assert at.record(job) == 3
        at.replay(job)
    assert at.heard == 2 * ["draft", "mended", "rewritten"]
    assert at.text("one").count("- request:") == 2
    assert at.text("one", "followup").count("- request:") == 1
    assert sorted(one.name for one in at.shelf.folder.iterdir()) == [
        "one.answer.yaml",
        "one.followup.yaml",
    ]


def test_the_role_is_known_where_a_server_takes_no_schema(tmp_path: Path) -> None:
    refusal = Status(400, {"error": {"message": "response_format is not supported"}})
    with desk(tmp_path, refusal, refusal, said("A")) as at:
        job = at.job("one", asking("Alpha", name="overview"))
        assert at.record(job) == 3  # a fresh client learns it again, in a replay as well
        _, (played,) = at.replay(job)
    assert at.heard == ["A", "A"]
    assert (played.stale, played.unplayed) == ("", 0)
    assert "role: overview" in at.text("one", "overview")


def test_a_stream_is_replayed_as_a_stream(tmp_path: Path) -> None:
    with desk(tmp_path, Stream("Bonjour à « tous » !")) as at:
        job = at.job("one", asking("Alpha"), streamed=True)
        at.record(job)
        at.replay(job)
    assert at.heard == 2 * ["Bonjour à « tous » !"]
    assert "data: [DONE]" in at.text("one")
    assert "stream: true" in at.text("one")
    assert at.server.asked[0].body["stream"] is True


def test_what_only_said_wait_is_not_replayed(tmp_path: Path) -> None:
    busy = Status(429, {"error": {"message": "slow down"}}, {"retry-after": "1"})
    with desk(tmp_path, busy, Status(500), said("A")) as at:
        job = at.job("one", asking("Alpha"))
        assert at.record(job) == 1
        at.replay(job)
    assert at.heard == ["A", "A"]


def test_a_fault_is_kept_with_its_tries_where_faults_are_recorded(tmp_path: Path) -> None:
    busy = Status(429, {"error": {"message": "slow down"}}, {"retry-after": "1"})
    with desk(tmp_path, busy, said("A")) as at:
        job = at.job("one", asking("Alpha"))
        assert at.record(job, faulty=True) == 2
        replay, _ = at.replay(job)
    assert at.heard == ["A", "A"]
    assert replay.health().played == 2
    assert "retry-after: '1'" in at.text("one")


def test_a_case_that_failed_half_way_leaves_what_was_recorded_before(tmp_path: Path) -> None:
    with desk(tmp_path, said("A"), said("new"), Status(401)) as at:
        at.record(at.job("one", asking("Alpha")))
        before = at.text("one")
        with pytest.raises(EvalError, match=r"not recorded: case 'one': .*HTTP 401"):
            at.record(at.job("one", asking("Alpha"), asking("Beta")))
        assert at.text("one") == before
        assert [one.name for one in at.shelf.folder.iterdir()] == ["one.answer.yaml"]


def test_a_role_that_is_not_asked_for_any_more_goes(tmp_path: Path) -> None:
    with desk(tmp_path, said("A"), said("B"), said("C")) as at:
        at.record(at.job("one", asking("Alpha"), asking("And?", name="reply")))
        at.record(at.job("one", asking("Alpha")))
    assert [one.name for one in at.shelf.folder.iterdir()] == ["one.answer.yaml"]


def test_neither_keys_nor_cookies_nor_servers_are_kept(tmp_path: Path) -> None:
    with desk(tmp_path, Zipped(said("A"))) as at:
        job = at.job("one", asking("Alpha"))
        at.record(job)
        at.replay(job)
    assert at.heard == ["A", "A"]
    file = at.text("one")
    for word in (KEY, "Bearer", "session", "acme", "gzip", "127.0.0.1", "user-agent", "binary"):
        assert word.lower() not in file.lower()
    assert "path: /chat/completions" in file


def test_a_reply_that_holds_the_key_is_not_saved(tmp_path: Path) -> None:
    with (
        desk(tmp_path, said(f"your key is {KEY}")) as at,
        pytest.raises(EvalError, match="hold the key itself and an API key") as caught,
    ):
        at.record(at.job("one", asking("Alpha")))
    assert KEY not in str(caught.value)
    assert not at.shelf.folder.exists()


def test_replies_come_by_what_is_asked_whatever_the_order_of_threads(tmp_path: Path) -> None:
    heard: list[tuple[str, ...]] = []
    requests = [asking(f"story {number}", name="story") for number in range(8)]

    def ask(client: ModelClient) -> None:
        heard.append(abreast(lambda one: client.complete(one).text, requests, 4))

    with desk(tmp_path, *(said(f"reply {number}") for number in range(8))) as at:
        job = Job(case="one", ask=ask)
        at.record(job)
        first = at.text("one", "story")
        _, (played,) = at.replay(job)
    assert heard[0] == heard[1]
    assert (played.stale, played.unplayed) == ("", 0)
    places = [first.index(f"content: story {number}") for number in range(8)]
    assert places == sorted(places)


def test_bodies_that_are_no_json_are_compared_byte_by_byte(tmp_path: Path) -> None:
    def request(body: bytes) -> Request:
        return Request("POST", "recorded://answer/chat/completions", body, {})

    same_body(request(b'{"a": 1, "b": "\\u00e9"}'), request('{"b": "é", "a": 1}'.encode()))
    same_body(request(b"one"), request(b"one"))
    for one, other in ((b"one", b"two"), (b'{"a": 1}', b"one"), (b"", b"one"), (b"1", b'"1"')):
        with pytest.raises(AssertionError):
            same_body(request(one), request(other))
