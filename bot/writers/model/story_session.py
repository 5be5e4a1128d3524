"""One story of a briefing, asked of a model: verified, mended once, cut to its room."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bot.citations import DraftQuote, DraftStatement, Evidence
from bot.citations.evidence import as_data, excerpt
from bot.errors import WriterError
from bot.prompts import Prompt
from bot.text.figures import figures
from bot.text.folding import search_key
from bot.types import Removal, Span, Statement, Usage
from bot.writers.model.asking import Limits
from bot.writers.model.checking import check, sums_up
from bot.writers.model.dialect import Message, ModelRequest
from bot.writers.model.failures import ModelFailure
from bot.writers.model.metered import Metered
from bot.writers.model.objections import Fallen, objections
from bot.writers.model.replies import StoryReader, StoryReply
from bot.writers.model.shape import STORY_SCHEMA
from bot.writers.model.tokens import fitted
from bot.writers.model.wording import LANGUAGES
from bot.writers.stories import StoryAssignment

MOST_TOLD = 4
LONGEST_HEADLINE = 100
TELLING = 4
"""Words of a quote that is more than a figure or a name, which new sentences repeat."""
MOST_SHOWN = 16
"""Sentences of the event that are pointed out, beside all the passages."""
_WORD = re.compile(r"[^\W_]+")


SLOTS: Mapping[str, tuple[str, ...]] = {
    "system": ("language", "statements", "words"),
    "user": ("evidence", "event", "told", "language", "words"),
    "repair": ("objections", "words"),
}
"""The parts of the prompt and what is put into each."""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What all stories of a briefing are written with."""

    model: Metered
    prompt: Prompt
    limits: Limits = field(default_factory=lambda: Limits(evidence=6000))


@dataclass(frozen=True, kw_only=True)
class Written:
    """A story as far as it stands: without statements, nothing does."""

    headline: str = ""
    statements: tuple[DraftStatement, ...] = ()
    removed: tuple[Removal, ...] = ()
    usage: Usage = field(default_factory=Usage)


class _Judged(NamedTuple):
    """A proposed statement; one without a complaint stands."""

    proposed: DraftStatement
    complaint: str


