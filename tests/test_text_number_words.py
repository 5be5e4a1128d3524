import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.number_words import number_words


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("vingt-quatre obus", [24]),
        ("quatre-vingt-dix-sept mille", [97_000]),
        ("soixante et onze", [71]),
        ("soixante-dix-neuf", [79]),
        ("mille neuf cent quatre-vingt-dix", [1990]),
        ("trois millions deux cent mille", [3_200_000]),
        ("deux mille milliards", [2 * 10**12]),
        ("two hundred and six", [206]),
        ("nineteen hundred", [1900]),
        ("a hundred", [100]),
        ("dreiundzwanzigtausend", [23_000]),
        ("zweihundertfünfundzwanzig", [225]),
        ("eine Million", [1_000_000]),
        ("treinta y cinco", [35]),
        ("mil doscientos en el año", [1200]),
        ("cien mil millones de euros", [10**11]),
        # Numbers that stand beside each other are not one.
        ("au cours des trois, quatre prochains mois", [3, 4]),
        ("deux trois", [2, 3]),
        ("two and three", [2, 3]),
        ("les dix onze", [10, 11]),
        # Words that only look like numbers.
        ("un homme et une femme, one of them, ein Haus", []),
        ("they seize the town at once, the back of it", []),
        ("Seize personnes ont été tuées.", [16]),
        ("six cents of the dollar", [6]),
        ("50 per cent, pour cent", []),
        ("des millions de gens", []),
        ("under the fund", []),
    ],
)
def test_number_words(text: str, values: list[int]) -> None:
    assert [value for _, value in number_words(text)] == values


ENGLISH_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def english(number: int) -> str:
    for scale, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = f" {english(number % scale)}" if number % scale else ""
            return f"{english(number // scale)} {name}{rest}"
    if number < 20:
        return ENGLISH_UNITS[number]
    tens = ENGLISH_TENS[number // 10 - 2]
    return f"{tens}-{ENGLISH_UNITS[number % 10]}" if number % 10 else tens


@given(st.integers(2, 999_999_999))
def test_every_english_number_is_read(number: int) -> None:
    text = f"about {english(number)} people"
    ((span, value),) = number_words(text)
    assert value == number
    assert text[span.start : span.end] == english(number)


FRENCH_UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
    " dix-sept dix-huit dix-neuf"
).split()
FRENCH_TENS = "vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt".split()


def french(number: int) -> str:
    if number < 20:
        return FRENCH_UNITS[number]
    if number < 100:
        tens = FRENCH_TENS[number // 10 - 2]
        rest = number % 20 if number >= 60 else number % 10
        joint = " et " if rest in (1, 11) and number < 80 else "-"
        return f"{tens}{joint}{FRENCH_UNITS[rest]}" if rest else tens
    for scale, name in ((10**6, "millions"), (1000, "mille"), (100, "cent")):
        if number >= scale:
            count, rest = divmod(number, scale)
            head = name if count == 1 and scale < 10**6 else f"{french(count)} {name}"
            return f"{head} {french(rest)}" if rest else head
    raise AssertionError(number)


@given(st.integers(2, 999_999_999))
def test_every_french_number_is_read(number: int) -> None:
    text = f"il y a {french(number)} personnes"
    ((span, value),) = number_words(text)
    assert (value, text[span.start : span.end]) == (number, french(number))
