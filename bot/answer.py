"""From a question to a verified answer. Start reading here.

analyse ─► search ─► Evidence ─► writer ─► Draft ─► verify ─► Answer. The writer proposes, the
verifier decides; when nothing stands, the answer is an abstention that shows what is nearest.

With a model, the same evidence goes to it first. Where it fails or nothing of it stands, the
embedded writer answers in its place and the answer says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from bot.citations import Draft, Evidence, Verified, verify
from bot.citations.orders import quotable, sentence_spans, without_orders
from bot.disagreements import find_disagreements
from bot.equivalents import Equivalents
from bot.errors import WriterError
from bot.prompts import Phrases
from bot.question import Question, analyse
from bot.search import Found, Search
from bot.types import (
    Answer,
    Citation,
    Disagreement,
    Filters,
    Hit,
    Span,
    Statement,
    Timings,
    Usage,
)
from bot.writers import Assignment, Composer, Composition, Writer

_NEAREST = 3
_PASSAGES = 8


def _keep(statement: Statement) -> None:
    """Nobody waits for single statements."""


@dataclass(frozen=True, kw_only=True)
class Answering:
    """What answering needs. `clock` gives seconds, for timings only; `model` may be None."""

    search: Search
    equivalents: Equivalents
    writer: Writer
    phrases: Phrases
    clock: Callable[[], float]
    model: Composer | None = None

    def answer(
        self,
        text: str,
        filters: Filters | None = None,
        *,
        earlier: Sequence[Hit] = (),
        hand_on: Callable[[Statement], None] = _keep,
    ) -> Answer:
        """Answer a question from the library.

        `earlier` are passages that stay available, after those that search finds. `hand_on` gets
        each verified statement as soon as it stands, in the order of the answer. Raises
        QuestionError for a text that is no question.
        """
        started = self.clock()
        question = analyse(text)
        found = self.search.search(question, limit=_PASSAGES, filters=filters)
        hits = (*found.hits, *_others(earlier, found.hits))
        work = _Work(self, question, replace(found, hits=hits), hand_on)
        searched = self.clock()
        if self.model is not None and hits:
            answer, written = work.composed(self.model), None
        else:
            answer, written = work.embedded_answer(), work.written
        done = self.clock()
        return replace(answer, timings=_timings(started, searched, written or done, done))


class _Work:
    """One answer in the making."""

    def __init__(
        self,
        answering: Answering,
        question: Question,
        found: Found,
        hand_on: Callable[[Statement], None],
    ) -> None:
        self._answering = answering
        self._question = question
        self._found = found
        self._hand_on = hand_on
        self._evidence = Evidence.from_hits(found.hits)
        self.written: float | None = None
        """When the embedded writer had written."""

    def composed(self, model: Composer) -> Answer:
        """The model's answer where one stands, its abstention, or the embedded writer's answer."""
        assignment = Assignment(
            question=self._question,
            evidence=self._evidence,
            found=self._embedded_found,
            hand_on=self._hand_on,
        )
        try:
            composition = model.compose(assignment)
        except WriterError as failure:
            return self._standing_in(str(failure), Verified(), getattr(failure, "usage", Usage()))
        verified = composition.verified
        if verified.statements:
            return self._of_model(model.name, composition)
        if composition.abstained:
            return self._abstained(model.name, composition)
        reason = self._phrase("stood_in_nothing_stands")
        return self._standing_in(reason, verified, composition.usage)

    def embedded_answer(self) -> Answer:
        """What the embedded writer answers, or its abstention."""
        verified = self._embedded
        for statement in verified.statements:
            self._hand_on(statement)
        return replace(self._answer(verified), writer=self._answering.writer.name)

    def _of_model(self, name: str, composition: Composition) -> Answer:
        """A model's answer; disagreements that it kept silent about are added."""
        verified = composition.verified
        if not verified.disagreements:
            draft = find_disagreements(self._evidence, self._question.text)
            known = verify(Draft(answered=True, disagreements=draft), self._evidence).disagreements
            concerned = tuple(one for one in known if _concerns(one, verified.statements))
            verified = replace(verified, disagreements=concerned)
        broken = composition.broke_off
        return replace(
            self._answer(verified),
            writer=name,
            usage=composition.usage,
            note=self._phrase("broke_off", reason=broken) if broken else "",
        )

    def _standing_in(self, reason: str, fallen: Verified, usage: Usage) -> Answer:
        answer = self.embedded_answer()
        return replace(
            answer,
            removed=(*fallen.removed, *answer.removed),
            stood_in=True,
            note=self._phrase("stood_in", reason=reason),
            usage=usage,
        )

    def _abstained(self, name: str, composition: Composition) -> Answer:
        """The model's abstention; what the embedded writer would have cited is shown as nearest."""
        cited = tuple(
            dict.fromkeys(
                citation
                for statement in self._embedded.statements
                for citation in statement.citations
            )
        )
        near = tuple(one for one in nearest(self._found.hits) if one not in cited)
        answer = self._answer(composition.verified)
        nearby = (cited + near)[:_NEAREST]
        return replace(answer, writer=name, usage=composition.usage, nearest=nearby)

    def _answer(self, verified: Verified) -> Answer:
        answered = bool(verified.statements)
        return Answer(
            question=self._question.text,
            language=self._question.language,
            statements=verified.statements,
            disagreements=verified.disagreements if answered else (),
            nearest=() if answered else nearest(self._found.hits),
            removed=verified.removed,
            abstention="" if answered else self._abstention(),
        )

    def _embedded_found(self) -> Verified | None:
        return self._embedded if self._embedded.statements else None

    @cached_property
    def _embedded(self) -> Verified:
        """What stands of the embedded writer's draft."""
        answering, question, found = self._answering, self._question, self._found
        equivalents = answering.equivalents.of(question, found.terms, found.hits)
        draft = answering.writer.write(question, found.terms, self._evidence, equivalents)
        self.written = answering.clock()
        return without_orders(verify(draft, self._evidence), by_model=False)

    def _abstention(self) -> str:
        found = self._found
        words = ", ".join(spelling for term in found.terms for spelling in term.spellings)
        if not found.searched:
            return self._phrase("abstention_nothing_searched")
        return self._phrase("abstention", words=words, documents=str(found.searched))

    def _phrase(self, key: str, **slots: str) -> str:
        phrases = self._answering.phrases.for_language(self._question.language)
        return phrases.fill(key, **slots)


