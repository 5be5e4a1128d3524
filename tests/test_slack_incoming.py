"""What Slack's markup says, whoever wrote it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.slack.incoming import (
    addressed,
    event_of,
    files_of,
    is_asking,
    kind_of,
    links_of,
    mentions,
    place_of,
    question_of,
)

ASKED = {"user": "U1", "channel": "C1", "ts": "1.2", "text": "Qui ?"}


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("<@UBOT> Qui ?", "Qui ?"),
        ("Qui, <@UBOT|citewire> ?", "Qui, ?"),
        ("<@UBOT>", ""),
        ("Que dit <@U2> dans <#C2|desk> ?", "Que dit @U2 dans #desk ?"),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("<https://a.org/x?y=1&amp;z=2|ici>", "ici"),
        ("<https://a.org/x?y=1&amp;z=2>", "https://a.org/x?y=1&z=2"),
        ("<mailto:a@b.org|a@b.org>", "a@b.org"),
        ("<!here> et <!subteam^S1|@desk>", "et @desk"),
        ("deux\n  lignes  ", "deux\nlignes"),
    ],
)
def test_words_without_markup(text: str, question: str) -> None:
    assert question_of(text, "UBOT") == question


@given(some.text(max_size=80))
def test_any_text_has_words(text: str) -> None:
    assert "<@UBOT>" not in question_of(f"<@UBOT> {text}", "UBOT").replace(text, "")


@pytest.mark.parametrize(
    ("text", "whom"),
    [("<@UBOT> et <@U2>", "us"), ("<@U2> et <@UBOT>", "somebody"), ("Qui ?", "nobody")],
)
def test_whom_the_first_mention_names(text: str, whom: str) -> None:
    assert addressed(text, "UBOT") == whom
    assert mentions(text, "UBOT") is ("UBOT" in text)


@pytest.mark.parametrize(
    ("change", "asking"),
    [
        ({}, True),
        ({"subtype": "file_share"}, True),
        ({"subtype": "thread_broadcast"}, True),
        ({"subtype": "message_changed"}, False),
        ({"subtype": "message_deleted"}, False),
        ({"bot_id": "B1"}, False),
        ({"user": "USLACKBOT"}, False),
        ({"user": None}, False),
        ({"hidden": True}, False),
    ],
)
def test_who_asks(change: dict[str, object], asking: bool) -> None:
    assert is_asking(ASKED | change) is asking


def test_a_question_is_named_by_its_message() -> None:
    mention = ASKED | {"type": "app_mention"}
    assert event_of(mention, "T1") == event_of(ASKED | {"type": "message"}, "T1")
    assert event_of(ASKED, "T1") != event_of(ASKED, "T2")


def test_places() -> None:
    assert place_of(ASKED, "T1").thread == "1.2"
    direct = place_of(ASKED | {"channel_type": "im", "thread_ts": "1.0"}, "T1")
    assert (direct.thread, direct.surface) == ("1.0", "direct")


def test_documents_in_a_direct_message_only() -> None:
    direct = {"channel_type": "im", "text": "Voici <https://a.org>"}
    assert kind_of(direct, "Voici https://a.org") == "documents"
    assert kind_of(direct | {"channel_type": "channel"}, "Voici") == "ask"
    assert kind_of({"channel_type": "im", "text": "Que dit <https://a.org> ?"}, "Que") == "ask"
    shared = {"channel_type": "im", "text": "", "files": [{"id": "F1"}, {"id": "F2"}]}
    assert (kind_of(shared, ""), files_of(shared)) == ("documents", ("F1", "F2"))
    assert links_of("<https://a.org> <https://a.org|b> <mailto:c@d.org|c>") == ("https://a.org",)
