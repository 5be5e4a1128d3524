import pytest

from bot.errors import UnknownBriefingError
from bot.library import EditionSummary, chosen


def kept(number: int, day: str, made: str = "") -> EditionSummary:
    return EditionSummary(
        number=number,
        series="all",
        day=day,
        since=None,
        until=None,
        made_at=made or f"{day}T08:00:00+01:00",
        revision=number,
        title="Briefing",
        stories=1,
        erased=0,
    )


KEPT = (
    kept(1, "2023-02-14"),
    kept(2, "2023-02-16"),
    kept(4, "2023-02-14"),
    kept(5, "2022-12-31", made="2023-03-02T08:00:00+01:00"),
)


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("2", [2]),
        ("04", [4]),
        ("2023-02-14", [1, 4]),
        ("2023-02", [1, 2, 4]),
        (" 2022-12-31 ", [5]),
        ("2023-03-02", [5]),
    ],
)
def test_a_number_or_a_date_means_briefings(name: str, numbers: list[int]) -> None:
    assert [one.number for one in chosen(name, KEPT)] == numbers


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("3", "no briefing '3'; the nearest is number 2, of 2023-02-16"),
        ("2023-02-15", "no briefing '2023-02-15'; the nearest: 2023-02-14 and 2023-02-16"),
        ("2024-01-01", "no briefing '2024-01-01'; the nearest: 2023-02-16"),
        ("demain", "'demain' is no briefing: give a number or a day"),
        ("2023-2-14", "is no briefing"),
    ],
)
def test_what_is_not_there_is_said_with_the_nearest(name: str, line: str) -> None:
    with pytest.raises(UnknownBriefingError, match=line):
        chosen(name, KEPT)


def test_when_nothing_is_kept() -> None:
    with pytest.raises(UnknownBriefingError, match="none is kept yet, `citewire brief` makes one"):
        chosen("1", ())
