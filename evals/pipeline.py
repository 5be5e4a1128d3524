"""The real pipeline over a suite's corpus: library, views, search and writer.

Nothing is imitated: documents given as paths go through `ingest`, ready-made documents through the
real splitter (unless the data set judges paragraphs), library and views.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from types import TracebackType

from bot.answer import Answering
from bot.budget import Budget
from bot.calibration import Calibration
from bot.conversation import Conversation, Inquiry
from bot.embeddings import Embedder
from bot.equivalents import Equivalents
from bot.errors import EvalError
from bot.followups import Rewriter
from bot.fusion import Fusion
from bot.index import Views, open_views
from bot.ingestion import ingest
from bot.library import Library, Record, StoredSentence
from bot.names import names
from bot.origins import signature
from bot.passages import split, token_counter
from bot.prompts import Phrases
from bot.question import Question, analyse
from bot.search import Found, Search
from bot.settings import PROMPTS
from bot.text.sentences import sentences
from bot.types import Answer, Document, Filters, Hit, Passage, Span
from bot.writers import Composer
from bot.writers.extractive import ExtractiveWriter
from evals.cases import Case, Corpus
from evals.metrics import includes_any
from evals.replies import Observed, Reply, Retrieved, Stored, reply_of

RETRIEVED = 10
"""Passages asked of search to score it: recall and nDCG look at ten."""

_NO_DAY = "1970-01-01"
"""Threads and costs of a run are kept under no day of anybody's."""

Progress = Callable[[str], None]
"""Takes one line of progress for the user."""


class ListeningSearch(Search):
    """The real search; remembers which passages it gave last, to see what the writer was shown."""

    shown: frozenset[str] = frozenset()
    _recalled: frozenset[str] = frozenset()

    def search(
        self, question: Question, *, limit: int = 8, filters: Filters | None = None
    ) -> Found:
        """Search as always, and remember."""
        found = super().search(question, limit=limit, filters=filters)
        passages = [passage for hit in found.hits for passage in (hit.passage, *hit.duplicates)]
        self.shown = self._recalled.union(passage.id for passage in passages)
        self._recalled = frozenset()
        return found

    def recall(
        self, question: Question, passages: Sequence[str], filters: Filters | None = None
    ) -> tuple[Hit, ...]:
        """Give passages as always, and remember: they are shown beside those of the next search."""
        hits = super().recall(question, passages, filters)
        self._recalled = self._recalled.union(hit.passage.id for hit in hits)
        return hits


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a pipeline is built, with what embedder, and who hears of its progress."""

    directory: Path
    embedder: Embedder
    progress: Progress


@dataclass(frozen=True, kw_only=True)
class Composing:
    """The model that writes one case, and rewrites its follow-ups: live, recorded or replayed."""

    model: Composer
    rewriter: Rewriter


class Pipeline:
    """A corpus that can be asked. Use as a context manager."""

    def __init__(self, corpus: Corpus, place: Place) -> None:
        self._library = Library.open(f"sqlite:///{place.directory / 'library.sqlite'}")
        self._views: Views | None = None
        calibration = Calibration.shipped()
        try:
            self._views = _filled(corpus, place, self._library)
        except BaseException:
            self.close()
            raise
        self._search = ListeningSearch(
            self._library, self._views, place.embedder, Fusion(**calibration.fusion)
        )
        self._answering = _answering(self._search, place.embedder, calibration)
        self._whole = corpus.whole
        self._threads = count(1)

    def __enter__(self) -> Pipeline:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close views and library."""
        if self._views is not None:
            self._views.close()
        self._library.close()

    @property
    def search(self) -> Search:
        """The search of this pipeline, with the shipped weights."""
        return self._search

    def reply(self, case: Case, composing: Composing | None = None) -> Reply:
        """Ask the case's question and keep what search found for it; see `asked`."""
        return reply_of(*self.asked(case, composing))

    def asked(self, case: Case, composing: Composing | None = None) -> tuple[Answer, Observed]:
        """Ask what was asked before in the case's thread, then its question; only that is observed.

        Without a model the embedded writer answers and follow-ups are rewritten by rule. The search
        that is scored comes first, so the question's vector is in the cache by then and its
        embedding is not part of the time; other texts that answering embeds may be. For a follow-up
        the search is scored with the question that stands alone, which is known only afterwards.
        """
        thread = f"case:{next(self._threads)}" if case.earlier else None
        conversation = self._conversation(composing)
        for question in case.earlier:
            conversation.ask(Inquiry(question=question, thread=thread))
        found = None if case.earlier else self._found(case.question)
        started = time.perf_counter()
        given = conversation.ask(Inquiry(question=case.question, thread=thread))
        elapsed = (time.perf_counter() - started) * 1000
        shown = self._search.shown
        found = found or self._found(given.standalone or case.question)
        return given, Observed(
            retrieved=tuple(self._retrieved(hit.passage, case) for hit in found.hits),
            shown=shown,
            milliseconds=elapsed,
        )

    def _found(self, question: str) -> Found:
        return self._search.search(analyse(question), limit=RETRIEVED)

    def _conversation(self, composing: Composing | None) -> Conversation:
        return Conversation(
            answering=replace(self._answering, model=composing.model if composing else None),
            journal=self._library.journal,
            budget=Budget(journal=self._library.journal, today=lambda: _NO_DAY),
            rewriter=composing.rewriter if composing else None,
        )

    def _retrieved(self, passage: Passage, case: Case) -> Retrieved:
        """Where the data set judges paragraphs or gives no answer, the document decides alone."""
        holds = self._whole or not case.answers or includes_any(passage.text, case.answers)
        return Retrieved.of(passage, wanted=holds and passage.document.id in case.documents)

    def stored(self, reply: Reply) -> Stored:
        """Read back from the library what the reply's quotes claim to stand in."""
        documents = {quote.document for quote in reply.quotes}
        passages = self._library.passages(sorted({quote.passage for quote in reply.quotes}))
        return Stored(
            texts={name: self._library.document(name).text for name in documents},
            passages={name: Span(found.start, found.end) for name, found in passages.items()},
        )


