"""The things that a question names with an article, with the gender and number that it shows.

A later pronoun means one of them: after "Which maker builds the Gepard guns?", "them" can only be
the guns, and after « Quand l'usine a-t-elle brûlé ? », « elle » is the factory. Read by articles
and question words alone, without a dictionary: a phrase ends where its language's questions end
one (at a preposition, an auxiliary, behind the head of a French phrase), and what cannot be told
agrees with every pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.text.anaphora import plain

ANY = "mfnp"
"""Agreement as letters: masculine, feminine, neuter (each of one thing), plural."""


class NounPhrase(NamedTuple):
    """A phrase at its place; `text` is how another sentence names it: with its definite article."""

    start: int
    end: int
    text: str
    agreement: str
    head: str
    """Its noun, lower case without accents."""
    named: bool
    """Whether a name is in it, so that a reader elsewhere knows which one is meant."""


_EN_AUXILIARY = (
    r"(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|should|shall|may|"
    r"might|must)"
)
_EN_STOP = (
    rf"(?:{_EN_AUXILIARY}|of|in|on|at|to|from|for|by|with|about|against|after|before|since|until|"
    r"during|over|under|near|between|into|as|than|per|and|or|but|that|which|who|whom|when|where|"
    r"while|if|because|according|the|an?|his|her|its|their|it|they|them|he|she|him|not|so)"
)
_ENGLISH = re.compile(
    r"\b(?P<determiner>the|an?|this|these|those|which|what|how many) "
    rf"(?P<run>(?:(?!{_EN_STOP}\b)[\w’'-]+(?: (?=\w)|))+)"
)
_EN_BEFORE = re.compile(rf"(?P<auxiliary>\b{_EN_AUXILIARY}) $")
_EN_OF = re.compile(r" ?of ")
_AUXILIARIES = tuple(
    f"{word} " for word in "is are was were has have had do does did will would can could".split()
)
_POLAR_COPULA = re.compile(r"^\W*(?:is|are|was|were) ")
_COPULA = re.compile(r"is|are|was|were")
_NO_PREDICATE = re.compile(r"^\W*(?:(?:and|but|so) )?(?:what|who|where)\b")
_EN_PLURAL = re.compile(r"(?:[^siu]s|ies|people|men|women|children|police)$")

_FRENCH = re.compile(
    r"(?:\b(?P<determiner>les?|la|une?|des|du|aux?|ce|cet|cette|ces|"
    r"quel(?:le)?s?(?! (?:est|sont|etait|etaient|fut|sera)\b)|combien de) |"
    r"\b(?P<elided>l|combien d)['’])"
    r"(?P<before>(?:grande?s?|petite?s?|nouve(?:au|aux|lles?)|premiere?s?|derniere?s?|"
    r"ancien(?:ne)?s?|deux|trois|quatre|cinq|six) )?(?P<head>[\w-]+)"
)
_FR_AGREEMENT = {
    "le": "m", "un": "m", "du": "m", "au": "m", "ce": "m", "cet": "m", "quel": "m",
    "la": "f", "une": "f", "cette": "f", "quelle": "f", "l": "mf",
}  # fmt: skip
_FR_OF = re.compile(r" (?:de (?:la |l['’])?|du |des |d['’])")

_GERMAN = re.compile(
    r"\b(?P<determiner>der|die|das|den|dem|des|eine?[mnrs]?|im|am|zum|zur|beim|vom|"
    r"welche[mnrs]?|wie viele) (?P<before>(?:[a-zäöüß]+(?:e|en|er|es|em) ){0,2})"
    r"(?P<head>[A-ZÄÖÜ][\w-]+)"
)
_DE_AGREEMENT = {
    "der": "mf", "die": "fp", "das": "n", "den": "mp", "dem": "mn", "des": "mn", "ein": "mn",
    "eine": "f", "einen": "m", "einem": "mn", "einer": "f", "eines": "mn", "im": "mn", "am": "mn",
    "zum": "mn", "zur": "f", "beim": "mn", "vom": "mn", "welche": "fp", "welcher": "mf",
    "welches": "n", "welchen": "mp", "welchem": "mn", "wie viele": "p",
}  # fmt: skip
_DE_DATIVE = re.compile(
    r"\b(?:(?i:mit|bei|nach|von|zu|aus|seit|in|an|auf|über|unter|vor|neben|hinter|zwischen|wegen|"
    r"gegenüber)|[A-ZÄÖÜ][\w-]+) $"
)
"""A preposition or a noun, behind which "der" may be feminine: "in der Stadt", "Preis der Bahn"."""
_DE_OF = re.compile(r" von ")
_DE_ARTICLE = {"m": "der", "f": "die", "n": "das", "p": "die"}

_SPANISH = re.compile(
    r"\b(?P<determiner>el|la|los|las|una?|unos|unas|del|al|cuant[oa]s) (?P<head>[\w-]+)"
)
_ES_AGREEMENT = {"el": "m", "un": "m", "del": "m", "al": "m", "la": "f", "una": "f"}
_ES_OF = re.compile(r" (?:de (?:la |los |las )?|del )")

_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]*(?: [A-ZÀ-ÖØ-Þ][\w’'-]*)*")


def noun_phrases(text: str, language: str) -> list[NounPhrase]:
    """The phrases of a question in their order; none in a language other than the four.

    "Which maker builds the Gepard guns?" -> "the maker", "the Gepard guns" (plural, named)
    """
    readers = {"en": _english, "fr": _french, "de": _german, "es": _spanish}
    return list(readers[language](text)) if language in readers else []


def _english(text: str) -> Iterator[NounPhrase]:
    key = plain(text)
    for found in _ENGLISH.finditer(key):
        start, determiner = found.start("run"), found["determiner"]
        words = text[start : found.end()].split()
        if determiner in ("which", "what", "how many"):
            if not key[found.end() :].lstrip().startswith(_AUXILIARIES):
                words = words[:1]
        else:
            words = _without_predicate(words, key, found)
        head, end = words[-1], start + len(" ".join(words))
        many = determiner in ("how many", "these", "those") or (
            determiner not in ("a", "an", "this") and _EN_PLURAL.search(head.lower())
        )
        body = text[start : _with_owner(text, key, end)]
        yield NounPhrase(
            start=found.start(),
            end=start + len(body),
            text=f"the {body}",
            agreement="p" if many else "mfn",
            head=plain(head),
            named=_NAME.search(body) is not None,
        )


def _with_owner(text: str, key: str, end: int) -> int:
    """The end of a phrase with what it is of, where that has a name: "wall of the Harwick dam"."""
    of = re.compile(r" ?of (?P<the>the )?").match(key, end)
    name = _NAME.match(text, of.end()) if of else None
    if of is None or name is None:
        return end
    owner = _ENGLISH.match(key, of.start("the")) if of["the"] else None
    if owner is None:
        return name.end()
    words = _without_predicate(text[owner.start("run") : owner.end()].split(), key, owner)
    return owner.start("run") + len(" ".join(words))


def _without_predicate(words: list[str], key: str, found: re.Match[str]) -> list[str]:
    """ "is the Mamba system worth", "did the flood destroy", "the dam failed": the last word is no
    part of the phrase where an auxiliary stands before it and a predicate must follow."""
    if len(words) == 1 or _EN_OF.match(key, found.end()):
        return words
    before = _EN_BEFORE.search(key[: found.start()])
    if before is None:
        ends = not key[found.end() :].strip(" ?.!")
        said = words[-1].endswith("ed") or (ends and _POLAR_COPULA.match(key))
        return words[:-1] if said else words
    copula = _COPULA.fullmatch(before["auxiliary"]) is not None
    return words if copula and _NO_PREDICATE.match(key) else words[:-1]


def _french(text: str) -> Iterator[NounPhrase]:
    for found in _FRENCH.finditer(plain(text)):
        determiner = found["determiner"] or found["elided"]
        agreement = _FR_AGREEMENT.get(determiner, "p")
        end = _with_names(text, found.end(), _FR_OF)
        body = text[found.start("before") if found["before"] else found.start("head") : end]
        vowel = plain(body)[0] in "aeiouh"
        article = "les " if agreement == "p" else "la " if agreement == "f" else "le "
        if vowel and agreement != "p":
            article = "l'"
        named = _NAME.search(body) is not None
        yield NounPhrase(found.start(), end, f"{article}{body}", agreement, found["head"], named)


def _german(text: str) -> Iterator[NounPhrase]:
    lowered = text[:1].lower() + text[1:]
    for found in _GERMAN.finditer(lowered):
        agreement = _DE_AGREEMENT.get(found["determiner"], ANY)
        if found["determiner"] == "der" and not _DE_DATIVE.search(text[: found.start()]):
            agreement = "m"
        end = _with_names(text, found.end(), _DE_OF)
        body = text[found.start("before") : end]
        # Every German noun has a capital: a name is a second one, or stands behind "von".
        named = end > found.end()
        yield NounPhrase(found.start(), end, body, agreement, plain(found["head"]), named)


def _spanish(text: str) -> Iterator[NounPhrase]:
    for found in _SPANISH.finditer(plain(text)):
        feminine = found["determiner"] in ("las", "unas", "cuantas")
        agreement = _ES_AGREEMENT.get(found["determiner"], "p")
        article = {"m": "el", "f": "la"}.get(agreement, "las" if feminine else "los")
        end = _with_names(text, found.end(), _ES_OF)
        body = text[found.start("head") : end]
        named = _NAME.search(body) is not None
        yield NounPhrase(found.start(), end, f"{article} {body}", agreement, found["head"], named)


def _with_names(text: str, end: int, of: re.Pattern[str]) -> int:
    """The end of a phrase with the name behind its noun: "usine Chimival", "préfet de l'Orne"."""
    if beside := re.compile(rf" {_NAME.pattern}").match(text, end):
        return beside.end()
    joined = of.match(text, end)
    name = _NAME.match(text, joined.end()) if joined else None
    return name.end() if name else end


def with_article(phrase: NounPhrase, agreement: str, language: str) -> str:
    """The phrase as a subject. German articles tell their gender only beside a pronoun's: "dem
    Abkommen" that "es" means is "das Abkommen"."""
    if language != "de":
        return phrase.text
    both = [letter for letter in phrase.agreement if letter in agreement]
    return f"{_DE_ARTICLE[(both or ['p'])[0]]} {phrase.text}"
