import time

import pytest

from bot.text.nonstop import nonstop
from bot.types import Span

DAY = """24 heures sur 24|24h/24|24 h sur 24|24 heures par jour|vingt-quatre heures sur vingt-quatre
24 hours a day|24-hours-a-day|twenty-four hours a day|around the clock|round the clock|day and night
rund um die Uhr|24 Stunden am Tag|24 Stunden pro Tag|Tag und Nacht|24 horas al día|jour et nuit
las 24 horas del día|día y noche"""
WEEK = """7 jours sur 7|7j/7|sept jours sur sept|seven days a week|7 days a week
sieben Tage die Woche|7 Tage in der Woche|siete días a la semana"""


@pytest.mark.parametrize("text", DAY.replace("\n", "|").split("|"))
def test_a_whole_day(text: str) -> None:
    found = [(phrase.span, phrase.of) for phrase in nonstop(text)]
    assert found == [(Span(0, len(text)), frozenset({"day"}))]


@pytest.mark.parametrize("text", WEEK.replace("\n", "|").split("|"))
def test_a_whole_week(text: str) -> None:
    found = [(phrase.span, phrase.of) for phrase in nonstop(text)]
    assert found == [(Span(0, len(text)), frozenset({"week"}))]


@pytest.mark.parametrize("text", ["24/7", "24 / 7", "24/7/365"])
def test_both(text: str) -> None:
    assert [phrase.of for phrase in nonstop(text)] == [{"day", "week"}]


@pytest.mark.parametrize(
    "text",
    ["24 heures", "en 24 heures", "8 heures par jour", "23 heures sur 24", "6 jours sur 7", "124/7",
     "five days a week", "die letzten 24 Stunden", "24 Stunden", "le jour et la nuit", "1,24/7"],
)  # fmt: skip
def test_counted_hours_and_days_are_none(text: str) -> None:
    assert list(nonstop(text)) == []


def test_time_is_linear() -> None:
    started = time.process_time()
    list(nonstop("24 heures " * 20_000))
    assert time.process_time() - started < 4
