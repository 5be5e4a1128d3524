from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.layout import Wrap, find_wrap, lines_of, paragraphs_of


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["un inter-", "national ici"], "un international ici"),
        (["une popu-", "lation, la population"], "une population, la population"),
        (["a-t-", "il dit"], "a-t-il dit"),
        (["la Seine-", "Saint-Denis"], "la Seine-Saint-Denis"),
        (["soft\u00ad", "hyphen"], "softhyphen"),
        (["un but -", "le premier"], "un but - le premier"),
    ],
)
def test_hyphens_at_line_ends(lines: list[str], expected: str) -> None:
    assert paragraphs_of(lines, Wrap(width=10)) == (expected,)


def test_list_items_stay_apart() -> None:
    lines = ["Points :", "- premier point", "- second point", "1. troisième"]
    assert paragraphs_of(lines) == tuple(lines)


def test_lines_of_different_length_are_no_wrap() -> None:
    assert find_wrap(["Un titre", "Une phrase plus longue que le titre.", "Fin.", "Non."]) is None


@given(st.lists(st.text(st.sampled_from("abé -.«»:,'’1\u00a0\u202f"), max_size=30), max_size=30))
def test_joining_lines_changes_only_spaces_and_hyphens(lines: list[str]) -> None:
    joined = "".join(paragraphs_of(lines, find_wrap(lines)))
    ignored = str.maketrans("", "", " -\u00a0\u202f")
    assert joined.translate(ignored) == "".join(lines).translate(ignored)


@given(st.text(max_size=200))
def test_lines_have_no_control_characters(text: str) -> None:
    assert all(
        character == "\t" or ord(character) >= 32 for line in lines_of(text) for character in line
    )
