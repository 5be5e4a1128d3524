"""The other modals: why, feedback, subscribing."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contract import answer_json
from bot.errors import LibraryError
from bot.slack.blocks import (
    Account,
    FeedbackGiven,
    Searched,
    SubscribeForm,
    SubscriptionWish,
    account_from,
    account_of,
    feedback_given,
    feedback_modal,
    notice_modal,
    searched_json,
    subscribe_modal,
    subscription_read,
    why_modal,
)
from bot.slack.words import SPOKEN, Words
from bot.types import Answer, Removal, Timings, Usage
from tests.slack_block_samples import (
    ENGLISH,
    FRENCH,
    HOSTILE,
    PHRASES,
    TEXTS,
    check_view,
    sentence,
    texts_of,
)

ANSWER = Answer(
    question="And then?",
    standalone="What happened after the flood?",
    language="en",
    statements=(sentence("One."),),
    removed=(Removal(text="It was 9,000.", reason="figure-not-in-quote"),),
    writer="gpt-5-mini",
    usage=Usage(input_tokens=1_200, output_tokens=80, cost_usd=0.00123),
    timings=Timings(search=120.4, write=2_300, verify=12, total=2_450),
)
SEARCHED = Searched(documents=42, words=("flood", "evacuated"), since="2023-02-13", until="2023-02")
LANGUAGES = pytest.mark.parametrize("language", SPOKEN)


def said(view: Any) -> str:
    return "\n".join(texts_of(view["blocks"]))


def test_why_tells_what_was_searched_what_was_removed_and_what_it_cost() -> None:
    view = why_modal(account_from(ANSWER, SEARCHED), ENGLISH)
    check_view(view)
    text = said(view).replace("\n", "")
    for told in (
        "Question – And then?",
        "Searched as – What happened after the flood?",
        "Words searched – flood, evacuated",
        "Filters – 13 February 2023 – February 2023",
        "Documents searched – 42",
        "a figure is not in the quotation – It was 9,000.",
        "Search 0.1 s · writing 2.3 s · checking 0.0 s · in all 2.5 s",
        "Written by gpt-5-mini · 1200 tokens read, 80 written · $0.0012",
    ):
        assert told.replace("$0.0012", "0.0012 USD") in text


def test_an_account_is_read_again_from_what_was_kept() -> None:
    kept = {**answer_json(ANSWER), "searched": searched_json(SEARCHED)}
    assert account_of(kept) == account_from(ANSWER, SEARCHED)
    assert account_of({"question": "Who?"}) == Account(question="Who?")
    with pytest.raises(LibraryError, match="ask again"):
        account_of({"text": "no question"})


@LANGUAGES
def test_every_modal_in_every_language(language: str) -> None:
    words = Words.of(PHRASES, language)
    check_view(why_modal(account_from(ANSWER, SEARCHED), words))
    check_view(why_modal(Account(question="Who?"), words))
    check_view(feedback_modal("K7Q2-M4", "helpful", words))
    check_view(feedback_modal("K7Q2-M4", "unhelpful", words))
    check_view(subscribe_modal(SubscribeForm(), words))
    check_view(notice_modal(words("passage", number="3"), words("passage_gone"), words))


@given(
    st.builds(
        Account,
        question=TEXTS,
        standalone=TEXTS,
        note=TEXTS,
        writer=TEXTS,
        searched=st.builds(Searched, words=st.lists(TEXTS, max_size=60).map(tuple), outlet=TEXTS),
        removed=st.lists(
            st.builds(Removal, text=TEXTS, reason=st.just("no-quote")), max_size=60
        ).map(tuple),
    )
)
@settings(max_examples=40, deadline=None)
def test_why_of_anything_is_taken_by_slack(account: Account) -> None:
    check_view(why_modal(account, ENGLISH))


def test_feedback_is_read_with_its_reason_and_comment() -> None:
    view = feedback_modal("K7Q2-M4", "unhelpful", ENGLISH)
    state = {
        "reason": {"reason": {"selected_option": {"value": "wrong"}}},
        "comment": {"comment": {"value": f"No.\n{HOSTILE}"}},
    }
    found = feedback_given(state, view["private_metadata"])
    assert found == FeedbackGiven("K7Q2-M4", "unhelpful", "wrong", f"No. {HOSTILE}")


@pytest.mark.parametrize(
    ("state", "metadata", "given"),
    [
        ({}, "K7Q2-M4:helpful", FeedbackGiven("K7Q2-M4", "helpful")),
        (
            {"reason": {"reason": {"selected_option": {"value": "made-up"}}}},
            "K7Q2-M4:helpful",
            FeedbackGiven("K7Q2-M4", "helpful"),
        ),
        (
            {"reason": {"reason": {"selected_option": None}}, "comment": {"comment": {}}},
            "K7Q2-M4:helpful",
            FeedbackGiven("K7Q2-M4", "helpful"),
        ),
        ({}, "K7Q2-M4", None),
        ({}, "", None),
    ],
)
def test_feedback_that_says_little(
    state: dict[str, Any], metadata: str, given: FeedbackGiven | None
) -> None:
    assert feedback_given(state, metadata) == given


def form(**changes: Any) -> dict[str, Any]:
    """What Slack sends of a form that is filled in."""
    fields: dict[str, Any] = {
        "topics": {"value": "floods, hospital strike"},
        "hour": {"selected_time": "07:30"},
        "zone": {"value": "europe/paris"},
        "weekdays": {"selected_options": [{"value": "3"}, {"value": "1"}]},
        "channel": {"selected_conversation": "C0123ABC"},
        "words": {"value": "300"},
    }
    return {name: {name: value} for name, value in {**fields, **changes}.items()}


def test_a_subscription_is_read_from_its_form() -> None:
    assert subscription_read(form(), ENGLISH) == SubscriptionWish(
        topics=("floods", "hospital strike"),
        hour=time(7, 30),
        zone="Europe/Paris",
        weekdays=(1, 3),
        channel="C0123ABC",
        words=300,
    )


def test_topics_and_length_may_be_left_out() -> None:
    found = subscription_read(form(topics={"value": None}, words={"value": None}), ENGLISH)
    assert isinstance(found, SubscriptionWish)
    assert (found.topics, found.words) == ((), None)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("hour", {"selected_time": "25:00"}, "This is no hour"),
        ("hour", {}, "This is no hour"),
        ("zone", {"value": "Paris"}, "perhaps Europe/Paris?"),
        ("zone", {"value": ""}, "perhaps Europe/Paris?"),
        ("weekdays", {"selected_options": []}, "at least one day"),
        ("weekdays", {"selected_options": [{"value": "9"}]}, "at least one day"),
        ("weekdays", {"selected_options": [{"value": "x"}]}, "at least one day"),
        ("channel", {"selected_conversation": "../x"}, "Choose a channel"),
        ("channel", {}, "Choose a channel"),
        ("words", {"value": "3"}, "from 25 to 10000"),
        ("words", {"value": "many"}, "from 25 to 10000"),
        ("topics", {"value": "x" * 201}, "at most 50 topics"),
        ("topics", {"value": ",".join(map(str, range(51)))}, "at most 50 topics"),
    ],
)
def test_a_mistake_is_told_beside_its_field(field: str, value: Any, told: str) -> None:
    errors = subscription_read(form(**{field: value}), ENGLISH)
    assert isinstance(errors, dict)
    assert list(errors) == [field]
    assert told in errors[field]


def test_every_mistake_is_told_at_once_in_the_language_of_the_reader() -> None:
    errors = subscription_read({}, FRENCH)
    assert isinstance(errors, dict)
    assert sorted(errors) == ["channel", "hour", "weekdays", "zone"]
    assert errors["weekdays"] == "Choisissez au moins un jour de la semaine."


def test_the_form_shows_what_is_known() -> None:
    known = SubscribeForm(
        zone="Europe/Paris", channel="C1", topics=("a", "b"), weekdays=(1, 7), words=200
    )
    view = subscribe_modal(known, ENGLISH)
    check_view(view)
    shown = {block["block_id"]: block["element"] for block in view["blocks"]}
    assert shown["zone"]["initial_value"] == "Europe/Paris"
    assert shown["topics"]["initial_value"] == "a, b"
    assert shown["channel"]["initial_conversation"] == "C1"
    assert [one["value"] for one in shown["weekdays"]["initial_options"]] == ["1", "7"]
    assert shown["words"]["initial_value"] == "200"
    assert shown["hour"]["initial_time"] == "08:00"
