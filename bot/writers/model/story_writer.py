"""The writer of briefings that asks a model: story by story, then once for an overview.

Where the model fails or nothing of it stands, the extract is told and a note says why, once for the
whole briefing. What it may cost at most: for each planned story two requests (the story and one
repair), one for the overview, each of some 7,000 tokens in and 4,000 out, and the client's retries;
all of it within `bot.writers.model.metered.BRIEFING_SECONDS` and the budget.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.briefing_types import Story
from bot.errors import WriterError
from bot.prompts import Phrases, Prompt
from bot.types import Usage
from bot.writers.model.abreast import abreast
from bot.writers.model.dialect import Message, ModelRequest
from bot.writers.model.metered import Metered
from bot.writers.model.overview import MOST_SENTENCES, render, verified_overview
from bot.writers.model.replies import OverviewReader
from bot.writers.model.shape import OVERVIEW_SCHEMA
from bot.writers.model.story_session import SLOTS, Desk, StorySession, Written
from bot.writers.model.wording import LANGUAGES
from bot.writers.stories import ExtractiveStoryWriter, Overview, StoryAssignment, StoryDraft

ABREAST = 4
"""Stories that are written at once."""
FEWEST_STORIES = 3
"""With fewer an overview would only repeat them."""
SHARE = 5
"""An overview has a fifth of the briefing's words, and what the stories leave up to two fifths."""
FEWEST_WORDS = 25
"""Room below which no overview is asked for."""


OVERVIEW_SLOTS: Mapping[str, tuple[str, ...]] = {
    "system": ("language", "sentences", "words"),
    "user": ("stories", "language", "words"),
}


class _Outcome(NamedTuple):
    written: Written
    reason: str
    """Why the extract stands in; "" where the story stands."""


class ModelStoryWriter:
    """Writes one briefing with a model: its time and its failures are counted from the first story.

    Of no use for a second briefing. Raises PromptError at once for a prompt that was edited so that
    a part or a slot lacks.
    """

    def __init__(self, model: Metered, story: Prompt, overview: Prompt, phrases: Phrases) -> None:
        _try_out(story, SLOTS)
        _try_out(overview, OVERVIEW_SLOTS)
        self._model = model
        self._desk = Desk(model=model, prompt=story)
        self._overview = overview
        self._phrases = phrases
        self._stood_in = 0
        self._written = 0

    @property
    def name(self) -> str:
        """The model's name; the embedded writer's once it had to tell every story."""
        alone = self._stood_in and not self._written
        return ExtractiveStoryWriter.name if alone else self._model.model

    def room(self, words: int) -> int:
        """The words without the overview's share, where that is worth keeping.

        350 -> 280; 100 -> 100
        """
        share = words // SHARE
        return words - share if share >= FEWEST_WORDS else words

    def stories(self, assignments: Sequence[StoryAssignment]) -> tuple[StoryDraft, ...]:
        """A draft for each story, in their order.

        The first is written alone: what a server refuses, it refuses once and not four times.
        """
        first = [self._outcome(one) for one in assignments[:1]]
        outcomes = [*first, *abreast(self._outcome, assignments[1:], ABREAST)]
        reasons = [one.reason for one in outcomes if one.reason]
        self._stood_in, self._written = len(reasons), len(outcomes) - len(reasons)
        note = self._note(reasons, assignments) if reasons else ""
        return tuple(map(self._draft, assignments, outcomes, [note] * len(outcomes)))

    def overview(self, stories: Sequence[Story], language: str, words: int) -> Overview:
        """Two to four sentences over at least three stories; none when no story is the model's."""
        room = min(2 * words // SHARE, words - sum(map(_words, stories)))
        if len(stories) < FEWEST_STORIES or room < FEWEST_WORDS or not self._written:
            return Overview()
        reader = OverviewReader()
        try:
            done = self._model.ask(self._request(stories, language, room), reader)
        except WriterError as failure:
            return Overview(
                usage=getattr(failure, "usage", Usage()),
                note=self._missing(language, str(failure)),
            )
        verified = verified_overview(reader.sentences, stories, language, room)
        return Overview(statements=verified.statements, usage=done.usage, removed=verified.removed)

    def _outcome(self, assignment: StoryAssignment) -> _Outcome:
        session = StorySession(self._desk, assignment)
        try:
            written = session.run()
        except WriterError as failure:
            return _Outcome(Written(usage=session.usage), str(failure))
        if written.statements:
            return _Outcome(written, "")
        spoken = self._phrases.for_language(assignment.language)
        return _Outcome(written, spoken.fill("briefing_nothing_stands"))

    def _draft(self, assignment: StoryAssignment, outcome: _Outcome, note: str) -> StoryDraft:
        """The model's statements or the extract; disagreements are found by rule in any case."""
        written = outcome.written
        if outcome.reason:
            extract = StoryDraft(headline=assignment.headline, draft=assignment.extract, note=note)
            return replace(extract, usage=written.usage, removed=written.removed)
        return StoryDraft(
            headline=written.headline,
            draft=replace(assignment.extract, statements=written.statements),
            usage=written.usage,
            removed=written.removed,
        )

    def _note(self, reasons: Sequence[str], assignments: Sequence[StoryAssignment]) -> str:
        spoken = self._phrases.for_language(assignments[0].language)
        return spoken.fill(
            "briefing_stood_in",
            count=str(len(reasons)),
            total=str(len(assignments)),
            reason="; ".join(dict.fromkeys(reasons)),
        )

    def _missing(self, language: str, reason: str) -> str:
        """The line that an overview is missing; none where a line about stories is there."""
        if self._stood_in:
            return ""
        return self._phrases.for_language(language).fill("briefing_no_overview", reason=reason)

    def _request(self, stories: Sequence[Story], language: str, words: int) -> ModelRequest:
        named = LANGUAGES.get(language, "the language of the statements")
        slots = {"language": named, "words": str(words)}
        system = self._overview.fill("system", sentences=str(MOST_SENTENCES), **slots)
        user = self._overview.fill("user", stories=render(stories), **slots)
        return ModelRequest(
            messages=(Message("system", system), Message("user", user)),
            max_output_tokens=self._desk.limits.output,
            schema=OVERVIEW_SCHEMA,
            name="overview",
        )


def _try_out(prompt: Prompt, slots: Mapping[str, tuple[str, ...]]) -> None:
    """Fill every part once, so that a faulty one is found before anything is paid for."""
    for part, names in slots.items():
        prompt.fill(part, **dict.fromkeys(names, ""))


def _words(story: Story) -> int:
    """The words of a story as the plan counts them: headline and statements."""
    return len(story.headline.split()) + sum(len(one.text.split()) for one in story.statements)
