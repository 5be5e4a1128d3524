"""Lines to paragraphs: undo hard wraps where they are evident, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

_LINE_END = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
# never printed on paper, but a terminal would obey them; tab and line ends are dealt with before
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]")
_SENTENCE_END = re.compile(r"[.!?…:;][\s)\]»”\"'’]*$")
_BULLET = re.compile(r"\s*(?:[-–—*•‣▪◦]|\d{1,3}[.)]|[a-z]\))\s")
_HYPHEN = re.compile(r"([^\W\d_]+)[-‐\u00ad]$")
_WORD = re.compile(r"[^\W\d_]+")
_WIDEST_WRAP = 130
_NARROWEST_WRAP = 30
_CLITICS = frozenset(
    "je tu il elle on nous vous ils elles ce y en moi toi lui leur le la les là ci même".split()
)


@dataclass(frozen=True, kw_only=True)
class Wrap:
    """How lines were filled. `width` in characters; `slack` is the share by which it varies."""

    width: int
    slack: float = 0.0


def lines_of(text: str) -> list[str]:
    """Split at every kind of line end; control characters go, spaces at line ends go.

    >>> lines_of("a\\r\\nb\\x07c ")
    ['a', 'bc']
    """
    return [_CONTROLS.sub("", line).rstrip() for line in _LINE_END.split(text)]


def find_wrap(lines: Sequence[str], *, slack: float = 0.0) -> Wrap | None:
    """Tell whether lines were cut at a width, and at which; None where each line stands for itself.

    A wrapped line is followed by a word that had no room on it, and most wrapped lines end inside
    a sentence.
    """
    pairs = [(left, right) for left, right in _pairs(lines) if not _BULLET.match(right)]
    if len(pairs) < 3:
        return None
    lengths = sorted(len(left) for left, _ in pairs)
    width = lengths[int(len(lengths) * (0.98 - slack))]
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return None
    wrap = Wrap(width=width, slack=slack)
    full = sum(_is_full(left, right, wrap) for left, right in pairs)
    inside = sum(not _SENTENCE_END.search(left[-20:]) for left, _ in pairs)
    return wrap if full >= 0.75 * len(pairs) and inside >= 0.55 * len(pairs) else None


def paragraphs_of(lines: Sequence[str], wrap: Wrap | None = None) -> tuple[str, ...]:
    """Join lines into paragraphs; a blank line always ends one.

    Without a wrap each line is a paragraph, except that a line which ends inside a sentence and is
    followed by a small letter goes on. Characters inside a line are never changed.

    >>> paragraphs_of(["Un titre", "", "Une phrase qui court sur deux lignes et", "finit ici."])
    ('Un titre', 'Une phrase qui court sur deux lignes et finit ici.')
    """
    words = _vocabulary(lines)
    paragraphs: list[list[str]] = []
    previous = ""
    for line in lines:
        stripped = line.strip()
        if stripped and previous and paragraphs and _continues(previous, line, wrap):
            _append(paragraphs[-1], stripped, words)
        elif stripped:
            paragraphs.append([stripped])
        previous = line
    return tuple("".join(pieces) for pieces in paragraphs)


def _pairs(lines: Sequence[str]) -> list[tuple[str, str]]:
    return [(left, right) for left, right in pairwise(lines) if left.strip() and right.strip()]


def _is_full(left: str, right: str, wrap: Wrap) -> bool:
    word = right.split(maxsplit=1)[0]
    return len(left) + 1 + len(word) > wrap.width * (1 - wrap.slack)


def _continues(left: str, right: str, wrap: Wrap | None) -> bool:
    ends = bool(_SENTENCE_END.search(left[-20:]))
    first = right.lstrip()[0]
    if _BULLET.match(right) and (ends or wrap is None or _BULLET.match(left) is not None):
        return False
    if wrap is None:
        return not ends and first.islower() and len(left) >= _NARROWEST_WRAP
    is_indented = len(right) - len(right.lstrip()) >= 2 and not left.startswith("  ")
    if is_indented and ends:
        return False
    return _is_full(left, right, wrap) or (not ends and first.islower())


def _vocabulary(lines: Sequence[str]) -> Collection[str]:
    if not any(_HYPHEN.search(line[-40:]) for line in lines):
        return frozenset()
    words: set[str] = set()
    is_cut = False
    for line in lines:
        found = [word.lower() for word in _WORD.findall(line)]
        hyphen = _HYPHEN.search(line[-40:])
        # the halves of a word cut at a line end are no words of the text
        words.update(found[is_cut : len(found) - (hyphen is not None)])
        is_cut = hyphen is not None
    return words


def _append(pieces: list[str], line: str, words: Collection[str]) -> None:
    last = pieces[-1]
    hyphen = _HYPHEN.search(last[-40:])
    if hyphen is None:
        pieces.append(" " + line)
        return
    if not _keeps_hyphen(last[-1], hyphen[1].lower(), line, words):
        pieces[-1] = last[:-1]
    pieces.append(line)


def _keeps_hyphen(mark: str, left: str, line: str, words: Collection[str]) -> bool:
    """Whether the hyphen at a line end belongs to the word ("Seine-Saint-Denis", "dit-il")."""
    if mark == "\u00ad":
        return False
    right = _WORD.match(line)
    if right is None or not line[0].islower():
        return True
    tail = right[0].lower()
    if left + tail in words:
        return False
    return tail in _CLITICS or left in ("t", "m") or (left in words and tail in words)
