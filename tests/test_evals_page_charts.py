"""Places on axes and lines: numbers in, numbers out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics import Estimate
from evals.page.line import HEIGHT, MARGIN, WIDTH, line
from evals.page.scale import (
    LEAST_SPAN,
    SHARES,
    Scale,
    Whisker,
    common_scale,
    near_scale,
    round_up,
    whisker,
)


def estimate(value: float, low: float, high: float) -> Estimate:
    return Estimate(count=10, value=value, low=low, high=high)


@pytest.mark.parametrize(
    ("scale", "value", "place"),
    [
        (SHARES, 0.0, 0.0),
        (SHARES, 0.25, 25.0),
        (SHARES, 1.0, 100.0),
        (SHARES, 1.4, 100.0),
        (SHARES, -3.0, 0.0),
        (Scale(0, 2), 0.5, 25.0),
        (Scale(-1, 1), 0.5, 75.0),
        (Scale(0, 1000), 438.1, 43.81),
        (Scale(0.8, 1.0), 0.85, 25.0),
    ],
)
def test_a_value_has_its_place(scale: Scale, value: float, place: float) -> None:
    assert scale.place(value) == place


@pytest.mark.parametrize(
    ("value", "rounded"),
    [(0, 1), (-2, 1), (1, 1), (0.7, 1), (1.01, 2), (130, 200), (2.1, 2.5), (3, 5), (0.03, 0.05),
     (3 * 0.1, 0.5), (5, 5), (5.1, 10), (999, 1000), (1000, 1000), (1001, 2000)],
)  # fmt: skip
def test_an_axis_ends_on_a_round_number(value: float, rounded: float) -> None:
    assert round_up(value) == pytest.approx(rounded)


@given(st.floats(1e-9, 1e12))
def test_the_round_number_is_no_less_and_not_far(value: float) -> None:
    assert value * (1 - 1e-8) <= round_up(value) <= 2.5 * value


@pytest.mark.parametrize(
    ("estimates", "aim", "scale"),
    [
        ([estimate(0.5, 0.4, 0.6)], 0.9, SHARES),
        ([], None, SHARES),
        ([estimate(438, 21, 855)], None, Scale(0, 1000)),
        ([estimate(0.5, 0.4, 0.6)], 150.0, Scale(0, 200)),
        ([estimate(0.1, -0.3, 0.6)], None, Scale(-1, 1)),
        ([estimate(20, 10, 30), estimate(90, 80, 120)], None, Scale(0, 200)),
    ],
)
def test_rows_share_an_axis(estimates: list[Estimate], aim: float | None, scale: Scale) -> None:
    assert common_scale(estimates, aim) == scale


@pytest.mark.parametrize(
    ("estimates", "aim", "low", "high"),
    [
        ([estimate(1, 1, 1)], 1.0, 0.8, 1.0),
        ([estimate(0.86, 0.79, 0.92)], 0.9, 0.7, 1.0),
        ([estimate(0.86, 0.79, 0.92)], None, 0.7, 1.0),
        ([estimate(0, 0, 0)], None, 0.0, 0.2),
        ([estimate(0.3, 0.3, 0.3)], None, 0.3, 0.5),
        ([estimate(50, 40, 60)], None, 0.0, 100.0),
    ],
)
def test_a_history_is_drawn_from_near(
    estimates: list[Estimate], aim: float | None, low: float, high: float
) -> None:
    scale = near_scale(estimates, aim)
    assert (scale.low, scale.high) == pytest.approx((low, high))


@given(
    st.lists(st.tuples(*[st.floats(0, 1)] * 3).map(sorted), min_size=1, max_size=9),
    st.none() | st.floats(0, 1),
)
def test_everything_lies_within_the_axis_of_a_history(
    ends: list[list[float]], aim: float | None
) -> None:
    estimates = [estimate(middle, low, high) for low, middle, high in ends]
    scale = near_scale(estimates, aim)
    assert scale.low <= min(low for low, _, _ in ends) + 1e-9
    assert scale.high >= max(high for _, _, high in ends) - 1e-9
    assert LEAST_SPAN - 1e-9 <= scale.high - scale.low <= 1


def test_a_whisker_is_in_percent() -> None:
    assert whisker(estimate(0.5, 0.4, 0.75), 0.9, SHARES) == Whisker(40.0, 50.0, 75.0, 90.0)
    assert whisker(estimate(0.5, 0.4, 0.75), None, SHARES).aim is None


def test_a_line_goes_from_run_to_run() -> None:
    drawn = line([estimate(0, 0, 0.5), estimate(0.5, 0.25, 1), estimate(1, 1, 1)], 0.5, SHARES)
    assert drawn.path == "M8 76L120 42L232 8"
    assert drawn.band == "M8 42L120 8L232 8L232 8L120 59L8 76Z"
    assert drawn.aim == 42
    assert [(dot.x, dot.y) for dot in drawn.dots] == [(8, 76), (120, 42), (232, 8)]


def test_one_run_stands_in_the_middle_and_has_no_band() -> None:
    drawn = line([estimate(0.5, 0.5, 0.5)], None, SHARES)
    assert (drawn.path, drawn.band, drawn.aim) == ("M120 42", "", None)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_lines_stay_within_their_box(values: list[float]) -> None:
    drawn = line([estimate(value, 0.0, 1.0) for value in values], None, SHARES)
    for dot in drawn.dots:
        assert MARGIN <= dot.x <= WIDTH - MARGIN
        assert MARGIN <= dot.high <= dot.y <= dot.low <= HEIGHT - MARGIN
    assert [dot.x for dot in drawn.dots] == sorted(dot.x for dot in drawn.dots)
