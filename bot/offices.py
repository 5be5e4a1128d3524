"""Offices that people hold ("the Ukrainian deputy defence minister") and who is named with them.

A question may ask for the holder of an office whom the documents mention by office only, or whose
deputy or neighbour they name; such a question must end in an abstention, not in the nearest name.
An office is compared by its concepts (minister, defence, deputy, Ukraine), so a question in one
language meets a document in another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from bot.names import Name, names, people, same_name
from bot.text.folding import search_key
from bot.text.geography import mentioned, places_in
from bot.text.measures import aligned_key
from bot.types import Span

_BEFORE = 3
_AFTER = 9
_TITLES = 1
_TOKEN = re.compile(r"[^\W_]+(?:-(?=[^\W_]))?")
_OF = re.compile(r"\b(?:de|du|des|d['’]|of|von|vom|del|the)\s*$", re.IGNORECASE)
_LINKS = frozenset(
    "de du des d la le les l à au aux en of the for to in s von vom der die das des dem den für "
    "im del las los el al para y e et and und qui who est était fut devient is was became ist war "
    "wurde es era fue actuel actuelle nouveau nouvelle current new neue neuer nuevo nueva "
    "m mme mr mrs ms dr herr frau general général colonel".split()
)
"""Words that stand between an office and its holder. A verb of its own is none of them: in "the
president accused Mr X", X is not the president."""

_JOINING = frozenset("et and und y e".split())
_PREPOSITIONS = frozenset("de du des d of for von vom für del à au aux para in en".split())
_BREAK = re.compile(r"[,.;:!?()\[\]«»“”\"„|\n]")


@dataclass(frozen=True, kw_only=True)
class Office:
    """An office mentioned in a text: where, and the concepts that tell it from others."""

    span: Span
    concepts: frozenset[str]
    names: tuple[str, ...] = ()
    """Names beside it that the gazetteer does not know: of towns, companies, groups."""

    def is_held_as(self, asked: Office) -> bool:
        """Whether who holds this office holds the asked one: every concept asked for is here.

        A deputy or a former minister is not the minister, so qualifiers must agree exactly; the
        governor of one region is not that of another.
        """
        kinds = _vocabulary().kinds
        offices_asked = {c for c in asked.concepts if kinds.get(c) == "offices"}
        return (
            not offices_asked.isdisjoint(self.concepts)
            and asked.concepts - offices_asked <= self.concepts
            and _qualifiers(self) == _qualifiers(asked)
            and all(any(same_name(name, other) for other in self.names) for name in asked.names)
        )


@dataclass(frozen=True)
class _Vocabulary:
    kinds: Mapping[str, str]
    words: Mapping[tuple[str, ...], frozenset[str]]
    longest: int


@cache
def _vocabulary() -> _Vocabulary:
    listed = yaml.safe_load(files("bot").joinpath("data/offices.yaml").read_text("utf-8"))
    kinds: dict[str, str] = {}
    phrases: dict[tuple[str, ...], frozenset[str]] = {}
    for kind, concepts in listed.items():
        for concept, spellings in concepts.items():
            kinds[concept] = kind
            for spelling in spellings:
                tokens = tuple(_TOKEN.findall(spelling))
                phrases[tokens] = phrases.get(tokens, frozenset()) | {concept}
    return _Vocabulary(kinds, phrases, max(map(len, phrases)))


def _qualifiers(office: Office) -> frozenset[str]:
    kinds = _vocabulary().kinds
    return frozenset(c for c in office.concepts if kinds.get(c) == "qualifiers")


def offices(text: str) -> tuple[Office, ...]:
    """Find the offices mentioned in a text, in order.

    >>> [sorted(office.concepts) for office in offices("le ministre ukrainien de la Défense")]
    [['UA', 'defence', 'minister']]
    """
    key = aligned_key(text)
    tokens = list(_TOKEN.finditer(key))
    found: list[Office] = []
    last_end = -1
    for position in range(len(tokens)):
        length, concepts = _match(tokens, position)
        if not any(_vocabulary().kinds[c] == "offices" for c in concepts):
            continue
        if tokens[position].start() < last_end:
            continue
        office = _widened(text, tokens, position, length)
        found.append(office)
        last_end = tokens[position + length - 1].end()
    return tuple(found)


