"""Short messages and the home tab."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.addresses import Address
from bot.slack.blocks import (
    Home,
    LatestBriefing,
    failure,
    help_message,
    home_view,
    notice,
    queued,
    refusal,
)
from bot.slack.words import SPOKEN, Words
from bot.subscriptions import Subscription
from tests.slack_block_samples import (
    ADDRESSES,
    ENGLISH,
    HOSTILE,
    PHRASES,
    TEXTS,
    check_message,
    check_view,
    read,
    texts_of,
)

DAILY = Subscription(
    id="3",
    address=Address("email", "ann@example.org"),
    topics=("floods", HOSTILE),
    hour=time(7, 30),
    zone="Europe/Paris",
    weekdays=(1, 3),
)
HOME = Home(
    subscriptions=(DAILY,),
    latest=LatestBriefing(
        title="Briefing of 14 February", stories=4, address="https://x.slack.com/archives/C1/p1"
    ),
    documents=120,
    newest="2023-02-14",
    updated=date(2023, 2, 15),
    outlets=("example.org", "bfmtv.com"),
    examples=("What is new?", "Who said what?"),
)


@pytest.mark.parametrize("language", SPOKEN)
def test_every_notice_in_every_language(language: str) -> None:
    words = Words.of(PHRASES, language)
    for message in (
        refusal(words),
        failure(words, "K7Q2-M4"),
        queued(words, 1),
        queued(words, 17),
        help_message(words, ("What is new?",)),
    ):
        check_message(message)
    check_view(home_view(HOME, words))
    check_view(home_view(Home(), words))


def test_a_failure_names_its_reference_and_what_to_do() -> None:
    message = failure(ENGLISH, "K7Q2-M4", "Try again after midnight.")
    assert "Reference: K7Q2-M4" in read(message)
    assert "Ask again" in message.text
    assert message.text.endswith("Try again after midnight. (K7Q2-M4)")


def test_a_refusal_does_not_tell_that_there_is_anything() -> None:
    assert "document" not in read(refusal(ENGLISH)).lower()


def test_a_place_in_the_queue() -> None:
    assert read(queued(ENGLISH, 1)) == "⏳ Your question is next."
    assert read(queued(ENGLISH, 17)) == "⏳ Your question is waiting, at place 17."


def test_examples_are_buttons_that_hold_the_question() -> None:
    message = help_message(ENGLISH, ("What is new?", " ", "x" * 300))
    buttons = message.blocks[-1]["elements"]
    assert [one["action_id"] for one in buttons] == ["example:1", "example:2"]
    assert [one["value"] for one in buttons] == ["What is new?", "x" * 300]
    assert buttons[1]["text"]["text"] == "x" * 74 + "…"


def test_the_home_tab_shows_subscriptions_briefing_documents_and_examples() -> None:
    view = home_view(HOME, ENGLISH)
    text = "\n".join(texts_of(view["blocks"]))
    for told in (
        "120 documents · newest: 14 February 2023 · updated: 15 February 2023",
        "*<https://x.slack.com/archives/C1/p1|Briefing of 14 February>*\n4 stories",
        "Monday, Wednesday · 07:30 (Europe/Paris)",
        "What is new?",
    ):
        assert told in text
    (menu,) = [block["accessory"] for block in view["blocks"] if "accessory" in block]
    assert [one["value"] for one in menu["options"]] == ["send:3", "pause:3", "remove:3"]


def test_a_paused_subscription_can_be_taken_up_again() -> None:
    paused = Subscription(id="3", address=DAILY.address, hour=DAILY.hour, paused=True)
    view = home_view(Home(subscriptions=(paused,)), ENGLISH)
    text = "\n".join(texts_of(view["blocks"]))
    assert "*All topics* – paused" in text
    assert "every day · 07:30 (UTC)" in text
    (menu,) = [block["accessory"] for block in view["blocks"] if "accessory" in block]
    assert [one["value"] for one in menu["options"]] == ["resume:3", "remove:3"]


@pytest.mark.parametrize(
    ("target", "shown"), [("C0123", " · <#C0123>"), ("T1/C0123", " · <#C0123>"), ("D0123", "")]
)
def test_a_subscription_names_its_channel(target: str, shown: str) -> None:
    one = Subscription(id="3", address=Address("slack", target), hour=time(8, 0))
    text = "\n".join(texts_of(home_view(Home(subscriptions=(one,)), ENGLISH)["blocks"]))
    assert f"every day · 08:00 (UTC){shown}\n" in text


def test_more_subscriptions_than_a_view_holds_are_counted() -> None:
    view = home_view(Home(subscriptions=(DAILY,) * 60), ENGLISH)
    check_view(view)
    assert "more" in "\n".join(texts_of(view["blocks"]))


def test_long_examples_leave_less_room_for_subscriptions() -> None:
    long = replace(DAILY, topics=("0 " * 101,))
    home = Home(subscriptions=(long,) * 12, examples=("a" * 1_000, "0 " * 500, "b" * 1_000))
    check_view(home_view(home, ENGLISH))


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_any_notice_is_taken(text: str) -> None:
    check_message(notice(text[:9_000]))
    check_message(failure(ENGLISH, "K7Q2-M4", text))


@given(
    st.builds(
        Home,
        subscriptions=st.lists(
            st.builds(
                Subscription,
                id=st.just("7"),
                address=st.just(DAILY.address),
                hour=st.just(DAILY.hour),
                topics=st.lists(TEXTS, max_size=3).map(tuple),
            ),
            max_size=30,
        ),
        latest=st.builds(LatestBriefing, title=TEXTS, stories=st.just(1), address=ADDRESSES),
        outlets=st.lists(TEXTS, max_size=5),
        examples=st.lists(TEXTS, max_size=6),
    )
)
@settings(max_examples=30, deadline=None)
def test_any_home_is_taken(home: Home) -> None:
    check_view(home_view(home, ENGLISH))
