import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.likeness import Parts
from bot.stories import StoryGroup
from bot.story_log import Move, StoryLog, story_log


def parts(meaning: np.ndarray) -> Parts:
    return Parts(
        meaning=meaning,
        wording=np.zeros_like(meaning),
        across=np.zeros(meaning.shape, bool),
        scattered=np.zeros(len(meaning), np.float32),
        published=np.zeros((len(meaning), 2), np.float32),
    )


def group(*units: int) -> StoryGroup:
    return StoryGroup(units=units, origins=1, documents=(), newest="", cohesion=1.0)


def blocks(*sizes: int) -> np.ndarray:
    story = np.repeat(np.arange(len(sizes)), sizes)
    return np.where(story[:, None] == story[None, :], 1.0, 0.0).astype(np.float32)


def logged(meaning: np.ndarray, told: list[StoryGroup]) -> StoryLog:
    words = [{"rhin": 1.0, "~rn": 0.5, "#12": 2.0} for _ in meaning]
    return story_log(parts(meaning), words, told)


def test_a_merge_tells_what_spoke_for_it() -> None:
    (merge,) = logged(blocks(2), [group(0, 1)]).merges
    assert (merge.one, merge.other) == ((0,), (1,))
    assert (merge.similarity, merge.meaning, merge.wording) == (0.667, 1.0, 0.0)
    assert merge.shared == ("12", "rhin")


def test_the_sides_of_a_later_merge_hold_what_was_joined_before() -> None:
    log = logged(blocks(3), [group(0, 1, 2)])
    assert [len(merge.one) + len(merge.other) for merge in log.merges] == [2, 3]


def test_a_moved_sentence_is_told_with_whom_it_went() -> None:
    log = logged(blocks(3, 2), [group(0, 1), group(2, 3, 4)])
    assert log.moves == (Move(2, 3),)


def test_a_sentence_without_company_begins_a_story() -> None:
    log = logged(blocks(3), [group(0, 1), group(2)])
    assert log.moves == (Move(2, 2),)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=14), st.integers(0, 1000))
def test_played_again_the_log_gives_the_stories_that_were_told(homes: list[int], seed: int) -> None:
    found = np.random.default_rng(seed).uniform(-0.3, 1, (len(homes), len(homes)))
    meaning = ((found + found.T) / 2).astype(np.float32)
    told = [
        group(*(unit for unit, home in enumerate(homes) if home == story))
        for story in sorted(set(homes))
    ]
    log = story_log(parts(meaning), [{} for _ in homes], told)
    assert log.replayed() == {frozenset(story.units) for story in told}
