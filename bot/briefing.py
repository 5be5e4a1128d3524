"""From the documents of a period to a briefing: its stories once each, every sentence quoted.

Reprints are told once: only the first document of each origin is read, the others are listed. All
statements pass the verifier. Nothing here reads a clock; the period is an argument.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.arguments import BriefingRequest
from bot.citations import Draft, DraftDisagreement, DraftQuote, DraftStatement, Evidence, verify
from bot.disagreements import find_disagreements
from bot.embeddings import Embedder
from bot.headlines import headline
from bot.library import Library
from bot.period import Material, gather, reprints_of, sentences_of, without_reprints
from bot.prompts import Phrases
from bot.stories import StoryGroup, ranked_groups
from bot.text.stems import stems
from bot.types import Briefing, Hit, Removal, Span, Story
from bot.writers.briefing_extractive import Sentences, language_of, supporting
from bot.writers.briefing_plan import Planned, plan, rehomed

DEFAULT_WORDS = 350


def brief(
    request: BriefingRequest, *, library: Library, embedder: Embedder, phrases: Phrases
) -> Briefing:
    """The briefing of the request's period from the library; without documents, one line."""
    return compose(request, gather(library, embedder.name, request.filters), phrases)


def compose(request: BriefingRequest, material: Material, phrases: Phrases) -> Briefing:
    """The briefing of the material: stories in rank order within the request's words."""
    reprints = reprints_of(material.passages)
    sentences = sentences_of(without_reprints(material, reprints), phrases)
    spoken = phrases.for_language(language_of(sentences.units, phrases))
    groups = ranked_groups(sentences.units, sentences.alike) if sentences.units else ()
    groups = rehomed(groups, sentences)
    groups = tuple(g for g in groups if _on_topic(g, sentences, request.topic))
    writing = _Writing(sentences, reprints, phrases)
    planned = plan(groups, sentences, request.words or DEFAULT_WORDS, writing.headline)
    stories = writing.stories(planned)
    return Briefing(
        title=_title(request, spoken, told=bool(stories)),
        language=spoken.language,
        since=request.filters.since,
        until=request.filters.until,
        stories=stories,
        removed=tuple(writing.removed),
    )


@dataclass
class _Writing:
    """Planned stories written out and verified."""

    sentences: Sentences
    reprints: Mapping[str, tuple[str, ...]]
    phrases: Phrases

    def __post_init__(self) -> None:
        self.removed: list[Removal] = []
        self._matters: set[tuple[str, str]] = set()
        self._headlines: dict[int, str] = {}

    def headline(self, row: int) -> str:
        """The headline that the statement of this row gives its story."""
        if row not in self._headlines:
            told = self.sentences.told[row]
            assert told is not None
            language = self.sentences.units[row].passage.document.language
            self._headlines[row] = headline(told, self.phrases.for_language(language))
        return self._headlines[row]

    def stories(self, planned: Sequence[Planned]) -> tuple[Story, ...]:
        """The verified stories, no two under one headline; one without statements is left out."""
        made: list[Story] = []
        for story in planned:
            used = {other.headline for other in made}
            titles = [self.headline(row) for row in story.rows]
            titles.sort(key=lambda title: (title in used, title.endswith("…")))
            title = titles[0]
            written = self._story(story, title)
            made += [written] if written is not None else []
        return tuple(made)

    def _story(self, story: Planned, title: str) -> Story | None:
        evidence = self._evidence(story)
        labels = {item.hit.passage.id: item.label for item in evidence.items}
        draft = Draft(
            answered=True,
            statements=tuple(self._statement(row, labels) for row in story.rows),
            disagreements=tuple(
                matter
                for matter in find_disagreements(evidence)
                if self._is_new(matter, evidence, story.group)
            ),
        )
        verified = verify(draft, evidence)
        self.removed += verified.removed
        if not verified.statements:
            return None
        documents = [
            name
            for first in story.group.documents
            for name in (first, *self.reprints.get(first, ()))
        ]
        return Story(
            headline=title,
            status="new",
            statements=verified.statements,
            disagreements=verified.disagreements,
            origins=story.group.origins,
            documents=tuple(documents),
        )

    def _is_new(self, matter: DraftDisagreement, evidence: Evidence, group: StoryGroup) -> bool:
        """Whether the disagreement is about this story's sentences and no earlier story has it."""
        said = {
            (item.hit.passage.id, quote.text)
            for claim in matter.claims
            for quote in claim.quotes
            if (item := evidence.get(quote.passage)) is not None
        }
        units = (self.sentences.units[row] for row in group.units)
        own = {(unit.passage.id, unit.text) for unit in units}
        if said & self._matters or not said & own:
            return False
        self._matters |= said
        return True

    def _evidence(self, story: Planned) -> Evidence:
        """The passages of the story, and those of other stories that support its statements."""
        rows = [*story.group.units, *(other for row in story.rows for other in self._support(row))]
        passages = {
            unit.passage.id: unit.passage for unit in (self.sentences.units[row] for row in rows)
        }
        return Evidence.from_hits(
            [Hit(passage=p, score=1.0, dense=1.0, lexical=0.0) for p in passages.values()]
        )

    def _support(self, row: int) -> tuple[int, ...]:
        return supporting(row, self.sentences)

    def _statement(self, row: int, labels: Mapping[str, str]) -> DraftStatement:
        told = self.sentences.told[row]
        assert told is not None
        quotes = [self._quote(row, told.quote, labels)]
        quotes += [
            self._quote(other, self.sentences.units[other].span, labels)
            for other in self._support(row)[1:]
        ]
        return DraftStatement(text=told.text, quotes=tuple(quotes))

    def _quote(self, row: int, span: Span, labels: Mapping[str, str]) -> DraftQuote:
        passage = self.sentences.units[row].passage
        text = passage.document.text[span.start : span.end]
        return DraftQuote(passage=labels[passage.id], text=text)


def _on_topic(group: StoryGroup, sentences: Sentences, topic: str | None) -> bool:
    """Whether a story has a word or name of the topic; every story has where none is asked for."""
    if topic is None:
        return True
    for row in group.units:
        unit = sentences.units[row]
        language = unit.passage.document.language
        wanted = set(stems(topic, language))
        if wanted & set(stems(unit.text, language)):
            return True
    return False


def _title(request: BriefingRequest, phrases: Phrases, *, told: bool) -> str:
    since, until = request.filters.since, request.filters.until
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
    if request.topic:
        return phrases.fill(f"{key}_topic", period=period, topic=request.topic)
    return phrases.fill(key, period=period)
