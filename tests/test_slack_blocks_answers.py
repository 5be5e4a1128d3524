"""Answers in Slack: what is read, in what order, and that no limit is ever broken."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack.blocks import (
    Telling,
    answer_ending,
    answer_messages,
    answer_numbers,
    statement_for_stream,
)
from bot.slack.blocks.elements import pieces
from bot.slack.escaping import visible
from bot.slack.words import SPOKEN, Words
from bot.types import Answer, Claim, Disagreement, Removal
from tests.slack_block_samples import (
    ENGLISH,
    HOSTILE,
    PHRASES,
    TELLING,
    TEXTS,
    check_message,
    cited,
    makings,
    read,
    sentence,
)

ANSWER = Answer(
    question="How many?",
    language="en",
    statements=(sentence("8,006 people.", "d1", "d2"), sentence("Then 7,199.", "d2")),
    disagreements=(
        Disagreement(
            about="people",
            claims=(
                Claim(value="8,006", citations=(cited("8,006 people.", "d1"),)),
                Claim(value="7,199", citations=(cited("Then 7,199.", "d2"),)),
            ),
        ),
    ),
)
ABSTENTION = Answer(
    question="Who?",
    language="en",
    abstention="The documents do not answer.",
    nearest=(cited("Nobody was seen.", "d3"),),
)


def test_the_answer_comes_first_with_its_markers_then_sources_then_buttons() -> None:
    (message,) = answer_messages(ANSWER, Telling(reference="K7Q2-M4", reprints={"d1": 2}), ENGLISH)
    check_message(message)
    kinds = [block["type"] for block in message.blocks]
    assert kinds == [
        "rich_text",
        "rich_text",
        "section",
        "section",
        "context",
        "actions",
        "context_actions",
    ]
    assert message.blocks[0]["elements"][0]["elements"][0]["text"] == "8,006 people."
    assert message.blocks[0]["elements"][0]["elements"][1]["text"] == " [1][2]"
    assert message.blocks[4]["elements"][0]["text"].split("\n") == [
        "[1] <https://example.org/d1|example.org · 14 February 2023 · A title> · 2 reprints",
        "[2][3] <https://example.org/d2|example.org · 14 February 2023 · A title>",
    ]


def test_values_that_differ_stand_side_by_side_with_their_quotations() -> None:
    (message,) = answer_messages(ANSWER, TELLING, ENGLISH)
    (beside,) = [block for block in message.blocks if "fields" in block]
    assert [field["text"] for field in beside["fields"]] == [
        "*8,006* [1]\nexample.org · 14 February 2023\n“8,006 people.”",
        "*7,199* [3]\nexample.org · 14 February 2023\n“Then 7,199.”",
    ]


def test_a_long_quotation_stands_below_the_values() -> None:
    long = "word " * 500
    sides = tuple(Claim(value=v, citations=(cited(long + v, v),)) for v in ("one", "two"))
    answer = Answer(
        question="?",
        language="en",
        statements=(sentence("One."),),
        disagreements=(Disagreement(about="it", claims=sides),),
    )
    messages = answer_messages(answer, TELLING, ENGLISH)
    assert long + "two" in "".join(map(read, messages)).replace("\n", "")


def test_buttons_carry_the_reference_and_the_number() -> None:
    (message,) = answer_messages(ANSWER, TELLING, ENGLISH)
    actions = message.blocks[-2]["elements"]
    assert [(one["action_id"], one["value"]) for one in actions] == [
        ("passage:1", "K7Q2-M4:1"),
        ("passage:2", "K7Q2-M4:2"),
        ("passage:3", "K7Q2-M4:3"),
        ("why", "K7Q2-M4"),
    ]
    thumbs = message.blocks[-1]["elements"][0]
    assert thumbs["action_id"] == "feedback"
    assert thumbs["positive_button"]["value"] == "K7Q2-M4:helpful"
    assert thumbs["negative_button"]["value"] == "K7Q2-M4:unhelpful"


def test_more_than_five_passages_are_in_a_menu() -> None:
    answer = Answer(
        question="?",
        language="en",
        statements=tuple(sentence(f"Sentence {n}.", f"d{n}") for n in range(1, 9)),
    )
    (message,) = answer_messages(answer, TELLING, ENGLISH)
    actions = message.blocks[-2]["elements"]
    assert [one["action_id"] for one in actions[:5]] == [f"passage:{n}" for n in range(1, 6)]
    assert [one["value"] for one in actions[5]["options"]] == [f"K7Q2-M4:{n}" for n in (6, 7, 8)]
    assert actions[5]["options"][0]["text"]["text"].startswith("[6] example.org")


def test_a_private_answer_can_be_shared_and_a_shared_one_says_by_whom() -> None:
    (private,) = answer_messages(ANSWER, Telling(reference="K7Q2-M4", private=True), ENGLISH)
    buttons = [one["action_id"] for one in private.blocks[-1]["elements"]]
    assert buttons[-1] == "share"
    (shared,) = answer_messages(ANSWER, Telling(reference="K7Q2-M4", shared_by="U1"), ENGLISH)
    assert shared.blocks[0]["elements"][0]["text"] == "Answer shared by <@U1>"


def test_an_abstention_shows_the_nearest_passages() -> None:
    (message,) = answer_messages(ABSTENTION, TELLING, ENGLISH)
    check_message(message)
    assert message.text.startswith("The documents do not answer.")
    quoted = message.blocks[2]["elements"][0]
    assert quoted["type"] == "rich_text_quote"
    assert quoted["elements"][0]["text"] == "Nobody was seen."
    assert message.blocks[3]["elements"][0]["text"].startswith("[1] <https://example.org/d3|")


def test_a_note_tells_that_a_model_failed() -> None:
    answer = Answer(
        question="?", language="en", statements=(sentence("One."),), stood_in=True, note="It broke."
    )
    (message,) = answer_messages(answer, TELLING, ENGLISH)
    assert "ℹ️ It broke." in read(message)


def test_below_streamed_sentences_no_sentence_comes_again() -> None:
    (ending,) = answer_ending(ANSWER, TELLING, ENGLISH)
    check_message(ending)
    assert next(block["type"] for block in ending.blocks) == "section"
    assert answer_ending(ABSTENTION, TELLING, ENGLISH) == answer_messages(
        ABSTENTION, TELLING, ENGLISH
    )


def test_a_streamed_sentence_is_inert_markdown_with_its_markers() -> None:
    numbers = answer_numbers(ANSWER)
    assert statement_for_stream(ANSWER.statements[0], numbers) == "8,006 people. \\[1\\]\\[2\\]\n\n"


@pytest.mark.parametrize("language", SPOKEN)
def test_every_language_has_every_phrase(language: str) -> None:
    assert set(PHRASES.languages[language]) == set(PHRASES.languages["en"])
    for message in answer_messages(ANSWER, TELLING, Words.of(PHRASES, language)):
        check_message(message)


def test_hostile_text_is_shown_as_it_is() -> None:
    answer = Answer(question="?", language="en", statements=(sentence(HOSTILE),))
    (message,) = answer_messages(answer, TELLING, ENGLISH)
    check_message(message)
    assert message.blocks[0]["elements"][0]["elements"][0] == {"type": "text", "text": HOSTILE}


def test_a_long_answer_is_split_and_nothing_is_lost() -> None:
    texts = [f"{number} " + "mot " * 900 for number in range(9)]
    answer = Answer(question="?", language="en", statements=tuple(map(sentence, texts)))
    messages = answer_messages(answer, TELLING, ENGLISH)
    assert len(messages) > 2
    shown = "".join(map(read, messages)).replace("\n", "")
    assert all(text.strip() in shown for text in texts)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    made = draw(makings())
    return Answer(
        question=made.text(),
        language="en",
        statements=made.statements(6),
        disagreements=made.disagreements(2),
        nearest=made.citations(3),
        removed=(Removal(text=made.text(), reason="no-quote"),),
        abstention=made.text(),
        note=made.text(),
    )


@given(answers(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_whatever_is_answered_slack_takes(answer: Answer, private: bool) -> None:
    telling = Telling(reference="K7Q2-M4", private=private, reprints={"d1": 3})
    for messages in (
        answer_messages(answer, telling, ENGLISH),
        answer_ending(answer, telling, ENGLISH),
    ):
        assert messages
        for message in messages:
            check_message(message)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_pieces_are_the_text(text: str) -> None:
    assert "".join(pieces(visible(text))) == visible(text)
    assert all(0 < len(piece) <= 2_800 for piece in pieces(visible(text)))
