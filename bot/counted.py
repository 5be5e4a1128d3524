"""What a figure counts, shortly and in its source's own words."""

from __future__ import annotations

import re
from typing import Literal

from bot.claims import FigureClaim
from bot.text.dates import WEEKDAY_NAMES
from bot.text.folding import search_key
from bot.text.measures import OUTCOMES, class_of
from bot.text.reporting import VERB_OF_CLAUSE
from bot.types import Span

_MOST_WORDS = 6
_MOST_WORDS_BEFORE = 10
_SPACE = r"[ \u00a0\u202f\n]"

_ENDS = re.compile(r"[,;:!?()«»\"“”„…]|[.](?=\s|$)|\s[-–—]\s")
_RATE = re.compile(
    r"(?:par (?:jour|mois|an|semaine|heure)|(?:a|per) (?:day|week|month|year|hour)|"
    r"pro (?:tag|woche|monat|jahr)|(?:al|por) (?:dia|mes|ano|semana|hora))\b"
)
_LINKS = frozenset("de d du des of von der al del".split())
_DAYS = frozenset(map(search_key, WEEKDAY_NAMES)) | {"hier", "yesterday", "gestern", "ayer"}
_STOPS = _DAYS | frozenset(
    """
    qui que qu dont ou et mais a ont est sont avait avaient etait etaient sera seront ete fut furent
    dans en sur sous pour par avec sans contre depuis avant apres chez vers entre lors pendant
    au aux ce cette ces son sa ses leur leurs le la les un une se s ne n il elle ils elles on
    y selon laut segun according parmi among unter compris dernier derniere derniers dernieres
    prochain prochaine prochains prochaines
    who which that whose and or but is are was were has have had will would be been in on at by for
    with from since before after into to than as the an its their his her it they over under near
    against during while last next
    die das und oder aber ist sind war waren hat haben wird werden wurde wurden im in am an auf aus
    bei mit nach seit vor zu zum zur fur gegen uber dem den
    que quien y e o es son fue fueron era ha han se en con por para sin contra desde el los las
    lo su sus
    """.split()
)
_AUXILIARIES = frozenset(
    "est sont etait etaient sera seront fut a ont avait avaient ist sind war waren fue".split()
)
_WORD = re.compile(r"(?:(?P<elided>[dlDL])['’])?(?P<word>[^\W_][\w-]*)[.]?")
_BEFORE_VALUE = re.compile(
    rf"(?P<thing>(?:[^\W\d_][\w'’-]*{_SPACE}){{0,3}}[^\W\d_][\w'’-]*){_SPACE}"
    r"(?:d['’]une? (?:montant|valeur|total|coût|budget) (?:total )?de|à hauteur de|de|d['’]|of|"
    r"worth|von|in Höhe von|por valor de)\s?$"
)
_OF_THING = re.compile(rf"{_SPACE}(?:de|d['’]|des|du|in|of|an|der|los|las)(?:{_SPACE}|(?<=['’]))")
_DETERMINER = re.compile(
    r"(?:l[ea]s?|l['’]|une?|des|d['’]une?|the|an?|its|d(?:er|ie|as)|eine?[nmrs]?|el|l[oa]s|una?)"
    r"(?:\s|(?<=['’]))",
    re.IGNORECASE,
)
_ANY_DETERMINER = re.compile(
    r"(?<![\w'’])(?:l[ea]s?|l['’]|une?|des|d['’]une?|du|au|aux|the|an?|its|d(?:er|ie|as|en|em)|eine?[nmrs]?|"
    r"el|l[oa]s|una?|del)(?:\s|(?<=['’]))",
    re.IGNORECASE,
)
_CHANGES = frozenset(
    """
    baisse hausse chute recul augmentation croissance progression diminution reduction bond repli
    rise fall drop increase decrease growth decline cut jump loss gain
    anstieg ruckgang zunahme abnahme wachstum plus minus
    subida bajada caida aumento descenso alza crecimiento
    """.split()
)
"""Nouns that say nothing without what has changed: « une baisse de 3 % »."""

_NO_THING = frozenset(
    """
    moins plus superieur superieure inferieur inferieure plutot environ seuil total partir raison
    less more higher lower rate mehr weniger mas menos superior inferior pres autour lieu moyenne
    """.split()
)


_LEADING_LINK = re.compile(r"^(?:de|of|von|d['’])\s?(?=\w)(?<=[\s'’])", re.IGNORECASE)


