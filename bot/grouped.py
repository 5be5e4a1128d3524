"""The stories of a period as a briefing finds them, with the log of why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.arguments import BriefingRequest
from bot.library import Library
from bot.likeness import Unit, parts_of, wording_rows
from bot.period import Material, gather, reprints_of, sentences_of, without_reprints
from bot.prompts import Phrases
from bot.stories import StoryGroup, ranked_groups
from bot.story_log import StoryLog, story_log
from bot.writers.rehoming import rehomed


@dataclass(frozen=True, kw_only=True)
class Grouped:
    """Sentences, their stories in rank order as positions in `units`, and how they came about."""

    units: Sequence[Unit]
    stories: tuple[StoryGroup, ...]
    log: StoryLog
    left_out: int = 0


def stories_of(request: BriefingRequest, library: Library, model: str, phrases: Phrases) -> Grouped:
    """The stories of the request's period from the library, whatever a briefing tells of them."""
    return grouped(gather(library, model, request), phrases)


def grouped(material: Material, phrases: Phrases) -> Grouped:
    """The stories of the material; reprints count once."""
    first = without_reprints(material, reprints_of(material.passages))
    sentences = sentences_of(first, phrases)
    units = sentences.units
    if not units:
        log = StoryLog(count=0, threshold=0.0, merges=(), moves=())
        return Grouped(units=(), stories=(), log=log, left_out=material.left_out)
    stories = rehomed(ranked_groups(units, sentences.events), sentences)
    parts = parts_of(units, sentences.vectors, material.passage_vectors)
    return Grouped(
        units=units,
        stories=stories,
        log=story_log(parts, wording_rows(units), stories),
        left_out=material.left_out,
    )
