"""Answers in Slack: streamed, posted, changed; one message a question, whatever goes wrong."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.errors import LibraryError
from bot.slack.threads import RELENTING
from bot.slack.values import Job
from bot.types import Statement
from tests.slack_peer import Canned, Dropped, Message, SlackPeer
from tests.slack_peer.faults import Fault
from tests.slack_room_samples import (
    QUESTION,
    Crash,
    Office,
    citation,
    question,
    statements_of,
    text_of,
)

THREAD = "1700000000.000001"


@pytest.fixture
def office(peer: SlackPeer, tmp_path: Path) -> Office:
    return opened(peer, tmp_path)


def opened(peer: SlackPeer, directory: Path) -> Office:
    peer.world.say(Message(channel="C1", ts=THREAD, user="U1", text=QUESTION))
    return Office(peer, directory)


def whole(message: Message) -> bool:
    """Whether a message tells all of the answer, and nothing is to come."""
    text = text_of(message)
    said = all(words in text for words in ("6 000 obus", "20 000", "Bakhmout tient bon"))
    return said and "[3]" in text and message.streaming_since is None


def test_statements_are_streamed_and_end_with_sources_and_buttons(office: Office) -> None:
    job = office.answered()
    (message,) = office.said()
    assert whole(message)
    assert message.thread_ts == THREAD
    assert message.streamed.startswith("L’Ukraine tire 6 000 obus par jour.")
    assert message.metadata is not None
    assert message.metadata["event_payload"] == {"job": job.id, "part": "0"}
    assert {block["type"] for block in message.blocks} >= {"context", "actions", "context_actions"}
    assert office.outcome(job) == "answered"
    methods = [call.method for call in office.peer.calls]
    assert methods[0] == "assistant.threads.setStatus"
    assert methods[-1] == "chat.stopStream"
    assert "chat.update" not in methods
    assert office.library.answers.get(job.id) is not None


def test_the_first_statement_is_seen_before_the_others_stand(office: Office) -> None:
    seen: list[str] = []
    office.desk.between = lambda number: seen.append(text_of(office.said()[0]))
    office.answered()
    assert "6 000 obus" in seen[0]
    assert "Bakhmout" not in seen[0]


def test_a_slow_writer_is_followed_statement_by_statement(office: Office) -> None:
    seen: list[str] = []

    def between(number: int) -> None:
        seen.append(text_of(office.said()[0]))
        office.hands.sleep(2.0)

    office.desk.between = between
    office.answered()
    assert "20 000" in seen[1]
    assert len(office.peer.called("chat.appendStream")) == 2


def test_a_busy_workspace_gathers_more_before_it_appends(office: Office) -> None:
    client = office.client
    while client.ready("chat.appendStream"):
        client._await_turn("chat.appendStream", "", 1e9)
    office.desk.said = statements_of(office.library.document("a")) * 20
    office.answered()
    assert office.peer.called("chat.appendStream") == []
    assert whole(office.said()[0])


def test_without_a_stream_the_answer_is_posted_whole(office: Office) -> None:
    for number in range(8):
        thread = f"1700000001.00000{number}"
        place = question().place.__class__(
            team="T1", channel="C1", user="U1", surface="channel", thread=thread
        )
        office.ask(id=f"AAAA-{number}", event=f"e{number}", place=place)
    office.work()
    messages = office.said()
    assert len(messages) == 8
    assert all(map(whole, messages))
    assert len(office.peer.called("chat.startStream")) == 5
    assert office.peer.called("chat.update") == []
    assert office.hands.seconds < 10


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("chat.startStream", Canned.limited(30)),
        ("chat.startStream", Canned.error("restricted_action")),
        ("chat.startStream", Canned.error("unknown_method")),
        ("chat.startStream", Dropped()),
        ("chat.startStream", Canned.broken()),
        ("chat.appendStream", Canned.limited(600)),
        ("chat.appendStream", Canned.error("message_not_in_streaming_state")),
        ("chat.appendStream", Dropped()),
        ("chat.stopStream", Canned.error("message_not_in_streaming_state")),
        ("chat.stopStream", Dropped()),
        ("chat.stopStream", Canned.broken()),
        ("chat.stopStream", Canned.limited(30)),
        ("chat.postMessage", Canned.limited(30)),
        ("assistant.threads.setStatus", Canned.limited(30)),
        ("assistant.threads.setStatus", Canned.broken()),
    ],
)
def test_whatever_dies_one_message_has_the_whole_answer(
    office: Office, method: str, fault: Fault
) -> None:
    office.peer.faults[method] = [fault]
    office.desk.between = lambda number: office.hands.sleep(2.0)
    job = office.answered()
    (message,) = office.said()
    assert whole(message)
    assert message.metadata is not None
    assert office.outcome(job) == "answered"


def test_a_stream_that_expires_is_finished_by_an_update(office: Office) -> None:
    def between(number: int) -> None:
        if number == 1:
            office.peer.world.expire_streams()
        office.hands.sleep(2.0)

    office.desk.between = between
    office.answered()
    (message,) = office.said()
    assert whole(message)
    assert message.updates == 1


def test_a_deleted_message_is_posted_anew(office: Office) -> None:
    def between(number: int) -> None:
        if number == 1:
            (ts,) = [message.ts for message in office.said()]
            del office.peer.world.messages["C1", ts]

    office.desk.between = between
    office.answered()
    (message,) = office.said()
    assert whole(message)


def test_a_lost_confirmation_is_looked_up_in_the_thread(office: Office) -> None:
    office.peer.always["chat.startStream"] = Canned.error("restricted_action")
    office.peer.faults["chat.postMessage"] = [Dropped()]
    office.answered()
    assert len(office.said()) == 1
    assert len(office.peer.called("chat.postMessage")) == 1


def test_an_answer_for_a_thread_that_cannot_be_read_is_given_all_the_same(office: Office) -> None:
    office.peer.always["chat.startStream"] = Canned.error("restricted_action")
    office.peer.always["conversations.replies"] = Canned.error("missing_scope")
    office.peer.faults["chat.postMessage"] = [Canned.broken()]
    office.answered()
    assert len(office.said()) == 1


@pytest.mark.parametrize("dies_after", [False, True])
@pytest.mark.parametrize("streams", [False, True])
def test_whoever_takes_over_finishes_the_message_that_was_begun(
    peer: SlackPeer, tmp_path: Path, streams: bool, dies_after: bool
) -> None:
    office = opened(peer, tmp_path)
    if not streams:
        peer.always["chat.startStream"] = Canned.error("restricted_action")
    died = 0
    for number in range(1, 7):
        place = f"17000000{number:02}.000001"
        peer.world.say(Message(channel="C1", ts=place, user="U1", text=QUESTION))
        job = in_thread(place, id=f"AAAA-{number}", event=f"message:T1:C1:{place}")
        office.enter(job)
        office.fate.dies_at, office.fate.dies_after = office.fate.count + number, dies_after
        try:
            office.work("w1")
        except Crash:
            died += 1
        office.fate.dies_at = None
        office.work("w2")
        (message,) = peer.messages("C1", place)
        assert whole(message), f"died at call {number}: {text_of(message)}"
        assert office.outcome(job) == "answered"
    assert died >= 2


def test_a_model_is_not_asked_again_for_an_answer_that_could_not_be_posted(office: Office) -> None:
    office.peer.always["chat.startStream"] = Canned.error("restricted_action")
    office.peer.faults["chat.postMessage"] = [Canned.limited(600)]
    office.answered()
    assert len(office.desk.asked) == 1
    assert len(office.said()) == 1


def test_a_long_answer_is_split_and_not_repeated_by_whoever_takes_over(office: Office) -> None:
    document = office.library.document("a")
    quote = citation(document, "Bakhmout tient bon")
    office.desk.said = tuple(
        Statement(text=f"Phrase {number} " + "mot " * 200, citations=(quote,))
        for number in range(40)
    )
    job = office.ask()
    office.fate.dies_at, office.fate.dies_after = 5, True
    with pytest.raises(Crash):
        office.work("w1")
    office.fate.dies_at = None
    office.work("w2")
    messages = office.said()
    assert len(messages) > 2
    told = " ".join(map(text_of, messages))
    for number in range(40):
        assert f"Phrase {number} " in told
    parts = [message.metadata["event_payload"]["part"] for message in messages if message.metadata]
    assert sorted(parts) == [str(number) for number in range(len(messages))]
    assert office.outcome(job) == "answered"


def test_a_channel_that_takes_nothing_is_told_to_the_asker(office: Office) -> None:
    for method in ("chat.startStream", "chat.postMessage"):
        office.peer.faults[method] = [Canned.error("restricted_action")] * 2
    job = office.answered()
    (message,) = office.said()
    assert message.seen_by == "U1"
    assert job.id in text_of(message)
    assert office.outcome(job) == "failed"


def test_a_revoked_token_is_logged_and_ends(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.peer.world.revoked.add("xoxb-test")
    job = office.answered()
    assert office.outcome(job) == "untold"
    assert office.said() == []
    assert "xoxb-test" not in caplog.text


def test_a_fault_of_our_own_is_told_with_the_reference(office: Office) -> None:
    office.desk.failures = [LibraryError("the library '/srv/secret' cannot be read; mend it")]
    job = office.answered()
    (message,) = office.said()
    assert job.id in text_of(message)
    assert "secret" not in text_of(message)
    assert "numéro" in text_of(message)  # the language of the question


def in_thread(thread: str, **changes: str) -> Job:
    job = question(**changes)
    return replace(job, place=replace(job.place, thread=thread))


FAULTS: tuple[Fault, ...] = (
    Canned.limited(1),
    Canned.limited(45),
    Canned.limited(400),
    Canned.broken(),
    Dropped(),
    Canned.error("internal_error"),
)
GONE = Canned.error("message_not_found")
REFUSED = Canned.error("cant_update_message")
ENDED = Canned.error("message_not_in_streaming_state")
METHODS: dict[str, tuple[Fault, ...]] = {
    "assistant.threads.setStatus": FAULTS,
    "chat.startStream": (*FAULTS, Canned.error("restricted_action")),
    "chat.appendStream": (*FAULTS, GONE, ENDED),
    "chat.stopStream": (*FAULTS, GONE, ENDED),
    "chat.update": (*FAULTS, GONE, REFUSED),
    "chat.postMessage": FAULTS,
    "chat.delete": FAULTS,
    "conversations.replies": FAULTS,
}
scripts = st.fixed_dictionaries(
    {},
    optional={
        method: st.lists(st.sampled_from(faults), min_size=1, max_size=3)
        for method, faults in METHODS.items()
    },
)


@dataclass(frozen=True)
class Trouble:
    """What goes wrong while one question is answered."""

    faults: dict[str, list[Fault]]
    dies: tuple[int, bool] | None
    abstains: bool
    expires: bool


def trouble_of(dies: tuple[int, bool] | None = None, **faults: list[Fault]) -> Trouble:
    """Trouble while statements are streamed: `chat_update` for "chat.update"."""
    named = {name.replace("_", ".", 1): some for name, some in faults.items()}
    return Trouble(faults=named, dies=dies, abstains=False, expires=False)


troubles = st.builds(
    Trouble,
    faults=scripts,
    dies=st.one_of(st.none(), st.tuples(st.integers(1, 8), st.booleans())),
    abstains=st.booleans(),
    expires=st.booleans(),
)
numbers = itertools.count(1)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(trouble_of(chat_stopStream=[Canned.limited(400), GONE, GONE]))
# What was begun is deleted, and the worker dies right after it has posted in its place.
@example(trouble_of((7, True), chat_appendStream=[ENDED], chat_update=[REFUSED, REFUSED]))
# What was begun can be neither changed nor deleted for a while.
@example(trouble_of(chat_stopStream=[Canned.limited(400), ENDED], chat_update=[REFUSED]))
# The same, its number lost, and what is posted in its place is lost too.
@example(
    trouble_of(
        chat_startStream=[Dropped()],
        chat_stopStream=[ENDED],
        chat_update=[GONE],
        chat_postMessage=[Canned.broken()],
    )
)
# A message is posted, its confirmation lost, and it cannot be changed: it stands nevertheless.
@example(
    trouble_of(
        chat_startStream=[Canned.broken()], chat_update=[REFUSED], chat_postMessage=[Dropped()]
    )
)
@given(trouble=troubles)
def test_any_sequence_of_faults_ends_in_one_message(office: Office, trouble: Trouble) -> None:
    peer, thread = office.peer, f"17{next(numbers):08}.000001"
    peer.world.messages.clear()
    peer.world.say(Message(channel="C1", ts=thread, user="U1", text=QUESTION))
    job = office.enter(in_thread(thread, id=f"AAAA-{thread[-12:]}", event=f"message:{thread}"))
    outcome = with_trouble(office, job, trouble)
    messages = office.said()
    if office.attempts >= RELENTING and len(messages) == 2:
        # Slack lets what was begun be neither changed nor deleted all along.
        messages = [one for one in messages if one.streaming_since is None]
    assert outcome in ("answered", "abstained", "failed", "untold")
    assert len(messages) == 1 or (outcome == "untold" and not messages), list(
        map(text_of, messages)
    )
    for message in messages:
        text = text_of(message)
        ends = {"abstained": "Rien n’y est.", "failed": job.id, "untold": ""}
        assert whole(message) if outcome == "answered" else ends[outcome] in text
        assert message.streaming_since is None or message.updates


def with_trouble(office: Office, job: Job, trouble: Trouble) -> str | None:
    """How a question ends that is answered amid troubles."""

    def between(number: int) -> None:
        office.hands.sleep(2.0)
        if trouble.expires and number == 1:
            office.peer.world.expire_streams()

    office.hands.sleep(1000.0)
    office.desk.abstains, office.desk.between = trouble.abstains, between
    office.peer.faults.clear()
    for method, some in trouble.faults.items():
        office.peer.faults[method] = list(some)
    if trouble.dies is not None:
        office.fate.dies_at = office.fate.count + trouble.dies[0]
        office.fate.dies_after = trouble.dies[1]
    try:
        office.work("w1")
    except Crash:
        office.fate.dies_at = None
        office.work("w2")
    office.fate.dies_at = None
    return office.outcome(job)
