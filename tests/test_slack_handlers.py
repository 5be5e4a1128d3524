"""Questions, claims and buttons: scoped, kept, private where they are asked privately."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.claim_types import ClaimCheck
from bot.errors import QuestionError
from bot.scopes import Scope, Selection
from bot.slack import actions
from bot.slack.kept import answer_of
from bot.slack.values import Job
from tests.library_samples import document, record
from tests.slack_peer import Canned, Message, SlackPeer
from tests.slack_room_samples import (
    QUESTION,
    TEXT,
    Office,
    buttons_of,
    citation,
    press,
    question,
    statements_of,
    text_of,
)

THREAD = "1700000000.000001"


@pytest.fixture
def office(peer: SlackPeer, tmp_path: Path) -> Office:
    peer.world.say(Message(channel="C1", ts=THREAD, user="U1", text=QUESTION))
    return Office(peer, tmp_path)


def private(office: Office) -> Job:
    """A question of /ask, answered."""
    return office.answered(private=office.peer.response_url("r1"))


# Questions


def test_a_follow_up_is_asked_in_the_conversation_of_its_thread(office: Office) -> None:
    office.answered()
    (inquiry,) = office.desk.asked
    assert inquiry.thread == f"slack:T1/C1/{THREAD}"
    assert inquiry.user == "T1/U1"
    assert inquiry.filters.empty


def test_the_scope_of_the_place_is_searched(office: Office) -> None:
    office.scopes["channel"] = scope = Scope(rest=True, closed=(Selection(ids=("x",)),))
    office.answered()
    assert office.desk.asked[0].filters.scope == scope


def test_who_may_see_nothing_is_refused_without_a_search(office: Office) -> None:
    office.scopes["channel"] = Scope()
    job = office.answered()
    (message,) = office.said()
    assert "Je ne peux pas répondre ici" in text_of(message)
    assert office.desk.asked == []
    assert office.outcome(job) == "refused"


def test_what_is_no_question_is_told_in_its_language(office: Office) -> None:
    office.desk.failures = [QuestionError("the question has no words; write some")]
    job = office.answered("Et alors, quoi donc ?")
    assert "Je n’y trouve pas de question" in text_of(office.said()[0])
    assert office.outcome(job) == "refused"


def test_an_abstention_shows_the_nearest_passages(office: Office) -> None:
    office.desk.abstains = True
    job = office.answered()
    text = text_of(office.said()[0])
    assert "Rien n’y est." in text
    assert "Bakhmout tient bon" in text
    assert office.outcome(job) == "abstained"


def test_an_answer_is_kept_as_it_was_told(office: Office) -> None:
    job = office.answered()
    kept = office.library.answers.get(job.id)
    assert kept is not None
    assert (kept.status, kept.user, kept.channel) == ("answered", "U1", "C1")
    assert kept.ts == office.said()[0].ts
    assert kept.payload["searched"]["documents"] == 1
    answer = answer_of(kept, office.library.document)
    told = statements_of(office.library.document("a"))
    assert [one.text for one in answer.statements] == [one.text for one in told]
    assert [one.citations[0].quote for one in answer.statements] == [
        one.citations[0].quote for one in told
    ]


def test_a_document_removed_meanwhile_is_not_quoted(office: Office) -> None:
    def remove(number: int) -> None:
        if number == 2 and "b" in {one.id for one in office.library.documents()}:
            office.library.remove(["b"])

    office.library.put(record(document("b", "La mer est calme à Brest.")))
    quote = citation(office.library.document("b"), "La mer est calme")
    told = statements_of(office.library.document("a"))
    office.desk.said = (*told[:2], replace(told[2], citations=(quote,)))
    office.desk.between = remove
    job = office.answered()
    assert "Brest" not in " ".join(map(text_of, office.said()))
    assert office.outcome(job) == "failed"  # the scripted desk would quote it again and again


# Private answers


def test_a_private_answer_goes_to_its_response_url_alone(office: Office) -> None:
    job = private(office)
    (sent,) = office.peer.responses["r1"]
    assert sent["response_type"] == "ephemeral"
    assert "6 000 obus" in str(sent["blocks"])
    assert buttons_of(sent["blocks"])[actions.SHARE] == job.id
    assert office.said() == []
    assert office.outcome(job) == "answered"


def test_a_used_response_url_gives_way_to_an_ephemeral_message(office: Office) -> None:
    office.peer.responses["r1"] = [{}] * 5
    private(office)
    (message,) = office.said()
    assert message.seen_by == "U1"


def test_who_is_not_in_the_channel_is_told_directly(office: Office) -> None:
    office.peer.responses["r1"] = [{}] * 5
    office.peer.faults["chat.postEphemeral"] = [Canned.error("not_in_channel")]
    private(office)
    assert office.said() == []
    (message,) = office.said("D1")
    assert "6 000 obus" in text_of(message)


def test_a_long_private_answer_uses_no_response_url_too_often(office: Office) -> None:
    told = statements_of(office.library.document("a"))
    office.desk.said = tuple(
        replace(told[0], text=f"Phrase {number} " + "mot " * 700) for number in range(40)
    )
    private(office)
    assert len(office.peer.responses["r1"]) == 5
    assert len(office.said()) > 1
    assert all(message.seen_by == "U1" for message in office.said())
    told_texts = str(office.peer.responses["r1"]) + " ".join(map(text_of, office.said()))
    assert all(f"Phrase {number} " in told_texts for number in range(40))


# Sharing


def shared(office: Office, job: Job, **given: Any) -> None:
    url = office.peer.response_url("r2")
    surface = given.pop("surface", "private")
    office.pressing.share(press("share", job.id, surface=surface, response_url=url, **given))


def test_a_private_answer_is_shared_once_and_replaced(office: Office) -> None:
    job = private(office)
    shared(office, job)
    shared(office, job)
    office.work()
    (message,) = office.said()
    assert "6 000 obus" in text_of(message)
    assert "<@U1>" in text_of(message)
    assert message.thread_ts is None
    assert actions.SHARE not in buttons_of(message.blocks)
    said_again, replaced = office.peer.responses["r2"]
    assert "déjà été partagée" in said_again["text"]
    assert replaced["replace_original"] is True
    assert "Partagé avec le canal" in replaced["text"]


def test_what_not_everybody_in_the_channel_may_see_is_not_shared(office: Office) -> None:
    job = private(office)
    office.scopes["channel"] = Scope()
    shared(office, job)
    assert office.library.jobs.waiting() == 0
    (sent,) = office.peer.responses["r2"]
    assert "ne peut pas être partagée" in sent["text"]
    assert sent["replace_original"] is False
    assert office.said() == []


def test_nobody_shares_the_answer_of_somebody_else(office: Office) -> None:
    job = private(office)
    shared(office, job, user="U2")
    assert "not kept any more" in office.peer.responses["r2"][0]["text"]
    assert office.library.jobs.waiting() == 0


def test_an_answer_whose_document_has_changed_is_not_shared(office: Office) -> None:
    job = private(office)
    office.library.put(record(document("a", "Tout autre chose. " + TEXT.replace("6 000", "7 000"))))
    shared(office, job)
    office.work()
    assert "a changé depuis" in office.peer.responses["r2"][0]["text"]
    assert office.said() == []


# Modals


def opened(office: Office) -> dict[str, Any]:
    return dict(office.peer.world.views[-1])


def test_a_passage_opens_with_its_neighbours_and_moves(office: Office) -> None:
    job = office.answered()
    office.pressing.show_passage(press("passage", f"{job.id}:2"))
    view = opened(office)
    assert "La Russie en tire 20 000" in str(view["blocks"])
    moves = {name: value for name, value in buttons_of(view["blocks"]).items() if "shown" in name}
    assert moves
    name, value = next(iter(moves.items()))
    office.pressing.move_passage(press(name, value, view=view["id"]))
    assert office.peer.called("views.update")[-1]["view_id"] == view["id"]
    assert "20 000" in str(opened(office)["blocks"])


def test_a_passage_is_shown_to_nobody_who_may_not_see_it(office: Office) -> None:
    job = office.answered()
    office.scopes["private"] = Scope()
    office.pressing.show_passage(press("passage", f"{job.id}:1", user="U2"))
    office.pressing.show_why(press("why", job.id, user="U2"))
    for view in office.peer.world.views:
        assert "obus" not in str(view)
    office.library.remove(["a"])
    del office.scopes["private"]
    office.pressing.show_passage(press("passage", f"{job.id}:1", trigger="t9"))
    assert "obus" not in str(opened(office))


@pytest.mark.parametrize("value", ["", "nonsense", "ZZZZ-ZZ:1", "K7Q2-M4:99", "K7Q2-M4:1:-77"])
def test_a_value_that_was_made_up_shows_what_is_gone(office: Office, value: str) -> None:
    office.answered()
    office.pressing.show_passage(press("passage", value))
    assert opened(office)["type"] == "modal"


def test_why_shows_what_was_searched(office: Office) -> None:
    job = office.answered()
    office.pressing.show_why(press("why", job.id))
    assert QUESTION in str(opened(office)["blocks"])


def test_feedback_is_noted_at_once_and_its_reason_when_it_is_sent(office: Office) -> None:
    job = office.answered()
    office.pressing.take_feedback(press("feedback", f"{job.id}:unhelpful"))
    (noted,) = office.library.answers.feedbacks()
    assert (noted.answer, noted.user, noted.verdict) == (job.id, "T1/U1", "unhelpful")
    view = opened(office)
    assert view["callback_id"] == actions.FEEDBACK_VIEW
    state = {
        "reason": {"reason": {"selected_option": {"value": "wrong"}}},
        "comment": {"comment": {"value": "C’est 7 000."}},
    }
    sent = press(actions.FEEDBACK_VIEW, view["private_metadata"], state=state)
    office.pressing.take_reason(sent)
    (noted,) = office.library.answers.feedbacks()
    assert (noted.reason, noted.comment) == ("wrong", "C’est 7 000.")


def test_reactions_name_every_button_of_an_answer(office: Office) -> None:
    office.answered()
    names = {actions.base_name(name) for name in buttons_of(office.said()[0].blocks)}
    assert names <= set(office.pressing.reactions.actions)


# Claims


def test_a_claim_is_told_with_its_quotations(office: Office) -> None:
    told = statements_of(office.library.document("a"))
    office.desk.checks = ClaimCheck(
        claim="L’Ukraine tire 6 000 obus par jour",
        language="fr",
        verdict="supported",
        headline="Les documents le confirment.",
        supporting=told[:1],
        supporting_origins=1,
        searched=1,
    )
    url = office.peer.response_url("r1")
    job = office.answered("L’Ukraine tire 6 000 obus par jour", kind="check", private=url)
    (sent,) = office.peer.responses["r1"]
    assert "Les documents le confirment." in str(sent["blocks"])
    office.pressing.show_passage(press("passage", f"{job.id}:1"))
    assert "6 000 obus" in str(opened(office)["blocks"])
    office.pressing.show_why(press("why", job.id))
    assert opened(office)["callback_id"] == actions.WHY_VIEW
    assert office.outcome(job) == "supported"


# Stopping


def test_the_stop_button_stops_who_writes_and_says_so(office: Office) -> None:
    def between(number: int) -> None:
        if number == 0:
            office.pressing.stop(press("stop", ""))

    office.desk.between = between
    job = office.ask()
    later = office.enter(question(id="AAAA-22", event="e2"))
    office.work()
    first, second = office.said()
    assert "Arrêté à votre demande" in text_of(first)
    assert "20 000" not in text_of(first).replace(first.streamed, "")
    assert first.streaming_since is None
    assert "Arrêté à votre demande" in text_of(second)
    assert office.outcome(job) == office.outcome(later) == "stopped"
    assert office.peer.called("agents.sessions.setStatus")
