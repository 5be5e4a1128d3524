"""The passages that some filters let through, as a set of ids that is kept as numbers.

A set of 100,000 ids takes 15 MB and as many calls to turn into keys; their keys take 0.8 MB. It
belongs to one revision of the library: a document that came in later is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

import numpy as np

from bot.library.keys import passage_key, split_id
from bot.library.records import Keys, Revision


class Entry(NamedTuple):
    """One document of the catalogue."""

    key: int
    id: str
    published: str | None
    outlet: str | None
    first_passage: int
    passages: int
    source: str = ""
    url: str | None = None
    language: str = "und"

    @property
    def numbers(self) -> range:
        """Numbers of its passages."""
        return range(self.first_passage, self.first_passage + self.passages)


class SelectedPassages(Set[str]):
    """Ids of all passages of some documents.

    `keys` are theirs, sorted; `languages` those of the documents that have any.
    """

    def __init__(self, revision: Revision, entries: Iterable[Entry]) -> None:
        self.revision = revision
        self._entries = {entry.id: entry for entry in entries}
        self.languages = tuple(
            sorted({entry.language for entry in self._entries.values() if entry.passages})
        )
        self.keys: Keys = np.sort(_keys(tuple(self._entries.values())))
        self.keys.flags.writeable = False

    @property
    def documents(self) -> int:
        """Number of documents."""
        return len(self._entries)

    @property
    def document_keys(self) -> frozenset[int]:
        """Keys of the documents."""
        return frozenset(entry.key for entry in self._entries.values())

    def has_document(self, document_id: str) -> bool:
        """Whether the passages of that document are among them, where it has any."""
        return document_id in self._entries

    def __len__(self) -> int:
        return len(self.keys)

    def __contains__(self, passage_id: object) -> bool:
        parts = split_id(passage_id) if isinstance(passage_id, str) else None
        entry = self._entries.get(parts[0]) if parts else None
        return parts is not None and entry is not None and parts[1] in entry.numbers

    def __iter__(self) -> Iterator[str]:
        for entry in self._entries.values():
            for number in entry.numbers:
                yield f"{entry.id}#{number}"

    @classmethod
    def _from_iterable(cls, items: Iterable[str]) -> Set[str]:  # type: ignore[override]
        """What `&`, `|` and `-` give: a part of the passages is a plain set."""
        return frozenset(items)


def _keys(entries: tuple[Entry, ...]) -> Keys:
    counts = np.array([entry.passages for entry in entries], dtype=np.int64)
    firsts = np.array(
        [passage_key(entry.key, entry.first_passage) for entry in entries], dtype=np.int64
    )
    # Each document's keys follow each other: its first one, and 0, 1, 2 ... added to it.
    starts = np.cumsum(counts) - counts
    offsets = np.arange(int(counts.sum()), dtype=np.int64) - np.repeat(starts, counts)
    keys: Keys = np.repeat(firsts, counts) + offsets
    return keys
