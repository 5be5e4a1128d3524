"""Claims of who holds an office: "X is the defence minister of Y"."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.names import same_name
from bot.offices import Office, holders, offices
from bot.verdicts.judging import Judgement
from bot.verdicts.reading import Reading

_COPULA = re.compile(
    r"\b(?:est|is|ist|es|sera|dirige|occupe|reste|remains|serves as|bleibt|sigue siendo)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 6
_OF_ONE = frozenset(
    "president prime-minister chancellor minister secretary-general governor mayor king queen pope "
    "director leader".split()
)
"""Offices that one person holds at a time; of spokespersons and deputies there are several."""

_FEWEST_CONCEPTS = 2


def claimed_holding(claim: Reading) -> tuple[Office, str] | None:
    """The office and the person of a claim that says who holds it and nothing more.

    "Lloyd Austin est le ministre allemand de la Défense." -> (that office, "Lloyd Austin")
    """
    found = list(holders(claim.text))
    plain = [word for word in claim.words if not word.name]
    if len(found) != 1 or len(offices(claim.text)) != 1 or len(plain) > _MOST_WORDS:
        return None
    if not _COPULA.search(claim.text) or claim.figures:
        return None
    office, person = found[0]
    return replace(office, names=tuple(name for name in office.names if name != person)), person


def judge_holding(office: Office, person: str, evidence: Reading) -> Judgement:
    """Whether a sentence names the person, or another one, in that very office."""
    for told, holder in holders(evidence.text):
        if not told.is_held_as(office):
            continue
        if _same_person(person, holder):
            return Judgement("supports", 1.0, "office")
        if _of_one(office) and office.is_held_as(told):
            return Judgement("contradicts", 1.0, "office")
    return Judgement("neither", 0.0, "office")


def _of_one(office: Office) -> bool:
    named = len(office.concepts) + len(office.names)
    return not _OF_ONE.isdisjoint(office.concepts) and named >= _FEWEST_CONCEPTS


def _same_person(one: str, two: str) -> bool:
    """The same name, or the surname alone where the other has the full name."""
    last = one.split()[-1], two.split()[-1]
    alone = len(one.split()) == 1 or len(two.split()) == 1
    return same_name(one, two) or (alone and same_name(*last))
