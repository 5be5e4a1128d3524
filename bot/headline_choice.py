"""Which of a story's sentences, or of its articles' own titles, makes the best headline.

A headline says what, who and where: names and figures speak for it, and that it is near to what
the story tells. Cut sentences, speech and lines without a name come last. The words are always the
sources' own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.headline_cuts import is_function_word
from bot.headlines import headline, names_something
from bot.names import names
from bot.prompts import Phrases
from bot.stories import Unit
from bot.text.anaphora import QUESTION_WORD
from bot.text.figures import figures
from bot.text.folding import search_key
from bot.text.geography import places_in
from bot.writers.briefing_extractive import Sentences

LONGEST = 110
_MOST_CONSIDERED = 24
_FEWEST_WORDS = 4
_MOST_TITLE_WORDS = 18
_MOST_NAMES = 3

_NAME = 0.15
_FIGURE = 0.15
_TITLE = 0.35
_OWN = 0.3
_NEAR = 0.9
_NEAR_TITLE = 0.4
_FULLY = 1.0
"""Similarity from which another sentence heads a story as well as the one that it tells."""

_SPOKEN = 0.3
"""What the briefing's own language is worth, where a story has articles in several."""

_LEAD = 0.1
_VAGUE = 0.6
_CUT = 0.25
_CLIPPED = 1.2
_SPEECH = 0.35
_SOURCED = 0.1
_DISPUTED = 0.5
_SHORT = 60
_LONG = 0.012
"""Cost of each character above `_SHORT`: what a headline takes, the statements have not."""

_TOO_LONG = 0.4

_MOSTLY = 0.6
"""Share of an article's sentences from which its title is about the story that they are in."""

_LEAST_NEAR = 0.6
_LEAST_NEAR_TITLE = 0.25
"""Similarities below which a sentence, or an article's title, is about something else in the story
than the sentence told."""

_TITLE_ENDS = re.compile(r"[.!?…:;,\"»”|]\s*$|\?")
_NO_TITLE = re.compile(
    r"[|@©]|https?:|www\.|\b\d{1,2}[:h]\d{2}\b|\b(?!chez\b|assez\b)[a-zé]{3,}ez\b"
    r"|^(?i:watch|listen|subscribe|sign up|how to|what to know|everything you)"
)
"""Pages, clocks, and what asks the reader to do something: « signez la pétition »."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A possible headline, where it comes from, and what its form is worth."""

    text: str
    row: int
    form: float


