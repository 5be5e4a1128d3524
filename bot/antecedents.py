"""The names of a question, and which one a later pronoun means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.names import names
from bot.names.persons import people
from bot.question import question_kind
from bot.text.anaphora import ARTICLE, plain
from bot.text.folding import search_key
from bot.text.geography import places_in
from bot.types import Turn

_EDGES = " ?!.…¿¡,;:"
_CAPITALS = re.compile(r"(?<=\s)[^\W\d_a-zß-öø-ÿ][\w’'-]+(?:\s[^\W\d_a-zß-öø-ÿ][\w’'-]+)*")
"""Capitalised words inside a question: in "Wer ist Selenskyj?" they are whom it asks about, though
a German noun alone is not known to be a name."""


class Mention(NamedTuple):
    """A name in a question, with its place in the text."""

    start: int
    end: int
    text: str
    is_place: bool


def mentions(text: str) -> list[Mention]:
    """Names, and places that were typed without a capital where there is no name."""
    found = [
        Mention(one.span.start, one.span.end, one.text, bool(places_in(one.text)))
        for one in names(text)
    ]
    if found:
        return found
    start = 0
    for word in text.replace("'", " ").replace("’", " ").split():
        start = text.index(word, start)
        bare = word.strip(_EDGES)
        if bare and places_in(bare):
            found.append(Mention(start, start + len(bare), bare, True))
        start += len(word)
    return found


def antecedent(turns: Sequence[Turn], *, personal: bool) -> str:
    """Whom or what a pronoun means: whom the last answer names when it was asked who, else the
    first name of the last question that has any, a person before a place."""
    for turn in reversed(turns):
        asked = mentions(turn.standalone)
        known = {search_key(mention.text) for mention in asked}
        answers = [m for m in mentions(turn.text) if search_key(m.text) not in known]
        who = question_kind(plain(turn.standalone)) == "person"
        found = [*answers, *asked] if who and answers else asked
        if personal:
            persons = {one.text for one in (*people(turn.text), *people(turn.standalone))}
            found = sorted(found, key=lambda one: (one.text not in persons, one.is_place))
        if found:
            return _with_article(found[0], asked, turn.standalone)
        if who and (capitals := _CAPITALS.search(turn.standalone)):
            return capitals[0]
    return ""


def _with_article(mention: Mention, asked: Sequence[Mention], question: str) -> str:
    """ "l'Ukraine" where the question says so: with its article it fits into another sentence."""
    article = ARTICLE.search(plain(question[: mention.start])) if mention in asked else None
    if article is None:
        return mention.text
    return question[article.start() : mention.start].lower() + mention.text
