"""Whether a sentence tells what the question takes for granted, or of the thing that it asks for.

"Why was the bridge demolished?" is not answered where nothing tells of a demolition, nor "how many
tanks" by a number of officers. Only words of the table of senses are judged (`bot.text.senses`): of
any other word nobody knows in which others a text may say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.coverage import stems_of
from bot.question import Question, is_foreign, names_money
from bot.text.folding import search_key
from bot.text.measures import OUTCOMES, class_of
from bot.text.polarity import is_turned
from bot.text.senses import senses_of
from bot.text.stems import content_words
from bot.text.units import known_unit
from bot.writers.selection import Candidate, facts, is_money, measures

_EVENTS = frozenset(
    "resign dismiss leave enter destroy close open win lose accept reject finish sell buy invade "
    "attack arrest release acquit convict hire appoint sign deny confirm fail succeed".split()
)
"""Senses by which a question says that something has happened: what it may say wrongly."""

_PRICED = re.compile(
    r"\b(?:how much (?:does|do|did|will|would) (?:an?|the|one) (?P<en>[\w-]+)\b.*\bcosts?\b|"
    r"combien (?:coute|coutent|coutait|coutera|vaut|valait) (?:une?|l[ea]s?|l') ?(?P<fr>[\w-]+)|"
    r"(?:prix|tarif|cout) d'une? (?P<du>[\w-]+)|(?:price|cost) of an? (?P<of>[\w-]+)|"
    r"(?:was|wie ?viel) kostet (?:ein|der|die|das)\w* (?P<de>[\w-]+)|"
    r"cuanto (?:cuesta|vale|costo) (?:una?|el|la) (?P<es>[\w-]+))"
)


def tells_premise(question: Question, candidate: Candidate) -> bool:
    """Whether a question for a reason asks for that of an event which is told beside the sentence.

    A refusal is also told by a sentence that negates what is said to be refused.

    ("Pourquoi le pont a-t-il été démoli ?", "Le pont ouvre lundi.") -> False
    """
    if question.kind != "reason":
        return True
    around = _around(candidate)
    language = candidate.item.hit.passage.document.language
    told = _senses(around, language)
    for place, word in enumerate(question.words):
        happened = senses_of(word, question.language) & _EVENTS
        if not happened or happened & told or _holds(question, (word,), around, language):
            continue
        if "reject" in happened and is_turned(search_key(candidate.text)):
            refused = question.words[place + 1 : place + 2]
            if not refused or _holds(question, refused, candidate.text, language):
                continue
        return False
    return True


def counts_what_is_asked(question: Question, candidate: Candidate) -> bool:
    """Whether a figure of the sentence can count what is asked for; True where that is not known.

    ("How many tanks were lost?", "Sept officiers sont morts à 30 km.") -> False
    """
    word = question.counted
    asked = senses_of(word, question.language)
    named = any(word in re.split(r"\W+", name) for name in question.names)
    if not word or known_unit(word) is not None or not (asked or named):
        return True
    language = candidate.item.hit.passage.document.language
    kinds = {class_of(word)} - {None}
    found = [one for one in facts(candidate.text, language).figures if measures(question, one)]
    return not found or any(
        not figure.unit
        or class_of(figure.unit) in OUTCOMES | kinds
        or bool(senses_of(figure.unit, language) & asked)
        or not stems_of(figure.unit, language).isdisjoint(stems_of(word, language))
        for figure in found
    )


def prices_what_is_asked(question: Question, candidate: Candidate) -> bool:
    """Whether a price stands beside the thing whose price is asked for, in one language.

    ("How much does a ticket cost?", "The wheel costs 12 euros.") -> False
    """
    language = candidate.item.hit.passage.document.language
    priced = _PRICED.search(question.key)
    if priced is None or is_foreign(question, language):
        return True
    thing = next(filter(None, priced.groups()))
    asked = [word for word in question.words if search_key(word) == thing]
    return not asked or _holds(question, asked, _around(candidate), language)


def pays_what_is_asked(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence can say what is paid or worth: it has a sum of money or a word of value.

    ("Quel est le salaire d'un soldat ?", "Ils tirent 6 000 obus.") -> False
    """
    if question.measure != "money" or not names_money(question.key):
        return True
    language = candidate.item.hit.passage.document.language
    paid = any(is_money(figure) for figure in facts(candidate.text, language).figures)
    return paid or names_money(search_key(candidate.text))


def _holds(question: Question, words: Iterable[str], text: str, language: str) -> bool:
    """Whether a text holds one of the question's words, in any form or by its sense."""
    held, told = stems_of(text, language), _senses(text, language)
    return any(
        not held.isdisjoint(stems_of(word, language))
        or bool(senses_of(word, question.language) & told)
        for word in words
    )


def _around(candidate: Candidate) -> str:
    """The sentence with its neighbours and the title of its document."""
    hit = candidate.item.hit
    document = hit.passage.document
    beside = hit.sentences[max(0, candidate.position - 1) : candidate.position + 2]
    told = (document.text[one.span.start : one.span.end] for one in beside)
    return ". ".join((document.title, *told))


@lru_cache(maxsize=4096)
def _senses(text: str, language: str) -> frozenset[str]:
    found = (senses_of(word, language) for word in content_words(text, language))
    return frozenset(sense for senses in found for sense in senses)
