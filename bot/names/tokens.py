"""A text as words with what matters for names: capitals, places in the sentence, neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from bot.names.lexicon import GERMAN_MARKERS, OTHER_MARKERS, TITLES

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-‑'’][^\W_]+)*")
_ELISION = re.compile(r"(?:[ldjsnmtc]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=[^\W_])", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’][sS]$")
_LOWER_PREFIX = re.compile(
    r"(?!(?:al|el|an|ar|as|ad|ash|at|az|bin|ben|abu)[-‑])[a-zà-ÿ]+[-‑](?=[A-ZÀ-Þ])"
)
_ARABIC = re.compile(r"(?:al|el|an|ar|as|ad|ash|at|az)[-‑][^\W\d_]")
_CAPITAL_AFTER_HYPHEN = re.compile(r"[-‑][A-ZÀ-Þ][a-zà-ÿ]")
_CLAUSE_BREAK = re.compile(r"[.!?…:;\n«“„\"•|¿¡‹(\[]|\s[-–—]\s")
_LINE = re.compile(r"[^\n]+")
_LETTERS = re.compile(r"[^\W\d_]+")


class Token(NamedTuple):
    """A word without its elision (l', d') and possessive."""

    start: int
    end: int
    text: str
    gap: str
    """What stands between the word before and this one, its own elision included."""
    initial: bool
    """Whether it may owe its capital to its place: begins a sentence, a quotation, a title."""
    shouted: bool
    """Whether it stands in a line of capitals."""

    @property
    def key(self) -> str:
        """Lower case, for the word lists."""
        return self.text.lower().replace("’", "'").rstrip(".")

    @property
    def capital(self) -> bool:
        """Whether it is written like a name."""
        return self.text[0].isupper() or bool(_ARABIC.match(self.text) and self._capital_after())

    @property
    def acronym(self) -> bool:
        """Whether it has two capitals or more and no small letter: OTAN, F-16, U.S."""
        letters = [character for character in self.text if character.isalpha()]
        return len(self.text) > 1 and bool(letters) and all(map(str.isupper, letters))

    @property
    def compound(self) -> bool:
        """Whether a capital follows a hyphen, as in names only: Jean-Noël, Al-Qaïda."""
        return _CAPITAL_AFTER_HYPHEN.search(self.text) is not None

    def _capital_after(self) -> bool:
        return self.text.replace("‑", "-").partition("-")[2][:1].isupper()


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order. Linear in its length."""
    end, previous = 0, ""
    lines = _Lines(text)
    for match in _TOKEN.finditer(text):
        start, stop, gap_start = match.start(), match.end(), end
        if elided := _ELISION.match(text, start, stop):
            start = elided.end()
        if prefix := _LOWER_PREFIX.match(text, start, stop):
            start = prefix.end()
        word = _POSSESSIVE.sub("", text[start:stop])
        shouted, titled = lines.style_at(start)
        gap = text[gap_start:start]
        initial = start == match.start() and (end == 0 or titled or _breaks(gap, previous))
        yield Token(start, start + len(word), word, gap, initial, shouted)
        end, previous = start + len(word), word  # a possessive parts two names


def joined(gap: str, before: Token) -> bool:
    """Whether nothing but a space (or the stop of an initial or title) parts two words."""
    if gap in (" ", "\u00a0", "\u202f"):
        return True
    stop = gap.replace("\u00a0", " ").replace("\u202f", " ") in (". ", ".")
    initial = len(before.text) == 1 and before.text.isupper()
    return stop and (initial or before.key in TITLES)


def is_german(words: list[Token]) -> bool:
    """Whether German function words prevail: German capitalises every noun."""
    keys = [
        word.key
        for before, word in pairwise(words[:2000])
        if word.text[0].islower() and before.key != "von"  # von der Leyen is no sign
    ]
    german = sum(key in GERMAN_MARKERS for key in keys)
    return german > 0 and german > sum(key in OTHER_MARKERS for key in keys)


def _breaks(gap: str, previous: str) -> bool:
    if gap in (". ", ".\u00a0", ".\u202f", ".") and (
        (len(previous) == 1 and previous.isalpha()) or previous.lower() in TITLES
    ):
        return False
    return _CLAUSE_BREAK.search(gap) is not None


class _Lines:
    """Which lines are set in capitals, or with a capital on most words, as English titles are."""

    def __init__(self, text: str) -> None:
        self._lines = _LINE.finditer(text)
        self._end = -1
        self._style = (False, False)

    def style_at(self, position: int) -> tuple[bool, bool]:
        """(all capitals, title case) for the line at a position; positions must not go back."""
        while position >= self._end:
            line = next(self._lines)
            self._end = line.end()
            self._style = _style(line.group()) if line.end() > position else (False, False)
        return self._style


def _style(line: str) -> tuple[bool, bool]:
    found = _LETTERS.findall(line)
    if len(found) < 2:
        return False, False
    if line.upper() == line:
        return sum(map(len, found)) > 7, False
    long_words = [word for word in found if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long_words)
    unfinished = line.rstrip()[-1] not in '.!?…:;"»”)'
    return False, unfinished and len(long_words) > 3 and capitals >= 0.7 * len(long_words)
