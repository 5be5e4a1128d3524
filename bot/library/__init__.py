"""The library: documents, passages with offsets, and vectors, in SQL. Everything else is a view."""

from bot.library.library import Library
from bot.library.records import (
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
