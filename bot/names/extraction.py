"""Finds the names in a text by capitals, grammar words and the text's own evidence.

No model and no gazetteer: a run of capitalised words is a name unless its capital is owed to its
place (first word of a sentence, a title, a line of capitals) or to its being a title, a day or a
nationality. A first word counts when the text has it capitalised elsewhere, or when it stands
before a verb like a subject without article. In German, where every noun has a capital, a single
word counts only as an acronym, or where it is used without article or adjective throughout.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from bot.names.lexicon import (
    ARTICLES,
    BODY_NOUNS,
    CALENDAR,
    DEMONYMS,
    DEPARTMENTS,
    FAMILY_NAMES_FIRST,
    FUNCTION_WORDS,
    GERMAN_COMMON,
    GERMAN_NOUN_ENDINGS,
    GIVEN_NAMES,
    NAME_ARTICLES,
    PLACE_OPENERS,
    TITLE_ENDINGS,
    TITLES,
    VERB_CUES,
)
from bot.names.tokens import Token, is_german, joined, tokens
from bot.types import Span

_FREE_PARTICLES = frozenset("van bin ben ibn da dos di della von".split())
_BOUND_PARTICLES = frozenset(
    "de du des of del der den la las los el al for y et and zu the".split()
)
_MOST_PARTICLES = 2
_GERMAN_PLACE_PREPOSITIONS = frozenset("in nach aus von gegen bei zwischen und für".split())
_LONGEST_ACRONYM = 6
_GERMAN_INFLECTIONS = ("e", "en", "er", "es", "em")


class Name(NamedTuple):
    """A name where it stands: `text` is the characters of `span`."""

    span: Span
    text: str


@dataclass(frozen=True)
class Found:
    """A name with the words it consists of and whether a personal title led it."""

    name: Name
    words: tuple[Token, ...]
    titled: bool


def names(text: str) -> tuple[Name, ...]:
    """Names in the text, in order; they do not overlap. Linear in the length of the text.

    Titles and offices are stripped, particles inside are kept.

    >>> [name.text for name in names("Le président Joe Biden et M. de La Fontaine à l’Élysée.")]
    ['Joe Biden', 'La Fontaine', 'Élysée']
    """
    return tuple(found.name for found in find(text))


def find(text: str) -> list[Found]:
    """Names with their words, for `bot.names.persons`."""
    words = list(tokens(text))
    evidence = _Evidence.of(words)
    found = []
    for run in runs(words):
        for kept, titled in _parts(run, evidence, words):
            start, end = kept[0].start, kept[-1].end
            if kept[-1].text.endswith(".") and len(kept) > 1:
                end -= 1
            found.append(Found(Name(Span(start, end), text[start:end]), kept, titled))
    return found


@dataclass(frozen=True)
class _Evidence:
    """What the whole text tells about its words."""

    inner: frozenset[str]
    """Words capitalised inside a sentence."""
    lower: frozenset[str]
    german: bool
    german_names: frozenset[str]

    @classmethod
    def of(cls, words: Sequence[Token]) -> _Evidence:
        german = is_german(list(words))
        inner = {word.text for word in words if word.capital and not word.initial}
        lower = {word.text for word in words if not word.capital}
        inner -= {word.text for word in words if word.shouted}
        german_names = _german_names(words) if german else frozenset()
        return cls(frozenset(inner), frozenset(lower), german, german_names)


def _german_names(words: Sequence[Token]) -> frozenset[str]:
    """Single words used as names: after in, nach, aus or before a verb, never with an article."""
    used: set[str] = set()
    with_article: set[str] = set()
    for before, word in pairwise(words):
        if before.capital and word.key in VERB_CUES and word.gap == " ":
            used.add(before.text)
        lone = before.capital and not before.initial
        if not word.capital or lone or not joined(word.gap, before):
            continue
        if before.key in _GERMAN_PLACE_PREPOSITIONS:
            used.add(word.text)
        elif before.key.endswith(_GERMAN_INFLECTIONS) or before.key in FUNCTION_WORDS - VERB_CUES:
            with_article.add(word.text)
    return frozenset(
        word
        for word in used - with_article
        if word.lower() not in GERMAN_COMMON and not word.lower().endswith(GERMAN_NOUN_ENDINGS)
    )


def runs(words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Index ranges of capitalised words that stand together, particles between them included."""
    position = 0
    while position < len(words):
        if not words[position].capital or words[position].shouted:
            position += 1
            continue
        end = position + 1
        while (reached := _extend(words, position, end)) > end:
            end = reached
        yield position, end
        position = end


def _extend(words: Sequence[Token], start: int, end: int) -> int:
    """End of the run with one more capitalised word, or `end` where it ends."""
    for at in range(end, min(end + _MOST_PARTICLES + 1, len(words))):
        word = words[at]
        elided = _is_elided_de(word)
        if not (elided or joined(word.gap, words[at - 1])):
            return end
        if word.capital and not word.shouted:
            linked = elided or at > end
            return end if linked and not _links(words[start:end], words[end:at], word) else at + 1
        if word.key not in _FREE_PARTICLES | _BOUND_PARTICLES:
            return end
    return end


def _is_elided_de(word: Token) -> bool:
    return word.gap.replace("’", "'").lower() == " d'"


