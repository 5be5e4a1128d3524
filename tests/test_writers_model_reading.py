"""A reply read in any pieces gives the same statements, each once and as early as can be."""

import json
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.citations import DraftStatement
from bot.writers.model.failures import ModelFailure
from bot.writers.model.reading import DraftReader
from bot.writers.model.untrusted import MOST_STATEMENTS
from tests.loopback import answer, statement

TEXTS = st.text(alphabet='aé «»{}[]"\\,:\n0 ', min_size=1, max_size=12)
STATEMENTS = st.lists(
    st.builds(
        lambda text, quotes: statement("s" + text, *quotes),
        TEXTS,
        st.lists(st.tuples(st.sampled_from(["P1", "P2"]), TEXTS), max_size=3),
    ),
    max_size=MOST_STATEMENTS,
)


def read(text: str, cuts: list[int]) -> tuple[DraftReader, list[DraftStatement]]:
    handed: list[DraftStatement] = []

    def hand_on(one: DraftStatement) -> bool:
        handed.append(one)
        return True

    reader = DraftReader(hand_on)
    places = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    for start, end in pairwise(places):
        reader.hear(text[start:end])
    return reader, handed


@given(STATEMENTS, st.lists(st.integers(0, 10_000)), st.booleans(), st.sampled_from(["", "```"]))
def test_pieces_make_no_difference(
    statements: list[dict[str, object]], cuts: list[int], ascii_only: bool, fence: str
) -> None:
    assume(not any("[" in str(one["text"]) for one in statements))  # markers are taken out
    text = fence + json.dumps(json.loads(answer(*statements)), ensure_ascii=ascii_only) + fence
    reader, handed = read(text, cuts)
    reader.end("stop")
    assert [(one.text, [q.text for q in one.quotes]) for one in handed] == [
        (" ".join(str(one["text"]).split()), [q["quote"] for q in one["quotes"]])  # type: ignore[attr-defined]
        for one in statements
    ]
    assert reader.draft.answered
    assert reader.draft.statements == tuple(handed)


@given(STATEMENTS, st.integers(0, 10_000))
def test_a_reply_that_is_cut_anywhere_gives_whole_statements_only(
    statements: list[dict[str, object]], cut: int
) -> None:
    text = answer(*statements)
    end = cut % len(text)
    _, whole = read(text, list(range(len(text))))
    reader, handed = read(text[:end], list(range(end)))
    assert handed == whole[: len(handed)]
    assert reader.draft.disagreements == ()
    for finish, kind in (("length", "cut-off"), ("stop", "malformed")):
        with pytest.raises(ModelFailure) as caught:
            reader.end(finish)
        assert caught.value.kind == kind


def test_a_statement_is_there_with_its_last_brace() -> None:
    text = answer(statement("a } ]", ("P1", "x }]}")), statement("b", ("P1", "y")))
    _, handed = read(text[: text.index('x }]}"}]}') + len('x }]}"}]}')], [])
    assert [one.text for one in handed] == ["a } ]"]


def test_a_new_attempt_begins_anew() -> None:
    reader = DraftReader(lambda _: False)
    reader.hear(answer(statement("a", ("P1", "x")))[:-20])
    reader.begin()
    reader.hear(answer(statement("b", ("P1", "x"))))
    reader.end("stop")
    assert [one.text for one in reader.draft.statements] == ["b"]


def test_a_reply_without_end_is_cut_to_a_size() -> None:
    many = [statement(f"s{number}", *[("P1", "x")] * 20) for number in range(50)]
    reader, handed = read(answer(*many), [])
    assert len(handed) == MOST_STATEMENTS
    assert all(len(one.quotes) <= 6 for one in reader.draft.statements)


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "{", "{}", '{"answer": true}', "}" * 50, "{" * 999]
)
def test_what_is_no_answer_is_told(text: str) -> None:
    reader, handed = read(text, [])
    with pytest.raises(ModelFailure) as caught:
        reader.end("stop")
    assert (caught.value.kind, handed) == ("malformed", [])


def test_passages_named_by_number_are_read() -> None:
    told = '{"text": "a", "quotes": [{"passage": 3, "quote": "x"}]}'
    reader, handed = read(f'{{"answered": true, "statements": [{told}]}}', [])
    reader.end("stop")
    assert handed[0].quotes[0].passage == "3"
