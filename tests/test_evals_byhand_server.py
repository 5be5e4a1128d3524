"""The server of replies written by hand: what it says to real requests, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import yaml

from bot.citations import Evidence
from bot.errors import EvalError
from bot.types import Document, Hit, Passage
from evals.byhand import MODEL, ByHandServer, load_replies

RIVER = "Selon Aude Ségard, « l’eau monte » : 12\u00a0maisons sont inondées à Brévenne."
BRIDGE = "Le pont de Brévenne est fermé depuis lundi, a dit la préfecture."


def evidence(*texts: str) -> str:
    """Passages as a writer's request shows them."""
    hits = []
    for number, text in enumerate(texts):
        document = Document(
            id=f"doc{number}", text=text, raw=text, title="Crue", language="fr", source="seed"
        )
        passage = Passage(document=document, number=0, start=0, end=len(text))
        hits.append(Hit(passage=passage, score=1.0, dense=1.0, lexical=0.0))
    return Evidence.from_hits(hits).render()


def request(*texts: str, role: str = "answer", asks: str = "Combien ?", **more: Any) -> Any:
    """The body of a first request."""
    shown = f"{evidence(*texts)}\n\n<question>\n{asks}\n</question>\n"
    messages = [{"role": "system", "content": "rules"}, {"role": "user", "content": shown}]
    wanted = {"type": "json_schema", "json_schema": {"name": role, "schema": {}}}
    return {"model": "any", "messages": messages, "response_format": wanted} | more


def again(body: Any, said: str) -> Any:
    """The request that follows a reply: a repair."""
    turns = [{"role": "assistant", "content": said}, {"role": "user", "content": "Again."}]
    return body | {"messages": [*body["messages"], *turns]}


def answering(*quotes: Any, **more: Any) -> dict[str, Any]:
    statement = {"text": "12 maisons sont inondées.", "quotes": list(quotes)}
    return {"answered": True, "statements": [statement]} | more


def entry(*replies: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"case": "fr-crue", "role": "answer", "replies": list(replies)} | more


class Told:
    """A server over entries, asked over real HTTP."""

    def __init__(self, server: ByHandServer) -> None:
        self.server = server

    def post(self, body: Any, case: str = "fr-crue") -> httpx2.Response:
        url = f"{self.server.url}/{case}/v1/chat/completions"
        return httpx2.post(url, json=body, timeout=10.0)

    def said(self, body: Any, case: str = "fr-crue") -> str:
        response = self.post(body, case)
        assert response.status_code == 200, response.text
        return str(response.json()["choices"][0]["message"]["content"])


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Any]:
    """Starts a server over entries."""
    running: list[ByHandServer] = []

    def start(*entries: dict[str, Any]) -> Told:
        path = tmp_path / "replies.yaml"
        path.write_text(yaml.safe_dump(list(entries), allow_unicode=True), encoding="utf-8")
        server = ByHandServer(path, count=lambda text: len(text.split()))
        server.__enter__()
        running.append(server)
        return Told(server)

    yield start
    for server in running:
        server.__exit__(None, None, None)


def test_names_the_passage_of_the_request_that_holds_the_quote(told: Any) -> None:
    reply = answering("12\u00a0maisons sont inondées", "Le pont de Brévenne est fermé")
    server = told(entry(reply))
    quotes = json.loads(server.said(request(BRIDGE, RIVER)))["statements"][0]["quotes"]
    assert quotes == [
        {"passage": "P2", "quote": "12\u00a0maisons sont inondées"},
        {"passage": "P1", "quote": "Le pont de Brévenne est fermé"},
    ]
    swapped = json.loads(server.said(request(RIVER, BRIDGE)))["statements"][0]["quotes"]
    assert [quote["passage"] for quote in swapped] == ["P1", "P2"]


def test_says_that_a_person_wrote_it_and_what_it_used(told: Any) -> None:
    server = told(entry(answering("12\u00a0maisons")))
    response = server.post(request(RIVER)).json()
    assert (response["model"], response["id"]) == (MODEL, MODEL) == ("written-by-hand",) * 2
    usage = response["usage"]
    assert usage["completion_tokens"] == len(response["choices"][0]["message"]["content"].split())
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"]


