"""Quotations marked in their passages: no character is lost, none is added."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evals.page.passages import Span, segments
from evals.page.sources import marked
from tests.evals_page_samples import BEGIN, TEXT, citation

SPANS = st.lists(st.builds(Span, st.integers(1, 9), st.integers(-2, 40), st.integers(-2, 40)))


@given(st.text(max_size=40), SPANS)
def test_the_segments_are_the_passage(text: str, spans: list[Span]) -> None:
    assert "".join(one.text for one in segments(text, spans)) == text
    assert all(one.text for one in segments(text, spans))


@given(st.text(min_size=1, max_size=40), st.data())
def test_each_quotation_is_marked_where_it_stands(text: str, data: st.DataObject) -> None:
    ends = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    places = data.draw(st.lists(ends, min_size=1, max_size=5))
    spans = [Span(number, start, end) for number, (start, end) in enumerate(places, 1)]
    found = segments(text, spans)
    for span in spans:
        of_it = "".join(one.text for one in found if span.number in one.numbers)
        assert of_it == text[span.start : span.end]
        assert sum(span.number in one.begins for one in found) == 1
        assert sum(span.number in one.ends for one in found) == 1


def test_quotations_may_overlap() -> None:
    found = segments("abcdef", [Span(1, 1, 4), Span(2, 2, 6)])
    assert [(one.text, one.numbers) for one in found] == [
        ("a", ()),
        ("b", (1,)),
        ("cd", (1, 2)),
        ("ef", (2,)),
    ]
    assert [one.ends for one in found] == [(), (), (1,), (2,)]


def test_quotations_of_one_passage_stand_in_it_together() -> None:
    (passage,) = marked(
        (citation(1, "8\u202f006 personnes"), citation(2, "Le pont de Saint-Aubin"))
    )
    assert "".join(one.text for one in passage.segments) == TEXT
    assert [one.text for one in passage.segments if one.numbers] == [
        "8\u202f006 personnes",
        "Le pont de Saint-Aubin",
    ]
    assert passage.source.language == "fr"


def test_a_quotation_that_is_not_at_its_place_goes_astray() -> None:
    moved = {**citation(1, "Le pont"), "start": BEGIN, "end": BEGIN + 7}
    before = {**citation(2, "Au total"), "start": BEGIN - 3}
    (passage,) = marked((moved, before))
    assert passage.astray == ((1, "Le pont"), (2, "Au total"))
    assert not any(one.numbers for one in passage.segments)


def test_what_is_not_there_is_read_as_empty() -> None:
    (passage,) = marked(({"number": "one", "document": None, "quote": 7, "context": "a b"},))
    assert (passage.source.document, passage.astray) == ("", ((-1, ""),))
