import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.citations import find_quote


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        # Layout may differ.
        ("6 000 obus", "tire 6\u202f000\u00a0obus par jour", "6\u202f000\u00a0obus"),
        ("l'été", "Pendant l’été, rien.", "l’été"),
        ('"La paix"', "Il dit « La paix » et part.", "« La paix »"),
        ('"La paix"', "Il dit que La paix viendra.", "La paix"),
        ("cœur de l'été", "au cœur de l\u2019e\u0301te\u0301 1914", "cœur de l’e\u0301te\u0301"),
        ("munitions", "les muni\u00adtions manquent", "muni\u00adtions"),
        ("deux lignes", "sur deux\n  lignes", "deux\n  lignes"),
        ("dans tout - adopter", "dans tout – adopter", "dans tout – adopter"),
        ("50 % des voix", "obtient 50% des voix", "50% des voix"),
        ("Attendez...", "Attendez… Non", "Attendez…"),
        ("efficace", "c'est e\ufb03cace", "e\ufb03cace"),
        ("Stoltenberg", "Stoltenberg's visit", "Stoltenberg"),
        ("which began", "the war—which began—is over", "which began"),
        ("Ukraine", "l'Ukraine", "Ukraine"),
        ("300 personnes", "en 2022\n300 personnes", "300 personnes"),
        ("12 personnes", "les 112 personnes ou 12 personnes", "12 personnes"),
        # Digits, letters and accents may not.
        ("12 personnes", "15 personnes", None),
        ("peche", "la pêche", None),
        ("cafe", "un cafe\u0301", None),
        ("œuvre", "une oeuvre", None),
        ("Zelensky", "Zelenskyy", None),
        # Neither words nor numbers may be cut.
        ("12 personnes", "112 personnes", None),
        ("6 000", "16 000", None),
        ("6 000", "6 0005", None),
        ("000 obus", "6 000 obus", None),
        ("000 obus", "6\u202f000 obus", None),
        ("tire 6", "tire 6 000 obus", None),
        ("5 millions", "1,5 millions", None),
        ("en 1", "en 1,5 an", None),
        ("200 hommes", "150-200 hommes", None),
        ("5 degrés", "il fait -5 degrés", None),
        ("We can", "We can't win", None),
        ("est de Kiev", "au nord-est de Kiev", None),
        ("Jean", "Jean-Noël", None),
        ("muni", "les muni\u00adtions", None),
        ("", "rien", None),
        ("   ", "rien", None),
        ("«»", "rien", None),
    ],
)
def test_find_quote(quote: str, text: str, found: str | None) -> None:
    span = find_quote(quote, text)
    assert (None if span is None else text[span.start : span.end]) == found


WORDS = st.lists(
    st.text(st.sampled_from("abcdeéèœß0123456789"), min_size=1, max_size=6), min_size=3, max_size=20
)


@given(WORDS, st.data())
def test_whole_words_are_found_in_any_layout(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 2))
    last = data.draw(st.integers(first + 1, len(words) - 1))
    # A letter at each edge keeps neighbouring digits from being one number.
    words = [f"x{word}x" for word in words]
    text = data.draw(st.sampled_from([" ", "\u00a0", "\n", " \u202f "])).join(words)
    if data.draw(st.booleans()):
        text = unicodedata.normalize("NFD", text)
    quote = " ".join(words[first : last + 1])
    span = find_quote(quote, text)
    assert span is not None
    found = unicodedata.normalize("NFC", text[span.start : span.end])
    assert " ".join(found.split()) == unicodedata.normalize("NFC", quote)


@given(st.text(max_size=60), st.text(min_size=1, max_size=10))
def test_any_text_is_searched_without_failing(text: str, quote: str) -> None:
    span = find_quote(quote, text)
    assert span is None or 0 <= span.start < span.end <= len(text)
