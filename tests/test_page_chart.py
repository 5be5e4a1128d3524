"""What is drawn as bars, and what is not because it cannot be compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefing_types import KeyFigure
from bot.page.chart import ROOM, Reading, bars, moving


def lengths(*values: str) -> list[tuple[float, float]]:
    return [(bar.low, bar.high) for bar in bars([Reading("x", value) for value in values])]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("6 000", "10 000 obus"), [(60, 60), (100, 100)]),
        (("6\u202f000 et 7\u202f000", "10,000"), [(60, 70), (100, 100)]),
        (("entre 8 000 et 8 500", "8 500"), [(94.1, 100), (100, 100)]),
        (("12 %", "24 %"), [(50, 50), (100, 100)]),
        (("552 millions d'euros", "276 millions d'euros"), [(100, 100), (50, 50)]),
        (("3,6 mètres", "7,2 m"), [(50, 50), (100, 100)]),
        (("0", "5"), [(0, 0), (100, 100)]),
    ],
)
def test_figures_of_one_unit_are_drawn_from_zero(
    values: tuple[str, ...], expected: list[tuple[float, float]]
) -> None:
    assert lengths(*values) == expected


@pytest.mark.parametrize(
    "values",
    [
        ("6 000",),
        ("6 000", "6 000"),
        ("12 %", "12"),
        ("552 millions d'euros", "552 millions de dollars"),
        ("10 km", "6 miles"),
        ("10 km", "6"),
        ("6 000 obus", "300 chars"),
        ("à Bakhmut", "à Kiev"),
        ("14 février 2023", "15 février 2023"),
        ("1, 2 et 3", "4"),
        ("des dizaines", "12"),
        ("0", "0"),
        tuple(str(number) for number in range(1, 12)),
    ],
)
def test_what_cannot_be_compared_is_not_drawn(values: tuple[str, ...]) -> None:
    assert lengths(*values) == []


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=8))
def test_bars_keep_the_order_of_the_values(values: list[int]) -> None:
    drawn = lengths(*map(str, values))
    if len(set(values)) < 2:
        assert drawn == []
        return
    assert max(high for _, high in drawn) == 100
    assert all(0 <= low <= high <= 100 for low, high in drawn)
    assert [drawn[place] for place in sorted(range(len(values)), key=values.__getitem__)] == sorted(
        drawn
    )


def test_long_names_are_shortened_so_that_a_telephone_shows_both() -> None:
    drawn = bars([Reading("x" * 200, "6 000"), Reading("y", "10 000")])
    assert drawn[0].label.endswith("…")
    assert len(drawn[0].label) + len(drawn[0].value) <= ROOM


def figure(value: str, about: str, published: str | None) -> KeyFigure:
    return KeyFigure(value=value, about=about, published=published, citations=())


def test_what_moves_is_about_one_thing_on_several_days_oldest_first() -> None:
    early, late = (
        figure("3,6 m", "Niveau", "2025-03-11"),
        figure("4,2 m", "niveau", "2025-03-12"),
    )
    other = figure("12", "autre", "2025-03-12")
    assert moving([late, other, early]) == ((early, late),)
    assert moving([early, figure("4", "niveau", "2025-03-11")]) == ()
    assert moving([early, figure("4", "niveau", None)]) == ()
