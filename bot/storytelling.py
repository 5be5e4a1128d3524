"""Planned stories written out: evidence, statements and disagreements of each, verified."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.briefing_types import Story
from bot.changes import changes_in, without_changed
from bot.citations import Draft, DraftDisagreement, DraftQuote, DraftStatement, Evidence, verify
from bot.comparison import Comparison
from bot.continuation import continued
from bot.details import details_of
from bot.disagreements import find_disagreements
from bot.headline_choice import HeadlineDesk, without_disputed
from bot.prompts import Phrases
from bot.stories import StoryGroup
from bot.types import Hit, Removal, Span, Usage
from bot.writers.briefing_extractive import Sentences, supporting
from bot.writers.briefing_plan import Planned
from bot.writers.stories import StoryAssignment, StoryDraft, StoryWriter


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What stories are written from. `reprints` are the documents that repeat one, by its id.

    `groups` are the stories that may be told; `apart` are rows that were told before.
    """

    sentences: Sentences
    groups: Sequence[StoryGroup]
    apart: frozenset[int]
    reprints: Mapping[str, tuple[str, ...]]
    phrases: Phrases
    comparison: Comparison
    writer: StoryWriter


class Storyteller:
    """Writes the stories of one briefing, and keeps what fell and what it cost."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sentences = desk.sentences
        self.removed: list[Removal] = []
        self.notes: list[str] = []
        self.usage = Usage()
        self._matters: set[tuple[str, str]] = set()
        self._heads = HeadlineDesk(desk.sentences, desk.phrases, desk.apart)
        self._rows = {row: group.units for group in desk.groups for row in group.units}
        self._headlines: dict[int, tuple[str, ...]] = {}

    def headline(self, row: int) -> str:
        """The headline of a story that the statement of this row opens."""
        return self._headlines_of(row)[0]

    def _headlines_of(self, row: int) -> tuple[str, ...]:
        if row not in self._headlines:
            self._headlines[row] = self._heads.best(row, self._rows[row])
        return self._headlines[row]

    def stories(self, planned: Sequence[Planned]) -> tuple[Story, ...]:
        """The verified stories, no two under one headline; one without statements is left out."""
        assignments = self._assignments(planned)
        drafts = self._desk.writer.stories(assignments)
        made: list[Story] = []
        for story, assignment, proposed in zip(planned, assignments, drafts, strict=True):
            used = {other.headline for other in made}
            if proposed.headline in used:
                proposed = replace(proposed, headline=assignment.headline)
            written = self._story(story, assignment.evidence, proposed)
            made += [written] if written is not None else []
        return tuple(made)

    def _assignments(self, planned: Sequence[Planned]) -> list[StoryAssignment]:
        """What is to be written, each story under a headline that no other has, if it can be."""
        assignments: list[StoryAssignment] = []
        for story in planned:
            used = {other.headline for other in assignments}
            titles = self._headlines_of(story.rows[0])
            fresh = tuple(title for title in titles if title not in used) or titles
            assignments.append(self._assignment(story, fresh))
        return assignments

    def _story(self, story: Planned, evidence: Evidence, proposed: StoryDraft) -> Story | None:
        group = story.group
        self._account(proposed)
        verified = verify(proposed.draft, evidence)
        self.removed += (*proposed.removed, *verified.removed)
        if not verified.statements:
            return None
        past = continued(group, self._desk.comparison)
        changes = changes_in(group, self._desk.comparison)
        details = details_of(group, self._sentences, story.rows)
        return Story(
            headline=proposed.headline,
            status="updated" if past else "new",
            statements=verified.statements,
            disagreements=without_changed(verified.disagreements, changes),
            origins=group.origins,
            documents=self._documents(group),
            changes=changes,
            figures=details.figures,
            timeline=details.timeline,
            unknowns=details.unknowns,
            told_on=past.day if past else None,
        )

    def _assignment(self, story: Planned, titles: Sequence[str]) -> StoryAssignment:
        evidence = self._evidence(story)
        labels = {item.hit.passage.id: item.label for item in evidence.items}
        past = continued(story.group, self._desk.comparison)
        matters = tuple(
            matter
            for matter in find_disagreements(evidence)
            if self._is_new(matter, evidence, story.group)
        )
        values = [claim.value for matter in matters for claim in matter.claims]
        room = len(self.headline(story.rows[0]).split())
        return StoryAssignment(
            evidence=evidence,
            extract=Draft(
                answered=True,
                statements=tuple(self._statement(row, labels) for row in story.rows),
                disagreements=matters,
            ),
            headline=without_disputed(titles, values, room),
            language=self._desk.phrases.language,
            words=sum(self._sentences.words(row) for row in story.rows),
            told=tuple(one.text for one in past.statements) if past else (),
            own=tuple(
                self._quote(row, self._sentences.units[row].span, labels)
                for row in story.group.units
            ),
        )

    def _account(self, proposed: StoryDraft) -> None:
        self.usage += proposed.usage
        if proposed.note and proposed.note not in self.notes:
            self.notes.append(proposed.note)

    def _documents(self, group: StoryGroup) -> tuple[str, ...]:
        reprints = self._desk.reprints
        return tuple(name for one in group.documents for name in (one, *reprints.get(one, ())))

    def _is_new(self, matter: DraftDisagreement, evidence: Evidence, group: StoryGroup) -> bool:
        """Whether the disagreement is about this story's sentences and no earlier story has it."""
        said = {
            (item.hit.passage.id, quote.text)
            for claim in matter.claims
            for quote in claim.quotes
            if (item := evidence.get(quote.passage)) is not None
        }
        units = (self._sentences.units[row] for row in group.units)
        own = {(unit.passage.id, unit.text) for unit in units}
        if said & self._matters or not said & own:
            return False
        self._matters |= said
        return True

    def _evidence(self, story: Planned) -> Evidence:
        """The passages of the story, and those of other stories that support its statements."""
        support = (other for row in story.rows for other in supporting(row, self._sentences))
        rows = [*story.group.units, *support]
        passages = {
            unit.passage.id: unit.passage for unit in (self._sentences.units[row] for row in rows)
        }
        return Evidence.from_hits(
            [Hit(passage=p, score=1.0, dense=1.0, lexical=0.0) for p in passages.values()]
        )

    def _statement(self, row: int, labels: Mapping[str, str]) -> DraftStatement:
        told = self._sentences.told[row]
        assert told is not None
        quotes = [self._quote(row, told.quote, labels)]
        quotes += [
            self._quote(other, self._sentences.units[other].span, labels)
            for other in supporting(row, self._sentences)[1:]
        ]
        return DraftStatement(text=told.text, quotes=tuple(quotes))

    def _quote(self, row: int, span: Span, labels: Mapping[str, str]) -> DraftQuote:
        passage = self._sentences.units[row].passage
        text = passage.document.text[span.start : span.end]
        return DraftQuote(passage=labels[passage.id], text=text)
