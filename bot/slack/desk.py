"""What the Slack bot needs of the application; `bot.serving_desk` provides it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from bot.arguments import BriefingRequest
from bot.briefing_types import Briefing
from bot.claim_types import ClaimCheck
from bot.conversation import Inquiry
from bot.ingestion import IngestReport
from bot.library import DocumentSummary
from bot.types import Answer, Document, Filters, Span, Statement


class Desk(Protocol):
    """Answers, checks, briefs and takes documents in; safe to call from several threads."""

    def ask(self, inquiry: Inquiry, hand_on: Callable[[Statement], None]) -> Answer:
        """Answer or abstain; `hand_on` gets each verified statement as soon as it stands.

        Raises QuestionError for a text that is no question. What `hand_on` raises passes through.
        """

    def check(self, claim: str, filters: Filters, user: str) -> ClaimCheck:
        """What the documents say of a claim. Raises QuestionError for one that claims nothing."""

    def brief(self, request: BriefingRequest) -> Briefing:
        """Write the briefing of a period, and keep it."""

    def ingest(self, sources: Sequence[str]) -> IngestReport:
        """Add or update the documents at paths and URLs."""

    def documents(self) -> tuple[DocumentSummary, ...]:
        """What is in the library."""

    def document(self, name: str) -> Document:
        """A stored document. Raises UnknownDocumentError."""

    def passages(self, name: str) -> tuple[Span, ...]:
        """Where the passages of a stored document lie in its text, in order."""

    def searchable(self, filters: Filters) -> int:
        """How many documents pass the filters."""

    def reprints(self, names: Sequence[str], filters: Filters) -> Mapping[str, int]:
        """How many other documents that pass the filters carry the same text, by document."""
