import pytest

from bot.arguments import BriefingRequest
from bot.series import (
    NO_END,
    day_of,
    follows_slots_only,
    last_day,
    period_end,
    series_of,
)
from bot.types import Filters

MADE = "2023-02-15T08:00:00+01:00"


def request(**given: object) -> BriefingRequest:
    period = {name: given.pop(name) for name in ("since", "until") if name in given}
    return BriefingRequest(filters=Filters(**period), **given)  # type: ignore[arg-type]


def test_a_request_for_the_same_news_is_of_one_series() -> None:
    one = request(topics=("Ukraine", "OTAN"), until="2023-02-14")
    other = request(topics=("otan ", "ukraine"), since="2023-03", words=100)
    assert series_of(one) == series_of(other) == "topics=otan,ukraine"
    assert series_of(request()) == "all"
    assert series_of(request(outlets=("RFI",), languages=("fr",))) == "outlets=rfi;languages=fr"
    assert series_of(request(series="subscription:7", topics=("OTAN",))) == "subscription:7"


@pytest.mark.parametrize(
    ("until", "day", "ends", "briefed"),
    [
        (None, None, NO_END, "2023-02-15"),
        ("2023-02-13", None, "2023-02-13", "2023-02-13"),
        ("2023-01", None, "2023-01-31", "2023-01-31"),
        ("2024", None, "2024-12-31", "2023-02-15"),
        (None, "2023-02-10", "2023-02-10", "2023-02-10"),
        ("2023-02-13", "2023-02-10", "2023-02-10", "2023-02-10"),
    ],
)
def test_where_a_briefing_stands(
    until: str | None, day: str | None, ends: str, briefed: str
) -> None:
    asked = request(until=until, day=day)
    assert period_end(asked) == ends
    assert day_of(asked, MADE) == briefed


def test_the_last_day_of_a_month() -> None:
    assert last_day("2024-02") == "2024-02-29"
    assert last_day("2023-02-14T09:00") == "2023-02-14"


def test_a_slot_that_is_run_again_tells_the_same_again() -> None:
    assert follows_slots_only("subscription:7")
    assert not follows_slots_only("all")
