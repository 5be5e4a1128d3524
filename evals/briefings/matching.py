"""Whether a text holds a fact, whatever its layout, accents and case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.text.folding import fold, search_key

_IN_FIGURE = re.compile(r"(?<=\d)[\s.,](?=\d{3}(?!\d))")
_DASH = re.compile(r"(?<=\w)-(?=\w)")


def key(text: str) -> str:
    """The text as it is compared: « 10 000 », "10,000" and "10.000" are one figure.

    "Jusqu’à 10 000 obus" -> "jusqu'a 10000 obus"
    """
    plain = _DASH.sub(" ", search_key(fold(text).text))
    return " ".join(_IN_FIGURE.sub("", plain).split())


def holds(text: str, groups: Iterable[Sequence[str]]) -> bool:
    """Whether one pattern of every group begins a word of the text; figures must be whole.

    ("Il tire 10 000 obus", [["10 000"], ["obus", "shells"]]) -> True
    """
    haystack = key(text)
    listed = list(groups)
    return bool(listed) and all(any(_has(haystack, key(one)) for one in group) for group in listed)


def _has(haystack: str, pattern: str) -> bool:
    end = r"(?![\d]|[.,]\d)" if pattern[-1:].isdigit() else ""
    return re.search(rf"(?<![\w]){re.escape(pattern)}{end}", haystack) is not None
