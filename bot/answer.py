"""From a question to a verified answer. Start reading here.

analyse ─► search ─► Evidence ─► writer ─► Draft ─► verify ─► Answer. The writer proposes, the
verifier decides; when nothing stands, the answer is an abstention that shows what is nearest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.citations import Evidence, verify
from bot.equivalents import Equivalents
from bot.prompts import Phrases
from bot.question import Question, analyse
from bot.search import Found, Search
from bot.types import Answer, Citation, Filters, Hit, Timings
from bot.writers import Writer

_NEAREST = 3
_PASSAGES = 8


@dataclass(frozen=True, kw_only=True)
class Answering:
    """What answering needs. `clock` gives seconds, for timings only."""

    search: Search
    equivalents: Equivalents
    writer: Writer
    phrases: Phrases
    clock: Callable[[], float]

    def answer(self, text: str, filters: Filters | None = None) -> Answer:
        """Answer a question from the library.

        Raises QuestionError for a text that is no question.
        """
        started = self.clock()
        question = analyse(text)
        found = self.search.search(question, limit=_PASSAGES, filters=filters)
        searched = self.clock()
        evidence = Evidence.from_hits(found.hits)
        equivalents = self.equivalents.of(question, found.terms, found.hits)
        draft = self.writer.write(question, found.terms, evidence, equivalents)
        written = self.clock()
        verified = verify(draft, evidence)
        done = self.clock()
        answered = bool(verified.statements)
        return Answer(
            question=question.text,
            language=question.language,
            statements=verified.statements,
            disagreements=verified.disagreements if answered else (),
            nearest=() if answered else nearest(found.hits),
            removed=verified.removed,
            abstention="" if answered else self._abstention(question, found),
            writer=self.writer.name,
            timings=Timings(
                search=1000 * (searched - started),
                write=1000 * (written - searched),
                verify=1000 * (done - written),
                total=1000 * (done - started),
            ),
        )

    def _abstention(self, question: Question, found: Found) -> str:
        phrases = self.phrases.for_language(question.language)
        words = ", ".join(spelling for term in found.terms for spelling in term.spellings)
        key = "abstention" if found.searched else "abstention_nothing_searched"
        slots = {"words": words, "documents": str(found.searched)} if found.searched else {}
        return phrases.fill(key, **slots)


def nearest(hits: Sequence[Hit]) -> tuple[Citation, ...]:
    """The sentence of each of the best passages that is nearest to the question."""
    return tuple(_nearest_sentence(hit) for hit in hits[:_NEAREST])


def _nearest_sentence(hit: Hit) -> Citation:
    if not hit.sentences:
        return Citation(passage=hit.passage, start=hit.passage.start, end=hit.passage.end)
    best = max(hit.sentences, key=lambda sentence: sentence.similarity)
    return Citation(passage=hit.passage, start=best.span.start, end=best.span.end)
