"""What the commands need of the application, so that they can be tried with a readable fake."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from bot.arguments import BriefingRequest
from bot.briefing_types import Briefing
from bot.types import Answer, Document, Filters

if TYPE_CHECKING:  # types alone: these modules load the database
    from bot.doctor import Check
    from bot.grouped import Grouped
    from bot.ingestion import IngestReport, Progress
    from bot.library import Archive, DocumentSummary, UsageEntry
    from bot.schedule.scheduling import Scheduling


class Service(Protocol):
    """The work behind the commands. Every method raises CitewireError with a line for the user."""

    @property
    def revision(self) -> int:
        """The library's revision."""

    def ingest(self, sources: Sequence[str], progress: Callable[[Progress], None]) -> IngestReport:
        """Add or update the documents at paths and URLs."""

    def ask(self, question: str, filters: Filters, thread: str | None = None) -> Answer:
        """Answer or abstain; in a thread, what was asked before counts."""

    @property
    def unembedded(self) -> int:
        """How many documents have no vectors of the present model yet."""

    def reindex(self, progress: Callable[[Progress], None]) -> int:
        """Embed those from the library; returns how many."""

    def usage(self, since: str = "") -> tuple[UsageEntry, ...]:
        """What was spent on models, by day, user and model."""

    def brief(self, request: BriefingRequest) -> Briefing:
        """Write the briefing of a period."""

    def stories(self, request: BriefingRequest) -> Grouped:
        """The stories of a period, and why their sentences were joined."""

    @property
    def archive(self) -> Archive:
        """The past briefings."""

    def document(self, name: str) -> Document:
        """A stored document."""

    def documents(self) -> tuple[DocumentSummary, ...]:
        """What is in the library."""

    def remove(self, names: Sequence[str]) -> tuple[str, ...]:
        """Remove documents, all or none; returns the names removed."""

    @property
    def scheduling(self) -> Scheduling:
        """Subscriptions, and the runs that are due."""

    def examine(self) -> tuple[Check, ...]:
        """What the doctor finds."""


OpenService = Callable[[], AbstractContextManager[Service]]
"""Reads the settings and opens the service; nothing is loaded before a command asks for it."""
