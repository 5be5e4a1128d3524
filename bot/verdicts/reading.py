"""A sentence read for comparison: its content words with their senses, its names and figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.equivalents import is_cognate
from bot.names import names, same_name
from bot.text.figures import Figure, figures
from bot.text.folding import search_key
from bot.text.geography import mentioned
from bot.text.language import FUNCTION_WORDS
from bot.text.measures import class_of
from bot.text.senses import senses_of
from bot.text.stems import stems
from bot.types import Span

_WORD = re.compile(r"(?:nord|sud|north|south)-(?:est|ouest|east|west)\w*|[^\W_]+", re.IGNORECASE)
_LIGHT = frozenset(
    "etre est sont etait etaient ete sera seront fut furent soit avoir a ont avait avaient eu aura "
    "auront fait faire va vont tout tous toute toutes meme aussi ainsi tres m mme mr mrs ms "
    "herr frau is are was were be been being has have had do does did will also very its "
    "ist sind war waren wird wurde wurden hat haben hatte sein auch sehr ser es son fue era "
    "ha han habia muy tambien cela ceci ca selon dont lors ans no yes up "
    "vaut valent valait vaudra coute coutent coutera couterait eleve elevent worth costs amounts "
    "totals kostet betragt vale valen cuesta cuestan asciende".split()
)
"""Words of no content of their own in a claim; what is worth an amount is of that amount."""

_SHORTEST_DERIVED = 6
_SHARED_BEGINNING = 5
_SHARED_PART = 0.7


@dataclass(frozen=True)
class Word:
    """A content word at its place; `places` are the places that it names or belongs to."""

    text: str
    span: Span
    key: str
    stems: frozenset[str]
    senses: frozenset[str]
    places: frozenset[str]
    name: bool


@dataclass(frozen=True)
class Reading:
    """One sentence or context, read."""

    text: str
    language: str
    words: tuple[Word, ...]
    figures: tuple[Figure, ...]


@lru_cache(maxsize=4096)
def read(text: str, language: str) -> Reading:
    """Read a text in its language.

    "La Russie tire 20 000 obus." -> words Russie (a name, place RU), tire, obus; figure 20 000
    """
    found = figures(text)
    taken = [figure.span for figure in found]
    named = [name.span for name in names(text)]
    places: dict[str, set[str]] = {}
    for place, spelled in mentioned(text):
        for word in spelled:
            places.setdefault(word, set()).add(place)
    function_words = FUNCTION_WORDS.get(language, frozenset())
    words = []
    for match in _WORD.finditer(text):
        span, key = Span(*match.span()), search_key(match.group())
        within = any(taken_span.holds(span) for taken_span in taken)
        idle = match.group().lower() in function_words or key in _LIGHT
        if within or (idle and key not in places) or (len(key) < 2 and not key.isdigit()):
            continue
        words.append(_word(match.group(), span, language, (places, named)))
    return Reading(text, language, tuple(words), found)


def _word(
    text: str,
    span: Span,
    language: str,
    known: tuple[Mapping[str, set[str]], Sequence[Span]],
) -> Word:
    places, named = known
    key = search_key(text)
    stemmed = frozenset((*stems(text, language), *stems(text, "und")))
    is_name = any(name.holds(span) for name in named)
    own_places = frozenset(places.get(key, ()))
    senses = frozenset() if is_name and not text.islower() else senses_of(text, language)
    return Word(text, span, key, stemmed, senses, own_places, is_name or bool(own_places))


def same_word(one: Word, two: Word, foreign: bool) -> bool:
    """Whether two words say one thing: one stem, one sense, one place, one name in two spellings.

    `foreign` is whether they are of two languages, where cognates count ("contract", "contrat").
    """
    if one.places and two.places:
        return not one.places.isdisjoint(two.places)
    if one.key == two.key or not one.stems.isdisjoint(two.stems):
        return True
    if one.name and two.name:
        return same_name(one.text, two.text)
    if not one.senses.isdisjoint(two.senses):
        return True
    kind = class_of(one.text)
    if kind is not None and kind == class_of(two.text):
        return True
    return is_cognate(one.text, two.text) if foreign else _derived(one.key, two.key)


def _derived(one: str, two: str) -> bool:
    """("production", "producteur") -> True: words that begin alike for most of their length."""
    short = min(len(one), len(two))
    if short < _SHORTEST_DERIVED:
        return False
    shared = next((at for at in range(short) if one[at] != two[at]), short)
    return shared >= _SHARED_BEGINNING and shared >= _SHARED_PART * short
