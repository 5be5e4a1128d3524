"""Names that differ between languages: "Allemagne" is "Germany", "OTAN" is "NATO".

A table of territories, cities, organisations and languages in `bot/data/equivalent_names.json`,
taken from Unicode CLDR and completed by hand; adjectives and inhabitants ("ukrainien") come from
`bot.text.geography`. Only whole names are matched, so that "Banque de France" is not France.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from bot.text.folding import search_key
from bot.text.geography import mentioned

_TOKEN = re.compile(r"[^\W_]+")
_LONGEST = 6
_ARTICLES = frozenset("le la les l the der die das den dem el los las un une du de des d".split())
_SEATS = {
    "Kyiv": "UA",
    "Moscow": "RU",
    "London": "GB",
    "Beijing": "CN",
    "Rome": "IT",
    "Warsaw": "PL",
    "Tehran": "IR",
    "Athens": "GR",
    "Vienna": "AT",
    "Lisbon": "PT",
    "Prague": "CZ",
    "Cairo": "EG",
    "White-House": "US",
    "Pentagon": "US",
    "city:berlin": "DE",
    "city:madrid": "ES",
    "city:paris": "FR",
    "city:tokyo": "JP",
    "city:copenhagen": "DK",
    "city:stockholm": "SE",
    "city:havana": "CU",
    "city:baghdad": "IQ",
    "city:damascus": "SY",
    "city:seoul": "KR",
}


def meanings(text: str) -> frozenset[str]:
    """Everything of the table that the text names, under its one name.

    A seat of government stands for its country too, since papers write "Moscou" for Russia.

    >>> sorted(meanings("L'OTAN aide l'Ukraine, et un ami"))
    ['NATO', 'UA']
    """
    table = _table()
    written = _TOKEN.findall(text)
    keys = [search_key(token) for token in written]
    found = {place for place, _ in mentioned(text)}
    for start, token in enumerate(written):
        # A name has a capital: "une réunion" is not the island, "un ami" not the United Nations.
        if not token[0].isupper():
            continue
        for length in range(1, _LONGEST + 1):
            found |= table.get(tuple(keys[start : start + length]), frozenset())
            found |= table.get(tuple(written[start : start + length]), frozenset())
    return frozenset(found) | {_SEATS[place] for place in found & _SEATS.keys()}


def meaning_of(name: str) -> frozenset[str]:
    """What the whole name stands for; empty for a name that means the same in every language.

    >>> sorted(meaning_of("Germany")), sorted(meaning_of("Deutsche Bank"))
    (['DE'], [])
    """
    written = _without_article(_TOKEN.findall(name))
    keys = tuple(search_key(token) for token in written)
    found = set(_table().get(keys, frozenset()) | _table().get(written, frozenset()))
    found.update(place for place, spelling in mentioned(name) if len(spelling) >= len(keys))
    return frozenset(found)


@cache
def language_names(code: str) -> frozenset[str]:
    """What a language is called, as search keys: "fr" is français, French, Französisch, francés."""
    return frozenset(_listed().get(f"language:{code}", ()))


def _without_article(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a name from the first that is no article: "La Haye" is Haye."""
    start = 0
    while start < len(words) - 1 and search_key(words[start]) in _ARTICLES:
        start += 1
    return tuple(words[start:])


@cache
def _listed() -> Mapping[str, Sequence[str]]:
    names: Mapping[str, Sequence[str]] = json.loads(
        files("bot").joinpath("data/equivalent_names.json").read_text("utf-8")
    )["names"]
    return names


@cache
def _table() -> Mapping[tuple[str, ...], frozenset[str]]:
    """Names by their words; an acronym stands in capitals, so that it matches nothing else."""
    table: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for meaning, spellings in _listed().items():
        if not meaning.startswith("language:"):
            for spelling in spellings:
                table[_without_article(_TOKEN.findall(spelling))].add(meaning)
    return {words: frozenset(named) for words, named in table.items()}