def test_sends_accents_quotation_marks_and_no_break_spaces_as_they_are(told: Any) -> None:
    server = told(entry(answering(RIVER)))
    response = server.post(request(RIVER))
    content = response.json()["choices"][0]["message"]["content"]
    assert "« l’eau monte » : 12\u00a0maisons" in content
    assert "Ségard" in response.content.decode()  # not escaped on the wire either


def test_keeps_the_sides_of_a_disagreement(told: Any) -> None:
    claims = [
        {"value": "12", "quotes": ["12\u00a0maisons"]},
        {"value": "lundi", "quotes": ["fermé depuis lundi"]},
    ]
    reply = answering("12\u00a0maisons", disagreements=[{"about": "crue", "claims": claims}])
    said = json.loads(told(entry(reply)).said(request(RIVER, BRIDGE)))
    (matter,) = said["disagreements"]
    assert [claim["quotes"][0]["passage"] for claim in matter["claims"]] == ["P1", "P2"]


def test_refuses_a_quote_that_stands_in_no_passage_and_tells_so_once(told: Any) -> None:
    server = told(entry(answering("13 maisons")))
    for _ in range(2):  # a client tries again
        assert server.post(request(RIVER)).status_code == 500
    assert server.server.faults == (
        "case 'fr-crue': the quote '13 maisons' stands in no passage of the request",
    )


def test_a_passage_of_another_request_does_not_count(told: Any) -> None:
    server = told(entry(answering("fermé depuis lundi")))
    assert server.post(request(RIVER)).status_code == 500
    assert server.post(request(BRIDGE)).status_code == 200


def test_altered_words_pass_as_a_slip_alone(told: Any) -> None:
    altered = {"in": "12\u00a0maisons", "quote": "120 maisons"}
    unmarked = told(entry(answering(altered)))
    assert unmarked.post(request(RIVER)).status_code == 500
    assert "names no slip" in unmarked.server.faults[0]
    marked = told(entry(answering(altered, slip="a figure altered")))
    said = json.loads(marked.said(request(BRIDGE, RIVER)))
    assert said["statements"][0]["quotes"] == [{"passage": "P2", "quote": "120 maisons"}]
    assert "slip" not in said


def test_a_slip_does_not_excuse_the_other_quotes(told: Any) -> None:
    server = told(entry(answering("13 maisons", slip="something else")))
    assert server.post(request(RIVER)).status_code == 500


def test_each_turn_gets_the_next_reply_and_a_new_question_the_first(told: Any) -> None:
    server = told(entry(answering("12\u00a0maisons"), {"answered": False}))
    first = server.said(request(RIVER))
    assert server.server.unasked == (
        "case 'fr-crue': 1 of 2 replies of role 'answer' were not asked for",
    )
    second = server.said(again(request(RIVER), first))
    assert json.loads(second)["answered"] is False
    assert server.server.unasked == ()
    assert server.post(again(request(RIVER), second)).status_code == 500
    assert "asked for reply 3, and 2 are written" in server.server.faults[0]
    assert server.said(request(RIVER)) == first


def test_a_broken_reply_is_followed_by_the_next_when_it_is_asked_again(told: Any) -> None:
    broken = {"text": '{"answered": true, "statem', "slip": "malformed JSON"}
    server = told(entry(broken, answering("12\u00a0maisons")))
    assert server.said(request(RIVER)) == '{"answered": true, "statem'
    assert json.loads(server.said(request(RIVER)))["answered"] is True


def test_finds_the_reply_by_role_and_by_words_of_the_question(told: Any) -> None:
    followup = {"text": "Le pont est-il fermé ?"}
    server = told(
        entry({"answered": False}, about=["Combien"]),
        entry(followup, role="followup"),
        entry(answering("est fermé"), about=["le pont"]),
        entry({"data": {"verdict": "supported"}}, role="judge"),
    )
    plain = request(RIVER, asks="Et le pont ?")
    del plain["response_format"]
    assert server.said(plain) == "Le pont est-il fermé ?"
    assert json.loads(server.said(request(BRIDGE, asks="Et le pont ?")))["answered"] is True
    assert json.loads(server.said(request(BRIDGE)))["answered"] is False
    assert json.loads(server.said(request(role="judge"))) == {"verdict": "supported"}


