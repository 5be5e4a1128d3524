"""Finding a quote in a text, character for character or with its layout folded.

A quote must not begin or end inside a word or a number: "12 personnes" is not in "112 personnes",
"6 000" not in "16 000", "can" not in "can't", "est" not in "nord-est".
"""

from __future__ import annotations

import re
import unicodedata

from bot.text.folding import Folded, fold
from bot.types import Span

_SPACES = " \u00a0\u202f\u2009"
_APOSTROPHES = "'’‘ʼ"
_HYPHENS = "-‑‐"
_DASHES = "-‑‐–—−‒"
_POSSESSIVE = re.compile(r"['’‘ʼ]s(?!\w)")
_FIRST_GROUP = re.compile(r"\d{3}(?!\d)")
_LAST_OF_MANY = re.compile(rf"(?<!\d)\d{{1,3}}(?:[{_SPACES}]\d{{3}})*\Z")
_WRAPPING = "«»“”„‟\"'’‘ \u00a0\u202f\n\t…"
_LOOK_BACK = 24
_HIDDEN = frozenset(("Mn", "Mc", "Me", "Cf"))


class QuoteFinder:
    """Looks up quotes in texts and folds each text and quote at most once. One per verification."""

    def __init__(self) -> None:
        self._folded: dict[str, Folded] = {}
        self._found: dict[tuple[str, str], Span | None] = {}

    def find(self, quote: str, text: str) -> Span | None:
        """Where the quote stands in the text, or None. See `find_quote`."""
        wanted = quote.strip()
        if (wanted, text) not in self._found:
            found = self._find(wanted, text)
            bare = wanted.strip(_WRAPPING).removesuffix("...").rstrip()
            if found is None and bare != wanted:
                found = self._find(bare, text)  # the writer put marks of its own around the words
            self._found[wanted, text] = found
        return self._found[wanted, text]

    def fold(self, text: str) -> Folded:
        """The folded text, kept for the next time."""
        folded = self._folded.get(text)
        if folded is None:
            folded = self._folded[text] = fold(text)
        return folded

    def _find(self, wanted: str, text: str) -> Span | None:
        if not wanted:
            return None
        exact = _occurrence(wanted, text)
        if exact is not None and not _hidden_beside(text, exact):
            return exact
        folded_text, folded_quote = self.fold(text), self.fold(wanted)
        start = folded_text.text.find(folded_quote.text)
        while start >= 0 and folded_quote.text:
            end = start + len(folded_quote.text)
            original = folded_text.original(start, end)
            if original is not None and (
                _whole(folded_text.text, start, end)
                if _hidden_beside(text, original)
                else _whole(text, *original)  # keeps the hyphen apart from the dash
            ):
                return original
            start = folded_text.text.find(folded_quote.text, start + 1)
        return None


def find_quote(quote: str, text: str) -> Span | None:
    """Offsets in `text` of the quote, so that `text[start:end]` is the quotation; None if absent.

    First as it stands, then with layout folded on both sides (see `bot.text.folding`): digits,
    letters and accents never are. Quotation marks that the writer put around it are let go.

    >>> find_quote('"La paix"', "Il veut « la guerre », pas la paix.") is None
    True
    >>> find_quote("6 000 obus", "jusqu’à 6\u202f000\u00a0obus par jour")
    Span(start=8, end=18)
    """
    return QuoteFinder().find(quote, text)


def _occurrence(wanted: str, text: str) -> Span | None:
    start = text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if _whole(text, start, end):
            return Span(start, end)
        start = text.find(wanted, start + 1)
    return None


def _hidden_beside(text: str, span: Span) -> bool:
    """Whether an accent or an invisible character stands at an edge: only folding tells then."""
    beside = (text[span.start - 1 : span.start], text[span.start], text[span.end : span.end + 1])
    return any(character and unicodedata.category(character) in _HIDDEN for character in beside)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] begins and ends between words and between numbers."""
    return (start == 0 or _begins(text, start)) and (end == len(text) or _ends(text, end))


def _begins(text: str, start: int) -> bool:
    before, first = text[start - 1], text[start]
    if not first.isalnum():
        return True
    if before.isalnum() or before == "_":
        return False
    further = text[start - 2] if start > 1 else " "
    if before in _DASHES and _joins(before, further, first):
        return False
    if not first.isdigit():
        return True
    if before in ".," and further.isdigit():
        return False
    grouped = before in _SPACES and _FIRST_GROUP.match(text, start)
    return not (grouped and _LAST_OF_MANY.search(text[max(0, start - _LOOK_BACK) : start - 1]))


def _joins(dash: str, before: str, after: str) -> bool:
    """Whether a dash binds both sides: "nord-est", "150–200", or is the sign of "-5"."""
    if after.isdigit():
        return before.isdigit() or before.isspace() or dash in _HYPHENS
    return dash in _HYPHENS and before.isalnum()


def _ends(text: str, end: int) -> bool:
    last, after = text[end - 1], text[end]
    if not last.isalnum():
        return True
    if after.isalnum() or after == "_":
        return False
    further = text[end + 1] if end + 1 < len(text) else " "
    if after in _APOSTROPHES and further.isalnum():
        return bool(_POSSESSIVE.match(text, end))
    if after in _DASHES and further.isalnum() and (after in _HYPHENS or last.isdigit()):
        return False
    if not last.isdigit():
        return True
    if after in ".," and further.isdigit():
        return False
    grouped = after in _SPACES and _FIRST_GROUP.match(text, end + 1)
    return not (grouped and _LAST_OF_MANY.search(text[max(0, end - _LOOK_BACK) : end]))
