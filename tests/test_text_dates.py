import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.dates import dates, times, weekdays


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le 24 février 2022", [(2022, 2, 24)]),
        ("February 24, 2022 or 24 Feb. 2022", [(2022, 2, 24)] * 2),
        ("am 24. Februar 2022, 24.02.2022", [(2022, 2, 24)] * 2),
        ("el 24 de febrero de 2022", [(2022, 2, 24)]),
        ("02/24/2022, 2022-02-24, 2022-02", [(2022, 2, 24), (2022, 2, 24), (2022, 2, 0)]),
        ("le 1er janvier, le 12 mars", [(0, 1, 1), (0, 3, 12)]),
        ("mars 2023, à la mi-mars, im März", [(2023, 3, 0), (0, 3, 0), (0, 3, 0)]),
        ("en 1998, since 2001 (2019)", [(1998, 0, 0), (2001, 0, 0), (2019, 0, 0)]),
        ("in May it may rain; you may march", [(0, 5, 0)]),
        ("en 2022 % des cas, 30 mars %", [(0, 3, 30)]),
        ("mardi prochain", []),
    ],
)
def test_dates(text: str, found: list[tuple[int, int, int]]) -> None:
    assert [(date.year, date.month, date.day) for date in dates(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("à 8 h 30, 8h30, 8:30", [(8, 30)] * 3),
        ("at 8 p.m., 12:05 a.m.", [(20, 0), (0, 5)]),
        ("um 8.30 Uhr", [(8, 30)]),
        ("20 heures, 3:1, 25:10", []),
    ],
)
def test_times(text: str, found: list[tuple[int, int]]) -> None:
    assert [(time.hour, time.minute) for time in times(text)] == found


def test_weekdays_are_the_same_in_every_language() -> None:
    assert weekdays("mardi, Tuesday, Dienstag, martes") == {1}
    assert weekdays("miércoles ou Samstag") == {2, 5}


MONTHS = {
    "{d} {m} {y}": "janvier février mars avril mai juin juillet août septembre octobre novembre"
    " décembre",
    "{m} {d}, {y}": "January February March April May June July August September October November"
    " December",
    "{d}. {m} {y}": "Januar Februar März April Mai Juni Juli August September Oktober November"
    " Dezember",
    "{d} de {m} de {y}": "enero febrero marzo abril mayo junio julio agosto septiembre octubre"
    " noviembre diciembre",
}


@given(
    st.dates(datetime.date(1000, 1, 1), datetime.date(2099, 12, 31)),
    st.sampled_from(sorted(MONTHS)),
)
def test_a_written_date_is_read_back(date: datetime.date, pattern: str) -> None:
    month = MONTHS[pattern].split()[date.month - 1]
    written = pattern.format(d=date.day, m=month, y=date.year)
    (found,) = dates(f"({written})")
    assert (found.year, found.month, found.day) == (date.year, date.month, date.day)
    assert f"({written})"[found.span.start : found.span.end] == written
