"""How a chosen sentence is told: with its neighbour, its speaker, and words around a quotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.attribution import Speakers, starts_in_the_air, without_connective
from bot.citations import DraftQuote
from bot.names import names, people
from bot.prompts import Phrases
from bot.question import Question, is_foreign
from bot.types import Document, Span
from bot.writers.selection import Candidate
from bot.writers.speakers import flat
from bot.writers.stated import stated

_NEAR = 2.0
"""A neighbour joins a sentence when its score is at most so far below."""

_LONGEST = 600
_DAY = len("2023-02-14")
_MARKS = '«»“”"„‟'
_PAIRS = {"es": ("«", "»"), "fr": ("«\u00a0", "\u00a0»"), "en": ("“", "”"), "de": ("„", "“")}
_OUTER_MARKS = '«»“”"„‟ \u00a0\u202f'
_LANGUAGES = ("fr", "en", "de", "es", "it", "pt", "nl", "uk", "ru", "pl", "ar")


@dataclass(frozen=True, kw_only=True)
class Excerpt:
    """A chosen sentence, widened to `span` so that it can be understood."""

    candidate: Candidate
    span: Span

    @property
    def document(self) -> Document:
        """The document it stands in."""
        return self.candidate.item.hit.passage.document

    @property
    def text(self) -> str:
        """The excerpt as it is stored."""
        return self.document.text[self.span.start : self.span.end]

    @cached_property
    def speakers(self) -> Speakers:
        """Who speaks in its document; the whole document is read for it, once."""
        return Speakers(self.document.text)

    @cached_property
    def speaker(self) -> Span | None:
        """Who says it, where that stands outside the excerpt but in its passage."""
        said = self.speakers.of(self.candidate.span)
        if said is None or said.own or self.span.holds(said.speaker):
            return None
        passage = self.candidate.item.hit.passage
        return said.speaker if Span(passage.start, passage.end).holds(said.speaker) else None

    @property
    def quotes(self) -> tuple[DraftQuote, ...]:
        """The excerpt as the quote that carries it, and the sentence that names its speaker."""
        label, speaker = self.candidate.item.label, self.speaker
        naming = [
            sentence.span
            for sentence in self.candidate.item.hit.sentences
            if speaker is not None and sentence.span.holds(speaker)
        ]
        return tuple(
            DraftQuote(passage=label, text=self.document.text[start:end])
            for start, end in (self.span, *naming)
        )


def widened(candidate: Candidate, ranked: Sequence[Candidate]) -> Excerpt:
    """Join a sentence with the one before it where it starts in the air, else with a near one.

    Only sentences of the same passage are joined, at most one, and never across a paragraph.
    """
    siblings = {c.position: c for c in ranked if c.item.label == candidate.item.label}
    before = siblings.get(candidate.position - 1)
    after = siblings.get(candidate.position + 1)
    if before is not None and starts_in_the_air(candidate.text) and _joins(before, candidate):
        return Excerpt(candidate=candidate, span=Span(before.span.start, candidate.span.end))
    near = [
        other
        for other in (before, after)
        if other is not None and other.score >= candidate.score - _NEAR
    ]
    for other in sorted(near, key=lambda one: -one.score):
        first, second = sorted((candidate, other), key=lambda one: one.position)
        if _joins(first, second):
            return Excerpt(candidate=candidate, span=Span(first.span.start, second.span.end))
    return Excerpt(candidate=candidate, span=candidate.span)


def _joins(first: Candidate, second: Candidate) -> bool:
    document = first.item.hit.passage.document
    between = document.text[first.span.end : second.span.start]
    return "\n" not in between and second.span.end - first.span.start <= _LONGEST


def framed(question: Question, excerpt: Excerpt, phrases: Phrases) -> str:
    """Tell an excerpt in the question's language.

    In the document's language the sentence is told as it stands, with its speaker named where it
    does not name him; in another language it is quoted, after words that say where it stands.
    """
    document = excerpt.document
    if not is_foreign(question, document.language):
        return _told(excerpt, phrases)
    language = document.language if document.language in _LANGUAGES else "other"
    slots = {
        "quote": quoted(_unquoted(excerpt.text), phrases.language),
        "source": document.outlet
        or phrases.fill(f"article{'_by' * (excerpt.speaker is not None)}"),
        "language": phrases.fill(f"language_{language}"),
    }
    if excerpt.speaker is not None:
        slots["speaker"] = _named(document.text[slice(*excerpt.speaker)])
    if document.published is not None:
        slots["date"] = document.published[:_DAY]  # the time of day tells a reader nothing
    kind = "_".join(name for name in ("speaker", "date") if name in slots)
    told = phrases.fill(f"foreign_{kind}" if kind else "foreign", **slots)
    return told if told.startswith(document.outlet or "\0") else told[:1].upper() + told[1:]


def _named(speaker: str) -> str:
    """The name alone where there is one, for a sentence in another language.

    >>> _named("Le président ukrainien Volodymyr Zelenskyy")
    'Volodymyr Zelenskyy'
    """
    found = people(speaker) or names(speaker)
    if found:
        return found[-1].text
    # "Stoltenberg" alone is a name all the same; "Un commandant" is not.
    return speaker[:1].lower() + speaker[1:] if " " in speaker else speaker


def _told(excerpt: Excerpt, phrases: Phrases) -> str:
    """The excerpt in its own language, its first sentence told so that it stands alone."""
    passage = excerpt.candidate.item.hit.passage
    first = next(
        sentence.span
        for sentence in excerpt.candidate.item.hit.sentences
        if sentence.span.start == excerpt.span.start
    )
    told = stated(first, passage, excerpt.speakers, phrases)
    if told is None:
        return flat(without_connective(excerpt.text))
    return flat(f"{told.text} {passage.document.text[first.end : excerpt.span.end]}")


def quoted(text: str, language: str) -> str:
    """Put a text into the quotation marks of a language, or into others that it does not hold.

    Inner and outer marks of one kind could not be told apart by reader or verifier.

    >>> quoted('Il a dit "non".', "de")
    '«Il a dit "non".»'
    """
    usual = _PAIRS.get(language, _PAIRS["en"])
    held = set(_MARKS) & set(text)
    pairs = (usual, *_PAIRS.values()) if not held else (*_PAIRS.values(), usual)
    opening, closing = next((pair for pair in pairs if held.isdisjoint(pair[0] + pair[1])), usual)
    return f"{opening}{text}{closing}"


def _unquoted(text: str) -> str:
    """Without the outermost quotation marks, which the frame sets itself."""
    stripped = text.strip(_OUTER_MARKS)
    return stripped if not any(mark in stripped for mark in _MARKS) else text.strip()
