"""The modal of a passage: the quotation exactly, in its surroundings."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack.actions import PassageTarget
from bot.slack.blocks import CitedPassage, passage_modal
from bot.slack.escaping import visible
from bot.types import Span
from tests.slack_block_samples import (
    ENGLISH,
    FRENCH,
    HOSTILE,
    TEXTS,
    check_view,
    document,
)

FIRST, SECOND, THIRD = "First passage.\n", "It rained. 8,006 people left.\n", "Third passage."
TEXT = FIRST + SECOND + THIRD
SPANS = (Span(0, 15), Span(15, 45), Span(45, len(TEXT)))
QUOTE = "8,006 people left."


def asked(shift: int = 0, text: str = TEXT, **fields: Any) -> CitedPassage:
    known: dict[str, Any] = {
        "target": PassageTarget("K7Q2-M4", 3, shift),
        "document": document(text),
        "quote": QUOTE,
        "start": TEXT.index(QUOTE),
        "passages": SPANS,
    }
    return CitedPassage(**{**known, **fields})


def rich(view: Mapping[str, Any]) -> list[tuple[str, str, bool]]:
    """The paragraphs of a view: their kind, text, and whether they are bold."""
    return [
        (part["type"], run["text"], run.get("style", {}).get("bold", False))
        for block in view["blocks"]
        if block["type"] == "rich_text"
        for part in block["elements"]
        for run in part["elements"]
    ]


def buttons(view: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (one["action_id"], one["value"])
        for block in view["blocks"]
        if block["type"] == "actions"
        for one in block["elements"]
    ]


def test_the_quotation_is_bold_in_its_passage_between_its_neighbours() -> None:
    view = passage_modal(asked(), ENGLISH)
    check_view(view)
    assert rich(view) == [
        ("rich_text_section", "First passage.", False),
        ("rich_text_quote", "It rained. ", False),
        ("rich_text_quote", QUOTE, True),
        ("rich_text_quote", "\n", False),
        ("rich_text_section", "Third passage.", False),
    ]
    assert view["private_metadata"] == "K7Q2-M4:3"
    assert view["title"]["text"] == "Passage [3]"
    assert view["blocks"][0]["text"]["text"] == "*<https://example.org/d1|A title>*"
    assert view["blocks"][1]["elements"][0]["text"] == "example.org · 14 February 2023"


def test_buttons_go_to_the_passages_before_and_after_and_to_the_original() -> None:
    assert buttons(passage_modal(asked(), ENGLISH)) == [
        ("passage_shown:previous", "K7Q2-M4:3:-1"),
        ("passage_shown:next", "K7Q2-M4:3:1"),
        ("open_link", "open"),
    ]
    first = passage_modal(asked(-1), ENGLISH)
    assert buttons(first)[0] == ("passage_shown:next", "K7Q2-M4:3")
    assert ("rich_text_quote", "First passage.\n", False) in rich(first)
    assert ("rich_text_section", QUOTE, True) in rich(first)
    last = passage_modal(asked(99), ENGLISH)
    assert buttons(last)[0] == ("passage_shown:previous", "K7Q2-M4:3")


def test_the_place_in_the_document_is_told_in_the_language_of_the_reader() -> None:
    view = passage_modal(asked(), FRENCH)
    assert any(
        block["type"] == "context" and block["elements"][0]["text"] == "Passage 2 sur 3 du document"
        for block in view["blocks"]
    )


def test_a_quotation_that_has_moved_is_found_again() -> None:
    view = passage_modal(asked(text="New beginning. " + TEXT, passages=()), ENGLISH)
    assert ("rich_text_quote", QUOTE, True) in rich(view)


def test_a_document_that_has_changed_says_so_and_shows_what_was_quoted() -> None:
    view = passage_modal(asked(text="All is different now."), ENGLISH)
    check_view(view)
    assert "has changed" in str(view["blocks"])
    assert rich(view) == [("rich_text_quote", QUOTE, True)]


def test_an_address_that_no_browser_opens_gets_no_button() -> None:
    made = document(TEXT, url="javascript:alert(1)")
    view = passage_modal(asked(document=made), ENGLISH)
    assert [name for name, _ in buttons(view)] == ["passage_shown:previous", "passage_shown:next"]


def test_hostile_text_is_shown_as_it_is() -> None:
    view = passage_modal(
        asked(document=document(HOSTILE, title=HOSTILE), quote=HOSTILE, start=0, passages=()),
        ENGLISH,
    )
    check_view(view)
    assert ("rich_text_quote", HOSTILE, True) in rich(view)


@given(TEXTS, st.data())
@settings(max_examples=80, deadline=None)
def test_whatever_is_quoted_is_shown_whole_where_there_is_room(text: str, data: Any) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 2_000)))
    cuts = sorted({0, len(text), *data.draw(st.lists(st.integers(0, len(text)), max_size=4))})
    cuts = [cut for cut in cuts if not start < cut < end]
    spans = tuple(Span(a, b) for a, b in pairwise(cuts))
    made = document(text, title=text, url=f"https://example.org/{text}")
    shown = asked(
        data.draw(st.integers(-3, 3)),
        document=made,
        quote=text[start:end],
        start=start,
        passages=data.draw(st.sampled_from([spans, ()])),
    )
    view = passage_modal(shown, ENGLISH)
    check_view(view)
    if shown.target.shift == 0:
        bold = "".join(text for kind, text, bold in rich(view) if bold)
        assert visible(text[start:end]) == bold
