"""The checkable parts of a claim: its sentences and independent clauses, each with who is to have
said it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.attribution import starts_in_the_air
from bot.text.mentions import find_mention
from bot.text.quotations import masked, quotations
from bot.text.reporting import VERB_OF_CLAUSE
from bot.text.sentences import sentences

_JOINTS = re.compile(
    r"\s*;\s*|,?\s(?:mais|tandis que?|alors que?|but|while|whereas|aber|während|pero|mientras)\s"
    r"|,\s(?:et|and|und|y)\s"
)
_SUBORDINATE = re.compile(r"^\W*(?:que\s|qu['’]|that\s|,?\s?dass\s)", re.IGNORECASE)
_FEWEST_WORDS = 4


@dataclass(frozen=True)
class Part:
    """One part of a claim. `content` is what is claimed without who says it; `speaker` is "" where
    the claim names nobody."""

    text: str
    content: str
    speaker: str = ""


def parts(claim: str) -> tuple[Part, ...]:
    """Split a claim, its words and their order kept.

    "La Russie recule, mais l'Ukraine avance." -> "La Russie recule", "l'Ukraine avance."
    """
    return tuple(
        _part(clause)
        for start, end in sentences(claim)
        for clause in _clauses(claim[start:end])
        if any(letter.isalnum() for letter in clause)
    )


def _clauses(sentence: str) -> Iterator[str]:
    """Clauses that stand alone: each has its verb, and none opens with a pronoun."""
    pieces = _JOINTS.split(sentence)
    alone = len(pieces) > 1 and all(
        len(piece.split()) >= _FEWEST_WORDS
        and VERB_OF_CLAUSE.search(piece)
        and not starts_in_the_air(piece[:1].upper() + piece[1:])
        for piece in pieces
    )
    reported = find_mention(masked(sentence, quotations(sentence))) is not None
    yield from pieces if alone and not reported else [sentence]


def _part(text: str) -> Part:
    mention = find_mention(masked(text, quotations(text)))
    if mention is None or mention.pronoun:
        return Part(text, text)
    speaker = text[mention.speaker.start : mention.speaker.end]
    first, second = sorted((mention.speaker, mention.reporting))
    rest = f"{text[: first.start]} {text[first.end : second.start]} {text[second.end :]}"
    content = _SUBORDINATE.sub("", rest.strip(" ,:"))
    return Part(text, content.strip(" ,") or text, speaker)
