"""The library: documents, passages with offsets, and vectors, in SQL. Everything else is a view."""

from bot.library.library import Library
from bot.library.records import (
    NO_REVISION,
    Change,
    Changes,
    DocumentSummary,
    OriginCandidate,
    Record,
    Revision,
    SentenceVectors,
    StoredSentence,
)

__all__ = [
    "NO_REVISION",
    "Change",
    "Changes",
    "DocumentSummary",
    "Library",
    "OriginCandidate",
    "Record",
    "Revision",
    "SentenceVectors",
    "StoredSentence",
]
