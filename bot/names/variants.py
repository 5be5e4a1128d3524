"""Spellings of one name: telling them from different names, and finding them among many.

>>> same_name("Volodymyr Zelenskiy", "Volodymyr Selenskyj")
True
>>> same_name("Kherson", "Kharkiv")
False
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from bot.names.lexicon import FAMILY_NAMES_FIRST
from bot.names.likeness import same_word
from bot.names.sounds import Sound, blocks, sounds
from bot.text.folding import search_key

_ARTICLES = frozenset("al el ad an ar as ash at az".split())
_EQUIVALENT = {"bin": "ben", "ibn": "ben", "abou": "abu", "abd": "abd", "den": "der", "del": "de"}
_LINKS = frozenset("ben abu de der da do du dos von van la le di".split())
_PARTS = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*\.?")
_MARKS = re.compile(r"['’ʼ`]")


class _Word(NamedTuple):
    text: str
    key: str
    heard: tuple[Sound, ...]


@dataclass(frozen=True)
class SpelledName:
    """A name cut into words, articles such as al- dropped and bin read as ben."""

    text: str
    words: tuple[_Word, ...]

    @classmethod
    def of(cls, text: str, known: dict[str, _Word] | None = None) -> SpelledName:
        """Cut `text` at spaces, hyphens and stops; `known` keeps words that many names share."""
        known = {} if known is None else known
        words = []
        for part in _PARTS.findall(text):
            if part not in known:
                known[part] = _word(part)
            words.append(known[part])
        kept = [word for word in words if word.key not in _ARTICLES or word.text.isupper()]
        return cls(text, tuple(kept if kept else words))

    @cached_property
    def joined(self) -> _Word:
        """All words run together: Jin-ping and Jinping."""
        text = "".join(word.text for word in self.words)
        heard = tuple(sound for word in self.words for sound in word.heard)
        return _Word(text, search_key(text), heard)

    @property
    def surname(self) -> _Word | None:
        """The word that stands for a full name: its last, or the first where family names lead."""
        if len(self.words) < 2:
            return None
        if self.words[0].key in FAMILY_NAMES_FIRST and len(self.words) <= 3:
            return self.words[0]
        return self.words[-1]

    @cached_property
    def keys(self) -> frozenset[str]:
        """Blocking keys; two spellings of one name share at least one."""
        whole = blocks(self.joined.heard) or frozenset({f"={self.joined.key}"})
        if len(self.words) < 2:
            return whole
        # Initials and dropped middle names leave the last word alone in place.
        return whole | {f"~{key}" for key in blocks(self.words[-1].heard)}

    @cached_property
    def surname_keys(self) -> frozenset[str]:
        """Blocking keys of the surname; empty for a name of one word."""
        surname = self.surname
        return blocks(surname.heard) if surname else frozenset()


def _word(part: str) -> _Word:
    bare = _MARKS.sub("", part.rstrip("."))
    key = search_key(bare)
    return _Word(bare, _EQUIVALENT.get(key, key), sounds(bare))


def same_name(a: str, b: str) -> bool:
    """Whether `a` and `b` are spellings of one name (accents, hyphens, romanisation, typing slips).

    Full names agree word by word; an initial agrees with a word that it begins. A surname alone is
    not the same as the full name: that is `NameVariants.related`. Translations (Londres, London)
    are not spellings.
    """
    return _same(SpelledName.of(a), SpelledName.of(b))


def _same(first: SpelledName, second: SpelledName) -> bool:
    if not first.words or not second.words:
        return first.text.casefold() == second.text.casefold()
    if len(first.words) == len(second.words):
        pairs = zip(first.words, second.words, strict=True)
        return all(_agree(one, two) for one, two in pairs) and _share_a_word(first, second)
    if _without_middle_initials(first) == _without_middle_initials(second) == 0:
        return _alike(first.joined, second.joined) and _same_start(first, second)
    return _same_but_for_initials(first, second)


def _alike(one: _Word, two: _Word) -> bool:
    return one.key == two.key or same_word(one.text, two.text, one.heard, two.heard)


def _agree(one: _Word, two: _Word) -> bool:
    if one.key in _LINKS or two.key in _LINKS:
        return one.key == two.key
    if len(one.key) == 1 or len(two.key) == 1:
        return one.key[:1] == two.key[:1]
    return _alike(one, two)


def _share_a_word(first: SpelledName, second: SpelledName) -> bool:
    """Whether something more than initials agrees."""
    pairs = zip(first.words, second.words, strict=True)
    return first.text == second.text or any(
        len(one.key) > 1 and len(two.key) > 1 for one, two in pairs
    )


def _same_start(first: SpelledName, second: SpelledName) -> bool:
    """Joined spellings agree only where both are runs of syllables, not one word more or less."""
    shorter, longer = sorted((first, second), key=lambda name: len(name.words))
    return not any(_alike(shorter.joined, word) for word in longer.words)


def _without_middle_initials(name: SpelledName) -> int:
    return sum(len(word.key) == 1 for word in name.words[1:-1])


def _same_but_for_initials(first: SpelledName, second: SpelledName) -> bool:
    kept = []
    for name in (first, second):
        middle = tuple(word for word in name.words[1:-1] if len(word.key) > 1)
        kept.append((name.words[0], *middle, name.words[-1]))
    return len(kept[0]) == len(kept[1]) and all(
        _agree(one, two) for one, two in zip(*kept, strict=True)
    )


@dataclass(frozen=True)
class NameVariants:
    """The names of a corpus, found by any of their spellings.

    Names meet in blocks of like consonants (`blocking_keys`), so a look-up compares one name with
    a few dozens among 50,000.
    """

    _names: Mapping[str, SpelledName]
    _blocks: Mapping[str, frozenset[str]]
    _surname_blocks: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, names: Iterable[str]) -> NameVariants:
        """Index the distinct names of a corpus."""
        known: dict[str, _Word] = {}
        spelled = {name: SpelledName.of(name, known) for name in dict.fromkeys(names)}
        by_key: defaultdict[str, set[str]] = defaultdict(set)
        by_surname: defaultdict[str, set[str]] = defaultdict(set)
        for name, parts in spelled.items():
            for key in parts.keys:
                by_key[key].add(name)
            for key in parts.surname_keys:
                by_surname[key].add(name)
        return cls(
            spelled,
            {key: frozenset(members) for key, members in by_key.items()},
            {key: frozenset(members) for key, members in by_surname.items()},
        )

    def variants(self, name: str) -> frozenset[str]:
        """All spellings in the corpus that are the same name, `name` itself included."""
        asked = SpelledName.of(name)
        found = {other for other in self._near(asked.keys) if _same(asked, self._names[other])}
        return frozenset(found | {name})

    def short_forms(self, name: str) -> frozenset[str]:
        """Spellings in the corpus of the surname of a full name, standing alone."""
        surname = SpelledName.of(name).surname
        if surname is None:
            return frozenset()
        near = self._near(blocks(surname.heard))
        return frozenset(other for other in near if _stands_for(self._names[other], surname))

    def full_forms(self, name: str) -> frozenset[str]:
        """Full names in the corpus whose surname is `name`, in any spelling."""
        asked = SpelledName.of(name)
        if len(asked.words) != 1:
            return frozenset()
        near = set[str]().union(*(self._surname_blocks.get(key, ()) for key in asked.keys))
        return frozenset(
            other
            for other in near
            if (surname := self._names[other].surname) and _alike(asked.words[0], surname)
        )

    def related(self, name: str) -> frozenset[str]:
        """Variants with short and full forms: what a search for the name should look for."""
        return self.variants(name) | self.short_forms(name) | self.full_forms(name)

    def _near(self, keys: Iterable[str]) -> set[str]:
        return set[str]().union(*(self._blocks.get(key, ()) for key in keys))


def _stands_for(name: SpelledName, surname: _Word) -> bool:
    return len(name.words) == 1 and _alike(name.words[0], surname)


def blocking_keys(name: str) -> frozenset[str]:
    """Keys that a library may store in an indexed column to find the variants of a name."""
    return SpelledName.of(name).keys
