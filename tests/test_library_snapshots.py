"""A briefing is read back as the equal value, whatever it holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.arguments import BriefingRequest
from bot.briefing_types import Briefing, Change, Correction, KeyFigure, Step, Story
from bot.library.snapshots import Snapshot, read, version_of, versions_in, written
from bot.types import (
    Citation,
    Claim,
    Disagreement,
    Document,
    Filters,
    Passage,
    Removal,
    Statement,
    Timings,
    Usage,
)

TEXT = st.text(max_size=12)
MAYBE = st.none() | TEXT
NUMBER = st.floats(allow_nan=False, allow_infinity=False)

DOCUMENTS = st.builds(
    Document,
    id=TEXT,
    text=st.text(min_size=3, max_size=30),
    raw=TEXT,
    title=TEXT,
    language=st.sampled_from(["fr", "en"]),
    source=TEXT,
    outlet=MAYBE,
    url=MAYBE,
    published=MAYBE,
    origin=TEXT,
)


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    source = draw(DOCUMENTS)
    end = draw(st.integers(1, len(source.text)))
    passage = Passage(document=source, number=draw(st.integers(0, 9)), start=0, end=end)
    return Citation(passage=passage, start=0, end=draw(st.integers(1, end)))


def several(inner: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(inner, max_size=2).map(tuple)


CITED = several(citations())
STATEMENTS = st.builds(Statement, text=TEXT, citations=CITED)
CLAIMS = st.builds(Claim, value=TEXT, citations=CITED)
STORIES = st.builds(
    Story,
    headline=TEXT,
    status=st.sampled_from(["new", "updated", "unchanged"]),
    statements=several(STATEMENTS),
    disagreements=several(st.builds(Disagreement, about=TEXT, claims=several(CLAIMS))),
    origins=st.integers(1, 9),
    documents=several(TEXT),
    changes=several(st.builds(Change, about=TEXT, before=CLAIMS, after=CLAIMS, told_on=TEXT)),
    figures=several(st.builds(KeyFigure, value=TEXT, about=TEXT, published=MAYBE, citations=CITED)),
    timeline=several(st.builds(Step, day=TEXT, text=TEXT, citations=CITED)),
    unknowns=several(STATEMENTS),
    told_on=MAYBE,
)
BRIEFINGS = st.builds(
    Briefing,
    title=TEXT,
    language=TEXT,
    since=MAYBE,
    until=MAYBE,
    stories=several(STORIES),
    overview=several(STATEMENTS),
    corrections=several(
        st.builds(
            Correction,
            document=TEXT,
            kind=st.sampled_from(["changed", "gone"]),
            told_on=TEXT,
            text=TEXT,
        )
    ),
    undated=several(TEXT),
    postdated=several(TEXT),
    notes=several(TEXT),
    removed=several(
        st.builds(Removal, text=TEXT, reason=st.sampled_from(["no-quote", "quote-not-found"]))
    ),
    writer=TEXT,
    usage=st.builds(Usage, input_tokens=st.integers(0, 9), cost_usd=NUMBER),
    timings=st.builds(Timings, write=NUMBER, total=NUMBER),
)


@settings(max_examples=60, deadline=None)
@given(BRIEFINGS)
def test_what_is_written_is_read_again(told: Briefing) -> None:
    snapshot = written(told)
    assert read(Briefing, snapshot) == told
    assert set(versions_in(snapshot.text)) == set(snapshot.documents)


def source(text: str) -> Document:
    return Document(id="a", text=text, raw="", title="A", language="fr", source="a.txt")


def test_a_text_is_stored_once_however_often_it_is_quoted() -> None:
    one = source("La crue a fait 12 morts. Le pont est fermé.")
    passage = Passage(document=one, number=0, start=0, end=len(one.text))
    quoted = tuple(
        Statement(text="x", citations=(Citation(passage=passage, start=0, end=end),))
        for end in (9, 24, 9)
    )
    told = Story(headline="Crue", status="new", statements=quoted)
    snapshot = written(told)
    assert list(snapshot.documents) == [version_of(one)]
    assert "12 morts" not in snapshot.text
    assert read(Story, snapshot) == told


def test_every_field_tells_two_versions_apart() -> None:
    one = source("La crue.")
    assert version_of(one) == version_of(source("La crue."))
    assert version_of(one) != version_of(source("La crue !"))


def test_a_field_that_an_older_snapshot_lacks_gets_its_default() -> None:
    text = '{"value":{"headline":"H","status":"new","statements":[]},"citations":[]}'
    story = read(Story, Snapshot(text=text, documents={}))
    assert story == Story(headline="H", status="new", statements=())


def test_a_request_is_written_too() -> None:
    asked = BriefingRequest(filters=Filters(since="2023-02"), topics=("Ukraine",), words=200)
    assert read(BriefingRequest, written(asked)) == asked


def test_only_values_are_written() -> None:
    with pytest.raises(TypeError, match="holds no set"):
        written({"a"})
