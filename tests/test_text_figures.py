from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.figures import figures, same_figure

# Text, then "writing=value unit kind" of each figure in order; "-" is no unit.
READ = [
    ("entre 6 000 et 7 000 obus", ["6 000=6000 obus number", "7 000=7000 obus number"]),
    (
        "10,000 shells, 10.000 Granaten",
        ["10,000=10000 shells number", "10.000=10000 granaten number"],
    ),
    ("552 millions de dollars", ["552 millions=552000000 dollar money"]),
    (
        "$552 million, US$3bn",
        ["$552 million=552000000 dollar money", "US$3bn=3000000000 dollar money"],
    ),
    ("5 Mrd. Euro", ["5 Mrd.=5000000000 euro money"]),
    ("500 M€ et 3,5 Md€", ["500 M€=500000000 euro money", "3,5 Md€=3500000000.0 euro money"]),
    ("1.234 millones de euros", ["1.234 millones=1234000000 euro money"]),
    ("12,5 %, 3 pour cent, 4 percent", ["12,5 %=12.5 % percent", "3=3 % percent", "4=4 % percent"]),
    ("3 à 5 millions d'euros", ["3=3000000 euro money", "5 millions=5000000 euro money"]),
    ("between 3 and 5 million", ["3=3000000 - number", "5 million=5000000 - number"]),
    ("150-200 hommes", ["150=150 hommes number", "200=200 hommes number"]),
    ("battus 3-1", ["3-1=3001 - score"]),
    ("le 24 février 2022 à 8 h 30", ["24 février 2022=20220224 - date", "8 h 30=830 - time"]),
    ("in March, 2023-02-14", ["March=300 - date", "2023-02-14=20230214 - date"]),
    ("le 3e jour, 21st", ["3e=3 - ordinal", "21st=21 - ordinal"]),
    ("au XXe siècle", ["XXe=20 - ordinal"]),
    ("155mm, 155 mm", ["155=155 mm number", "155=155 mm number"]),
    ("150 km (90 miles)", ["150=150 km number", "90=90 mile number"]),
    ("les 24 dernières heures", ["24=24 hour number"]),
    ("AMX-10, SAM-T, G7, F-16, 5G, version 1.2.3", []),
    ("24 heures sur 24, 24/7", []),
    ("https://example.com/2022/3 ou a1@example.com", []),
    ("01 23 45 67 89", ["01 23 45 67 89=123456789 - phone"]),
    ("il fait -5 °C", ["-5=-5 °C number"]),
    ("En 2022 M. Dupont", ["2022=20220000 - date"]),
    (
        "douze mois, zwölf Panzer, twenty-four",
        ["douze=12 month number", "zwölf=12 panzer number", "twenty-four=24 - number"],
    ),
    ("des centaines de morts", ["centaines=100 morts vague"]),
    ("une dizaine d'obus", ["une dizaine=10 obus number"]),
    ("deux tiers des voix", ["deux tiers=0.667 voix fraction"]),
    ("un homme, one of them, eine Frau, mardi", []),
    ("fifty percent", ["fifty=50 % percent"]),
    ("0,125 et 0.125", ["0,125=0.125 - number", "0.125=0.125 - number"]),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_figures_are_read(text: str, expected: list[str]) -> None:
    found = [f"{f.text}={f.value} {f.unit or '-'} {f.kind}" for f in figures(text)]
    assert found == expected


SAME = [
    ("10 000", "dix mille", True),
    ("10 000", "10,000", True),
    ("10.000", "10 000", True),
    ("552 millions de dollars", "$552 million", True),
    ("552 millions de dollars", "552 millions d'euros", False),
    ("150 km", "150 miles", False),
    ("50 %", "50 personnes", False),
    ("10 000 obus", "10,000 shells", True),
    ("24 février 2022", "February 24, 2022", True),
    ("24 février 2022", "24 février 2023", False),
    ("des centaines de morts", "cent morts", False),
    ("3-1", "1-3", False),
    ("12", "15", False),
    ("zweihundert", "doscientos", True),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_same_figure(one: str, other: str, same: bool) -> None:
    assert same_figure(figures(one)[0], figures(other)[0]) is same


@given(st.integers(10_000, 999_999_999), st.integers(0, 99), st.sampled_from(["fr", "en", "de"]))
def test_a_formatted_number_gives_its_value(whole: int, cents: int, language: str) -> None:
    group, point = {"fr": ("\u202f", ","), "en": (",", "."), "de": (".", ",")}[language]
    written = f"{whole:,}".replace(",", group) + (f"{point}{cents:02}" if cents else "")
    (figure,) = figures(f"total : {written} !")
    assert figure.text == written
    assert figure.value == Decimal(whole) + Decimal(cents) / 100


PIECES = "mille |deux |mars | million|cent| to |vingt|M€|20|1.| 000|,5| %|$| - |h|/| et |:|x".split(
    "|"
)
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.characters()), max_size=30).map("".join)


@given(TEXTS)
def test_each_figure_is_what_stands_at_its_span_and_none_overlap(text: str) -> None:
    end_before = 0
    for figure in figures(text):
        assert end_before <= figure.span.start < figure.span.end
        assert text[figure.span.start : figure.span.end] == figure.text
        end_before = figure.span.end
