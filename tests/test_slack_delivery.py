"""Briefings of subscriptions in Slack: each message once, whatever breaks off, and corrections."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.schedule.worker import RunReport
from bot.slack.thread_names import thread_name
from tests.schedule_samples import moment
from tests.slack_briefing_samples import (
    DAY,
    EIGHT,
    CorrectingAuthor,
    SlackDesk,
    Stalling,
    slack_desk,
)
from tests.slack_peer import Canned, Dropped, SlackPeer, started_peer

POST = "chat.postMessage"


@pytest.fixture(scope="module")
def running() -> Iterator[SlackPeer]:
    with started_peer() as peer:
        yield peer


@pytest.fixture
def desk(running: SlackPeer, tmp_path: Path) -> Iterator[SlackDesk]:
    running.world.messages.clear()
    running.calls.clear()
    running.faults.clear()
    running.always.clear()
    with slack_desk(tmp_path, running) as made:
        yield made


def outcomes(reports: tuple[RunReport, ...]) -> list[str]:
    return [report.outcome for report in reports]


def due(desk: SlackDesk) -> SlackDesk:
    desk.clock.now = EIGHT
    return desk


def test_a_subscription_is_posted_at_its_hour_with_its_stories_in_the_thread(
    desk: SlackDesk,
) -> None:
    worker = desk.worker()
    assert worker.run_due() == ()
    due(desk)
    (report,) = worker.run_due()
    assert report.outcome == "delivered"
    assert report.receipt is not None
    (headline,) = desk.said()
    assert "Briefing 2026-03-20" in headline
    replies = desk.said(report.receipt["ts"])
    assert len(replies) == len(report.receipt["messages"].split()) - 1
    assert any("Les obus" in reply for reply in replies)
    assert worker.run_due() == ()
    assert len(desk.said()) == 1


def test_the_thread_remembers_what_the_briefing_cites(desk: SlackDesk) -> None:
    (report,) = due(desk).worker().run_due()
    assert report.receipt is not None
    opening = desk.library.journal.opening(thread_name("T1", "C2", report.receipt["ts"]))
    assert opening is not None
    assert opening.standalone == "Les obus"
    assert opening.passages == ("a#0", "b#0")


def test_its_buttons_find_what_they_name(desk: SlackDesk) -> None:
    (report,) = due(desk).worker().run_due()
    assert report.receipt is not None
    record = desk.library.answers.get(report.receipt["reference"])
    assert record is not None
    assert (record.status, record.ts) == ("briefed", report.receipt["ts"])
    assert [one["number"] for one in record.payload["citations"]] == [1, 2, 3]


@pytest.mark.parametrize("posted", range(5))
@pytest.mark.parametrize("fault", [Dropped(), Canned.broken(), Canned.error("is_archived")])
def test_what_broke_off_is_completed(desk: SlackDesk, posted: int, fault: Canned | Dropped) -> None:
    whole = len(messages_of_a_whole_briefing(desk))
    desk.peer.world.messages.clear()
    desk.clock.now += DAY
    desk.peer.faults[POST] = [*[None] * min(posted, whole - 1), fault]  # type: ignore[list-item]
    worker = desk.worker()
    assert outcomes(worker.run_due()) == ["waiting"]
    desk.clock.forward(minutes=1)
    assert outcomes(desk.worker().run_due()) == ["delivered"]
    found = list(desk.peer.world.messages.values())
    assert len(found) == whole
    assert len({message.text for message in found}) == whole
    assert len(desk.said()) == 1


def messages_of_a_whole_briefing(desk: SlackDesk) -> list[str]:
    (report,) = due(desk).worker().run_due()
    assert report.receipt is not None
    return report.receipt["messages"].split()


def test_a_worker_that_died_while_posting_is_taken_over_by_another(desk: SlackDesk) -> None:
    whole = len(messages_of_a_whole_briefing(desk))
    desk.clock.now += DAY
    first = desk.worker()
    runs = desk.library.subscriptions.runs
    desk.peer.faults[POST] = [None, None, Canned.error("fatal_error")]  # type: ignore[list-item]
    first.run_due()
    run = runs.latest("s1")
    assert run is not None
    # As if it had died before noting that it failed.
    taken = runs.claim(run, run)
    assert taken is not None
    assert runs.begin_delivery(taken, run.briefing, desk.clock.now) is not None
    desk.clock.forward(minutes=16)
    assert outcomes(desk.worker().run_due()) == ["delivered"]
    assert len(desk.peer.world.messages) == 2 * whole


def test_of_two_deliveries_at_once_one_posts(desk: SlackDesk) -> None:
    """The first one stops after its headline for longer than its lease; the second goes on."""
    whole = len(messages_of_a_whole_briefing(desk))
    desk.clock.now += DAY
    quick, seen = desk.worker(), list[list[str]]()

    def overtaken() -> None:
        desk.clock.forward(minutes=16)
        seen.append(outcomes(quick.run_due()))

    slow = desk.worker(Stalling(desk.client(), overtaken))
    assert slow.run_due() == ()
    assert seen == [["delivered"]]
    assert len(desk.peer.world.messages) == 2 * whole


def test_a_correction_is_said_under_the_briefing_that_was_wrong(desk: SlackDesk) -> None:
    desk.author = CorrectingAuthor()
    worker = due(desk).worker()
    (first,) = worker.run_due()
    desk.clock.now += DAY
    (second,) = worker.run_due()
    assert first.receipt is not None
    assert second.receipt is not None
    assert len(second.receipt["corrections"].split()) == 1
    under = desk.said(first.receipt["ts"])
    assert sum("6 000 obus." in text and "✏️" not in text for text in under) >= 1
    assert desk.peer.messages("C2", first.receipt["ts"])[-1].ts == second.receipt["corrections"]


def test_a_correction_is_said_once_though_its_answer_was_lost(desk: SlackDesk) -> None:
    desk.author = CorrectingAuthor()
    worker = due(desk).worker()
    (first,) = worker.run_due()
    desk.clock.now += DAY
    assert first.receipt is not None
    before = len(desk.said(first.receipt["ts"]))
    lost = first.receipt["messages"].split()
    desk.peer.faults[POST] = [*[None] * (len(lost) + 1), Dropped()]  # type: ignore[list-item]
    assert outcomes(worker.run_due()) == ["waiting"]
    desk.clock.forward(minutes=1)
    assert outcomes(worker.run_due()) == ["delivered"]
    assert len(desk.said(first.receipt["ts"])) == before + 1


def test_a_thread_that_was_deleted_keeps_no_briefing_back(desk: SlackDesk) -> None:
    desk.author = CorrectingAuthor()
    worker = due(desk).worker()
    (first,) = worker.run_due()
    assert first.receipt is not None
    desk.clock.now += DAY
    count = len(first.receipt["messages"].split()) + 1
    refused = Canned.error("thread_not_found")
    desk.peer.faults[POST] = [*[None] * count, refused]  # type: ignore[list-item]
    assert outcomes(worker.run_due()) == ["delivered"]


def test_limits_are_waited_for(desk: SlackDesk) -> None:
    desk.peer.faults[POST] = [Canned.limited(3), Canned.limited(3)]
    assert outcomes(due(desk).worker().run_due()) == ["delivered"]
    assert len(desk.said()) == 1


def test_nothing_is_posted_that_cites_a_removed_document(desk: SlackDesk) -> None:
    worker = due(desk).worker()
    desk.author.meanwhile = lambda: desk.library.remove(["b"])
    (report,) = worker.run_due()
    assert (report.outcome, "removed" in report.reason) == ("waiting", True)
    assert desk.said() == []


def test_a_channel_that_is_gone_is_one_line(desk: SlackDesk) -> None:
    desk.peer.always[POST] = Canned.error("channel_not_found")
    desk.clock.now = EIGHT
    (report,) = desk.worker().run_due()
    assert report.outcome == "waiting"
    assert "invite it there" in report.reason
    desk.clock.now = moment("2026-03-20T10:01")
    assert outcomes(desk.worker().run_due()) == ["failed"]
