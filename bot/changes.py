"""What is new since the earlier briefings: what was told already, and which values have moved."""

from __future__ import annotations

from bot.briefing_types import Change
from bot.earlier import Earlier, ToldStory
from bot.stories import StoryGroup
from bot.writers.briefing_extractive import Sentences


def already_told(sentences: Sentences, earlier: Earlier) -> frozenset[int]:
    """The rows that say what an earlier briefing told, new figures excepted."""
    return frozenset()


def continued(group: StoryGroup, sentences: Sentences, earlier: Earlier) -> ToldStory | None:
    """The newest earlier story that this group goes on telling; None for a new one."""
    return None


def changes_in(group: StoryGroup, sentences: Sentences, past: ToldStory) -> tuple[Change, ...]:
    """Values of the earlier story for which the group's sentences now give others."""
    return ()
