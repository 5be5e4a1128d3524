"""Content words in their stems, so that "tirée", "tirées" and "tirer" count as one.

Snowball stemmers (Porter, 2001) as tantivy carries them, so that a sentence is compared with a
question by the same stems as the BM25 view uses. Function words are left out.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import tantivy

from bot.text.language import FUNCTION_WORDS

STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian",
    "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
"""ISO 639-1 code to the name of its Snowball stemmer; words of other languages stay whole."""

LONGEST = 80
"""Bytes of the longest word that is kept: what is longer is an encoded file, not language."""


@cache
def _analyzer(language: str) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    builder = builder.filter(tantivy.Filter.remove_long(LONGEST))
    builder = builder.filter(tantivy.Filter.lowercase())
    function_words = FUNCTION_WORDS.get(language)
    if function_words:
        builder = builder.filter(tantivy.Filter.custom_stopword(sorted(function_words)))
    if language in STEMMERS:
        builder = builder.filter(tantivy.Filter.stemmer(STEMMERS[language]))
    return builder.filter(tantivy.Filter.ascii_fold()).build()


def stems(text: str, language: str) -> tuple[str, ...]:
    """Give the stems of the content words of a text, in order, with repetitions.

    >>> stems("Les troupes déclarées", "fr")
    ('troup', 'declar')
    """
    return tuple(_analyzer(language).analyze(unicodedata.normalize("NFC", text)))


def content_words(text: str, language: str) -> tuple[str, ...]:
    """Give the different content words of a text as they are written, in order.

    >>> content_words("Combien d’obus l’Ukraine tire-t-elle ?", "fr")
    ('obus', 'Ukraine', 'tire')
    """
    plain = unicodedata.normalize("NFC", text)
    function_words = FUNCTION_WORDS.get(language, frozenset())
    runs = "".join(c if c.isalnum() else " " for c in plain).split()
    return tuple(dict.fromkeys(word for word in runs if word.lower() not in function_words))
