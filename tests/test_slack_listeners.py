"""Every way to ask becomes one job, acknowledged at once; what is no question becomes none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.errors import LibraryError
from bot.slack.interactions import Interaction, Reactions, Submission
from bot.slack.values import Job
from tests.slack_peer import Delivery, SlackPeer, events, started_peer
from tests.slack_peer.events import Payload
from tests.slack_peer.world import SharedFile
from tests.slack_samples import Desk, Noted, at_desk

QUICKLY = 0.3
PASSAGE, FAILING = Noted(), Noted(failure=ZeroDivisionError("xoxb-secret"))
FEEDBACK, HOME, STOP, SUBSCRIBE = Noted(), Noted(), Noted(), Noted()


def wrong_hour(interaction: Interaction) -> dict[str, str]:
    return {"hour": "25:00 is no hour"} if interaction.state == {"hour": "25:00"} else {}


@pytest.fixture(scope="module")
def shared_peer() -> Iterator[SlackPeer]:
    with started_peer() as peer:
        yield peer


@pytest.fixture(scope="module")
def shared_desk(shared_peer: SlackPeer) -> Iterator[Desk]:
    desk = Desk(
        reactions=Reactions(
            actions={"passage": PASSAGE, "broken": FAILING},
            views={"feedback": Submission(FEEDBACK), "hours": Submission(FEEDBACK, wrong_hour)},
            commands={"subscribe": SUBSCRIBE},
            home=HOME,
            stopped=STOP,
        )
    )
    with at_desk(shared_peer, desk):
        yield desk


@pytest.fixture
def desk(shared_desk: Desk) -> Desk:
    shared_desk.queue.jobs.clear()
    shared_desk.queue.full = False
    shared_desk.threads.known.clear()
    shared_desk.told.lines.clear()
    for noted in (PASSAGE, FAILING, FEEDBACK, HOME, STOP, SUBSCRIBE):
        noted.seen.clear()
    return shared_desk


def test_a_mention_is_a_question_in_its_thread(shared_peer: SlackPeer, desk: Desk) -> None:
    sent = shared_peer.send(events.mention("Qui a vu <@U2> &amp; <#C2|desk> ?", ts="5.1"))
    assert sent.acked() < QUICKLY
    (job,) = desk.queue.jobs
    assert (job.kind, job.text, job.event) == ("ask", "Qui a vu @U2 & #desk ?", "message:T1:C1:5.1")
    assert job.place.thread == "5.1"
    assert job.place.surface == "channel"


def test_a_mention_that_arrives_twice_is_one_question(shared_peer: SlackPeer, desk: Desk) -> None:
    text = "<@UBOT> Qui ?"
    both = [events.mention("Qui ?", ts="5.2"), events.channel_message(text, ts="5.2")]
    sent = [shared_peer.send(payload) for payload in both]
    sent.append(shared_peer.redeliver(sent[0]))
    assert all(delivery.acked() < QUICKLY for delivery in sent)
    assert len(desk.queue.jobs) == 1


DIRECT = {"channel": "D1", "channel_type": "im"}
LINK = "<https://example.org/a>"


@pytest.mark.parametrize(
    ("payload", "kind", "text"),
    [
        (events.mention(""), "help", ""),
        (events.direct_message("Qui ?"), "ask", "Qui ?"),
        (events.direct_message(f"Voici {LINK}"), "documents", "Voici https://example.org/a"),
        (events.direct_message(f"Que dit {LINK} ?"), "ask", "Que dit https://example.org/a ?"),
        (events.mention(f"Voici {LINK}"), "ask", "Voici https://example.org/a"),
        (events.mention("merci !"), "help", "merci !"),
        (events.direct_message("Bonjour"), "help", "Bonjour"),
        (events.direct_message("merci, et en 2023", thread_ts="9.9"), "ask", "merci, et en 2023"),
        (events.command("/ask", "Qui ?", "http://127.0.0.1/r"), "ask", "Qui ?"),
        (events.command("/ask", " ", "http://127.0.0.1/r"), "help", ""),
        (events.command("/brief", "", "http://127.0.0.1/r"), "brief", ""),
        (events.command("/brief", "Ukraine", "http://127.0.0.1/r"), "brief", "Ukraine"),
        (events.shortcut("check_claim", "Il pleut.", "http://127.0.0.1/r"), "check", "Il pleut."),
    ],
)
def test_ways_to_ask(
    shared_peer: SlackPeer, desk: Desk, payload: Payload, kind: str, text: str
) -> None:
    assert shared_peer.send(payload).acked() < QUICKLY
    assert [(job.kind, job.text) for job in desk.queue.jobs] == [(kind, text)]


IGNORED = {
    "our own message": events.direct_message("x", user="UBOT", bot_id="BBOT"),
    "another bot's": events.direct_message("x", bot_id="BX", subtype="bot_message"),
    "a bot's mention": events.mention("x", bot_id="BX"),
    "an edit": events.direct_message("x", subtype="message_changed", message={}),
    "a join": events.channel_message("x", subtype="channel_join"),
    "talk in a channel": events.channel_message("x"),
    "a thread of others": events.channel_message("x", thread_ts="1.1"),
    "thanks in a thread of ours": events.channel_message("Merci beaucoup !", thread_ts="9.9"),
    "thanks in a direct message": events.direct_message("thanks :+1:", thread_ts="9.9"),
    "somebody else first": events.channel_message("<@U2> et toi ?", thread_ts="9.9"),
}


@pytest.mark.parametrize("payload", IGNORED.values(), ids=IGNORED.keys())
def test_what_is_no_question(shared_peer: SlackPeer, desk: Desk, payload: Payload) -> None:
    desk.threads.known.add("9.9")
    assert shared_peer.send(payload).acked() < QUICKLY
    assert desk.queue.jobs == []


def test_a_follow_up_in_a_thread_of_ours_needs_no_mention(
    shared_peer: SlackPeer, desk: Desk
) -> None:
    desk.threads.known.add("9.9")
    shared_peer.send(events.channel_message("Et en 2023 ?", thread_ts="9.9")).acked()
    assert [(job.text, job.place.thread) for job in desk.queue.jobs] == [("Et en 2023 ?", "9.9")]


def test_files_and_links_are_documents(shared_peer: SlackPeer, desk: Desk) -> None:
    file = shared_peer.share(SharedFile(id="F1", name="a.txt", content=b"x"))
    shared_peer.send(events.file_shared(f"et {LINK}", [file])).acked()
    (job,) = desk.queue.jobs
    assert (job.kind, job.files) == ("documents", ("F1",))
    assert job.details == {"links": "https://example.org/a"}


def test_a_private_question_is_answered_privately(shared_peer: SlackPeer, desk: Desk) -> None:
    sent = shared_peer.send(events.command("/ask", "Qui est-ce ?", shared_peer.response_url()))
    sent.acked()
    (job,) = desk.queue.jobs
    assert (job.place.surface, job.response_url) == ("private", shared_peer.response_url())
    assert sent.ack == {
        "text": f"Je cherche dans les documents… (n° {job.id})",
        "response_type": "ephemeral",
    }


def test_a_full_queue_is_told_politely(shared_peer: SlackPeer, desk: Desk) -> None:
    desk.queue.full = True
    assert shared_peer.send(events.mention("Qui est le chef ?")).acked() < QUICKLY
    ((_, text, _),) = shared_peer.wait(lambda: desk.told.lines)
    assert text.startswith("Trop de questions attendent déjà.")


def test_what_could_not_be_entered_is_not_acknowledged(shared_peer: SlackPeer, desk: Desk) -> None:
    desk.queue.failures = [LibraryError("the disk is full")]
    failed = shared_peer.send(events.mention("Qui ?"))
    with pytest.raises(AssertionError):
        failed.acked(within=0.5)
    assert shared_peer.redeliver(failed).acked() < QUICKLY
    assert len(desk.queue.jobs) == 1


def test_a_button_says_all_that_a_reaction_needs(shared_peer: SlackPeer, desk: Desk) -> None:
    button = {"action_id": "passage", "value": "K7Q2-M4:1"}
    assert shared_peer.send(events.block_action(button, "http://127.0.0.1/r")).acked() < QUICKLY
    (seen,) = shared_peer.wait(lambda: PASSAGE.seen)
    assert (seen.name, seen.value, seen.message) == ("passage", "K7Q2-M4:1", "1.2")
    assert seen.trigger.startswith("trigger")
    assert (seen.place.channel, seen.place.thread, seen.place.surface) == ("C1", "1.2", "channel")


def test_a_button_that_fails_gives_a_reference(shared_peer: SlackPeer, desk: Desk) -> None:
    assert shared_peer.send(events.block_action({"action_id": "broken"})).acked() < QUICKLY
    ((_, text, _),) = shared_peer.wait(lambda: desk.told.lines)
    assert text.startswith("Cela n’a pas fonctionné.")
    assert "xoxb" not in text


def test_an_unknown_button_is_acknowledged(shared_peer: SlackPeer, desk: Desk) -> None:
    assert shared_peer.send(events.block_action({"action_id": "link"})).acked() < QUICKLY


def test_a_modal_is_taken_or_stays_open(shared_peer: SlackPeer, desk: Desk) -> None:
    good = shared_peer.send(events.view_submission("feedback", {"a": "b"}, "K7Q2-M4"))
    good.acked()
    (seen,) = shared_peer.wait(lambda: FEEDBACK.seen)
    assert (seen.value, seen.state, good.ack) == ("K7Q2-M4", {"a": "b"}, None)
    wrong = shared_peer.send(events.view_submission("hours", {"hour": "25:00"}))
    wrong.acked()
    assert wrong.ack == {"response_action": "errors", "errors": {"hour": "25:00 is no hour"}}


@pytest.mark.parametrize(
    ("payload", "noted"),
    [
        (events.home_opened(), HOME),
        (events.session_stopped(), STOP),
        (events.command("/brief", "Subscribe", ""), SUBSCRIBE),
    ],
)
def test_openings(shared_peer: SlackPeer, desk: Desk, payload: Payload, noted: Noted) -> None:
    assert shared_peer.send(payload).acked() < QUICKLY
    assert shared_peer.wait(lambda: noted.seen)
    assert desk.queue.jobs == []


def test_events_that_nobody_listens_to_are_acknowledged(shared_peer: SlackPeer, desk: Desk) -> None:
    for fields in ({"type": "team_join"}, {"type": "app_context_changed", "user": "U1"}):
        assert shared_peer.send_event(fields).acked() < QUICKLY


def test_nothing_is_lost_when_the_socket_changes(shared_peer: SlackPeer, desk: Desk) -> None:
    hellos = shared_peer.sockets.hellos
    shared_peer.refresh()
    shared_peer.wait(lambda: shared_peer.sockets.hellos > hellos)
    sent: Delivery = shared_peer.send(events.mention("Encore là ?"))
    assert sent.acked() < 3
    jobs: list[Job] = desk.queue.jobs
    assert len(jobs) == 1
