"""Words of news prose that mean one thing, within a language and across four, and their opposites.

A table of general words in `bot/data/senses.yaml`, compared by stems. It knows no names. A word may
have several senses: "fire" shoots and dismisses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from bot.text.folding import search_key
from bot.text.stems import stems

_LANGUAGES = ("fr", "en", "de", "es")


@dataclass(frozen=True)
class _Table:
    of_stem: Mapping[tuple[str, str], frozenset[str]]
    opposites: frozenset[tuple[str, str]]


@cache
def _table() -> _Table:
    listed = yaml.safe_load(files("bot").joinpath("data/senses.yaml").read_text("utf-8"))
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for sense, line in listed["senses"].items():
        for language, words in zip(_LANGUAGES, line.split("|"), strict=True):
            for word in words.split():
                for stem in _keys(word, language):
                    found[language, stem].add(sense)
    pairs = [(one, two) for one, two in listed["opposites"]]
    return _Table(
        {key: frozenset(senses) for key, senses in found.items()},
        frozenset([*pairs, *((two, one) for one, two in pairs)]),
    )


def _keys(word: str, language: str) -> tuple[str, ...]:
    """The word's stem and its search key; "nord-est" is one word."""
    joined = word.replace("-", "").replace("_", "")
    return (search_key(joined), *stems(joined, language)[:1])


@lru_cache(maxsize=50_000)
def senses_of(word: str, language: str) -> frozenset[str]:
    """The senses of a word, by any of its forms; empty for a word that is not listed.

    >>> senses_of("tirent", "fr") & senses_of("fires", "en")
    frozenset({'fire'})
    """
    of_stem = _table().of_stem
    return frozenset(
        sense
        for key in _keys(word, language)
        for sense in of_stem.get((language, key), frozenset())
    )


def are_opposed(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether a sense of the one word is the opposite of a sense of the other, none being shared.

    >>> are_opposed(senses_of("hausse", "fr"), senses_of("fell", "en"))
    True
    """
    opposites = _table().opposites
    return one.isdisjoint(two) and any((a, b) in opposites for a in one for b in two)
