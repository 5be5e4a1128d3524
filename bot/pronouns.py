"""Pronouns of a follow-up, replaced by the names that they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from bot.antecedents import antecedent
from bot.text import anaphora
from bot.text.anaphora import plain
from bot.text.language import detect_language
from bot.types import Turn

_S = "'s"
_DATIVE = {"der": "dem", "das": "dem", "die": "der"}

Meant = Callable[[str], str]
"""Whom or what a pronoun means, as `bot.antecedents.antecedent` tells; "" where it cannot."""


def pronominal(asked: str, turns: Sequence[Turn]) -> str:
    """The question with names for its pronouns; "" where it has none that point to the thread."""
    key = plain(asked)
    if anaphora.IMPERSONAL.search(key):
        return ""
    opening = anaphora.OPENING.match(key)
    start = opening.end("conjunction") if opening and opening["conjunction"] else 0
    text = asked[start:]
    for substitute in (_inverted, _possessive, _clitic, _object, _subject):
        if changed := substitute(text, partial(antecedent, turns)):
            return changed
    return ""


def _inverted(text: str, meant: Meant) -> str:
    found = anaphora.INVERTED.search(plain(text))
    if found is None or not anaphora.BEFORE_INVERTED.match(plain(text[: found.start()])):
        return ""
    name = meant(found["pronoun"])
    return f"{text[: found.end('verb')]} {name}{text[found.end() :]}" if name else ""


def _clitic(text: str, meant: Meant) -> str:
    """French "Qui la dirige ?" -> "Qui dirige l'usine ?"."""
    found = anaphora.CLITIC.match(plain(text))
    name = meant({"la": "elle", "le": "il"}.get(found["clitic"], "leur")) if found else ""
    if found is None or not name:
        return ""
    rest = text[found.end("clitic") :].lstrip(" '’")
    said = rest.rstrip(" ?!.")
    return f"{text[: found.start('clitic')]}{said} {name}{rest[len(said) :]}"


def _object(text: str, meant: Meant) -> str:
    """ "When did the army retire them?": the subject between cannot be what "them" means."""
    found = anaphora.OBJECT.match(plain(text))
    if found is None:
        return ""
    start, end = found.span("pronoun" if found["pronoun"] else "german")
    name = "" if text[start].isupper() else meant(text[start:end])
    before, after = text[:start], text[end:]
    return f"{before}{name}{after}" if name else ""


def _possessive(text: str, meant: Meant) -> str:
    key = plain(text)
    found = anaphora.POSSESSIVE.search(key)
    if found is None or anaphora.ASKS_FOR_SUBJECT.match(key):
        return ""
    if not anaphora.BEFORE_PRONOUN.match(key[: found.start()]):
        return ""
    language = detect_language(text)
    before, after = text[: found.start()], text[found.end() :]
    if found["english"]:
        name = meant(found["english"])
        return f"{before}{name}{chr(39) if name.endswith('s') else _S} {after}" if name else ""
    group = {"fr": "thing", "de": "noun", "es": "cosa"}.get(language, "")
    if not group or not found[group]:
        return ""
    thing = text[found.start(group) : found.end(group)]
    # "Et son ministre ?" asks for another thing of whatever the last question's thing was of.
    own, around = key[found.start() : found.start(group)], key[: found.start()] + key[found.end() :]
    has_verb = anaphora.VERB.search(around) or anaphora.QUESTION_WORD.search(around)
    name = meant(own.strip() if has_verb else "its")
    if not name or (language == "de" and not thing[0].isupper()):
        return ""  # "sein" is a verb, too: the noun's capital tells.
    return f"{before}{_owned(thing, name, found, language)}{after}"


def _owned(thing: str, name: str, found: re.Match[str], language: str) -> str:
    """The thing of somebody: "budget", "le Mali" -> "le budget du Mali"."""
    if language == "es":
        return f"{thing} de {name}".replace(" de el ", " del ")
    if language == "de":
        article, _, rest = name.partition(" ")
        name = f"{_DATIVE[article]} {rest}" if article in _DATIVE else name
        return f"{thing} von {name}"
    article = {"son": "le", "sa": "la", "leur": "le"}.get(found["french"], "les")
    article = "l'" if article != "les" and plain(thing)[0] in "aeiouh" else article + " "
    return f"{article}{thing} {_of(name)}"


def _of(name: str) -> str:
    """French "of": "Paul" -> "de Paul", "Anne" -> "d'Anne", "le Mali" -> "du Mali"."""
    for article, contracted in (("le ", "du "), ("les ", "des ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"d'{name}" if plain(name)[0] in "aeiou" else f"de {name}"


def _subject(text: str, meant: Meant) -> str:
    found = anaphora.SUBJECT.search(plain(text)) or anaphora.EL.search(text)
    if found is None or not anaphora.BEFORE_PRONOUN.match(plain(text[: found.start()])):
        return ""
    if text[found.start() : found.end()] == "Sie":  # the polite "you"
        return ""
    joined = "que " if found[0].lower().startswith("qu") else ""
    name = meant(re.sub(r"^qu['’]", "", plain(found[0])))
    return f"{text[: found.start()]}{joined}{name}{text[found.end() :]}" if name else ""
