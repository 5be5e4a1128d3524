"""How our own words are set; text of documents is never touched."""

from __future__ import annotations

import re

NARROW = "\u202f"
_BEFORE = re.compile("[ \u00a0](?=[;:!?»])")
_AFTER = re.compile("(?<=«)[ \u00a0]")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


def typeset(text: str, language: str) -> str:
    """Apostrophes, and in French narrow blanks that do not break before ; : ! ? and inside « ».

    ("L'essentiel : « oui »", "fr") -> "L’essentiel\\u202f: «\\u202foui\\u202f»"
    """
    text = _APOSTROPHE.sub("’", text)
    return _AFTER.sub(NARROW, _BEFORE.sub(NARROW, text)) if language == "fr" else text
