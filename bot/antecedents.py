"""The names and things of a question, and which one a later pronoun means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
    for turn in reversed(turns):
        asked = mentions(turn.standalone)
        personal = PERSONAL.fullmatch(key) is not None
        if personal and (person := _person(turn, asked, only_persons=only_persons)):
            return person
        thing = (
            "" if only_persons else _thing(turn.standalone, asked, agreement, is_person=personal)
        )
        if thing:
            return thing
        if asked and only_persons:
            return ""
    return ""


def _person(turn: Turn, asked: Sequence[Mention], *, only_persons: bool) -> str:
    question = turn.standalone
    who = question_kind(plain(question)) == "person"
    known = {search_key(mention.text) for mention in asked}
    if who:
        answered = [one.text for one in people(turn.text) if search_key(one.text) not in known]
        answered += [
            one.text
            for one in mentions(turn.text)
            if search_key(one.text) not in known and " " in one.text and not one.is_place
        ]
        if office := _asked_about(question):
            # Only a person holds an office; without one the office itself is meant.
            certain = [one.text for one in people(turn.text)]
            return next((one for one in certain if search_key(one) not in known), office)
        if answered:
            return answered[0]
        if not asked and (capitals := _CAPITALS.search(question)):
            return capitals[0]
    persons = [one.text for one in people(question)]
    persons += [one.text for one in asked if one.text in {p.text for p in people(turn.text)}]
    if persons:
        return persons[0]
    language = detect_language(question)
    for phrase in noun_phrases(question, language):
        if _OFFICE.match(phrase.head) and "p" not in phrase.agreement:
            return with_article(phrase, phrase.agreement, language)
    plainly = [one for one in asked if not one.is_place and not _is_in_phrase(one, question)]
    return plainly[0].text if plainly and (only_persons or who) else ""


def _asked_about(question: str) -> str:
    """The office in "Who is the mayor of Bonn?"; "" in other questions."""
    language = detect_language(question)
    for phrase in noun_phrases(question, language):
        if _WHO_IS.match(plain(question[: phrase.start])):
            return with_article(phrase, phrase.agreement, language)
    return ""


def _is_in_phrase(mention: Mention, question: str) -> bool:
    return any(
        phrase.start <= mention.start and mention.end <= phrase.end
        for phrase in noun_phrases(question, detect_language(question))
    )


def _thing(question: str, asked: Sequence[Mention], agreement: str, *, is_person: bool) -> str:
    """The first thing or name of a question that agrees; a named one first among many."""
    language = detect_language(question)
    phrases = [
        phrase
        for phrase in noun_phrases(question, language)
        if not _OF_SOMETHING_ELSE.fullmatch(phrase.head)
        and (is_person or not _OFFICE.match(phrase.head))
    ]
    agreeing = [one for one in phrases if set(one.agreement) & set(agreement)]
    found = [
        *_told(agreeing, asked, agreement, language),
        *_bare(asked, phrases, question, agreement),
    ]
    return min(found, default=(0, 0, ""))[2]


def _told(
    phrases: Sequence[NounPhrase], asked: Sequence[Mention], agreement: str, language: str
) -> Iterator[_Ranked]:
    around = ", ".join(mention.text for mention in asked)
    for phrase in phrases:
        told = with_article(phrase, agreement, language)
        named = phrase.named or any(m.text in phrase.text for m in asked)
        rank = int(agreement == "p" and not named)
        yield rank, phrase.start, told if named or not around else f"{told} ({around})"


def _bare(
    asked: Sequence[Mention], phrases: Sequence[NounPhrase], question: str, agreement: str
) -> Iterator[_Ranked]:
    """Names that stand in no phrase: "Bakhmut", "l'Ukraine" with the article that it has."""
    for mention in asked:
        if not any(one.start <= mention.start and mention.end <= one.end for one in phrases):
            article = ARTICLE.search(plain(question[: mention.start]))
            start = article.start() if article else mention.start
            lead = question[start : mention.start].lower()
            yield 2 * (agreement == "p"), mention.start, lead + mention.text
