import pytest

from evals.grouping.measures import Labelled, b_cubed, estimate, events, pairwise


def items(found: str, true: str, counts: str = "") -> Labelled:
    return Labelled(found=found, true=true, counts=[mark != "-" for mark in counts or found])


@pytest.mark.parametrize(
    ("found", "true", "pairs", "cubed"),
    [
        ("aab", "112", 1.0, 1.0),
        ("aaa", "112", 0.5, 2 * (5 / 9) / (1 + 5 / 9)),  # precision 1/3; (2/3 + 2/3 + 1/3) / 3
        ("abc", "112", 0.0, 2 * (2 / 3) / (1 + 2 / 3)),
    ],
)
def test_worked_by_hand(found: str, true: str, pairs: float, cubed: float) -> None:
    assert pairwise(items(found, true)) == pytest.approx(pairs)
    assert b_cubed(items(found, true)) == pytest.approx(cubed)


def test_distractors_count_only_where_they_touch_an_event() -> None:
    assert pairwise(items("aabb", "1123", "..--")) == 1.0
    assert pairwise(items("aaab", "1123", "..--")) == pytest.approx(0.5)
    assert b_cubed(items("aaab", "1123", "..--")) == pytest.approx(0.8)


def test_the_interval_is_over_events_that_count() -> None:
    given = items("aabbcc", "112233", "....--")
    assert events(given) == ["1", "2"]
    found = estimate(given)
    assert (found.count, found.value, found.low, found.high) == (4, 1.0, 1.0, 1.0)
