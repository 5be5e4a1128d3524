"""Reading the names of a statement, and finding them in other spellings and languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*\.?|[^\w\s]")
_LETTERS = re.compile(r"[^\W\d_]+")
_ELISION = re.compile(r"^(?:[dljmnst]|qu)[’'](?=\w)", re.I)
_POSSESSIVE = re.compile(r"[’']s$")
_OPENERS = frozenset('.!?:;…«“"„•—–(')
"""After these a capital begins a sentence or a quotation and need not begin a name."""

_LINKS = frozenset("de des du da di la le los las van von und of et y and".split())
"""Words that stand inside a name and are none: "Ministry of Defence"."""

_NO_NAMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december mr mrs ms dr mme m i p english french
    german spanish""".split()
)
"""Days, months, titles and languages: capitals by rule, in English."""

_SAME = tuple(
    frozenset(group.split())
    for group in (
        "nato otan",
        "onu un uno united nations nations unies",
        "us usa etats unis united states american american's americain americains americaine",
        "ue eu union europeenne european",
        "uk royaume uni britain british grande bretagne britannique britanniques kingdom great",
        "germany german germans allemagne allemand allemande allemands berlin's",
        "france french francais francaise francaises",
        "switzerland swiss suisse suisses schweiz",
        "spain spanish espagne espagnol espana",
        "poland polish pologne polonais",
        "netherlands dutch pays bas neerlandais",
        "greece greek grece grec",
        "sweden swedish suede suedois",
        "wales welsh galles",
        "house white maison blanche",
        "london londres",
        "kyiv kiev kyjiw",
        "moscow moscou moskau moscu",
        "brussels bruxelles brussel bruselas",
        "bern berne",
        "western west occident occidental occidentaux occidentales ouest",
        "eastern east est oriental orientale",
        "northern north nord",
        "southern south sud",
        "army armee forces",
        "foreign affairs affaires etrangeres",
        "security securite",
        "human rights droits homme",
        "staff etat major",
        "chief chef",
        "mayor maire",
        "head chef patron",
        "prefect prefet prefecture",
    )
)
"""Words for one thing in French, English and other languages, letters without accents."""

_NEAR = 0.7
"""Two names that are so alike are one, spelled in two ways: Evguéni and Yevgeny (.71)."""

_COGNATE = 0.6
_BEGINNING = 4
"""Words that begin alike and are so alike are one in two languages: Secretary, secrétaire."""


def names_of(statement: str, language: str) -> tuple[str, ...]:
    """Runs of capitalised words that name somebody or something; one that begins a sentence is
    left out.

    German writes every noun with a capital: there nothing is read, () comes back.

    'According to NATO, Jens Stoltenberg left Kyiv.' -> ("NATO", "Jens Stoltenberg", "Kyiv")
    """
    if language == "de":
        return ()
    runs: list[str] = []
    begins, joined = True, False
    for match in _TOKEN.finditer(statement):
        token = match.group()
        if not token[0].isalpha():
            begins, joined = begins or token in _OPENERS, False
            continue
        ends = token.endswith(".") and len(token) > 2  # "M." ends no sentence
        elided = _ELISION.sub("", token.rstrip("."))
        name = _POSSESSIVE.sub("", elided)
        named = name[:1].isupper() and not begins and _plain(name) not in _NO_NAMES | _LINKS
        if named and joined and elided == token.rstrip("."):
            runs[-1] = f"{runs[-1]} {name}"
        elif named:
            runs.append(name)
        begins, joined = ends, named and not ends and name == elided
    return tuple(runs)


def untraced_names(
    statement: str, language: str, sources: str, documents: str = ""
) -> tuple[tuple[str, bool], ...]:
    """Each name of a statement, and whether `sources` have it in no spelling.

    A passage that calls somebody "M. Stoltenberg" is enough for "Jens Stoltenberg" where the whole
    name stands in `documents`, the texts that the passages are of.

    ("Selon M. Zelensky, à Rome", "fr", "Volodymyr Zelenskyy à Kiev") -> (("Zelensky", False),
    ("Rome", True))
    """
    words = [match.group() for match in _LETTERS.finditer(sources)]
    written = _Words(
        every=frozenset(map(_plain, words)),
        names=frozenset(_plain(word) for word in words if word[0].isupper()),
    )
    around = " ".join(_plain(match.group()) for match in _LETTERS.finditer(documents))
    return tuple(
        (name, not _stands(name, written, around)) for name in names_of(statement, language)
    )


class _Words(NamedTuple):
    every: frozenset[str]
    names: frozenset[str]
    """Those written with a capital: only they may be another spelling of a name."""


def _stands(name: str, written: _Words, around: str) -> bool:
    """Whether every part of a name has a word that spells it, or stands for it elsewhere."""
    found = [
        any(_known(part, word) for word in written.every)
        or any(_alike(part, word) >= _NEAR for word in written.names)
        for part in _parts(name)
    ]
    whole = " ".join(_plain(match.group()) for match in _LETTERS.finditer(name))
    return all(found) or (any(found) and f" {whole} " in f" {around} ")


def _parts(name: str) -> Iterator[str]:
    """ "Saint-Brieuc's" -> "saint", "brieuc"."""
    for part in re.split(r"[ ’'.-]", name):
        plain = _plain(part)
        if len(plain) > 1 and plain not in _LINKS:
            yield plain


def _known(name: str, word: str) -> bool:
    """Whether a word is the name, a cognate of it, or known to stand for it."""
    if name == word or any(name in group and word in group for group in _SAME):
        return True
    begins_alike = name[:_BEGINNING] == word[:_BEGINNING]
    return begins_alike and _alike(name, word) >= _COGNATE


def _alike(name: str, word: str) -> float:
    """How alike two words are, 0 to 1; short ones tell nothing: ("evgueni", "yevgeny") -> .71."""
    if min(len(name), len(word)) < _BEGINNING:
        return 0.0
    return SequenceMatcher(None, name, word, autojunk=False).ratio()


def _plain(word: str) -> str:
    """Small letters without accents: "Évguéni" -> "evgueni"."""
    spelled = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in spelled if not unicodedata.combining(letter))
