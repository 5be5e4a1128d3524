"""Where the sentences and paragraphs of a text begin and end, by rules and word lists.

French, English, German and Spanish first; other scripts by their own stops. The rules follow what
Kiss and Strunk (2006, "Unsupervised Multilingual Sentence Boundary Detection") found to matter: the
word before the stop (abbreviation, initial, ordinal) and the word after it (lower case, or one that
often begins a sentence). Unlike Punkt nothing is learned, so a text splits the same way everywhere.

Not seen: a sentence that ends in an acronym and is followed by a name ("in the U.S. Biden left"),
and two sentences with no space between them ("fin.Le").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.text.abbreviations import (
    BEFORE_NAMES,
    BEFORE_NUMBERS,
    GERMAN_AFTER_ORDINALS,
    GERMAN_DETERMINERS,
    NAME_PARTICLES,
    NEVER_FINAL,
    SENTENCE_STARTERS,
)
from bot.types import Span

# Possessive, and never begun inside a run: a line of 200,000 stops is read once.
_STOP = re.compile(
    r"(?<![.!?…؟])(?P<mark>[.!?…؟]++(?:\s[!?](?=\s))*+)"
    r"(?P<closers>(?:\s{0,2}»|[\"”“’')\]}]|\[\d{1,3}\])*+)(?=\s|\Z)"
    r"|(?P<wide>[。！？।॥][。！？।॥」』”’）]*+)"
)
_NEXT = re.compile(
    r"\s*(?P<opener>[\"«“„‘'(\[¿¡–—•*-]{0,4})\s?(?P<word>[^\W\d_]+(?:['’][^\W\d_]*)*|\d+)?"
    r"(?P<stop>\.?)"
)
_DOTTED = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]")
_SPACED_ABBREVIATION = re.compile(
    r"(?:^|\W)(?:z\.\s?[BT]|d\.\s?h|u\.\s?a|p\.\s?(?:ex|ej)|i\.\s?[deR]|e\.\s?g|s\.\s?[ou]|o\.\s?ä)$"
)
_BEFORE_CHRIST = re.compile(r"\b(?:av|ap|apr|avant|après)\.?\sJ\.-C$")
_DOUBLED = re.compile(r"([A-Z])\1 ([A-Z])\2")
"""Spanish plurals: "EE. UU.", "FF. AA.", "CC. OO."."""
_DAY_AND_MONTH = re.compile(r"\b\d{1,2}\.\s?\d{1,2}$")
_LIST_NUMBER = re.compile(r"\(?(?:\d{1,3}|[IVX]{1,5}|[ivx]{1,5}|[A-Za-z])")
_SPEECH_FOLLOWS = re.compile(
    r"\s+(?:[^\W\d_][\w'’-]*\.?\s+){1,3}(?:said|says|asked|asks|told|added|cried|replied|wrote|shouted)\b"
)
_PLAIN_LETTERS = frozenset("aàyhmxéùgkl")
_NEVER_FIRST = frozenset(",;:)]%")
_LOOK_BACK = 40
_QUOTES = "\"«“„”‘’'(["

_NEWLINE = re.compile(r"\n[^\S\n]*(?P<blank>\n\s*)?")
_BULLET = re.compile(r"[-–—•*·▪◦‣]\s|\(?\d{1,2}[.)]\s|#")
_WRAPPED_LINES = range(40, 121)
_FIRST_WORD = re.compile(r"\S{1,120}")


def sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences, in order, trimmed, together covering every character that shows.

    A closing quotation mark after the stop belongs to its sentence; a paragraph's end ends one.
    Linear in the length of the text.

    >>> text = "« Il est là ! » dit M. Lenoir. Mais il pleut."
    >>> [text[start:end] for start, end in sentences(text)]
    ['« Il est là ! » dit M. Lenoir.', 'Mais il pleut.']
    """
    return tuple(span for paragraph in paragraphs(text) for span in _split(text, paragraph))


def paragraphs(text: str) -> tuple[Span, ...]:
    """Spans of the paragraphs, in order and trimmed; lines wrapped by width are joined.

    A blank line ends a paragraph. A single newline does unless the lines are wrapped to a width and
    the next word would not have fitted on the line.

    >>> text = "Titre\\n\\nUn texte."
    >>> [text[start:end] for start, end in paragraphs(text)]
    ['Titre', 'Un texte.']
    """
    found: list[Span] = []
    start = 0
    for end in (*_paragraph_ends(text), len(text)):
        stripped = text[start:end].strip()
        if stripped:
            begin = text.index(stripped[0], start)
            found.append(Span(begin, begin + len(stripped)))
        start = end
    return tuple(found)


def _paragraph_ends(text: str) -> Iterator[int]:
    width = _wrapping_width(text)
    line_start = 0
    for newline in _NEWLINE.finditer(text):
        line = text[line_start : newline.start()].strip() if width else ""
        line_start = newline.end()
        if newline["blank"] or not width or _BULLET.match(text, line_start):
            yield newline.end()
            continue
        next_word = _FIRST_WORD.match(text, line_start)
        if next_word is None or len(line) + 1 + len(next_word.group()) <= width:
            yield newline.end()