def about_of(claim: FigureClaim, value: Span, kind: Literal["amount", "count"]) -> str:
    """What the figure of the claim counts, from its sentence; "" where it cannot be told shortly.

    `value` is where the whole value stands in the sentence; its `kind` is "amount" for money,
    shares and measures, whose unit is part of the value, "count" for things.

    "un contrat de 552 millions de dollars avec deux entreprises" -> "contrat"
    "tirent jusqu'à 10 000 obus d'artillerie par jour" -> "obus d'artillerie par jour"
    """
    sentence, clause = claim.sentence, claim.measure.clause
    after = sentence[value.end : max(clause.end, value.end)]
    before = sentence[clause.start : value.start]
    if kind == "amount":
        return _of_amount(before, after)
    counted = _noun_phrase(after)
    if not counted:
        return ""
    thing = claim.measure.thing
    if thing in OUTCOMES and not any(class_of(word) == thing for word in counted.split()):
        return _with_outcome(counted, before, after, thing)
    return counted


def _noun_phrase(text: str) -> str:
    """The first words of the text as long as they can belong to one noun: "obus par jour"."""
    end = _ENDS.search(text)
    text = text[: end.start()] if end else text
    kept = at = 0
    linked = True
    for match in _WORD.finditer(text):
        if text[at : match.start()].strip(" \u00a0\u202f\n-’'") or len(text[:at].split()) > 5:
            break
        rate = _RATE.match(search_key(text[match.start() :]))
        if rate:
            kept = match.start() + rate.end()
            break
        word = search_key(match["word"])
        if (word in _STOPS and word not in _LINKS) or _breaks_off(word, match, kept and not linked):
            break
        linked = word in _LINKS
        at = match.end()
        if word not in _LINKS:
            kept = match.end("word")
    found = _flat(text[:kept]).strip(" -’'")
    return _LEADING_LINK.sub("", found)


def _breaks_off(word: str, match: re.Match[str], after_noun: int | bool) -> bool:
    return bool(after_noun) and not match["elided"] and _is_verb(word)


def _is_verb(word: str) -> bool:
    """« personnes manifestent », "people gathered": after a plural noun, no adjective of it."""
    ends = word.endswith(("ent", "ed", "ant", "ing", "aient", "ieron", "aron"))
    return (ends and class_of(word) is None) or _is_auxiliary(word)


def _is_auxiliary(word: str) -> bool:
    return VERB_OF_CLAUSE.fullmatch(word.lower()) is not None or search_key(word) in _AUXILIARIES


def _with_outcome(counted: str, before: str, after: str, thing: str) -> str:
    """« personnes ont été tuées » as it stands; a verb before the figure comes in brackets."""
    end = _ENDS.search(after)
    behind = list(_WORD.finditer(after[: end.start()] if end else after))[: _MOST_WORDS + 1]
    for match in behind:
        if class_of(match["word"]) == thing:
            return _flat(after[: match.end("word")])
    ahead = [match["word"] for match in _WORD.finditer(before) if class_of(match["word"]) == thing]
    return f"{counted} ({ahead[-1]})" if ahead else ""


def _of_amount(before: str, after: str) -> str:
    """What money or a share is for: « d'aide militaire », « un contrat de », « Les prix … de »."""
    linked = _OF_THING.match(after)
    of = ""
    if linked is not None:
        of = _noun_phrase(_without_determiner(after[linked.end() :]))
        of = "" if of[:1].isdigit() or search_key(of) in _NO_THING else of
    noun = _noun_before(before)
    if noun and of:
        return f"{noun}, {of}"
    if of or (noun and search_key(noun.split()[0]) not in _CHANGES):
        return of or noun
    opening = _flat(before).lstrip("-– ").rstrip(" ,")
    if (
        2 <= len(opening.split()) <= _MOST_WORDS_BEFORE
        and not _ENDS.search(opening)
        and _DETERMINER.match(opening)
    ):
        return opening
    return ""


def _without_determiner(text: str) -> str:
    found = _DETERMINER.match(text)
    return text[found.end() :] if found else text.removeprefix("son ").removeprefix("sa ")


def _noun_before(before: str) -> str:
    """« a signé un contrat de » -> "contrat"; "" where what stands there is no noun."""
    named = _BEFORE_VALUE.search(before)
    if named is None:
        return ""
    thing = _flat(named["thing"])
    starts = [match.end() for match in _ANY_DETERMINER.finditer(thing)]
    words = thing[max(starts, default=0) :].split()
    while words and search_key(words[0]) in _STOPS | _LINKS:
        words = words[1:]
    plain = bool(words and starts) and not any(
        _is_auxiliary(word) or search_key(word) in _STOPS for word in words
    )
    last = search_key(words[-1]) if plain else ""
    if not plain or last in _NO_THING | _STOPS or re.search(r"(?:é|ée|és|ées)$", words[-1]):
        return ""
    return " ".join(words)


def _flat(text: str) -> str:
    return " ".join(text.split())
