"""A question within its thread and its budget: rewritten, answered, noted.

A follow-up is turned into a question that stands alone, by the model where there is one and by rule
otherwise. It is answered and verified like any other; what earlier answers cited stays among the
evidence. A spent budget refuses the model only: the embedded writer answers and says why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from bot.answer import Answering
from bot.budget import LOCAL_USER, Budget
from bot.errors import QuestionError, WriterError
from bot.followups import Rewriter, Rewritten, standalone
from bot.library import Journal
from bot.question import analyse
from bot.types import Answer, Citation, Filters, Hit, Statement, Turn, Usage
from bot.writers import Assignment, Composer, Composition

REMEMBERED_TURNS = 4
CHECKED_TURNS = 200
EARLIER_PASSAGES = 6
"""Passages cited before that stay among the evidence; as many of what the thread began with."""


def _keep(statement: Statement) -> None:
    """Nobody waits for single statements."""


@dataclass(frozen=True, kw_only=True)
class Inquiry:
    """Who asks what, of which documents, and in which thread; None for a question on its own."""

    question: str
    filters: Filters = field(default_factory=Filters)
    thread: str | None = None
    user: str = LOCAL_USER


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """Answers inquiries. Threads and usage are kept in the journal."""

    answering: Answering
    journal: Journal
    budget: Budget
    rewriter: Rewriter | None = None

    def ask(self, inquiry: Inquiry, hand_on: Callable[[Statement], None] = _keep) -> Answer:
        """Answer or abstain, and remember it in the thread, which begins with its first question.

        Raises QuestionError for a text that is no question.
        """
        analyse(inquiry.question)
        turns = self._turns(inquiry)
        opening = self._opening(inquiry)
        rewritten = self._rewritten(inquiry, turns if opening is None else (opening, *turns))
        answer = self._answering_for(inquiry.user).answer(
            rewritten.question,
            inquiry.filters,
            earlier=_each_once(
                *self._earlier(rewritten.question, turns, inquiry.filters),
                *self._opened(rewritten.question, opening, inquiry.filters),
            ),
            hand_on=hand_on,
        )
        answer = replace(
            answer,
            question=inquiry.question,
            standalone=rewritten.question,
            usage=rewritten.usage + answer.usage,
        )
        if inquiry.thread:
            self.journal.add_turn(inquiry.thread, turn_of(answer), self.budget.today())
        return answer

    def _opening(self, inquiry: Inquiry) -> Turn | None:
        """The briefing that the thread began with, unless it tells what the asker may not see."""
        opening = self.journal.opening(inquiry.thread) if inquiry.thread else None
        if opening is None:
            return None
        seen = self.answering.search.may_see(inquiry.filters, opening.passages)
        return opening if seen else None

    def _turns(self, inquiry: Inquiry) -> tuple[Turn, ...]:
        """What the thread remembers, as far as the asker may see it.

        With a turn that cites what the asker may not see go those after it, as when a document is
        removed: their questions may have been rewritten with its words.
        """
        if inquiry.thread is None:
            return ()
        search, filters = self.answering.search, inquiry.filters
        latest = REMEMBERED_TURNS if filters.scope is None else CHECKED_TURNS
        turns = self.journal.turns(inquiry.thread, latest)
        seen = takewhile(lambda turn: search.may_see(filters, turn.passages), turns)
        return tuple(seen)[-REMEMBERED_TURNS:]

    def _rewritten(self, inquiry: Inquiry, turns: Sequence[Turn]) -> Rewritten:
        if not turns:
            return Rewritten(question=inquiry.question)
        usage = Usage()
        if self.rewriter is not None and self.answering.model is not None:
            try:
                self.budget.check(inquiry.user)
                rewritten = self.rewriter.rewrite(inquiry.question, turns)
                self.budget.spend(inquiry.user, self.answering.model.name, rewritten.usage)
                analyse(rewritten.question)
                return rewritten
            except (WriterError, QuestionError) as failure:
                usage = getattr(failure, "usage", usage)
                self.budget.spend(inquiry.user, self.answering.model.name, usage)
        return Rewritten(question=standalone(inquiry.question, turns), usage=usage)

    def _answering_for(self, user: str) -> Answering:
        model = self.answering.model
        return (
            self.answering
            if model is None
            else replace(self.answering, model=_Paid(model, self.budget, user))
        )

    def _earlier(self, question: str, turns: Sequence[Turn], filters: Filters) -> tuple[Hit, ...]:
        cited = [passage for turn in reversed(turns) for passage in turn.passages]
        wanted = list(dict.fromkeys(cited))[:EARLIER_PASSAGES]
        if not wanted:
            return ()
        return self.answering.search.recall(analyse(question), wanted, filters)

    def _opened(self, question: str, opening: Turn | None, filters: Filters) -> tuple[Hit, ...]:
        """The passages nearest to the question of those that the thread's briefing cites."""
        if opening is None or not opening.passages:
            return ()
        found = self.answering.search.recall(analyse(question), opening.passages, filters)
        return found[:EARLIER_PASSAGES]


def _each_once(*hits: Hit) -> tuple[Hit, ...]:
    return tuple({hit.passage.id: hit for hit in reversed(hits)}.values())[::-1]


class _Paid:
    """A composer that is asked within a user's budget, and whose cost is noted."""

    def __init__(self, composer: Composer, budget: Budget, user: str) -> None:
        self._composer = composer
        self._budget = budget
        self._user = user
        self.name = composer.name

    def compose(self, assignment: Assignment) -> Composition:
        """What the composer gives. Raises BudgetError unasked, WriterError as the composer does."""
        self._budget.check(self._user)
        try:
            composition = self._composer.compose(assignment)
        except WriterError as failure:
            self._budget.spend(self._user, self.name, getattr(failure, "usage", Usage()))
            raise
        self._budget.spend(self._user, self.name, composition.usage)
        return composition


def turn_of(answer: Answer) -> Turn:
    """What a thread remembers of an answer: its question, its text and what it cites."""
    citations: list[Citation] = [one for said in answer.statements for one in said.citations]
    for disagreement in answer.disagreements:
        for claim in disagreement.claims:
            citations.extend(claim.citations)
    return Turn(
        question=answer.question,
        standalone=answer.standalone or answer.question,
        language=answer.language,
        passages=tuple(dict.fromkeys(citation.passage.id for citation in citations)),
        text=" ".join(statement.text for statement in answer.statements),
    )
