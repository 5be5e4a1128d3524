import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import EvalError
from evals.recording.interactions import Interaction, in_order, kept_headers
from evals.recording.serializing import as_text, from_text
from tests.recording_samples import interaction, recording

FRENCH = """« L’Ukraine tire 6\u202f000 obus\u00a0», dit-il : "jusqu'à 10 000" –
ça coûte 1\u00a0200,5 €…
Œuvre d'été, naïveté, Straße, ¿qué?"""

values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def through_a_file(one: Interaction) -> Interaction:
    return from_text(as_text(recording(one)), "one.answer.yaml").interactions[0]


@given(st.dictionaries(st.text(), values, max_size=4))
def test_every_json_body_comes_back_as_it_was(body: dict[str, Any]) -> None:
    back = through_a_file(interaction(body, body))
    assert json.loads(back.sent) == json.loads(back.received) == body


@given(st.binary(max_size=200))
def test_every_other_body_comes_back_byte_by_byte(body: bytes) -> None:
    one = interaction({"messages": []}, b"\xff" + body)
    assert through_a_file(one).received == b"\xff" + body


@pytest.mark.parametrize(
    "text",
    [
        "data: {}\n\ndata: [DONE]\n\n",
        "a\r\nb\r\n",
        "une ligne\u2028puis\x85une autre\n",
        " a \n b\t\n",
    ],
)
def test_text_keeps_its_line_ends(text: str) -> None:
    assert through_a_file(interaction({}, text.encode())).received.decode() == text


def test_a_person_reads_what_was_written() -> None:
    said = json.dumps({"text": FRENCH}, ensure_ascii=False)
    file = as_text(recording(interaction({"messages": [{"content": FRENCH}]}, {"content": said})))
    for line in FRENCH.split("\n"):
        assert line in file  # no escapes, and no quotation mark doubled
    assert said in file
    assert "\\x" not in file
    assert "!!" not in file
    assert (
        json.loads(through_a_file(interaction({}, {"content": said})).received)["content"] == said
    )


def test_what_no_model_wrote_says_so_at_its_top() -> None:
    ours = recording(interaction({}, {}))
    by_hand = replace(ours, stamp=replace(ours.stamp, by_hand=True))
    assert as_text(by_hand).startswith("# No model replied")
    assert "by_hand: true" in as_text(by_hand)
    assert not as_text(ours).startswith("#")


def test_only_two_headers_are_kept() -> None:
    given = {
        "Authorization": "Bearer secret",
        "Content-Type": ["application/json"],
        "set-cookie": ["a=b"],
        "openai-organization": "acme",
        "Retry-After": "2",
    }
    assert kept_headers(given) == {"content-type": "application/json", "retry-after": "2"}


def test_conversations_are_in_one_order_and_repeats_as_they_came() -> None:
    def asked(*words: str) -> dict[str, Any]:
        return {"messages": [{"content": word} for word in words]}

    later = interaction(asked("b"), {"n": 1})
    mended = interaction(asked("a", "draft", "mend"), {"n": 2})
    first = interaction(asked("a"), {"n": 3}, status=429)
    again = interaction(asked("a"), {"n": 4})
    assert in_order([later, mended, first, again]) == (first, again, mended, later)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[1, 2]",
        "stamp: {suite: answers}\ninteractions: []",
        "stamp: [",
        as_text(recording(interaction({}, {}))).replace("method:", "way:"),
        as_text(recording(interaction({}, {}))).replace("status: 200", "status: well"),
    ],
)
def test_what_is_no_recording_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(EvalError, match=r"'one.answer.yaml' is no recording .* record it again"):
        from_text(text, "one.answer.yaml")
