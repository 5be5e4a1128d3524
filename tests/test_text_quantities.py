import pytest

from bot.text.quantities import quantities, vague_amounts


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("des centaines de morts", ["100"]),
        ("hundreds of thousands of people", ["100000"]),
        ("Tausende von Menschen, miles de personas", ["1000", "1000"]),
        ("ten miles away, a thousand ships", []),
    ],
)
def test_vague_amounts(text: str, values: list[str]) -> None:
    assert [str(quantity.value) for quantity in vague_amounts(text)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("une dizaine d'obus", ["10"]),
        ("une centaine de milliers", ["100000"]),
        ("a dozen shells", ["12"]),
        ("la moitié, two thirds, ein Drittel", ["0.667", "0.333", "0.5"]),
        ("la quarantaine est levée", []),
    ],
)
def test_collective_numbers_and_fractions(text: str, values: list[str]) -> None:
    assert [str(quantity.value) for quantity in quantities(text)] == values