def _wrapping_width(text: str) -> int:
    """Length of the longest line of a text wrapped to a width; 0 where each line is a paragraph."""
    lengths = [len(line.strip()) for line in text.split("\n")]
    overlong = sum(length >= _WRAPPED_LINES.stop for length in lengths)
    if overlong * 10 > len(lengths):
        return 0
    width = max((length for length in lengths if length < _WRAPPED_LINES.stop), default=0)
    return width if width in _WRAPPED_LINES else 0


@dataclass(frozen=True)
class _Stop:
    """A place where a sentence may end: what stands before it and after it."""

    before: str
    """Up to 40 characters of the sentence before the stop."""
    mark: str
    token: str
    """The word the stop is attached to, "" after a space."""
    opener: str
    word: str
    """The next word or number, "" where a symbol or nothing follows."""
    dotted: bool
    """Whether that next word is itself followed by a full stop."""
    first: bool
    """Whether the sentence holds nothing but the token."""
    goes_on: bool
    """Whether a mark follows that no sentence begins with: "fossoyeurs… ; leurs"."""

    @property
    def starter(self) -> bool:
        """Whether the next word is capitalised and often begins sentences."""
        lowered = self.word.lower().replace("’", "'")
        elided = lowered.partition("'")[0] + "'" if "'" in lowered else lowered
        return lowered in SENTENCE_STARTERS or elided in SENTENCE_STARTERS


def _split(text: str, paragraph: Span) -> Iterator[Span]:
    lower = text[paragraph.start : paragraph.end].islower()
    start = paragraph.start
    for match in _STOP.finditer(text, paragraph.start, paragraph.end):
        if match.end() == paragraph.end or not _ends(text, start, match, lower):
            continue
        yield Span(start, match.end())
        start = match.end()
        while text[start].isspace():
            start += 1
    yield Span(start, paragraph.end)


def _ends(text: str, start: int, match: re.Match[str], lower: bool) -> bool:
    """Whether the sentence that began at `start` ends with this stop."""
    if match["wide"]:
        return True
    stop = _look_around(text, start, match)
    if stop.goes_on or (stop.word[:1].islower() and not lower):
        return False
    if match["mark"] != ".":
        speech = match["closers"].strip() and _SPEECH_FOLLOWS.match(text, match.end())
        return not ("." not in match["mark"] and speech)
    return _full_stop_ends(stop)


def _look_around(text: str, start: int, match: re.Match[str]) -> _Stop:
    mark_start = match.start("mark")
    before = text[max(start, mark_start - _LOOK_BACK) : mark_start]
    attached = bool(before) and not before[-1].isspace()
    token = before.split()[-1].lstrip(_QUOTES) if attached else ""
    following = _NEXT.match(text, match.end())
    assert following is not None  # every part of the pattern is optional
    return _Stop(
        before=before,
        mark=match["mark"],
        token=token,
        opener=following["opener"],
        word=following["word"] or "",
        dotted=bool(following["stop"]),
        first=len(token) == mark_start - start,
        goes_on=following.group().isspace() and text[following.end()] in _NEVER_FIRST,
    )


def _full_stop_ends(stop: _Stop) -> bool:
    """Whether a single full stop ends a sentence, by the words on both sides of it."""
    token = stop.token
    if not token or not stop.word:
        return True
    if token in NEVER_FINAL or _SPACED_ABBREVIATION.search(stop.before):
        return False
    if stop.first and _LIST_NUMBER.fullmatch(token):
        return False
    if token[-1].isdigit():
        return not _is_german_ordinal(stop)
    if stop.opener:
        return True
    if _DOTTED.fullmatch(token):
        return stop.starter or bool(_BEFORE_CHRIST.search(stop.before))
    if _DOUBLED.fullmatch(f"{token} {stop.word}"):
        return False
    if len(token) == 1:
        return _single_letter_ends(stop)
    lowered = token.lower().rpartition("'")[2]
    if lowered in BEFORE_NUMBERS and stop.word[0].isdigit():
        return False
    return lowered not in BEFORE_NAMES or stop.starter


def _single_letter_ends(stop: _Stop) -> bool:
    letter = stop.token
    if letter.islower():
        if letter in BEFORE_NUMBERS and stop.word[0].isdigit():
            return False
        return letter in _PLAIN_LETTERS or stop.starter
    if not letter.isalpha():
        return True
    lowered = stop.word.lower().replace("’", "'")
    if lowered in NAME_PARTICLES or lowered.partition("'")[0] + "'" in NAME_PARTICLES:
        words_before = stop.before.split()
        if len(words_before) < 2:
            return False
        # "vitamin C. Le …" ends; "et J. Le Goff" and "Paul J. Le Goff" go on.
        return words_before[-2].islower() and words_before[-2] not in SENTENCE_STARTERS
    return stop.starter


def _is_german_ordinal(stop: _Stop) -> bool:
    """Whether "24." is "the 24th": before a month, after a determiner, or in "24. 02. 2022"."""
    if not stop.token.isdigit() or len(stop.token) > 2:
        return False
    if stop.word.isdigit():
        return (len(stop.word) <= 2 and stop.dotted) or bool(_DAY_AND_MONTH.search(stop.before))
    if stop.word.lower() in GERMAN_AFTER_ORDINALS:
        return True
    words_before = stop.before.lower().split()
    determined = len(words_before) > 1 and words_before[-2] in GERMAN_DETERMINERS
    return determined and not stop.starter and not stop.opener
