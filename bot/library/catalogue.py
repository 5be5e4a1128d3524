"""All documents without their texts, as of one revision: who is who, and which pass a filter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from bot.library.keys import document_of, number_of, passage_key, split_id
from bot.library.records import Keys, Revision
from bot.types import Filters


class Entry(NamedTuple):
    """One document of the catalogue."""

    key: int
    id: str
    published: str | None
    outlet: str | None
    first_passage: int
    passages: int


class Catalogue:
    """Translates between passage ids and keys, and knows which passages a filter lets through."""

    def __init__(self, revision: Revision, entries: Iterable[Entry]) -> None:
        self.revision = revision
        self._by_key = {entry.key: entry for entry in entries}
        self._by_id = {entry.id: entry for entry in self._by_key.values()}
        self._filtered: dict[Filters, frozenset[str]] = {}
        self.passages = sum(entry.passages for entry in self._by_key.values())

    def document(self, document_id: str) -> Entry | None:
        """The entry of a document id."""
        return self._by_id.get(document_id)

    def passages_of(self, document_id: str) -> list[str] | None:
        """Ids of a document's passages in order; None where the library has no such document."""
        entry = self._by_id.get(document_id)
        if entry is None:
            return None
        numbers = range(entry.first_passage, entry.first_passage + entry.passages)
        return [f"{document_id}#{number}" for number in numbers]

    def key_of(self, passage_id: str) -> int | None:
        """Key of a passage; None where the library has no such passage."""
        parts = split_id(passage_id)
        entry = self._by_id.get(parts[0]) if parts else None
        if parts is None or entry is None:
            return None
        if not entry.first_passage <= parts[1] < entry.first_passage + entry.passages:
            return None
        return passage_key(entry.key, parts[1])

    def id_of(self, key: int) -> str | None:
        """Id of a passage; None where its document is gone, as a view may not know yet."""
        entry = self._by_key.get(document_of(key))
        return None if entry is None else f"{entry.id}#{number_of(key)}"

    def keys_of(self, passage_ids: Iterable[str]) -> Keys:
        """Sorted keys of those passages that the library has."""
        keys = (self.key_of(passage_id) for passage_id in passage_ids)
        return np.sort(np.array([key for key in keys if key is not None], dtype=np.int64))

    def documents(self, filters: Filters) -> int:
        """Number of documents that pass `filters`."""
        if filters.empty:
            return len(self._by_key)
        return sum(passes(e.published, e.outlet, filters) for e in self._by_key.values())

    def passage_ids(self, filters: Filters) -> frozenset[str]:
        """Ids of the passages of all documents that pass `filters`."""
        known = self._filtered.get(filters)
        if known is None:
            known = frozenset(
                f"{entry.id}#{number}"
                for entry in self._by_key.values()
                if passes(entry.published, entry.outlet, filters)
                for number in range(entry.first_passage, entry.first_passage + entry.passages)
            )
            self._filtered = {filters: known}  # questions in a row tend to share their filters
        return known


def passes(published: str | None, outlet: str | None, filters: Filters) -> bool:
    """Whether a document of that date and outlet may answer.

    Dates are compared at the precision that both have, so that a document of "2023-02" passes
    `since="2023-02-10"`: it may be of the 20th.

    passes("2023-02", None, Filters(since="2023-02-10")) -> True
    passes("2023-01-31", None, Filters(since="2023-02")) -> False
    passes(None, None, Filters(since="2023")) -> False
    """
    if filters.outlet is not None and not _same_outlet(outlet, filters.outlet):
        return False
    if filters.since is None and filters.until is None:
        return True
    if published is None:
        return False
    if filters.since is not None and _compare(published, filters.since) < 0:
        return False
    return filters.until is None or _compare(published, filters.until) <= 0


def _compare(published: str, bound: str) -> int:
    shared = min(len(published), len(bound))
    return (published[:shared] > bound[:shared]) - (published[:shared] < bound[:shared])


def _same_outlet(outlet: str | None, wanted: str) -> bool:
    return outlet is not None and outlet.strip().casefold() == wanted.strip().casefold()
