"""The names and things of a question, and which one a later pronoun means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.names import names
from bot.names.lexicon import OFFICES
from bot.names.persons import people
from bot.question import question_kind
from bot.text.anaphora import AGREEMENT, ARTICLE, FOR_PERSONS_ONLY, PERSONAL, plain
from bot.text.folding import search_key
from bot.text.geography import places_in
from bot.text.language import detect_language
from bot.text.noun_phrases import ANY, NounPhrase, noun_phrases, with_article
from bot.types import Turn

_EDGES = " ?!.…¿¡,;:"
_CAPITALS = re.compile(r"(?<=\s)[^\W\d_a-zß-öø-ÿ][\w’'-]+(?:\s[^\W\d_a-zß-öø-ÿ][\w’'-]+)*")
"""Capitalised words inside a question: in "Wer ist Selenskyj?" they are whom it asks about, though
a German noun alone is not known to be a name."""

_WHO_IS = re.compile(
    r"^\W*(?:(?:et|mais|and|but|und|y) )?(?:qui (?:est|etait|fut)|who(?: is|['’]s| was)|"
    r"wer (?:ist|war)|quien (?:es|era|fue)|(?:comment s['’]appelle|quel est le nom(?: de| d['’])?|"
    r"what is the name of|wie heisst|como se llama)) ?$"
)
_OFFICE = re.compile("(?:" + plain(OFFICES) + ")$")
_OF_SOMETHING_ELSE = re.compile(
    r"population|habitants?|prix|cout|montant|nombre|nom|age|taille|valeur|superficie|capitale|part|"
    r"taux|bilan|budget|date|jour|mois|an|annee|semaine|heure|fois|temps|"
    r"inhabitants?|price|cost|amount|number|name|age|size|value|area|capital|share|rate|toll|date|"
    r"day|month|year|week|hour|time|moment|"
    r"bevolkerung|einwohner|preis|kosten|zahl|anzahl|wert|flache|hauptstadt|anteil|datum|tag|"
    r"monat|jahr|woche|stunde|mal|zeit|"
    r"poblacion|habitantes|precio|coste|monto|numero|nombre|edad|valor|parte|tasa|fecha|dia|mes|"
    r"ano|semana|hora|vez|tiempo"
)
"""Heads of phrases that ask about something else: after "the population of Bakhmut", "it" is
Bakhmut; nor is it ever the year."""


_Ranked = tuple[int, int, str]
"""The rank of what a pronoun may mean (0 is best), its place in the question, and its text."""


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


@dataclass(frozen=True)
class _Asked:
    """A question, read once for what a later pronoun may mean."""

    text: str
    mentions: Sequence[Mention]
    language: str
    phrases: Sequence[NounPhrase]

    @classmethod
    def of(cls, text: str) -> _Asked:
        language = detect_language(text)
        return cls(text, mentions(text), language, noun_phrases(text, language))


def antecedent(turns: Sequence[Turn], pronoun: str) -> str:
    """Whom or what a pronoun means, as another sentence names it; "" where it cannot be told.

    The last question that has anything that agrees with it decides. For a pronoun of persons: whom
    the answer names when it was asked who, a person of the question, then the office that it asked
    about ("the mayor of Bonn"). Else the first thing of the question that agrees in gender and
    number, with the question's names beside it where it has none of its own: "the dam (Loxley)".
    """
    key = plain(pronoun)
    only_persons = FOR_PERSONS_ONLY.fullmatch(key) is not None
    agreement = next((letters for form, letters in AGREEMENT if form.fullmatch(key)), ANY)
    personal = PERSONAL.fullmatch(key) is not None
    for turn in reversed(turns):
        asked = _Asked.of(turn.standalone)
        if personal and (person := _person(turn.text, asked, only_persons=only_persons)):
            return person
        thing = "" if only_persons else _thing(asked, agreement, is_person=personal)
        if thing:
            return thing
        if asked.mentions and only_persons:
            return ""
    return ""


def _person(answer: str, asked: _Asked, *, only_persons: bool) -> str:
    """Whom a pronoun of persons means after a question and its answer; "" where nobody."""
    who = question_kind(plain(asked.text)) == "person"
    known = {search_key(mention.text) for mention in asked.mentions}
    certain = [one.text for one in people(answer)]
    if who:
        told = [name for name in certain if search_key(name) not in known]
        if office := _asked_about(asked):
            # Only a person holds an office; without one the office itself is meant.
            return next(iter(told), office)
        told += [
            one.text
            for one in mentions(answer)
            if search_key(one.text) not in known and " " in one.text and not one.is_place
        ]
        if told:
            return told[0]
        if not asked.mentions and (capitals := _CAPITALS.search(asked.text)):
            return capitals[0]
    persons = [one.text for one in people(asked.text)]
    persons += [one.text for one in asked.mentions if one.text in certain]
    if persons:
        return persons[0]
    for phrase in asked.phrases:
        if _OFFICE.match(phrase.head) and "p" not in phrase.agreement:
            return with_article(phrase, phrase.agreement, asked.language)
    plainly = [one for one in asked.mentions if not one.is_place and not _is_in(one, asked.phrases)]
    return plainly[0].text if plainly and (only_persons or who) else ""


def _asked_about(asked: _Asked) -> str:
    """The office in "Who is the mayor of Bonn?"; "" in other questions."""
    for phrase in asked.phrases:
        if _WHO_IS.match(plain(asked.text[: phrase.start])):
            return with_article(phrase, phrase.agreement, asked.language)
    return ""


def _is_in(mention: Mention, phrases: Sequence[NounPhrase]) -> bool:
    return any(one.start <= mention.start and mention.end <= one.end for one in phrases)


def _thing(asked: _Asked, agreement: str, *, is_person: bool) -> str:
    """The first thing or name of a question that agrees; a named one first among many."""
    phrases = [
        phrase
        for phrase in asked.phrases
        if not _OF_SOMETHING_ELSE.fullmatch(phrase.head)
        and (is_person or not _OFFICE.match(phrase.head))
    ]
    agreeing = [one for one in phrases if set(one.agreement) & set(agreement)]
    found = [*_told(agreeing, asked, agreement), *_bare(phrases, asked, agreement)]
    return min(found, default=(0, 0, ""))[2]


def _told(phrases: Sequence[NounPhrase], asked: _Asked, agreement: str) -> Iterator[_Ranked]:
    around = ", ".join(mention.text for mention in asked.mentions)
    for phrase in phrases:
        told = with_article(phrase, agreement, asked.language)
        named = phrase.named or any(m.text in phrase.text for m in asked.mentions)
        rank = int(agreement == "p" and not named)
        yield rank, phrase.start, told if named or not around else f"{told} ({around})"


def _bare(phrases: Sequence[NounPhrase], asked: _Asked, agreement: str) -> Iterator[_Ranked]:
    """Names that stand in no phrase: "Bakhmut", "l'Ukraine" with the article that it has."""
    for mention in asked.mentions:
        if not _is_in(mention, phrases):
            article = ARTICLE.search(plain(asked.text[: mention.start]))
            start = article.start() if article else mention.start
            lead = asked.text[start : mention.start].lower()
            yield 2 * (agreement == "p"), mention.start, lead + mention.text
