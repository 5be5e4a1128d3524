from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coverage import Coverage, runs, stems_of
from bot.question import Term

WORDS = (
    "obus tirés tirent l’Ukraine qu’Élysée œuvre ŒUVRES déclarée declaree dying die lying skies "
    "Straße strasse Übung übungen Häuser años AÑO niños 155 10.000 a_b x Москва "
    "jour jours d’un the of être e\u0301te\u0301 naïve yeux ßa ﬁn"
).split()
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
LANGUAGES = st.sampled_from("fr en de es fi ru ar tr und xx".split())
TERMS = st.lists(
    st.builds(
        lambda word, other, rarity: Term(word=word, spellings=(word, other), rarity=rarity),
        st.sampled_from(WORDS),
        st.sampled_from(WORDS),
        st.sampled_from((0.1, 0.5, 1.0)),
    ),
    max_size=4,
)


@given(TERMS, LANGUAGES, TEXTS, TEXTS)
def test_the_quick_way_tells_the_same(
    terms: list[Term], language: str, first: str, second: str
) -> None:
    coverage = Coverage(terms, language)
    slowly = coverage.of(stems_of(first, language), stems_of(second, language))
    assert coverage.share(coverage.found(first) | coverage.found(second)) == slowly


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Les obus tirés par l’armée.", 1.0),
        ("Un obus est tombé.", 0.5),
        ("OBUS et tirée", 1.0),
        ("Rien de tel.", 0.0),
    ],
)
def test_inflected_forms_count(text: str, share: float) -> None:
    terms = [Term(word=word, spellings=(word,)) for word in ("obus", "tirer")]
    coverage = Coverage(terms, "fr")
    assert coverage.share(coverage.found(text)) == share


def test_a_question_without_terms_is_covered() -> None:
    coverage = Coverage([], "fr")
    assert coverage.share(coverage.found("Un obus.")) == 1.0
    assert coverage.of_runs("un obus") == 1.0


def test_runs_of_letters_find_what_stems_do_not() -> None:
    coverage = Coverage([Term(word="Munition", spellings=("Munition",))], "de")
    assert coverage.share(coverage.found("im Munitionslager")) == 0.0
    assert coverage.of_runs("im munitionslager") == 1.0
    assert runs("an") == ("an",)
