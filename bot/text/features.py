"""What tells one event from another in a sentence: its words, names and figures, by weight."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.names import blocking_keys
from bot.text.folding import search_key
from bot.text.stems import stems

_TELLING = 2.0
_CAPITALISED = re.compile(r"(?<![.!?…\"«“„»”]\s)(?<!^)\b[A-ZÀ-ÖØ-Þ][\w’'-]+")
_NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f.,]\d+)*")
_NOT_DIGITS = re.compile(r"\D+")


def features(text: str, language: str) -> Mapping[str, float]:
    """Features with their weights: stems 1, stems of names 2, numbers and name sounds 2 in all.

    A name's sounds ("~…") are shared by its spellings in other languages; numbers are bare digits,
    so that "10 000" and "10,000" are one.

    ("Zelensky promet 10 000 obus", "fr") -> {"zelensky": 1.0, "promet": 1.0, "#10000": 2.0, …}
    """
    weights: dict[str, float] = {
        stem: 1.0 for stem in stems(text, language) if len(stem) > 1 and not stem.isdigit()
    }
    for match in _CAPITALISED.finditer(text):
        for stem in stems(match.group(), language):
            weights[stem] = _TELLING
        keys = blocking_keys(search_key(match.group()))
        for key in keys:
            weights["~" + key] = _TELLING / (2 * len(keys))
    for match in _NUMBER.finditer(text):
        digits = _NOT_DIGITS.sub("", match.group())
        if len(digits) > 1:
            weights["#" + digits] = _TELLING
    return weights
