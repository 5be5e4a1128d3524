import re
from fractions import Fraction
from pathlib import Path

import pytest

from evals import tracing
from evals.tracing.figures import told, untraced_figures, written


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("20 000 obus", [{20_000}]),
        ("20\u202f000 obus", [{20_000}]),
        ("20\u00a0000 obus", [{20_000}]),
        ("1 200,5 km", [{Fraction(2401, 2)}]),
        ("1,200.5 pounds", [{Fraction(2401, 2)}]),
        ("1.200,5 Kilo", [{Fraction(2401, 2)}]),
        ("1,200", [{1200, Fraction(6, 5)}]),  # twelve hundred, or one and a fifth
        ("0,125", [{Fraction(1, 8)}]),
        ("1.250.000", [{1_250_000}]),
        ("12,5 %", [{Fraction(25, 2)}]),
        ("1,27 million", [{1_270_000}]),
        ("552 millions de dollars", [{552_000_000}]),
        ("3 milliards", [{3_000_000_000}]),
        ("2 billion", [{2_000_000_000}]),
        ("entre 6 000 et 7 000", [{6000}, {7000}]),
        ("le 24 février 2022", [{24}, {2022}]),
        ("AMX-10", [{10}]),
        ("en 2010.", [{2010}]),
        ("10,000, 20", [{10_000, 10}, {20}]),
        ("rien", []),
    ],
)
def test_figures_are_read_by_their_value(text: str, values: list[set[Fraction]]) -> None:
    assert [set(reading) for reading in written(text)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("deux entreprises", 2),
        ("two firms", 2),
        ("vingt-deux villes", 22),
        ("twenty-two towns", 22),
        ("trois mille euros", 3000),
        ("three million pounds", 3_000_000),
        ("quatre-vingt-dix jours", 90),
        ("zwölf Tage", 12),
    ],
)
def test_figures_in_words_are_told_too(text: str, value: int) -> None:
    assert value in told(text)


@pytest.mark.parametrize(
    ("statement", "sources", "missing"),
    [
        ("It fires 20,000 shells.", "jusqu’à 20 000 obus par jour", []),
        ("It fires 21,000 shells.", "jusqu’à 20 000 obus par jour", ["21,000"]),
        ("1 270 000 habitants", "1,27 million d’habitants", []),
        ("1,27 milliard", "1,27 million", ["1,27"]),  # the same digits, a thousand times as many
        ("2 firms were paid 552 million", "552 millions à deux entreprises", []),
        ("Two firms", "trois entreprises", []),  # only digits are traced
        ("5 of 10", "5", ["10"]),
        ("50 km", "150 km", ["50"]),
    ],
)
def test_a_figure_that_no_source_tells_is_seen(
    statement: str, sources: str, missing: list[str]
) -> None:
    assert [found for found, lost in untraced_figures(statement, sources) if lost] == missing


def test_what_checks_the_verifier_shares_no_code_with_it() -> None:
    sources = sorted(Path(tracing.__file__).parent.glob("*.py"))
    assert sources
    for path in sources:
        assert not re.search(r"^\s*(?:from|import)\s+bot\b", path.read_text("utf-8"), re.M)
