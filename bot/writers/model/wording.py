"""Whether a model wrote in the language asked for. What it quotes is in the original."""

from __future__ import annotations

import re

from bot.text.language import FUNCTION_WORDS
from bot.text.quotations import masked, quotations

LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "uk": "Ukrainian",
}

_TELLING = 3
"""So many function words of another language are no accident of names and titles."""

_WORD = re.compile(r"[^\W\d_]+")


def in_language(text: str, language: str) -> bool:
    """Whether a statement's own words may be of this language; True where that cannot be told.

    Function words decide, as they are frequent and short texts have little else in common.

    >>> in_language("The war is over in the east of the country.", "fr")
    False
    >>> in_language("Selon lui : « The war is over. »", "fr")
    True
    """
    if language not in FUNCTION_WORDS:
        return True
    own = masked(text, quotations(text)).lower().replace("’", "'")
    words = _WORD.findall(own)
    counts = {name: sum(word in known for word in words) for name, known in FUNCTION_WORDS.items()}
    other = max(count for name, count in counts.items() if name != language)
    return other < _TELLING or counts[language] * 2 > other
