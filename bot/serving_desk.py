"""The application as those see it who answer many at once: opened whole, safe for several threads.

See `bot.slack.desk.Desk` for what each method promises.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.arguments import BriefingRequest
from bot.briefing_types import Briefing
from bot.claim_check import ClaimChecking
from bot.claim_types import ClaimCheck
from bot.conversation import Conversation, Inquiry
from bot.ingestion import IngestReport
from bot.library import DocumentSummary, Library
from bot.types import Answer, Document, Filters, Span, Statement

Summaries = tuple[DocumentSummary, ...]


@dataclass
class _Summaries:
    """All documents without their texts, read again when the library has changed."""

    library: Library
    _kept: tuple[object, Summaries] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self) -> Summaries:
        newest = self.library.state
        with self._lock:
            if self._kept is None or self._kept[0] != newest:
                self._kept = (newest, self.library.documents())
            return self._kept[1]


@dataclass(frozen=True, kw_only=True)
class ServingDesk:
    """Made by the application, which says how briefings are written and documents taken in."""

    library: Library
    conversation: Conversation
    checking: ClaimChecking
    write: Callable[[BriefingRequest], Briefing]
    take_in: Callable[[Sequence[str]], IngestReport]
    summaries: Callable[[], Summaries]

    @classmethod
    def over(
        cls,
        library: Library,
        conversation: Conversation,
        write: Callable[[BriefingRequest], Briefing],
        take_in: Callable[[Sequence[str]], IngestReport],
    ) -> ServingDesk:
        """A desk over a library; claims are checked with what questions are answered with."""
        answering = conversation.answering
        return cls(
            library=library,
            conversation=conversation,
            checking=ClaimChecking(
                search=answering.search,
                equivalents=answering.equivalents,
                phrases=answering.phrases,
                clock=answering.clock,
            ),
            write=write,
            take_in=take_in,
            summaries=_Summaries(library),
        )

    def ask(self, inquiry: Inquiry, hand_on: Callable[[Statement], None]) -> Answer:
        """Answer or abstain, statement by statement."""
        return self.conversation.ask(inquiry, hand_on)

    def check(self, claim: str, filters: Filters, user: str) -> ClaimCheck:
        """What the documents say of a claim; no model is asked, so nobody's budget counts."""
        return self.checking.check(claim, filters)

    def brief(self, request: BriefingRequest) -> Briefing:
        """Write a briefing, and keep it."""
        return self.write(request)

    def ingest(self, sources: Sequence[str]) -> IngestReport:
        """Add or update documents."""
        return self.take_in(sources)

    def documents(self) -> Summaries:
        """What is in the library."""
        return self.summaries()

    def document(self, name: str) -> Document:
        """A stored document."""
        return self.library.document(name)

    def passages(self, name: str) -> tuple[Span, ...]:
        """Where a document's passages lie in its text."""
        ids = self.library.catalogue().passages_of(name) or []
        found = self.library.passages(ids)
        return tuple(Span(found[one].start, found[one].end) for one in ids if one in found)

    def searchable(self, filters: Filters) -> int:
        """How many documents pass the filters."""
        return self.library.catalogue().documents(filters)

    def reprints(self, names: Sequence[str], filters: Filters) -> Mapping[str, int]:
        """Documents of the same origin, those left out that the filters do not let through."""
        summaries = self.summaries()
        origins = {one.id: one.origin for one in summaries}
        wanted = {origins[name] for name in names if name in origins} - {""}
        alike = [one for one in summaries if one.origin in wanted]
        hidden = self.library.catalogue().outside(filters, [one.id for one in alike])
        counted = Counter(one.origin for one in alike if one.id not in hidden)
        return {name: max(0, counted[origins[name]] - 1) for name in names if name in origins}
