"""How rare words are among the passages that an asker may see.

The index counts words in all passages. Were these counts used, a question could tell by the order
of its answer, or by a word that counts as common, what stands in documents that the asker may not
see. So every count is made again within the asker's passages, and BM25's own is corrected by it.
What is left of the others is the mean length of a passage, one number for the whole index.
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict

import numpy as np
import tantivy

from bot.library.selected import SelectedPassages

MOST_SCOPES = 16
"""Scopes whose counts are kept."""

MOST_TERMS = 20_000
"""Counts that are kept of each scope."""


class Counts:
    """Counts of one state of the index; within `counted`, or in all of it where that is None."""

    def __init__(self, index: tantivy.Index, counted: SelectedPassages | None = None) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()
        self._counted = counted
        self._known: dict[tuple[str, str], int] = {}

    @property
    def passages(self) -> int:
        """Number of passages."""
        return self._searcher.num_docs if self._counted is None else len(self._counted)

    def frequency(self, field: str, term: str) -> int:
        """Number of passages whose `field` has the term."""
        everywhere = self._searcher.doc_freq(field, term)
        if self._counted is None or not everywhere:
            return everywhere
        known = self._known.get((field, term))
        if known is None:
            known = self._within(field, term, everywhere, self._counted)
            if len(self._known) < MOST_TERMS:
                self._known[field, term] = known
        return known

    def weight(self, field: str, form: tuple[str, ...]) -> float:
        """What BM25's score of a term or phrase is to be multiplied with; 1.0 without a scope.

        The inverse document frequency within the scope as a share of that of the whole index.
        """
        if self._counted is None:
            return 1.0
        passages = self._searcher.num_docs
        everywhere = sum(idf(self._searcher.doc_freq(field, term), passages) for term in form)
        within = sum(idf(self.frequency(field, term), self.passages) for term in form)
        return within / everywhere

    def _within(self, field: str, term: str, everywhere: int, counted: SelectedPassages) -> int:
        query = tantivy.Query.term_query(self._schema, field, term)
        hits = self._searcher.search(query, everywhere, count=False).hits
        keys = self._searcher.fast_field_values("passage", [address for _, address in hits])
        return int(np.isin(np.array(keys, dtype=np.int64), counted.keys).sum())


class CountsKept:
    """The counts of the scopes used last over one state of the index; for several threads."""

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._kept: OrderedDict[int, tuple[SelectedPassages, Counts]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, counted: SelectedPassages | None) -> Counts:
        """The counts within a scope, or of the whole index."""
        if counted is None:
            return Counts(self._index)
        with self._lock:
            # By identity, as long as the passages are kept here: comparing them takes too long.
            if id(counted) not in self._kept:
                self._kept[id(counted)] = (counted, Counts(self._index, counted))
                if len(self._kept) > MOST_SCOPES:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(id(counted))
            return self._kept[id(counted)][1]


def idf(frequency: int, passages: int) -> float:
    """The inverse document frequency of BM25 (Robertson and Zaragoza, 2009, section 3.1).

    `passages` may lag behind `frequency` while documents come and go.

    >>> round(idf(0, 100), 3)
    5.313
    """
    others = max(0, passages - frequency)
    return math.log(1 + (others + 0.5) / (frequency + 0.5))


def rarity(frequency: int, passages: int) -> float:
    """Share of the highest inverse document frequency that a word has.

    >>> rarity(0, 100)
    1.0
    """
    return idf(frequency, passages) / idf(0, passages)
