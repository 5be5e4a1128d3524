"""A checked claim in Slack."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.claim_types import ClaimCheck, PartCheck, Verdict
from bot.slack.blocks import claim_messages, claim_numbers
from bot.slack.words import SPOKEN, Words
from tests.slack_block_samples import (
    ENGLISH,
    PHRASES,
    TELLING,
    Makings,
    check_message,
    cited,
    makings,
    read,
    sentence,
)

MIXED = ClaimCheck(
    claim="8,006 people left and the bridge is open.",
    language="en",
    verdict="mixed",
    headline="The documents agree with one part only.",
    parts=(
        PartCheck(text="8,006 people left", verdict="supported"),
        PartCheck(text="the bridge is open", verdict="contradicted"),
    ),
    supporting=(sentence("8,006 people left.", "d1", "d2"),),
    contradicting=(sentence("The bridge is shut.", "d3"),),
    supporting_origins=2,
    contradicting_origins=1,
    said_by=("the prefect",),
)


def test_both_sides_are_told_with_their_sources() -> None:
    (message,) = claim_messages(MIXED, TELLING, ENGLISH)
    check_message(message)
    text = read(message)
    for told in (
        "⚖️ The documents agree with one part only.",
        "8,006 people left and the bridge is open.",
        "✅ 8,006 people left –",
        "❌ the bridge is open –",
        "*What supports it* (2 independent sources)",
        "These are the words of: the prefect.",
        "*What contradicts it* (a single source)",
        "[3] <https://example.org/d3|",
    ):
        assert told in text
    values = [one["value"] for one in message.blocks[-2]["elements"]]
    assert values == ["K7Q2-M4:1", "K7Q2-M4:2", "K7Q2-M4:3", "K7Q2-M4"]


def test_what_is_not_told_shows_the_nearest() -> None:
    check = ClaimCheck(
        claim="It snowed.",
        language="en",
        verdict="not-told",
        headline="",
        nearest=(cited("It rained.", "d4"),),
    )
    (message,) = claim_messages(check, TELLING, ENGLISH)
    check_message(message)
    text = read(message)
    assert text.startswith("❔ The documents do not tell.")
    assert "It rained." in text
    assert text.count("d4|") == 1


def test_a_quotation_that_says_more_than_its_sentence_is_shown() -> None:
    told = sentence("A paraphrase.", "d1")
    quote = cited("The very words of the document.", "d1")
    check = ClaimCheck(
        claim="x",
        language="en",
        verdict="supported",
        headline="Yes.",
        supporting=(type(told)(text=told.text, citations=(quote,)),),
    )
    assert "The very words of the document." in read(claim_messages(check, TELLING, ENGLISH)[0])


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("verdict", ["supported", "contradicted", "mixed", "not-told"])
def test_every_verdict_in_every_language(language: str, verdict: Verdict) -> None:
    check = ClaimCheck(claim="x", language=language, verdict=verdict, headline="")
    (message,) = claim_messages(check, TELLING, Words.of(PHRASES, language))
    check_message(message)


@given(makings(), st.sampled_from(["supported", "contradicted", "mixed", "not-told"]))
@settings(max_examples=40, deadline=None)
def test_whatever_is_checked_slack_takes(made: Makings, verdict: Verdict) -> None:
    check = ClaimCheck(
        claim=made.text(),
        language="en",
        verdict=verdict,
        headline=made.text(),
        parts=tuple(PartCheck(text=made.text(), verdict=verdict) for _ in made.several(3)),
        supporting=made.statements(4),
        contradicting=made.statements(4),
        nearest=made.citations(3),
        said_by=tuple(made.text() for _ in made.several(2)),
    )
    assert set(claim_numbers(check).values()) == set(range(1, len(claim_numbers(check)) + 1))
    for message in claim_messages(check, TELLING, ENGLISH):
        check_message(message)