def _links(run: Sequence[Token], particles: Sequence[Token], word: Token) -> bool:
    """Whether particles may join what stands before and after them into one name."""
    head = next((word for word in run if word.key not in FUNCTION_WORDS), run[0])
    if head.key in TITLES:
        return False
    if len(particles) == 1 and particles[0].key in _FREE_PARTICLES - {"von"}:
        return True
    if head.key in GIVEN_NAMES or head.key.partition("-")[0] in GIVEN_NAMES:
        return head is run[-1] and not word.acronym
    return head.key in BODY_NOUNS and word.key not in CALENDAR


Part = tuple[tuple[Token, ...], bool]


def _parts(run: tuple[int, int], evidence: _Evidence, words: Sequence[Token]) -> Iterator[Part]:
    """Names in a run of capitalised words, with whether a title stood before."""
    start, end = run
    kept: list[Token] = []
    before = words[start - 1] if start else None
    titled = before is not None and before.key in TITLES and joined(words[start].gap, before)
    for position in range(start, end):
        word = words[position]
        if not (_is_title(word) or _parts_names(word, kept)):
            kept.append(word)
            continue
        if _is_title(word):
            # What leads up to a title is its department or nationality, except for an acronym.
            kept = [one for one in kept if one.acronym]
        yield from _checked(kept, titled, evidence, words[position])
        kept, titled = [], _is_title(word)
    yield from _checked(kept, titled, evidence, words[end] if end < len(words) else None)


def _parts_names(word: Token, kept: Sequence[Token]) -> bool:
    """Days and months, and grammar words that begin a sentence whose stop is missing."""
    if word.acronym or not word.capital or not kept:
        return word.key in CALENDAR and not word.acronym
    if word.key in CALENDAR:
        return True
    surname = word.key in NAME_ARTICLES and kept[-1].key.partition("-")[0] in GIVEN_NAMES
    syllable = kept[0].key in FAMILY_NAMES_FIRST and len(kept) < 3  # Kim Jong Un
    return word.key in FUNCTION_WORDS and not surname and not syllable


def _is_title(word: Token) -> bool:
    return word.key in TITLES or (word.key.endswith(TITLE_ENDINGS) and len(word.key) > 4)


def _checked(
    kept: Sequence[Token], titled: bool, evidence: _Evidence, after: Token | None
) -> Iterator[Part]:
    run = list(kept)
    while run and _dropped(run[0], run[1:], evidence):
        run.pop(0)
    while run and not run[-1].capital:
        run.pop()
    if not run or _only_common(run):
        return
    if len(run) > 1 or titled or _stands_alone(run[0], after, evidence):
        yield tuple(run), titled


def _stands_alone(word: Token, after: Token | None, evidence: _Evidence) -> bool:
    """Whether a single capitalised word is a name."""
    if word.acronym:
        return len(word.text) <= _LONGEST_ACRONYM or not word.text.isalpha()
    if evidence.german:
        return word.text in evidence.german_names
    if word.compound:
        return True
    if word.text.lower() in evidence.lower or word.key in DEPARTMENTS:
        return False
    return not word.initial or word.text in evidence.inner or _is_subject(word, after)


def _dropped(word: Token, more: Sequence[Token], evidence: _Evidence) -> bool:
    """Whether the first word of a run is not part of the name."""
    if not word.capital or (more and word.key in DEPARTMENTS):
        return True
    if word.key in DEMONYMS:
        # A nationality is part of a body's name (European Commission), not of a person's.
        return not more or more[0].key in GIVEN_NAMES
    if word.key.partition("'")[0] in FUNCTION_WORDS and not word.acronym:
        # La Haye and The Hague keep their article inside a sentence.
        return word.initial or not (more and word.key in ARTICLES)
    if not more:
        return False
    if not word.initial:
        # Le Canadien Brandon Mitchell, where the text has "canadien" too.
        return more[0].key in GIVEN_NAMES and word.text.lower() in evidence.lower
    known = word.text in evidence.inner or word.key in PLACE_OPENERS
    known = known or word.key.partition("-")[0] in GIVEN_NAMES
    return not known and (word.text.lower() in evidence.lower or _looks_common(word))


def _looks_common(word: Token) -> bool:
    """Plurals, participles and adverbs that open a sentence before a name."""
    return word.key.endswith(("ment", "ly", "ing", "és", "ées", "ée", "ant", "tion", "aux", "ed"))


def _only_common(run: Sequence[Token]) -> bool:
    if all(len(word.text) == 1 for word in run):
        return True
    if any(word.key in GERMAN_COMMON for word in run):
        return True
    return all(word.key in FUNCTION_WORDS or word.key in DEMONYMS for word in run) and not any(
        word.acronym for word in run
    )


def _is_subject(word: Token, after: Token | None) -> bool:
    """Whether a first word stands before its verb with no article, or alone in brackets."""
    if after is None or _looks_common(word):
        return False
    gap = after.gap.replace("’", "'").lower()
    if gap.startswith((")", "/")):
        return True
    if gap in (" n'", " s'", " l'") or (gap == ", " and after.key in ("qui", "who", "dont")):
        return True
    inverted = after.key.endswith(("-il", "-elle", "-ils", "-elles"))
    return gap.strip() == "" and (inverted or after.key in VERB_CUES)
