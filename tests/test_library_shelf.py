from __future__ import annotations

from bot.library.shelf import Shelf
from tests.library_samples import document

TEN = "dix lettre"


def test_the_documents_used_last_stay() -> None:
    documents = {key: document(f"d{key}", TEN) for key in range(3)}
    size = len(documents[0].text) + len(documents[0].raw)
    shelf = Shelf(most_characters=2 * size)
    shelf.put({0: documents[0], 1: documents[1]})
    assert set(shelf.take([0])) == {0}
    shelf.put({2: documents[2]})
    assert set(shelf.take([0, 1, 2])) == {0, 2}


def test_a_document_longer_than_the_shelf_stays_alone() -> None:
    shelf = Shelf(most_characters=100)
    shelf.put({1: document("a", TEN)})
    shelf.put({2: document("b", TEN * 100)})
    assert set(shelf.take([1, 2])) == {2}
    shelf.drop([2, 7])
    shelf.put({1: document("a", TEN)})
    assert set(shelf.take([1, 2])) == {1}
