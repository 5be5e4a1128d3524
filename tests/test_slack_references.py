"""Reference numbers: short, unmistakable, and found again in what a reader writes."""

from __future__ import annotations

import random
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.references import ALPHABET, new_reference, reference_in


def test_letters_that_are_taken_for_each_other_do_not_occur() -> None:
    assert not set("01OILAEU") & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET)


def test_numbers_hardly_ever_meet() -> None:
    assert len({new_reference(secrets.choice) for _ in range(1000)}) >= 999


@given(st.integers(), st.sampled_from(["{}", "it says {}!", "« {} »", "réf.{}"]))
def test_a_number_is_found_in_what_is_written(seed: int, frame: str) -> None:
    reference = new_reference(random.Random(seed).choice)
    assert reference_in(frame.format(reference.lower())) == reference
    assert reference_in(frame.format(f"{reference}-12")) == f"{reference}-12"


@pytest.mark.parametrize("text", ["", "K7Q2", "K7Q2-M4X", "AK7Q2-M4", "KOQ2-M4"])
def test_other_words_are_none(text: str) -> None:
    assert reference_in(text) is None
