"""All documents without their texts, as of one revision: who is who, and which pass a filter."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable

import numpy as np

from bot.library.keys import document_of, number_of, passage_key, split_id
from bot.library.records import DocumentSummary, Keys, Revision
from bot.library.selected import Entry, SelectedPassages
from bot.types import Filters

MOST_FILTERS = 32
"""Filters whose passages are kept: about 2 MB each for 100,000 passages."""

EVERYTHING = Filters()


class Catalogue:
    """Translates between passage ids and keys, and knows which passages a filter lets through."""

    def __init__(self, revision: Revision, entries: Iterable[Entry]) -> None:
        self.revision = revision
        self._by_key = {entry.key: entry for entry in entries}
        self._by_id = {entry.id: entry for entry in self._by_key.values()}
        self._filtered: OrderedDict[Filters, SelectedPassages] = OrderedDict()
        self._lock = threading.Lock()
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
        if isinstance(passage_ids, SelectedPassages) and passage_ids.revision == self.revision:
            return passage_ids.keys
        keys = (self.key_of(passage_id) for passage_id in passage_ids)
        return np.sort(np.array([key for key in keys if key is not None], dtype=np.int64))

    def documents(self, filters: Filters) -> int:
        """Number of documents that pass `filters`."""
        return len(self._by_key) if filters.empty else self.passage_ids(filters).documents

    def passage_ids(self, filters: Filters) -> SelectedPassages:
        """Ids of the passages of all documents that pass `filters`."""
        with self._lock:
            known = self._filtered.get(filters)
            if known is not None:
                self._filtered.move_to_end(filters)
                return known
        passing = (entry for entry in self._by_key.values() if lets_through(entry, filters))
        known = SelectedPassages(self.revision, passing)
        with self._lock:
            self._filtered[filters] = known
            if len(self._filtered) > MOST_FILTERS:
                self._filtered.popitem(last=False)
        return known

    def outside(self, filters: Filters, document_ids: Iterable[str]) -> frozenset[str]:
        """Those of the ids whose document does not pass `filters`, or is not in the library."""
        passing = self.passage_ids(filters)
        return frozenset(one for one in document_ids if not passing.has_document(one))


def lets_through(entry: Entry | DocumentSummary, filters: Filters) -> bool:
    """Whether a document may answer as far as it tells itself: see `passes`, and its scope."""
    if filters.documents is not None and entry.id not in filters.documents:
        return False
    if not passes(entry.published, entry.outlet, filters):
        return False
    return filters.scope is None or filters.scope.lets_through(entry)


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