def test_finds_a_story_by_the_sentences_of_its_event(told: Any) -> None:
    def story(words: str, headline: str) -> dict[str, Any]:
        statement = {"text": headline, "quotes": [words]}
        reply = {"headline": headline, "statements": [statement]}
        return entry(reply, case="valley", role="story", about=[words])

    server = told(story("inondées", "Crue"), story("est fermé", "Pont fermé"))

    def asked(event: str) -> Any:
        body = request(RIVER, BRIDGE, role="story")
        shown = f"{evidence(RIVER, BRIDGE)}\n\nevent:\n{event}\n\ntold:\n(none)\n"
        return body | {"messages": [{"role": "user", "content": shown}]}

    assert json.loads(server.said(asked(BRIDGE), "valley"))["headline"] == "Pont fermé"
    said = json.loads(server.said(asked(RIVER), "valley"))
    assert said["statements"][0]["quotes"] == [{"passage": "P1", "quote": "inondées"}]


def test_an_overview_names_statements_by_their_words(told: Any) -> None:
    reply = {"sentences": [{"text": "La vallée est coupée.", "rests_on": ["est fermé"]}]}
    server = told(entry(reply, role="overview"))
    shown = '<story label="S2">\n<statement label="S2.1">Le pont est fermé.</statement>\n</story>'
    body = request(role="overview") | {"messages": [{"role": "user", "content": shown}]}
    assert json.loads(server.said(body))["sentences"][0]["rests_on"] == ["S2.1"]
    empty = body | {"messages": [{"role": "user", "content": "nothing"}]}
    assert server.post(empty).status_code == 500


def test_streams_events_when_asked_to(told: Any) -> None:
    server = told(entry(answering("12\u00a0maisons sont inondées")))
    whole = server.said(request(RIVER))
    response = server.post(request(RIVER, stream=True))
    assert response.headers["content-type"] == "text/event-stream"
    events = [line.removeprefix("data: ") for line in response.text.split("\n\n") if line]
    assert events.pop() == "[DONE]"
    chunks = [json.loads(event) for event in events]
    assert {chunk["model"] for chunk in chunks} == {MODEL}
    assert chunks.pop()["usage"]["completion_tokens"] == len(whole.split())
    deltas = [chunk["choices"][0]["delta"].get("content", "") for chunk in chunks]
    assert len(deltas) > 3
    assert "".join(deltas) == whole


def test_has_no_reply_for_what_nobody_wrote(told: Any) -> None:
    server = told(entry({"answered": False}))
    assert server.post(request(RIVER), "another").status_code == 500
    assert server.post(request(RIVER, role="story")).status_code == 500
    assert [fault.split(":")[0] for fault in server.server.faults] == [
        "case 'another'",
        "case 'fr-crue'",
    ]
    assert httpx2.post(f"{server.server.url}/elsewhere", json={}).status_code == 404


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("- case: a\n  role: [", "is not valid YAML"),
        ("- {case: a, role: answer, replies: []}", "case 'a', replies"),
        ("- {case: a, role: answer, replies: [{answered: true, text: x}]}", "give one of"),
        ("- {case: a, role: answer, replies: [{slip: x}]}", "give one of"),
        ("- {case: a, role: answer, replies: [{answered: true, slp: x}]}", "slp"),
        ("case: a", "has a wrong reply"),
    ],
)
def test_a_wrong_file_is_one_line(tmp_path: Path, given: str, said: str) -> None:
    path = tmp_path / "replies.yaml"
    path.write_text(given, encoding="utf-8")
    with pytest.raises(EvalError, match=said) as raised:
        load_replies(path)
    assert "\n" not in str(raised.value)


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="cannot read the replies written by hand"):
        load_replies(tmp_path / "none.yaml")


def test_an_abstention_has_no_statements(tmp_path: Path) -> None:
    path = tmp_path / "replies.yaml"
    reply = answering("x") | {"answered": False}
    path.write_text(yaml.safe_dump([entry(reply)]), encoding="utf-8")
    with pytest.raises(EvalError, match="does not answer"):
        load_replies(path)
