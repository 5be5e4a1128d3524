"""From text to the terms of the BM25 index.

Words are lower-cased, stemmed by the language of their document, then stripped of accents: the
stemmers need the accents ("déclarée" -> "declar", but "declaree" -> "declare"). All languages
share one field, because BM25's average length would be wrong in a field that few passages have.
A question is searched in the forms of every language that the index holds: an English question
over French text shares names and figures with it. A second field holds the words unstemmed, so
that "Elysee" finds "Élysée" although the stemmer treats the two differently.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import tantivy

from bot.text.stems import LONGEST, STEMMERS


class Analysis:
    """Turns text into terms; keeps the analysers it has built."""

    def __init__(self) -> None:
        self._analyzers: dict[str, tantivy.TextAnalyzer] = {}

    def terms(self, text: str, language: str) -> list[str]:
        """Terms of a text in order.

        terms("Les troupes déclarées", "fr") -> ["le", "troup", "declar"]
        """
        found: list[str] = self._analyzer(language).analyze(unicodedata.normalize("NFC", text))
        return found

    def forms(self, word: str, languages: Iterable[str]) -> list[tuple[str, ...]]:
        """The different ways in which documents of those languages can hold a word or a phrase.

        forms("troupes", ["fr", "en"]) -> [("troupes",), ("troup",)]
        """
        found = {tuple(self.terms(word, language)): None for language in ("und", *languages)}
        return [form for form in found if form]

    def all_forms(self, words: Iterable[str], languages: Iterable[str]) -> list[tuple[str, ...]]:
        """The forms of several words, each once."""
        listed = tuple(languages)
        return list(dict.fromkeys(form for word in words for form in self.forms(word, listed)))

    def _analyzer(self, language: str) -> tantivy.TextAnalyzer:
        stemmer = STEMMERS.get(language, "")
        if stemmer not in self._analyzers:
            builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            builder = builder.filter(tantivy.Filter.remove_long(LONGEST))
            builder = builder.filter(tantivy.Filter.lowercase())
            if stemmer:
                builder = builder.filter(tantivy.Filter.stemmer(stemmer))
            self._analyzers[stemmer] = builder.filter(tantivy.Filter.ascii_fold()).build()
        return self._analyzers[stemmer]
