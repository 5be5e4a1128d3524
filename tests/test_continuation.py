import numpy as np
import pytest

from bot.continuation import GOES_ON, SURELY, continued, continuing, likeness
from tests.archive_samples import compared, document, group, told_story

FLOOD = document("flood", "La crue du Rhin a fermé les ponts de Bonn.")
LATER = document("later", "À Bonn, les ponts rouvrent.", "2023-02-15")
NAMELESS = document("later", "Les trains circulent de nouveau.", "2023-02-15")


def test_a_story_that_shares_names_goes_on() -> None:
    story = told_story(FLOOD)
    assert continued(group(0), compared([LATER], story, alike=GOES_ON + 0.01)) is story
    assert continued(group(0), compared([LATER], story, alike=GOES_ON - 0.01)) is None


def test_without_a_name_in_common_much_more_must_be_alike() -> None:
    story = told_story(FLOOD)
    assert continued(group(0), compared([NAMELESS], story, alike=SURELY - 0.01)) is None
    assert continued(group(0), compared([NAMELESS], story, alike=SURELY + 0.01)) is story


def test_a_large_group_must_be_more_alike() -> None:
    crowd = [document(f"later{n}", LATER.text, "2023-02-15") for n in range(32)]
    story = told_story(FLOOD)
    assert continued(group(*range(32)), compared(crowd, story, alike=0.5)) is None
    assert continued(group(*range(32)), compared(crowd, story, alike=0.52)) is story


def test_the_newest_of_those_that_go_on_counts() -> None:
    newest, older = told_story(FLOOD, day="2023-02-14"), told_story(FLOOD, day="2023-02-13")
    comparison = compared([LATER], newest, older)
    assert continuing(group(0), comparison) == (newest, older)
    assert continued(group(0), comparison) is newest


def test_nothing_goes_on_before_the_first_briefing() -> None:
    assert continued(group(0), compared([LATER])) is None


def test_only_the_best_matches_of_both_sides_count() -> None:
    pairs = np.zeros((5, 4), np.float32)
    pairs[0, 0] = pairs[1, 1] = pairs[2, 2] = 0.9
    assert likeness(pairs) == pytest.approx(0.9)
    assert likeness(np.full((1, 1), 0.3, np.float32)) == pytest.approx(0.3)
