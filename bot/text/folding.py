"""Two foldings of text: one of its layout, for quotations; one of its letters, for finding words.

`fold` makes text comparable whatever its typography (white space, quotation marks, dashes, composed
or decomposed accents) and keeps, for every folded character, where it stands in the original. It
never touches a digit, a letter or an accent: « 12 personnes » and « 15 personnes » stay different.
`search_key` and `words` also drop case and accents; they match words, never quotations.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.types import Span

_APOSTROPHES = "’‘‚‛ʼ＇′"
_DASHES = "–—‑−‐‒―﹣－"
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u061c").union(
    map(chr, range(0x202A, 0x202F)), map(chr, range(0x2066, 0x206A))
)
_ONE_TO_ONE = (
    dict.fromkeys("«»“”„‟〝〞＂", '"')
    | dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_SPACES, " ")
)
# Presentation forms that type-setting puts in place of the same characters.
_SPELLED_OUT = {
    "…": "...",
    "‥": "..",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
_HIDDEN = re.compile(f"[{''.join(sorted(_INVISIBLE))}]+")
# French sets a space inside guillemets and before two-part marks and %; other layouts do not.
_TIGHT = frozenset("»;:!?%")
_RELAID = re.compile(rf"\s(?:\s+|(?=[»;:!?%]))|«\s+|[{''.join(_SPELLED_OUT)}]")


class _Edit(NamedTuple):
    start: int
    end: int
    replacement: str


@dataclass(frozen=True)
class _Stage:
    """One round of edits: where in its result each edit begins. Looked up, never spelled out."""

    edits: Sequence[_Edit]
    places: Sequence[int]

    def origin(self, index: int) -> Span:
        """What the character `index` of the result was made from."""
        nearest = bisect_right(self.places, index) - 1
        if nearest < 0:
            return Span(index, index + 1)
        edit = self.edits[nearest]
        after = index - self.places[nearest] - len(edit.replacement)
        if after < 0:
            return Span(edit.start, edit.end)
        return Span(edit.end + after, edit.end + after + 1)


@dataclass(frozen=True)
class Folded:
    """Folded text with the way back to the original, which is found on demand by bisection."""

    text: str
    length: int
    """Length of the original."""
    stages: tuple[_Stage, ...] = ()

    @property
    def offsets(self) -> Sequence[int]:
        """`offsets[i]` is where the original of character i begins; the last is its length."""
        return [*(self.origin(index).start for index in range(len(self.text))), self.length]

    def origin(self, index: int) -> Span:
        """Span of the original that became the folded character `index`."""
        start, end = index, index + 1
        for stage in reversed(self.stages):
            start, end = stage.origin(start).start, stage.origin(end - 1).end
        return Span(start, end)

    def original(self, start: int, end: int) -> Span | None:
        """Span of the original that folded `text[start:end]` stands for.

        None when it is empty or cuts a character of the original in two ("fi" out of "ﬁ").
        """
        if not start < end:
            return None
        first, last = self.origin(start), self.origin(end - 1)
        cut_at_start = start > 0 and self.origin(start - 1).start == first.start
        cut_at_end = end < len(self.text) and self.origin(end).start == last.start
        return None if cut_at_start or cut_at_end else Span(first.start, last.end)


def fold(text: str) -> Folded:
    """Fold the layout of `text`, with an offset map back to it.

    NFC; every run of white space is one space; quotation marks are `"`, apostrophes `'`, dashes
    `-`, "…" is three stops; soft hyphens and zero-width characters go, and so do the spaces inside
    guillemets and before ; : ! ? %.

    >>> fold("« L’été\u202f! »").text
    '"L\\'été!"'
    """
    folded = Folded(text, len(text))
    characters = frozenset(text)
    if not characters.isdisjoint(_INVISIBLE):
        folded = _apply(folded, (_Edit(*m.span(), "") for m in _HIDDEN.finditer(folded.text)))
    if not unicodedata.is_normalized("NFC", folded.text):
        folded = _apply(folded, _compositions(folded.text))
    folded = _apply(folded, _relayouts(folded.text))
    plain = folded.text
    for character in characters & _ONE_TO_ONE.keys():  # quicker than str.translate by a factor of 8
        plain = plain.replace(character, _ONE_TO_ONE[character])
    return Folded(plain, folded.length, folded.stages)


def _relayouts(text: str) -> Iterator[_Edit]:
    for match in _RELAID.finditer(text):
        start, end = match.span()
        found = match.group()
        if found in _SPELLED_OUT:
            yield _Edit(start, end, _SPELLED_OUT[found])
        elif found[0] == "«":
            yield _Edit(start + 1, end, "")
        elif text[end : end + 1] in _TIGHT:
            yield _Edit(start, end, "")
        else:
            yield _Edit(start, end, " ")


def _compositions(text: str) -> Iterator[_Edit]:
    """Edits that bring each base character with its marks into NFC."""
    start = 0
    for position in range(1, len(text) + 1):
        if position < len(text) and _joins(text[position]):
            continue
        cluster = text[start:position]
        composed = unicodedata.normalize("NFC", cluster)
        if composed != cluster:
            yield _Edit(start, position, composed)
        start = position


def _joins(character: str) -> bool:
    """Whether NFC may join the character to the one before it."""
    if character < "\u0300":
        return False
    return "\u1160" <= character <= "\u11ff" or unicodedata.category(character) in ("Mn", "Mc")


def _apply(folded: Folded, edits: Iterable[_Edit]) -> Folded:
    """Make the edits in the folded text and remember them as a stage."""
    made = tuple(edits)
    if not made:
        return folded
    pieces: list[str] = []
    places: list[int] = []
    position = shift = 0
    for start, end, replacement in made:
        pieces += (folded.text[position:start], replacement)
        places.append(start + shift)
        shift += len(replacement) - (end - start)
        position = end
    pieces.append(folded.text[position:])
    stages = (*folded.stages, _Stage(made, places))
    return Folded("".join(pieces), folded.length, stages)


_ACCENTS = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
    | dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_DASHES, "-")
)


def search_key(text: str) -> str:
    """Lower case without accents: for matching words, never for quotations.

    >>> search_key("L’Œuvre de Zoë")
    "l'oeuvre de zoe"
    """
    lowered = text.casefold()
    if lowered.isascii():
        return lowered
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", lowered)).translate(_LETTERS)
    return unicodedata.normalize("NFC", bare)


_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)'(?=.)")
_POSSESSIVE = re.compile(r"'s$")


def words(text: str) -> tuple[str, ...]:
    """Words of the text as search keys; French elisions and the English possessive are dropped.

    >>> words("L'Ukraine qu’aide Jean-Noël, O'Brien's friend")
    ('ukraine', 'aide', 'jean', 'noel', "o'brien", 'friend')
    """
    keys = _WORD.findall(search_key(text))
    return tuple(_POSSESSIVE.sub("", _ELISION.sub("", key)) if "'" in key else key for key in keys)
