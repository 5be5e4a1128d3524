from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.catalogue import Catalogue, passes
from bot.library.keys import MOST_PASSAGES, document_of, number_of, passage_key, split_id
from bot.library.records import Revision
from bot.library.selected import Entry
from bot.types import Filters

CATALOGUE = Catalogue(
    Revision(2, 7),
    [
        Entry(3, "obus", "2023-02", "exemple.fr", 0, 2),
        Entry(5, "a#1", None, None, 1, 1),
    ],
)


@given(st.integers(0, 2**40), st.integers(0, MOST_PASSAGES - 1))
def test_a_key_holds_document_and_number(document: int, number: int) -> None:
    key = passage_key(document, number)
    assert (document_of(key), number_of(key)) == (document, number)


def test_a_number_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="passage number 1048576"):
        passage_key(1, MOST_PASSAGES)


@pytest.mark.parametrize(
    ("passage_id", "parts"),
    [
        ("a#4", ("a", 4)),
        ("a#1#4", ("a#1", 4)),
        ("a", None),
        ("a#", None),
        ("a#x", None),
        ("#4", ("", 4)),
        ("a#99999999", None),
    ],
)
def test_a_passage_id_is_split_at_its_last_mark(
    passage_id: str, parts: tuple[str, int] | None
) -> None:
    assert split_id(passage_id) == parts


def test_ids_and_keys_translate_both_ways() -> None:
    key = CATALOGUE.key_of("obus#1")
    assert key is not None
    assert CATALOGUE.id_of(key) == "obus#1"
    assert [CATALOGUE.key_of(i) for i in ("obus#2", "a#1#0", "mer#0", "obus")] == [None] * 4
    assert CATALOGUE.id_of(passage_key(4, 0)) is None
    keys = CATALOGUE.keys_of(["a#1#1", "mer#0", "obus#0"])
    np.testing.assert_array_equal(keys, [passage_key(3, 0), passage_key(5, 1)])
    assert CATALOGUE.passages == 3


def test_filtered_ids_are_those_of_the_documents_that_pass() -> None:
    assert set(CATALOGUE.passage_ids(Filters(until="2023"))) == {"obus#0", "obus#1"}
    assert not CATALOGUE.passage_ids(Filters(outlet="autre.fr"))


@pytest.mark.parametrize(
    ("published", "since", "until", "expected"),
    [
        ("2023-02", "2023-02-10", None, True),
        ("2023-02", None, "2023-02-10", True),
        ("2023-02", "2023-03-01", None, False),
        ("2023", "2023-06", "2023-07", True),
        ("2023-02-14", "2023-02-14", "2023-02-14", True),
        ("2023-02-14T23:59:00+01:00", None, "2023-02-14", True),
        ("2023-02-15T00:01:00", None, "2023-02-14", False),
        ("2023-02-14T10:00:00", "2023-02-15", None, False),
        ("2022-12-31", "2023", None, False),
        ("2023-01-01", None, "2022", False),
        (None, "2023", None, False),
        (None, None, "2023", False),
        (None, None, None, True),
    ],
)
def test_dates_compare_at_the_precision_both_have(
    published: str | None, since: str | None, until: str | None, expected: bool
) -> None:
    assert passes(published, None, Filters(since=since, until=until)) is expected


def test_outlets_compare_without_case() -> None:
    assert passes(None, "Le Monde ", Filters(outlet="le monde"))
    assert not passes(None, "Le Monde", Filters(outlet="Le Mond"))
    assert not passes(None, None, Filters(outlet="Le Monde"))
