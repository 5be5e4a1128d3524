import pytest

from bot.text.units import is_known_unit, known_unit, unit_after


@pytest.mark.parametrize(
    ("text", "name", "known"),
    [
        ("10 000 obus", "obus", False),
        ("5 de plus", "", False),
        ("552 dollars", "dollar", True),
        ("552 d'euros", "euro", True),
        ("24 dernières heures", "hour", True),
        ("155-mm-Granaten", "mm", True),
        ("10-year-old", "year", True),
        ("50 %", "%", True),
        ("50 per cent of", "%", True),
        ("5 °C", "°C", True),
        ("2022 M. Dupont", "", False),
        ("3 et 4", "", False),
        ("3, chars", "", False),
        ("3", "", False),
    ],
)
def test_the_unit_is_what_follows_the_number(text: str, name: str, known: bool) -> None:
    digits = len(text) - len(text.lstrip("0123456789 "))
    unit = unit_after(text, len(text[:digits].rstrip()))
    assert (unit.name, unit.known) == (name, known)


def test_signs_and_words_have_one_name() -> None:
    assert known_unit("$") == known_unit("dollars")
    assert known_unit("obus") is None
    assert is_known_unit("km")
    assert not is_known_unit("obus")
