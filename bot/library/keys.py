"""Numbers that stand for passages inside the library and its views.

A view (Chroma, tantivy) holds only these numbers, never an id: ids are file names, and a removed
document must leave no trace in a view's files. A passage's key is computed from its document's
key, so that going from one to the other needs no table of all passages.

    passage_key(3, 17)      -> 3145745
    document_of(3145745)    -> 3
    number_of(3145745)      -> 17
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

PASSAGE_BITS = 20
Key = TypeVar("Key", int, npt.NDArray[np.int64])
"""One key, or an array of them."""

MOST_PASSAGES = 1 << PASSAGE_BITS
"""Passages that one document can have: 700 million characters of them."""


def passage_key(document_key: int, number: int) -> int:
    """Key of the passage `number` of the document `document_key`."""
    if not 0 <= number < MOST_PASSAGES:
        raise ValueError(f"passage number {number} is not in 0 to {MOST_PASSAGES - 1}")
    return (document_key << PASSAGE_BITS) | number


def document_of(key: Key) -> Key:
    """Key of the document that the passage `key` is part of."""
    return key >> PASSAGE_BITS


def number_of(key: int) -> int:
    """Number of the passage within its document."""
    return key & (MOST_PASSAGES - 1)


def split_id(passage_id: str) -> tuple[str, int] | None:
    """Document id and number of a passage id; None where it is not one.

    "articles_2#4" -> ("articles_2", 4); "articles_2" -> None
    """
    document_id, mark, number = passage_id.rpartition("#")
    if not mark or not number.isdecimal() or int(number) >= MOST_PASSAGES:
        return None
    return document_id, int(number)
