"""Writers of briefing stories: they propose statements, the verifier decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.briefing_types import Story
from bot.citations import Draft, DraftQuote, Evidence
from bot.types import Removal, Statement, Usage


@dataclass(frozen=True, kw_only=True)
class StoryAssignment:
    """One story to write.

    `extract` and `headline` are what the embedded writer tells: whole sentences of the evidence,
    best first. `told` are statements of earlier briefings that need not be told again. `words` is
    the room for the story's statements.
    `own` are the sentences that are about the story, whose passages may tell of other things too;
    none where that is not known.
    """

    evidence: Evidence
    extract: Draft
    headline: str
    language: str
    words: int
    told: tuple[str, ...] = ()
    own: tuple[DraftQuote, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StoryDraft:
    """What a writer proposes for one story; `note` tells the reader why another writer stood in.

    `removed` is what the writer has already taken out of it, and why.
    """

    headline: str
    draft: Draft
    usage: Usage = field(default_factory=Usage)
    note: str = ""
    removed: tuple[Removal, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Overview:
    """Sentences over all stories, verified, which cite what the stories cite."""

    statements: tuple[Statement, ...] = ()
    usage: Usage = field(default_factory=Usage)
    note: str = ""
    removed: tuple[Removal, ...] = ()


class StoryWriter(Protocol):
    """What `bot.briefing` asks of a writer."""

    @property
    def name(self) -> str:
        """The writer's name in briefings: "extractive", or the model's."""

    def room(self, words: int) -> int:
        """How many of a briefing's words its stories may take; the rest is for the overview."""

    def stories(self, assignments: Sequence[StoryAssignment]) -> tuple[StoryDraft, ...]:
        """A draft for each story, in their order; all at once, so that they can be written abreast.

        Never raises for a model that fails: it falls back, with a note.
        """

    def overview(self, stories: Sequence[Story], language: str, words: int) -> Overview:
        """Sentences over all the stories; none from a writer that has nothing to add.

        `words` is the room of the whole briefing: those that the stories left are the overview's.
        """


class ExtractiveStoryWriter:
    """Tells the extract as it is: the sources' own sentences."""

    name = "extractive"

    def room(self, words: int) -> int:
        """All of them."""
        return words

    def stories(self, assignments: Sequence[StoryAssignment]) -> tuple[StoryDraft, ...]:
        """Each extract under its headline."""
        return tuple(StoryDraft(headline=one.headline, draft=one.extract) for one in assignments)

    def overview(self, stories: Sequence[Story], language: str, words: int) -> Overview:
        """Nothing: the stories' headlines are the overview."""
        return Overview()
