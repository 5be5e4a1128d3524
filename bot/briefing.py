"""From the documents of a period to a briefing: its stories once each, every sentence quoted.

Reprints are told once: only the first document of each origin is read, the others are listed. All
statements pass the verifier. Nothing here reads a clock; the period is an argument.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.arguments import BriefingRequest
from bot.briefing_types import Briefing, Story
from bot.changes import already_told
from bot.comparison import Comparison
from bot.earlier import Earlier
from bot.errors import UsageError
from bot.labels import date_label
from bot.period import Material, reprints_of, sentences_of, without_reprints
from bot.prompts import Phrases
from bot.stories import StoryGroup, ranked_groups
from bot.storytelling import Desk, Storyteller
from bot.topics import TopicGauge
from bot.types import Vector
from bot.unchanged import unchanged_stories
from bot.writers.briefing_extractive import Sentences, language_of
from bot.writers.briefing_plan import Planned, least_words, plan
from bot.writers.rehoming import rehomed
from bot.writers.stories import ExtractiveStoryWriter, StoryWriter

DEFAULT_WORDS = 500
_INTEREST = 0.5
"""What a story that is all on the reader's topics gains in rank."""


def compose(
    request: BriefingRequest,
    material: Material,
    phrases: Phrases,
    writer: StoryWriter | None = None,
    earlier: Earlier | None = None,
) -> Briefing:
    """The briefing of the material: stories in rank order within the request's words.

    Without a writer the sources' own sentences are told. What `earlier` briefings told is not
    told again. Raises UsageError where the words are too few for any statement.
    """
    desk = _desk(request, material, phrases, writer, earlier or Earlier())
    teller, spoken = Storyteller(desk), desk.phrases
    words = request.words or DEFAULT_WORDS
    untold = _without(desk.sentences, desk.apart)
    planned = plan(desk.groups, untold, desk.writer.room(words), teller.headline)
    if not planned:
        _check_room(words, least_words(desk.groups, untold, teller.headline))
    planned = tuple(sorted(planned, key=_standing))
    fresh = teller.stories(planned)
    stories = (*fresh, *unchanged_stories([story.group for story in planned], desk))
    overview = desk.writer.overview(fresh, spoken.language, words)
    notes = [*_quiet(fresh, desk), *_unread(material, spoken), *teller.notes, overview.note]
    return Briefing(
        title=_title(request, spoken, told=bool(stories) or _none_new(fresh, desk)),
        language=spoken.language,
        since=request.filters.since,
        until=request.filters.until,
        stories=stories,
        overview=overview.statements,
        notes=tuple(dict.fromkeys(filter(None, notes))),
        removed=(*teller.removed, *overview.removed),
        writer=desk.writer.name,
        usage=teller.usage + overview.usage,
    )


def _desk(
    request: BriefingRequest,
    material: Material,
    phrases: Phrases,
    writer: StoryWriter | None,
    earlier: Earlier,
) -> Desk:
    reprints = reprints_of(material.passages)
    sentences = sentences_of(without_reprints(material, reprints), phrases)
    comparison = Comparison.of(sentences, earlier)
    return Desk(
        sentences=sentences,
        groups=_wanted_groups(sentences, request, material.topic_vectors),
        apart=already_told(comparison),
        reprints=reprints,
        phrases=phrases.for_language(language_of(sentences.units, phrases)),
        comparison=comparison,
        writer=writer or ExtractiveStoryWriter(),
    )


def _none_new(fresh: Sequence[Story], desk: Desk) -> bool:
    """Whether there are documents, but nothing in them that was not told before."""
    return not fresh and bool(desk.sentences.units) and desk.comparison.earlier.day is not None


def _quiet(fresh: Sequence[Story], desk: Desk) -> tuple[str, ...]:
    """The line that tells the reader that nothing is new, where nothing is."""
    if not _none_new(fresh, desk):
        return ()
    day = desk.comparison.earlier.day or ""
    return (desk.phrases.fill("briefing_nothing_new", day=day),)


def _standing(story: Planned) -> float:
    """The place of a story: the smaller, the earlier it is told."""
    return -(story.rank + _INTEREST * story.group.interest)


def _unread(material: Material, phrases: Phrases) -> tuple[str, ...]:
    """The line that tells how many passages were too many to be read."""
    if not material.left_out:
        return ()
    return (phrases.fill("briefing_left_out", count=str(material.left_out)),)


def _check_room(words: int, least: int | None) -> None:
    """Raise UsageError where there is something to tell and no room for it."""
    if least is not None and words < least:
        raise UsageError(
            f"{words} words are too few for a briefing: its shortest statement takes {least} with "
            f"its headline; give {least} or more"
        )


def _wanted_groups(
    sentences: Sentences, request: BriefingRequest, topics: Vector | None
) -> tuple[StoryGroup, ...]:
    """The stories of the period on the request's topics; every story where it names none."""
    groups = ranked_groups(sentences.units, sentences.events) if sentences.units else ()
    groups = rehomed(groups, sentences)
    if not request.topics:
        return groups
    gauge = TopicGauge(sentences, request.topics, topics)
    weighed = (replace(group, interest=gauge.interest(group)) for group in groups)
    return tuple(group for group in weighed if group.interest > 0.0)


def _without(sentences: Sentences, rows: frozenset[int]) -> Sentences:
    """The sentences of which those rows cannot be told."""
    kept = [None if row in rows else told for row, told in enumerate(sentences.told)]
    return replace(sentences, told=kept)


def _title(request: BriefingRequest, phrases: Phrases, *, told: bool) -> str:
    since, until = (
        day and _day_label(day, phrases) for day in (request.filters.since, request.filters.until)
    )
    if since and until:
        same = since == until
        period = (
            phrases.fill("briefing_one_day", since=since)
            if same
            else phrases.fill("briefing_between", since=since, until=until)
        )
    elif since:
        period = phrases.fill("briefing_since", since=since)
    elif until:
        period = phrases.fill("briefing_until", until=until)
    else:
        period = phrases.fill("briefing_always")
    key = "briefing_title" if told else "briefing_empty"
    if request.topics:
        return phrases.fill(f"{key}_topic", period=period, topic=", ".join(request.topics))
    return phrases.fill(key, period=period)


def _day_label(day: str, phrases: Phrases) -> str:
    """A full day as readers write it; a month or year, which takes other words, as it is."""
    return date_label(day, phrases.language) if len(day) == len("2023-02-14") else day
