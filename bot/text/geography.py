"""Places and unions by one name, whatever the language: "Allemagne" and "Germany's" are DE.

A table of general knowledge in `bot/data/geography.yaml`. Adjectives and inhabitants count as their
country ("ukrainien" is UA), because offices and armies are told by either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from bot.text.folding import search_key

_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class _Gazetteer:
    words: Mapping[tuple[str, ...], str]
    acronyms: Mapping[tuple[str, ...], str]
    beginnings: Mapping[str, str]
    longest: int
    shortest_beginning: int


@cache
def _gazetteer() -> _Gazetteer:
    listed = yaml.safe_load(files("bot").joinpath("data/geography.yaml").read_text("utf-8"))
    words: dict[tuple[str, ...], str] = {}
    acronyms: dict[tuple[str, ...], str] = {}
    beginnings: dict[str, str] = {}
    for place, spellings in listed.items():
        for spelling in spellings:
            tokens = tuple(_TOKEN.findall(spelling))
            if spelling.isupper():
                acronyms[tokens] = place
            elif spelling.endswith("*") and len(tokens) == 1:
                beginnings[tokens[0]] = place
            else:
                words[tokens] = place
    longest = max(map(len, words))
    return _Gazetteer(words, acronyms, beginnings, longest, min(map(len, beginnings)))


def places_in(text: str) -> frozenset[str]:
    """Find the places that a text mentions, by their common names.

    >>> sorted(places_in("le ministre ukrainien à Bruxelles"))
    ['Brussels', 'UA']
    """
    return frozenset(place for place, _ in mentioned(text))


def mentioned(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each mention of a place with its words, in lower case without accents, in order."""
    written = _TOKEN.findall(text)
    tokens = [search_key(token) for token in written]
    position = 0
    while position < len(tokens):
        place, length = _at(tokens, written, position)
        if place:
            yield place, tuple(tokens[position : position + length])
        position += length


def _at(tokens: list[str], written: list[str], position: int) -> tuple[str | None, int]:
    gazetteer = _gazetteer()
    for length in range(min(gazetteer.longest, len(tokens) - position), 0, -1):
        span = slice(position, position + length)
        place = gazetteer.words.get(tuple(tokens[span])) or gazetteer.acronyms.get(
            tuple(written[span])
        )
        if place:
            return place, length
    word = tokens[position]
    for end in range(len(word), gazetteer.shortest_beginning - 1, -1):
        if place := gazetteer.beginnings.get(word[:end]):
            return place, 1
    return None, 1