def nearest(hits: Sequence[Hit]) -> tuple[Citation, ...]:
    """The sentence of each of the best passages that is nearest to the question.

    A passage that holds nothing but orders and feigned messages is passed over.
    """
    found = (_nearest_sentence(hit) for hit in hits)
    return tuple(islice((one for one in found if one is not None), _NEAREST))


def _nearest_sentence(hit: Hit) -> Citation | None:
    passage = hit.passage
    document = passage.document
    scored = {one.span: one.similarity for one in hit.sentences}
    spans = tuple(scored) or sentence_spans(passage)
    honest = quotable(document.text, spans)
    if not honest:
        return None
    best = max(honest, key=lambda span: scored.get(span, 0.0))
    if not scored and len(honest) == len(spans):
        best = Span(passage.start, passage.end)
    return Citation(passage=passage, start=best.start, end=best.end)


def _timings(started: float, searched: float, written: float, done: float) -> Timings:
    """Milliseconds; a model's statements are verified while it writes, so `written` is `done`."""
    return Timings(
        search=1000 * (searched - started),
        write=1000 * (written - searched),
        verify=1000 * (done - written),
        total=1000 * (done - started),
    )


def _others(earlier: Sequence[Hit], hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Earlier passages that search did not find again."""
    found = {hit.passage.id for hit in hits}
    return tuple(hit for hit in earlier if hit.passage.id not in found)


def _concerns(disagreement: Disagreement, statements: Sequence[Statement]) -> bool:
    """Whether a statement cites a stretch that a side of the disagreement cites."""
    told = [citation for statement in statements for citation in statement.citations]
    return any(
        side.passage.document.id == one.passage.document.id
        and side.start < one.end
        and one.start < side.end
        for claim in disagreement.claims
        for side in claim.citations
        for one in told
    )
