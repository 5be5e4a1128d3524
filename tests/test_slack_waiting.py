"""Who has to wait is told how many have asked before."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from bot.slack.values import Job
from bot.slack.waiting import AnnouncedQueue
from tests.slack_peer import SlackPeer
from tests.slack_room_samples import PHRASES, Office, question


def entered(office: Office, count: int, **given: str) -> None:
    """So many questions, in threads of their own, while nobody answers."""
    with ThreadPoolExecutor(1) as background:
        queue = AnnouncedQueue(
            queue=lambda job: office.library.jobs.enter(job, office.hands.moment()),
            jobs=office.library.jobs,
            poster=office.poster,
            phrases=PHRASES,
            background=background,
        )
        for number in range(count):
            made = asked(number, **given)
            assert queue.enter(made) is not None
            assert queue.enter(made) is None
        background.shutdown(wait=True)


def asked(number: int, **given: str) -> Job:
    job = question(id=f"AAAA-{number}", event=f"e{number}", **given)
    thread = None if "private" in given else f"17000000{number:02}.000001"
    return replace(job, place=replace(job.place, thread=thread))


def test_a_place_in_line_is_shown_as_the_status(peer: SlackPeer, tmp_path: Path) -> None:
    office = Office(peer, tmp_path)
    entered(office, 30)
    told = [str(status["status"]) for status in peer.world.statuses]
    assert any("questions posées avant la vôtre" in text for text in told)
    assert 0 < len(told) <= 20  # no more than Slack takes at once


def test_whoever_asked_privately_is_told_when_many_wait(peer: SlackPeer, tmp_path: Path) -> None:
    office = Office(peer, tmp_path)
    entered(office, 14, private=peer.response_url("r1"))
    assert 0 < len(peer.responses["r1"]) <= 4
    assert "au rang 1" in peer.responses["r1"][-1]["text"]
    assert peer.world.statuses == []


def test_nobody_is_told_where_nobody_waits(peer: SlackPeer, tmp_path: Path) -> None:
    entered(Office(peer, tmp_path), 1)
    assert peer.world.statuses == []
