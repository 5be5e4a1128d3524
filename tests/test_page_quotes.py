"""A quotation within its passage, as the page shows it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.page.quotes import quote_of, source_of, spoken_language
from bot.types import Citation, Passage, Statement
from tests.samples import DOCUMENT, OTHER, citation_of


@given(st.text(alphabet="ab \n\u00a0é", min_size=1, max_size=80), st.data())
def test_the_passage_is_shown_as_it_stands(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(begin + 1, len(text)))
    start = data.draw(st.integers(begin, end - 1))
    stop = data.draw(st.integers(start + 1, end))
    document = replace(DOCUMENT, text=text)
    passage = Passage(document=document, number=0, start=begin, end=end)
    citation = Citation(passage=passage, start=start, end=stop)
    quote = quote_of(citation, 1, "fr", room=data.draw(st.integers(0, 20)))
    assert quote.text == citation.quote
    assert quote.before + quote.text + quote.after in passage.text
    assert quote.cut == (len(quote.before) < start - begin, len(quote.after) < end - stop)


def test_a_long_passage_is_cut_at_words() -> None:
    document = replace(DOCUMENT, text=f"{'mot ' * 100}cité{' suite' * 100}")
    quote = quote_of(citation_of(document, "cité"), 3, "fr", room=10)
    assert (quote.before, quote.text, quote.after) == ("mot mot ", "cité", " suite")
    assert quote.cut == (True, True)


def test_a_source_without_outlet_or_address_is_called_by_its_id() -> None:
    source = source_of(replace(DOCUMENT, language="und", url="javascript:x"), "fr")
    assert (source.name, source.address, source.language) == ("a", None, "")
    assert source.line == "a · février 2023"
    assert source_of(OTHER, "fr").address == "https://exemple.fr/b"


def test_a_sentence_of_a_source_is_in_its_language() -> None:
    english = replace(DOCUMENT, language="en")
    told = Statement(text="La Russie 20 000.", citations=(citation_of(english, "La Russie"),))
    assert spoken_language(told, "fr") == "en"
    assert spoken_language(replace(told, text="Autre chose."), "fr") == "fr"