def _answering(search: Search, embedder: Embedder, calibration: Calibration) -> Answering:
    """Put together as `bot.app` does it, with the search and the embedder of this run."""
    phrases = Phrases.load(PROMPTS)
    return Answering(
        search=search,
        equivalents=Equivalents(embedder),
        writer=ExtractiveWriter(calibration, phrases),
        phrases=phrases,
        clock=time.perf_counter,
    )


def _filled(corpus: Corpus, place: Place, library: Library) -> Views:
    """Put the corpus into the library and open views that have caught up with it."""
    views_directory = place.directory / "views"
    if not corpus.paths:
        _store(corpus, place, library)
        views = open_views(views_directory, library, place.embedder)
        views.catch_up(library)
        return views
    views = open_views(views_directory, library, place.embedder)
    try:
        report = ingest(
            corpus.paths,
            library=library,
            embedder=place.embedder,
            views=views,
            progress=lambda step: None,
        )
    except BaseException:
        views.close()
        raise
    if report.failed:
        views.close()
        first = report.failed[0]
        raise EvalError(f"the corpus cannot be read: {first.path}: {first.reason}")
    return views


def _store(corpus: Corpus, place: Place, library: Library) -> None:
    counter = token_counter()
    for number, document in enumerate(corpus.documents, start=1):
        if number % 100 == 0 or number == len(corpus.documents):
            place.progress(f"storing documents: {number} of {len(corpus.documents)}")
        grouped = replace(document, origin=document.id)
        passages = _whole(grouped) if corpus.whole else split(grouped, counter=counter)
        library.put(_record(grouped, passages, place.embedder))


def _whole(document: Document) -> tuple[Passage, ...]:
    """The document as one passage, without the white space around it."""
    text = document.text
    start = len(text) - len(text.lstrip())
    return (Passage(document=document, number=0, start=start, end=len(text.rstrip())),)


def _record(document: Document, passages: tuple[Passage, ...], embedder: Embedder) -> Record:
    spans = [
        (passage.number, Span(passage.start + span.start, passage.start + span.end))
        for passage in passages
        for span in sentences(passage.text)
    ]
    vectors = embedder.embed_passages([document.text[span.start : span.end] for _, span in spans])
    return Record(
        document=document,
        passages=passages,
        vectors=embedder.embed_passages([passage.text for passage in passages]),
        sentences=tuple(
            StoredSentence(passage_number=number, start=span.start, end=span.end, vector=vector)
            for (number, span), vector in zip(spans, vectors, strict=True)
        ),
        model=embedder.name,
        names=tuple(dict.fromkeys(name.text for name in names(document.text))),
        signature=signature(document.text),
    )