class HeadlineDesk:
    """The headlines that the sentences of a period can give; each is made once.

    `apart` are rows that may give none, such as what an earlier briefing told.
    """

    def __init__(
        self, sentences: Sentences, phrases: Phrases, apart: frozenset[int] = frozenset()
    ) -> None:
        self._sentences = sentences
        self._phrases = phrases
        self._apart = apart
        self._made: dict[int, Candidate | None] = {}
        self._sizes = Counter(unit.passage.document.id for unit in sentences.units)

    def best(self, anchor: int, rows: Sequence[int]) -> tuple[str, ...]:
        """Headlines for a story told first by `anchor`, of the group `rows`, the best first.

        Never empty: the anchor itself gives one.

        sentence "Plusieurs annonces ont été faites mardi." of an article "La France livre 3 ponts"
        -> ("La France livre 3 ponts", …)
        """
        near = self._sentences.alike[anchor]
        languages = {self._language(anchor), self._phrases.language}
        others = [row for row in rows if row != anchor and self._language(row) in languages]
        others = sorted(others, key=lambda row: (-float(near[row]), row))[:_MOST_CONSIDERED]
        scored: list[tuple[float, str]] = []
        for candidate in (*self._candidates(anchor, others), *self._titles(anchor, rows)):
            weight = _NEAR if self._sentences.told[candidate.row] else _NEAR_TITLE
            far = weight * min(0.0, float(near[candidate.row]) - _FULLY)
            own = _OWN if candidate.row == anchor else far
            spoken = self._language(candidate.row) == self._phrases.language
            scored.append((candidate.form + own + _SPOKEN * spoken, candidate.text))
        ranked = sorted(scored, key=lambda entry: (-entry[0], entry[1]))
        return tuple(dict.fromkeys(text for _, text in ranked))

    def _candidates(self, anchor: int, others: Sequence[int]) -> Iterator[Candidate]:
        own = self._candidate(anchor)
        assert own is not None
        yield own
        for row in others:
            found = self._candidate(row)
            if found is None or len(found.text) > LONGEST:
                continue
            least = _LEAST_NEAR if self._sentences.told[row] else _LEAST_NEAR_TITLE
            if float(self._sentences.alike[anchor, row]) >= least:
                yield found

    def _titles(self, anchor: int, rows: Sequence[int]) -> Iterator[Candidate]:
        """The titles that articles were stored with, of those that are mostly about this story."""
        units = self._sentences.units
        counts = Counter(units[row].passage.document.id for row in rows)
        seen: set[str] = set()
        for row in (anchor, *rows):
            document = units[row].passage.document
            if document.id in seen:
                continue
            seen.add(document.id)
            title = _title(document.title)
            if title and counts[document.id] >= _MOSTLY * self._sizes[document.id]:
                yield Candidate(text=title, row=row, form=_TITLE + _form(title))

    def _candidate(self, row: int) -> Candidate | None:
        if row not in self._made:
            self._made[row] = self._make(row)
        return self._made[row]

    def _make(self, row: int) -> Candidate | None:
        unit = self._sentences.units[row]
        told = self._sentences.told[row]
        if row in self._apart:
            return None
        if told is None:
            title = _title(unit.text) if _opens_its_document(unit) else ""
            return Candidate(text=title, row=row, form=_TITLE + _form(title)) if title else None
        phrases = self._phrases.for_language(unit.passage.document.language)
        text = headline(told, phrases)
        form = _form(text, told.speaker) + _LEAD * (unit.passage.number == 0)
        form -= _SPEECH * bool(told.speech) + _SOURCED * told.sourced
        form -= _CUT * (_shortened(text, told.text) and not told.speech)
        return Candidate(text=text, row=row, form=form)

    def _language(self, row: int) -> str:
        return self._sentences.units[row].passage.document.language


def without_disputed(headlines: Sequence[str], values: Sequence[str], words: int) -> str:
    """The first headline of at most so many words that takes no side, else the first.

    (("14 morts à Bonn", "La crue à Bonn"), ("14", "18"), 3) -> "La crue à Bonn"
    """
    disputed = {figure.value for value in values for figure in figures(value)}
    for text in headlines:
        said = {figure.value for figure in figures(text)}
        if len(text.split()) <= words and not said & disputed and names_something(text):
            return text
    return headlines[0]


def _form(text: str, speaker: str = "") -> float:
    """What speaks for a headline's form: names and figures other than its source's."""
    plain = text.replace(speaker, "") if speaker else text
    count = len({search_key(name.text) for name in names(f"Oui, {plain}")} | set(places_in(plain)))
    worth = _NAME * min(_MOST_NAMES, count) + _FIGURE * bool(figures(plain))
    worth -= _VAGUE * (not names_something(plain))
    worth -= _CLIPPED * text.endswith("…") + _CLIPPED * (" …" in text)
    worth -= _TOO_LONG * (len(text) > LONGEST)
    return worth - _LONG * max(0, len(text) - _SHORT)


def _shortened(text: str, sentence: str) -> bool:
    return len(text.split()) < len(sentence.split()) - 1


def _opens_its_document(unit: Unit) -> bool:
    """Whether the unit is the first line of its document, and the next one does not go on."""
    text = unit.passage.document.text
    after = text[unit.span.end :].lstrip(" \u00a0\u202f")
    following = after.lstrip()[:1]
    return (
        not text[: unit.span.start].strip()
        and after.startswith(("\n", "\r"))
        and not following.islower()
    )


def _title(text: str) -> str:
    """The text where it can be an article's title, else ""."""
    title = " ".join(text.split())
    count = len(title.split())
    if not _FEWEST_WORDS <= count <= _MOST_TITLE_WORDS or len(title) > LONGEST:
        return ""
    if _TITLE_ENDS.search(title) or _NO_TITLE.search(title) or is_function_word(title.split()[-1]):
        return ""
    return "" if QUESTION_WORD.match(search_key(title)) else title
