"""How our own words are set."""

from __future__ import annotations

import pytest

from bot.page.typography import typeset


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("L'essentiel : « oui »", "fr", "L’essentiel\u202f: «\u202foui\u202f»"),
        ("Quoi ? Rien\u00a0!", "fr", "Quoi\u202f? Rien\u202f!"),
        ("à 18:30, http://x", "fr", "à 18:30, http://x"),
        ("«\u00a0", "fr", "«\u202f"),
        ("\u00a0»", "fr", "\u202f»"),
        ("What : no", "en", "What : no"),
        ("today's", "en", "today’s"),
        ("", "fr", ""),
    ],
)
def test_own_words(text: str, language: str, expected: str) -> None:
    assert typeset(text, language) == expected
