"""The HTTP side: signatures, health, figures, and nothing for strangers."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.errors import LibraryError, UsageError
from bot.slack.http import HttpServer, Site
from bot.slack.metrics import Metrics
from tests.slack_peer import SlackPeer, events, started_peer
from tests.slack_samples import Desk, connection_to
from tests.slack_web import SECRET, Web, served

CHALLENGE = {"type": "url_verification", "challenge": "abc"}


@pytest.fixture(scope="module")
def shared_peer() -> Iterator[SlackPeer]:
    with started_peer() as peer:
        yield peer


@pytest.fixture(scope="module")
def shared_web(shared_peer: SlackPeer) -> Iterator[Web]:
    connection = replace(connection_to(shared_peer), signing_secret=SECRET)
    with served(connection, Desk(), Metrics()) as web:
        yield web


@pytest.fixture
def web(shared_web: Web) -> Web:
    shared_web.desk.queue.jobs.clear()
    shared_web.missing.clear()
    return shared_web


def test_slack_verifies_our_address(web: Web) -> None:
    page = web.slack(CHALLENGE)
    assert (page.status, "abc" in page.body) == (200, True)


def test_signatures(web: Web) -> None:
    assert web.slack(CHALLENGE, secret="guessed").status == 401
    assert web.slack(CHALLENGE, age=3600).status == 401
    assert web.slack(CHALLENGE, age=-3600).status == 401
    assert web.unsigned(CHALLENGE).status == 401
    question = events.mention("Qui ?").body
    assert web.slack(question, secret="guessed").status == 401
    assert web.desk.queue.jobs == []


def test_what_strangers_send_does_not_reach_the_log(
    web: Web, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        web.slack({"type": "event_callback", "event": {"text": "flood"}}, secret="guessed")
    assert "flood" not in caplog.text


def test_an_event_over_http_is_one_job_however_often_it_comes(web: Web) -> None:
    question = events.mention("Qui ?")
    assert web.sends(question).status == 200
    assert web.sends(question, **{"X-Slack-Retry-Num": "1"}).status == 200
    assert [job.text for job in web.desk.queue.jobs] == ["Qui ?"]


def test_what_could_not_be_entered_is_sent_again(web: Web) -> None:
    web.desk.queue.failures = [LibraryError("the disk is full")]
    question = events.mention("Qui ?")
    page = web.sends(question)
    assert (page.status, "disk" in page.body) == (500, False)
    assert web.sends(question).status == 200
    assert len(web.desk.queue.jobs) == 1


def test_health(web: Web) -> None:
    assert web.get("/healthz").body == '{"status": "ok"}\n'
    assert web.get("/readyz").body == '{"status": "ready"}\n'
    web.missing["views"] = "at revision 1, the library is at 2"
    page = web.get("/readyz")
    assert page.status == 503
    assert "at revision 1" in page.body
    assert web.get("/healthz").status == 200
    assert web.get("/healthz", method="HEAD").body == ""


def test_figures(web: Web) -> None:
    web.sends(events.mention("Qui ?"))
    page = web.get("/metrics")
    assert page.headers["Content-Type"].startswith("text/plain; version=")
    assert 'citewire_acknowledgement_seconds_bucket{le="0.3",transport="http"}' in page.body


@pytest.mark.parametrize("path", ["/", "/slack/events", "/slack/install", "/../etc/passwd"])
def test_there_is_nothing_else(web: Web, path: str) -> None:
    page = web.get(path)
    assert (page.status, "Server" in page.headers) == (404, False)


def test_a_port_that_is_taken(web: Web) -> None:
    with pytest.raises(UsageError, match=rf"127\.0\.0\.1:{web.port} cannot be listened on"):
        HttpServer(Site(ready=dict, metrics=Metrics()), "127.0.0.1", web.port)


def test_closing_answers_what_is_under_way(shared_peer: SlackPeer) -> None:
    connection = replace(connection_to(shared_peer), signing_secret=SECRET)
    with served(connection, Desk(), Metrics()) as web:
        assert web.get("/healthz").status == 200
    with pytest.raises(ConnectionRefusedError):
        web.get("/healthz")


def test_metrics_of_questions_and_calls() -> None:
    metrics = Metrics()
    metrics.watch("queue_length", "Questions that wait.", lambda: 3)
    metrics.ended("ask", "answered", 1.5)
    text = metrics.page().decode()
    assert 'citewire_questions_total{kind="ask",outcome="answered"} 1.0' in text
    assert "citewire_queue_length 3.0" in text
    assert 'citewire_answer_seconds_sum{kind="ask"} 1.5' in text
