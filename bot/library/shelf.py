"""Documents kept in memory, so that a long text is not read again for each question."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping

from bot.types import Document

MOST_CHARACTERS = 40_000_000
"""Of cleaned and raw text together: about 80 MB of French."""


class Shelf:
    """The documents used last, up to a number of characters; safe to use from several threads.

    Keys never come to mean another text (see `bot.library.schema`), so nothing here gets stale.
    """

    def __init__(self, most_characters: int = MOST_CHARACTERS) -> None:
        self._most = most_characters
        self._documents: OrderedDict[int, Document] = OrderedDict()
        self._characters = 0
        self._lock = threading.Lock()

    def take(self, keys: Iterable[int]) -> dict[int, Document]:
        """Those of the documents that are here."""
        with self._lock:
            found = {key: self._documents[key] for key in keys if key in self._documents}
            for key in found:
                self._documents.move_to_end(key)
            return found

    def put(self, documents: Mapping[int, Document]) -> None:
        """Keep documents, and let go of those not used for longest.

        The last one stays however long it is: it would be read again for each question.
        """
        with self._lock:
            for key, document in documents.items():
                if key not in self._documents:
                    self._documents[key] = document
                    self._characters += _size(document)
            while self._characters > self._most and len(self._documents) > 1:
                _, oldest = self._documents.popitem(last=False)
                self._characters -= _size(oldest)

    def drop(self, keys: Iterable[int]) -> None:
        """Forget documents."""
        with self._lock:
            for key in keys:
                document = self._documents.pop(key, None)
                self._characters -= 0 if document is None else _size(document)


def _size(document: Document) -> int:
    return len(document.text) + len(document.raw)
