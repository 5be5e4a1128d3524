"""Short headlines in the documents' own words: a sentence cut where a clause ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from bot.names import names
from bot.text.folding import search_key
from bot.text.language import FUNCTION_WORDS
from bot.text.reporting import SUBJECT_IN_APPOSITION

FEWEST_WORDS = 4
MOST_WORDS = 14
_MOST_NAMES = 3

_MARKS = frozenset('"«»“”„‟()[]')
_LEADING_CLAUSE = re.compile(
    r"(?:alors qu|lorsqu|quand|selon|d['’]après|dans|à l|au |aux |après|avant|depuis|malgré|"
    r"conscient|bien qu|although |obwohl |aunque |"
    r"interrogé|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|même|l['’]\w+ (?:ayant|étant)|"
    r"as |while|when|after|before|since|despite|according|in |on |at |als |während|nachdem|laut|"
    r"nach |am |im |mientras|cuando|según|tras|en |el (?:lunes|martes|miércoles|jueves|viernes))"
    r"[^,]*,\s+",
    re.IGNORECASE,
)
_CUTS = re.compile(
    r",\s|\s?[;:]\s|\s[-–—]\s|\s(?:alors|tandis|lors|afin|avant|après|parce|pour)\s?qu(?:e\b|['’])|"
    r"\s(?:afin de|avant de|après avoir|car|dont|où|qui|while|whereas|because|who|which|where|when|"
    r"as|after|before|so that|während|weil|damit|bevor|nachdem|mientras|porque|cuando|donde)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r",\s+(?:où|qui|dont|who|which|whose|where|donde|cuy[oa]s?)\s[^,]*,\s+", re.IGNORECASE
)
"""A relative clause between commas, which a headline can do without."""

_INSERTION = re.compile(
    r",?\s+(?:où|qui|dont|lequel|laquelle|who|which|whose|where|der|die|das|donde|cuyo)\s|"
    r",\s+(?:une?|l[ea]|an?|the|eine?)\s",
    re.IGNORECASE,
)
_ENDINGS = frozenset(search_key(word) for listed in FUNCTION_WORDS.values() for word in listed)


def cut_headline(sentence: str) -> str:
    """The sentence cut to a headline, or "" where it cannot be.

    Cuts are made only where a clause ends, never within quotation marks or brackets; a relative
    clause between commas is left out.

    "Alors que la crue monte, la ville ferme ses ponts." -> "La ville ferme ses ponts"
    """
    text = " ".join(sentence.split())
    leading = _LEADING_CLAUSE.match(text)
    if leading:
        text = text[leading.end() :]
    text = _RELATIVE.sub(" ", text)
    ends = [match.start() for match in _CUTS.finditer(text) if not _interrupts(text, match)]
    ends.append(len(text))
    if SUBJECT_IN_APPOSITION.match(text):
        ends = [len(text)]
    for end in sorted(ends, reverse=True):
        part = text[:end].rstrip(" .!…")
        if _stands(part):
            return part[0].upper() + part[1:]
    return ""


def names_headline(texts: Iterable[str], usual: frozenset[str] = frozenset()) -> str:
    """The names most often in the texts, for a story without a sentence that can be cut.

    `usual` names stand in every story and tell none apart: they are left out where others remain.

    (["À Bonn, Ana Gil parle.", "Oui, Bonn écoute."], …) -> "Bonn, Ana Gil"
    """
    counts = Counter(name.text for text in texts for name in names(text))
    ordered = sorted(counts, key=lambda name: (name in usual, -counts[name]))
    most = [name for name in ordered if name not in usual] or ordered
    shown = [name for name in most if not any(name != o and name in o for o in most)]
    return ", ".join(shown[:_MOST_NAMES])


def _interrupts(text: str, cut: re.Match[str]) -> bool:
    """Whether an insertion starts here, after which the clause goes on: "Le pont, qui …, a"."""
    opened = _INSERTION.match(text, cut.start())
    return opened is not None and "," in text[opened.end() :]


def _stands(part: str) -> bool:
    tokens = part.split()
    return (
        FEWEST_WORDS <= len(tokens) <= MOST_WORDS
        and not _MARKS & set(part)
        and search_key(re.split(r"['’]", tokens[-1])[-1]) not in _ENDINGS
    )