def _match(tokens: list[re.Match[str]], position: int) -> tuple[int, frozenset[str]]:
    """The longest phrase of the vocabulary at a token, and its concepts."""
    vocabulary = _vocabulary()
    for length in range(min(vocabulary.longest, len(tokens) - position), 0, -1):
        phrase = tuple(token.group().rstrip("-") for token in tokens[position : position + length])
        if phrase in vocabulary.words:
            return length, vocabulary.words[phrase]
    return 1, frozenset()


def _widened(text: str, tokens: list[re.Match[str]], position: int, length: int) -> Office:
    """The office with the qualifiers, portfolios and places that stand next to it."""
    first, last = position, position + length - 1
    while first > max(0, position - _BEFORE) and not _BREAK.search(
        text, tokens[first - 1].end(), tokens[first].start()
    ):
        first -= 1
    limit = min(len(tokens) - 1, position + length - 1 + _AFTER)
    while last < limit and not _BREAK.search(text, tokens[last].end(), tokens[last + 1].start()):
        last += 1
    concepts: set[str] = set()
    for place in range(first, last + 1):
        concepts |= _match(tokens, place)[1]
    start, end = tokens[first].start(), tokens[last].end()
    concepts |= places_in(text[start:end])
    placed = {word for _, spelled in mentioned(text[start:end]) for word in spelled}
    kinds = _vocabulary().kinds
    own = _match(tokens, position)[1]
    others = {c for c in concepts if kinds.get(c) == "offices" and c not in own}
    return Office(
        span=Span(tokens[position].start(), tokens[position + length - 1].end()),
        concepts=frozenset(concepts - others),
        names=tuple(
            name.text
            for name in names(text)
            if start <= name.span.start
            and name.span.end <= end
            and placed.isdisjoint(search_key(name.text).split())
        ),
    )


def holders(text: str) -> Iterator[tuple[Office, str]]:
    """Pairs of an office and the person named right beside it, in one text.

    >>> [name for _, name in holders("le ministre de la Défense, Boris Pistorius, a dit")]
    ['Boris Pistorius']
    """
    persons = _persons(text)
    for office in offices(text):
        for person in persons:
            belongs = person.text in office.names and _OF.search(text[: person.span.start])
            if not belongs and _adjacent(text, office.span, person.span):
                yield office, person.text


def _persons(text: str) -> tuple[Name, ...]:
    """Names that may be a person's: known persons, and other names of several words."""
    known = {person.span for person in people(text)}
    return tuple(
        name
        for name in names(text)
        if name.span in known or (" " in name.text and not places_in(name.text))
    )


def _adjacent(text: str, office: Span, person: Span) -> bool:
    """Whether a person stands in apposition to an office: before it, or after its complement."""
    if person.end <= office.start:
        between = text[person.end : office.start]
        return len(between) <= 40 and "." not in between and _only_links(between)
    if person.start < office.end:
        return False
    between = text[office.end : person.start]
    complement = re.split(r"[,(:]", between)
    return (
        len(_TOKEN.findall(complement[0])) <= _AFTER
        and len(complement) <= 2
        and (len(complement) == 1 or len(_TOKEN.findall(complement[1])) <= _TITLES)
        and (len(complement) == 2 or _only_links(between))
        and not re.search(r"[.;!?«»\"“”]", between)
    )


def _only_links(between: str) -> bool:
    """Whether nothing is done between an office and a person.

    (" allemand de la Défense ") -> True; (" a salué ") -> False
    """
    tokens = [token.rstrip("-") for token in _TOKEN.findall(between)]
    if tokens and (tokens[0].lower() in _JOINING or tokens[-1].lower() in _JOINING):
        return False
    return all(
        token[0].isupper()
        or token in _LINKS
        or search_key(token) in _vocabulary_words()
        or bool(places_in(token))
        or _follows_preposition(tokens[:number])
        for number, token in enumerate(tokens)
    )


def _follows_preposition(before: list[str]) -> bool:
    """Whether the next word is the noun of a complement: "de la" -> banque."""
    return bool(before) and (
        before[-1] in _PREPOSITIONS
        or (len(before) > 1 and before[-1] in _LINKS and before[-2] in _PREPOSITIONS)
    )


@cache
def _vocabulary_words() -> frozenset[str]:
    return frozenset(word.rstrip("-") for phrase in _vocabulary().words for word in phrase)
