"""What a story shows beside its statements: its figures, its steps in time, its open questions."""

from __future__ import annotations

from dataclasses import dataclass

from bot.briefing_types import KeyFigure, Step
from bot.stories import StoryGroup
from bot.types import Statement
from bot.writers.briefing_extractive import Sentences


@dataclass(frozen=True, kw_only=True)
class Details:
    """Details of one story, each with its citations, all verified."""

    figures: tuple[KeyFigure, ...] = ()
    timeline: tuple[Step, ...] = ()
    unknowns: tuple[Statement, ...] = ()


def details_of(group: StoryGroup, sentences: Sentences) -> Details:
    """The details that the sentences of one story give."""
    return Details()
