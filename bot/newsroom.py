"""The briefing of a request made, compared with what its series told, and kept in the archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.arguments import BriefingRequest
from bot.briefing import compose
from bot.briefing_types import Briefing
from bot.corrections import corrections, told_documents
from bot.earlier import PastBriefing, Place, earlier_of, place_of, said_in
from bot.embeddings import Embedder
from bot.errors import UnknownDocumentError
from bot.library import Edition, Library
from bot.library.redaction import documents_of, redacted
from bot.period import Material, gather
from bot.prompts import Phrases
from bot.types import Document, Span, Timings, Vector
from bot.writers.stories import StoryWriter


@dataclass(frozen=True, kw_only=True)
class Newsroom:
    """What briefings are made with. `clock` counts seconds, for the timings.

    Without a writer the sources' own sentences are told.
    """

    library: Library
    embedder: Embedder
    phrases: Phrases
    clock: Callable[[], float]
    writer: StoryWriter | None = None

    def edition(self, request: BriefingRequest, made_at: str) -> Edition:
        """The briefing of the request as of `made_at` (ISO timestamp), kept in the archive.

        What earlier briefings of its series told is not told again, and what they told of
        documents that have changed or gone is put right. The same request over the same library
        gives the edition that was kept before, its timings included.
        """
        started, model = self.clock(), self.embedder.name
        revision = self.library.revision
        past = self._seen(request, self.library.archive.past(request, revision, model))
        material = self._material(request, today=made_at[:10])
        found = self.clock()
        phrases = self.phrases if material.passages else self._usual_phrases(request)
        briefing = compose(request, material, phrases, self.writer, earlier_of(past))
        briefing = replace(
            briefing,
            corrections=corrections(past, self._current(told_documents(past))),
            undated=material.undated,
            postdated=material.postdated,
            timings=_timings(started, found, self.clock()),
        )
        edition = Edition(
            briefing=briefing,
            request=request,
            made_at=made_at,
            revision=revision,
            consulted=tuple(sorted({one.document.id for one in material.passages})),
        )
        return self.library.archive.keep(edition, quoted_vectors(briefing, material), model)

    def _seen(
        self, request: BriefingRequest, past: Sequence[PastBriefing]
    ) -> tuple[PastBriefing, ...]:
        """The past briefings without what the readers may not see (any more)."""
        access, catalogue = request.filters.access, self.library.catalogue()
        if access.empty:
            return tuple(past)
        seen: list[PastBriefing] = []
        for one in past:
            hidden = catalogue.outside(access, documents_of(one.briefing) | one.consulted)
            briefing = redacted(one.briefing, hidden) if hidden else one.briefing
            seen.append(replace(one, briefing=briefing, consulted=one.consulted - hidden))
        return tuple(seen)

    def _material(self, request: BriefingRequest, today: str) -> Material:
        """What there is to tell; nothing that is dated after the day of writing is told."""
        dated = replace(request, day=request.day or today)
        material = gather(self.library, self.embedder.name, dated)
        if not request.topics or not material.passages:
            return material
        return replace(material, topic_vectors=self.embedder.embed_questions(request.topics))

    def _usual_phrases(self, request: BriefingRequest) -> Phrases:
        """The phrases in the language of most documents that the readers may see, for a period
        that has none."""
        known = {one.id: one.language for one in self.library.documents()}
        hidden = self.library.catalogue().outside(request.filters.access, frozenset(known))
        languages = Counter(known[name] for name in known.keys() - hidden)
        usual = languages.most_common(1)
        return self.phrases.for_language(usual[0][0]) if usual else self.phrases

    def _current(self, names: frozenset[str]) -> Mapping[str, Document]:
        found: dict[str, Document] = {}
        for name in sorted(names):
            try:
                found[name] = self.library.document(name)
            except UnknownDocumentError:
                continue  # removed, of which the archive tells
        return found


def quoted_vectors(briefing: Briefing, material: Material) -> Mapping[Place, Vector]:
    """The embedding of each quotation of the briefing: of the sentence that it shares most with."""
    by_document: dict[str, list[tuple[Span, Vector]]] = {}
    for passage, spans, vectors in zip(
        material.passages, material.sentences, material.vectors, strict=True
    ):
        known = by_document.setdefault(passage.document.id, [])
        known += zip(spans, vectors, strict=True)
    made: dict[Place, Vector] = {}
    for story in briefing.stories:
        for _, citations in said_in(story):
            for citation in citations:
                name, start, end = place_of(citation)
                near = [
                    (min(end, span.end) - max(start, span.start), -span.start, vector)
                    for span, vector in by_document.get(name, ())
                ]
                best = max(near, key=lambda entry: entry[:2], default=None)
                if best is not None and best[0] > 0:
                    made[name, start, end] = best[2]
    return made


def _timings(started: float, found: float, written: float) -> Timings:
    """In milliseconds; verification is a part of writing here."""
    return Timings(
        search=1000 * (found - started),
        write=1000 * (written - found),
        total=1000 * (written - started),
    )
