from decimal import Decimal

import pytest

from bot.text.numerals import currency_before, numerals


@pytest.mark.parametrize(
    ("text", "value", "other"),
    [
        ("1 200,5", "1200.5", None),
        ("1,200.5", "1200.5", None),
        ("1.200,5", "1200.5", None),
        ("1'200", "1200", None),
        ("1.234.567", "1234567", None),
        ("10.000", "10000", "10.000"),
        ("0.125", "0.125", None),
        ("1,234 billion", "1234000000.000", "1234000000000"),
        ("10 mille", "10000", None),
        ("-5", "-5", None),
        ("−1,5", "-1.5", None),
    ],
)
def test_value_and_other_reading(text: str, value: str, other: str | None) -> None:
    ((span, read, second, _),) = numerals(text)
    assert (str(read), None if second is None else str(second)) == (value, other)
    assert text[span.start : span.end] == text


@pytest.mark.parametrize("text", ["AMX-10", "G7", "v1.2.3", "a_5", "1" * 100])
def test_digits_of_names_and_endless_digits_are_no_numbers(text: str) -> None:
    assert list(numerals(text)) == []


def test_a_dash_after_a_number_is_no_sign() -> None:
    assert [n.value for n in numerals("de 5 -7")] == [Decimal(5), Decimal(7)]


@pytest.mark.parametrize(
    ("text", "found"), [("US$5", "US$"), ("à € 5", "€ "), ("5 € 7", ""), ("EUR 5", "EUR ")]
)
def test_currency_before(text: str, found: str) -> None:
    assert currency_before(text, len(text) - 1) == found
