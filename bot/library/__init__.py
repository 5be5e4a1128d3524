"""The library: documents, passages with offsets, and vectors, in SQL. Everything else is a view."""

from bot.library.answers import AnswerRecord, Answers, FeedbackEntry
from bot.library.archive import Archive
from bot.library.database import Engines
from bot.library.editions import Edition, EditionSummary, chosen
from bot.library.jobs import Jobs
from bot.library.journal import Journal
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
    UsageEntry,
)

__all__ = [
    "NO_REVISION",
    "AnswerRecord",
    "Answers",
    "Archive",
    "Change",
    "Changes",
    "DocumentSummary",
    "Edition",
    "EditionSummary",
    "Engines",
    "FeedbackEntry",
    "Jobs",
    "Journal",
    "Library",
    "OriginCandidate",
    "Record",
    "Revision",
    "SentenceVectors",
    "StoredSentence",
    "UsageEntry",
    "chosen",
]
