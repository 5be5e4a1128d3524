"""From the documents of a period to a briefing: its stories once each, every sentence quoted.

Reprints are told once: only the first document of each origin is read, the others are listed. All
statements pass the verifier. Nothing here reads a clock; the period is an argument.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.arguments import BriefingRequest
from bot.citations import Draft, DraftDisagreement, DraftQuote, DraftStatement, Evidence, verify
from bot.disagreements import find_disagreements
from bot.embeddings import Embedder
from bot.headlines import MOST_WORDS, cut_headline, names_headline
from bot.library import Library
from bot.names import names
from bot.period import Material, gather, reprints_of, sentences_of, without_reprints
from bot.prompts import Phrases
from bot.stories import StoryGroup, Unit, ranked_groups
from bot.text.stems import stems
from bot.types import Briefing, Hit, Removal, Span, Story
from bot.writers.briefing_extractive import (
    Chosen,
    Sentences,
    Told,
    centrality,
    choose,
    language_of,
)

DEFAULT_WORDS = 350
_WORDS_PER_STORY = 40
_MOST_STATEMENTS = 4
_FEWEST_WORDS = 5
_FEWEST_FOR_TWO = 40
_GENEROUS = 1.3
_USUAL = 0.15


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
    groups = tuple(g for g in groups if _on_topic(g, sentences, request.topic))
    writing = _Writing(sentences, reprints, phrases, request.words or DEFAULT_WORDS)
    for group in groups:
        writing.add(group)
    writing.lengthen()
    stories = writing.stories()
    return Briefing(
        title=_title(request, spoken, told=bool(stories)),
        language=spoken.language,
        since=request.filters.since,
        until=request.filters.until,
        stories=stories,
        removed=tuple(writing.removed),
    )


@dataclass
class _Entry:
    group: StoryGroup
    headline: str
    chosen: list[Chosen]
    disagreements: tuple[DraftDisagreement, ...]
    evidence: Evidence


class _Writing:
    """A briefing as it grows: what is told, and how many words are left."""

    def __init__(
        self,
        sentences: Sentences,
        reprints: Mapping[str, tuple[str, ...]],
        phrases: Phrases,
        words: int,
    ) -> None:
        self._phrases = phrases
        self._sentences = sentences
        self._reprints = reprints
        self._left = words
        self._most = max(1, words // _WORDS_PER_STORY)
        self._told = Told()
        self._usual = _usual_names(sentences.units)
        self._entries: list[_Entry] = []
        self._matters: set[DraftQuote] = set()
        self.removed: list[Removal] = []

    def add(self, group: StoryGroup) -> None:
        """Tell a story in one or two statements, by its support, if there is room for it."""
        if len(self._entries) >= self._most or self._left < _FEWEST_WORDS:
            return
        left = self._left - MOST_WORDS
        share = _GENEROUS * self._left / (self._most - len(self._entries)) - MOST_WORDS
        words = min(left, max(_FEWEST_FOR_TWO, int(share)))
        most = 2 if group.origins > 2 else 1
        chosen = choose(group.units, self._sentences, self._told, most, words)
        if not chosen:
            return
        evidence = self._evidence(group)
        entry = _Entry(group, self._headline(group, chosen), list(chosen), (), evidence)
        entry.disagreements = tuple(
            matter for matter in find_disagreements(evidence) if self._is_new(matter, evidence)
        )
        self._spend(entry.headline, chosen)
        for matter in entry.disagreements:
            self._spend(f"{matter.about} {' '.join(claim.value for claim in matter.claims)}", ())
        self._entries.append(entry)

    def lengthen(self) -> None:
        """Spend the words that are left on third and fourth statements, first stories first."""
        for entry in self._entries:
            room = _MOST_STATEMENTS - len(entry.chosen)
            more = choose(entry.group.units, self._sentences, self._told, room, self._left)
            entry.chosen += more
            self._spend("", more)

    def stories(self) -> tuple[Story, ...]:
        """The verified stories; one whose statements all fell is left out."""
        made = (self._story(entry) for entry in self._entries)
        return tuple(story for story in made if story is not None)

    def _spend(self, title: str, chosen: Sequence[Chosen]) -> None:
        told = (self._sentences.told[one.row] for one in chosen)
        self._left -= len(title.split()) + sum(len(s.text.split()) for s in told if s)

    def _is_new(self, matter: DraftDisagreement, evidence: Evidence) -> bool:
        """Whether no earlier story has this disagreement: each is told once."""
        said = {
            (item.hit.passage.id, quote.text)
            for claim in matter.claims
            for quote in claim.quotes
            if (item := evidence.get(quote.passage)) is not None
        }
        quotes = {DraftQuote(passage=passage, text=text) for passage, text in said}
        known = bool(quotes & self._matters)
        self._matters |= quotes
        return not known

    def _evidence(self, group: StoryGroup) -> Evidence:
        passages = {
            unit.passage.id: unit.passage
            for unit in (self._sentences.units[row] for row in group.units)
        }
        return Evidence.from_hits(
            [Hit(passage=p, score=1.0, dense=1.0, lexical=0.0) for p in passages.values()]
        )

    def _headline(self, group: StoryGroup, chosen: Sequence[Chosen]) -> str:
        """A statement told, or one of the most central sentences, cut short; else names."""
        sentences = self._sentences
        central = sorted(
            group.units, key=lambda row: centrality(row, group.units, sentences), reverse=True
        )
        near = central[: max(2, len(central) // 3)]
        for row in dict.fromkeys([*(one.row for one in chosen), *near]):
            told = sentences.told[row]
            cut = cut_headline(told.reported) if told is not None else ""
            if told is None or not cut:
                continue
            if not told.speaker:
                return cut
            spoken = self._phrases.for_language(sentences.units[row].passage.document.language)
            return spoken.fill("briefing_according", headline=cut, speaker=told.speaker)
        texts = [sentences.units[row].text for row in group.units]
        return names_headline(texts, self._usual) or " ".join(texts[0].split()[:MOST_WORDS])

    def _story(self, entry: _Entry) -> Story | None:
        labels = {item.hit.passage.id: item.label for item in entry.evidence.items}
        draft = Draft(
            answered=True,
            statements=tuple(self._statement(one, labels) for one in entry.chosen),
            disagreements=entry.disagreements,
        )
        verified = verify(draft, entry.evidence)
        self.removed += verified.removed
        if not verified.statements:
            return None
        documents = [
            name
            for first in entry.group.documents
            for name in (first, *self._reprints.get(first, ()))
        ]
        return Story(
            headline=entry.headline,
            status="new",
            statements=verified.statements,
            disagreements=verified.disagreements,
            origins=entry.group.origins,
            documents=tuple(documents),
        )

    def _statement(self, chosen: Chosen, labels: Mapping[str, str]) -> DraftStatement:
        told = self._sentences.told[chosen.row]
        assert told is not None
        quotes = [self._quote(chosen.row, told.quote, labels)]
        quotes += [
            self._quote(row, self._sentences.units[row].span, labels) for row in chosen.support[1:]
        ]
        return DraftStatement(text=told.text, quotes=tuple(quotes))

    def _quote(self, row: int, span: Span, labels: Mapping[str, str]) -> DraftQuote:
        passage = self._sentences.units[row].passage
        text = passage.document.text[span.start : span.end]
        return DraftQuote(passage=labels[passage.id], text=text)


def _usual_names(units: Sequence[Unit]) -> frozenset[str]:
    """Names in so many of the sentences that they tell no story from another."""
    counts = Counter(text for unit in units for text in {name.text for name in names(unit.text)})
    return frozenset(text for text, count in counts.items() if count > _USUAL * len(units))


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
