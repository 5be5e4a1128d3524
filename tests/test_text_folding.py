import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.folding import fold, search_key, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("« L’été\u202f! »", '"L\'été!"'),
        ("a\u00a0 b\n\n c", "a b c"),
        ("“x” „y‟ «z»", '"x" "y" "z"'),
        ("l’un ‘l’autre’ rockʼn", "l'un 'l'autre' rock'n"),
        ("a – b — c \u2011 d − e", "a - b - c - d - e"),
        ("e\u0301te\u0301", "été"),
        ("muni\u00adtions\u200b", "munitions"),
        ("e\ufb03cace…", "efficace..."),
        ("10\u202f000\u00a0%", "10 000%"),
        ("Œuvre 12 pêche", "Œuvre 12 pêche"),
        ("", ""),
    ],
)
def test_layout_is_folded(text: str, folded: str) -> None:
    assert fold(text).text == folded


MARKED = st.text(
    st.one_of(
        st.characters(), st.sampled_from("«»“”’…– \u00a0\u202f\u00ad\u200b\u0301éeaﬁ;:!?%123")
    )
)


@given(MARKED)
def test_offsets_lead_back_to_the_original(text: str) -> None:
    folded = fold(text)
    offsets = folded.offsets
    assert len(offsets) == len(folded.text) + 1
    assert offsets[-1] == len(text)
    assert list(offsets) == sorted(offsets)
    for index, character in enumerate(folded.text):
        start, end = folded.origin(index)
        assert 0 <= start < end <= len(text)
        assert character in fold(text[start:end]).text + ' "'


@given(MARKED)
def test_no_digit_letter_or_accent_changes(text: str) -> None:
    def letters(string: str) -> list[str]:
        # NFKC only for the ligatures; invisible characters may stand between letter and accent.
        bare = "".join(c for c in string if unicodedata.category(c) != "Cf")
        return [c for c in unicodedata.normalize("NFKC", bare) if c.isalnum()]

    assert letters(fold(text).text) == letters(text)


def test_a_match_that_cuts_a_ligature_has_no_original() -> None:
    folded = fold("e\ufb03cace")
    assert folded.original(0, 2) is None
    assert folded.original(0, 4) == (0, 2)


def test_words_and_search_keys() -> None:
    assert search_key("L’Œuvre de Zoë à Łódź, Straße") == "l'oeuvre de zoe a lodz, strasse"
    assert words("L'Ukraine qu’aide Jean-Noël, O'Brien's friend d'aujourd'hui") == (
        "ukraine",
        "aide",
        "jean",
        "noel",
        "o'brien",
        "friend",
        "aujourd'hui",
    )