class StorySession:
    """One story in the making."""

    def __init__(self, desk: Desk, assignment: StoryAssignment) -> None:
        self._desk = desk
        self._assignment = assignment
        shown = _extract_first(assignment)
        self._evidence = fitted(shown, desk.model.count, desk.limits.evidence)
        self._messages: tuple[Message, ...] = ()
        self._headlines: list[str] = []
        self._places: list[_Judged] = []
        self._removed: list[Removal] = []
        self._told = {_key(one) for one in assignment.told}
        self._disputed = {
            figure.value
            for matter in assignment.extract.disagreements
            for claim in matter.claims
            for figure in figures(claim.value)
        }
        self._own = tuple(_spans(assignment.own, assignment.evidence))
        self.usage = Usage()

    def run(self) -> Written:
        """The story after at most one round of repair; what stands is kept if that one fails.

        Raises WriterError when the model gave nothing at all.
        """
        self._places = [self._judged(one) for one in self._first().statements]
        complaints = [one.complaint for one in self._places if one.complaint]
        if complaints and len(self._standing()) < MOST_TOLD:
            self._mend("\n".join(complaints))
        statements = self._standing()
        return Written(
            headline=self._headline(statements) if statements else "",
            statements=statements,
            removed=tuple(dict.fromkeys(self._removed)),
            usage=self.usage,
        )

    def _first(self) -> StoryReply:
        """The first reply, with half the passages for as long as they are too many."""
        while True:
            self._messages = self._opening()
            try:
                return self._ask()
            except ModelFailure as failure:
                items = self._evidence.items
                if failure.kind != "too-long" or len(items) < 2:
                    raise
                self._evidence = Evidence(items[: len(items) // 2])

    def _mend(self, complaints: str) -> None:
        """Put what was written again in the places of what fell, in order."""
        words = str(self._assignment.words)
        repair = self._desk.prompt.fill("repair", objections=complaints, words=words)
        self._messages += (Message("user", repair),)
        try:
            reply = self._ask()
        except WriterError:
            return
        fallen = [place for place, one in enumerate(self._places) if one.complaint]
        for place, proposed in zip(fallen, reply.statements, strict=False):
            self._places[place] = self._judged(proposed)

    def _ask(self) -> StoryReply:
        request = ModelRequest(
            messages=self._messages,
            max_output_tokens=self._desk.limits.output,
            schema=STORY_SCHEMA,
            name="story",
        )
        reader = StoryReader()
        try:
            done = self._desk.model.ask(request, reader)
        except ModelFailure as failure:
            self.usage += failure.usage
            raise
        self.usage += done.usage
        self._messages += (Message("assistant", done.text),)
        self._headlines.append(reader.story.headline.rstrip(" ."))
        return reader.story

    def _judged(self, proposed: DraftStatement) -> _Judged:
        assignment = self._assignment
        checked = check(proposed, self._evidence, assignment.language)
        for removal in checked.removed:
            self._removed.append(removal)
            return _Judged(proposed, objections([Fallen(proposed, removal)], self._evidence))
        shown, words = f"- {as_data(proposed.text)!r}:", len(proposed.text.split())
        if self._was_told(proposed):
            return _Judged(proposed, f"{shown} it was told before.")
        if not self._is_own(checked.statements[0]):
            return _Judged(proposed, f"{shown} it quotes none of the sentences of the event.")
        if words > assignment.words:
            room = f"there is room for {assignment.words}"
            return _Judged(proposed, f"{shown} it has {words} words, and {room}.")
        return _Judged(proposed, "")

    def _was_told(self, proposed: DraftStatement) -> bool:
        """Whether it is a told statement, or rests on nothing but words of told ones."""
        quotes = [_key(quote.text) for quote in proposed.quotes]
        long = all(len(quote.split()) >= TELLING for quote in quotes)
        known = all(any(quote in told for told in self._told) for quote in quotes)
        return _key(proposed.text) in self._told or (long and known)

    def _standing(self) -> tuple[DraftStatement, ...]:
        """What stands and fits, in order, no sentence twice."""
        proposed = [one.proposed for one in self._places if not one.complaint]
        standing = {_key(one.text): one for one in proposed}
        return fitting(tuple(standing.values()), self._assignment.words)

    def _headline(self, statements: Sequence[DraftStatement]) -> str:
        """The first headline that stands on what the first statement quotes, else the extract's.

        It has the room of the extract's headline and what the statements leave, and takes no side
        where the sources differ on a figure.
        """
        language = self._assignment.language
        room = len(self._assignment.headline.split()) + self._assignment.words
        room -= sum(len(one.text.split()) for one in statements)
        quotes = [quote.text for one in statements for quote in one.quotes]
        grounds = "\n".join([*(one.text for one in statements), *quotes])
        for headline in filter(None, self._headlines):
            if self._disputed & {figure.value for figure in figures(headline)}:
                continue
            proposed = DraftStatement(text=headline, quotes=statements[0].quotes)
            checked = check(proposed, self._evidence, language)
            self._removed += checked.removed
            short = len(headline) <= LONGEST_HEADLINE and len(headline.split()) <= room
            if checked.statements and short and sums_up(headline, grounds, language):
                return headline
        return self._assignment.headline

    def _opening(self) -> tuple[Message, ...]:
        assignment, fill = self._assignment, self._desk.prompt.fill
        language = LANGUAGES.get(assignment.language, "the language of most passages")
        words = str(assignment.words)
        user = fill(
            "user",
            evidence=self._evidence.render(),
            event="\n".join(self._event()),
            told="\n".join(_told(one) for one in assignment.told) or "(none)",
            language=language,
            words=words,
        )
        system = fill("system", language=language, statements=str(MOST_TOLD), words=words)
        return (Message("system", system), Message("user", user))

    def _event(self) -> tuple[str, ...]:
        """The sentences of the event, those of the extract first, none twice."""
        assignment = self._assignment
        best = [quote for one in assignment.extract.statements for quote in one.quotes[:1]]
        shown = {item.label for item in self._evidence.items}
        quotes = [quote for quote in (*best, *assignment.own) if quote.passage in shown]
        lines = dict.fromkeys(excerpt(quote.passage, quote.text) for quote in quotes)
        return tuple(lines)[:MOST_SHOWN]

    def _is_own(self, statement: Statement) -> bool:
        """Whether a quote of it touches a sentence of the story; passages hold others as well."""
        return not self._own or any(
            citation.passage.document.id == document
            and span.start < citation.end
            and citation.start < span.end
            for citation in statement.citations
            for document, span in self._own
        )


def fitting(statements: Sequence[DraftStatement], words: int) -> tuple[DraftStatement, ...]:
    """The statements that fit into so many words, at most four, in order.

    A long one is passed over for a later one that fits: (30 words, 40 words, 9 words) in 45 words
    gives the first and the third.
    """
    kept: list[DraftStatement] = []
    for statement in statements:
        length = len(statement.text.split())
        if length <= words and len(kept) < MOST_TOLD:
            kept.append(statement)
            words -= length
    return tuple(kept)


def _extract_first(assignment: StoryAssignment) -> Evidence:
    """The evidence under its labels, with the passages of the extract before all others."""
    extract = assignment.extract.statements
    quoted = {quote.passage for statement in extract for quote in statement.quotes}
    items = sorted(assignment.evidence.items, key=lambda item: item.label not in quoted)
    return replace(assignment.evidence, items=tuple(items))


def _spans(quotes: Sequence[DraftQuote], evidence: Evidence) -> Iterator[tuple[str, Span]]:
    """Document and place of quotes that are the passages' own words."""
    for quote in quotes:
        item = evidence.get(quote.passage)
        place = item.hit.passage.text.find(quote.text) if item else -1
        if item and place >= 0:
            start = item.hit.passage.start + place
            yield item.hit.passage.document.id, Span(start, start + len(quote.text))


def _told(text: str) -> str:
    return f"<told>{as_data(' '.join(text.split()))}</told>"


def _key(text: str) -> str:
    """The words of a sentence alone: "« Non », dit-il." -> "non dit il"."""
    return " ".join(_WORD.findall(search_key(text)))
