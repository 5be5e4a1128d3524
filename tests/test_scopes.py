"""Documents chosen by their marks, and what is seen of what several selections hold."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.scopes import Scope, Selection
from bot.types import Filters
from tests.library_samples import document

MINUTES = document("board-7", "x", source="/srv/Board/2023/minutes.pdf", outlet="Board Weekly")
PAGE = document("web-1", "x", source="https://www.exemple.fr/a", outlet=None)


@pytest.mark.parametrize(
    ("selection", "holds"),
    [
        (Selection(ids=("board-*",)), True),
        (Selection(ids=("BOARD-7",)), True),
        (Selection(ids=("oard-7",)), False),
        (Selection(ids=("board-[1-6]",)), False),
        (Selection(sources=("board/*",)), True),
        (Selection(sources=("/srv/board/*.pdf",)), True),
        (Selection(sources=("oard/*",)), False),
        (Selection(sources=("2023/minutes.pdf",)), True),
        (Selection(outlets=(" board weekly",)), True),
        (Selection(outlets=("board*",)), False),
        (Selection(hosts=("exemple.fr",)), False),
        (Selection(ids=("nothing",), outlets=("Board Weekly",)), True),
        (Selection(), False),
    ],
)
def test_one_mark_that_fits_is_enough(selection: Selection, holds: bool) -> None:
    assert selection.holds(MINUTES) is holds


@pytest.mark.parametrize(
    ("host", "holds"),
    [
        ("exemple.fr", True),
        ("WWW.Exemple.fr", True),
        ("xemple.fr", False),
        ("fr", True),
        ("a.exemple.fr", False),
    ],
)
def test_a_host_holds_what_is_below_it(host: str, holds: bool) -> None:
    assert Selection(hosts=(host,)).holds(PAGE) is holds
    assert not Selection(hosts=(host,)).holds(document("d", "x", source="http://["))


def test_accents_are_one_however_they_are_encoded() -> None:
    assert Selection(ids=("e\u0301t\u00c9-*",)).holds(document("\u00e9t\u00e9-1", "x"))


@given(st.booleans(), st.sets(st.integers(0, 3)), st.sets(st.integers(0, 3)))
def test_what_is_closed_once_is_closed(rest: bool, opened: set[int], closed: set[int]) -> None:
    """Over all documents that lie in any of four selections."""
    selections = [Selection(ids=tuple(ids)) for ids in (("a*",), ("*b*",), ("*c*",), ("*d",))]
    scope = Scope(
        open=tuple(selections[n] for n in sorted(opened)),
        closed=tuple(selections[n] for n in sorted(closed)),
        rest=rest,
    )
    for marks in product(("a", "x"), ("b", "x"), ("c", "x"), ("d", "x")):
        holding = {n for n, mark in enumerate(marks) if mark != "x"}
        expected = not holding & closed and (rest or bool(holding & opened))
        assert scope.lets_through(document("".join(marks), "x")) is expected


def test_a_scope_is_put_into_filters_once() -> None:
    narrow, other = Scope(open=(Selection(ids=("a",)),)), Scope()
    filters = narrow.filters(Filters(since="2023", documents=frozenset({"a"})))
    assert (filters.since, filters.documents, filters.scope) == ("2023", frozenset("a"), narrow)
    assert filters.access == Filters(scope=narrow)
    assert narrow.filters(filters) == filters
    with pytest.raises(ValueError, match="scope already"):
        other.filters(filters)
    assert Scope(rest=True).filters(Filters()).empty


def test_equal_scopes_have_one_name() -> None:
    assert Scope(open=(Selection(ids=("a",)),)).name == Scope(open=(Selection(ids=("a",)),)).name
    assert Scope().name != Scope(rest=True).name
    assert (Scope().nothing, Scope(rest=True).nothing) == (True, False)
