"""Relations of which a thing has one value: founded when, seated where, written by whom.

A question names such a relation, and the sentences of the documents name it in words of their own;
the words of French, English, German and Spanish for one relation stand together here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.names.lexicon import FUNCTION_WORDS
from bot.question import Question
from bot.text.folding import search_key

Wanted = Literal["date", "place", "person", "figure"]


@dataclass(frozen=True, kw_only=True)
class Relation:
    """What ties a value to its subject. `lasting`: later days do not change it.

    `told` finds its words in a text in lower case; an accent that tells a word from another (né,
    ne) is asked for.
    """

    name: str
    wanted: Wanted
    told: re.Pattern[str]
    lasting: bool


_WORDS = {
    "birth": r"née?s?|naquit|naissance|born|births?|geboren\w*|geburt\w*|naci[óo]|nacid[oa]s?|"
    r"nacimiento",
    "death": r"mort|morte|décès|décédée?|mourut|meurt|died|dies|deaths?|gestorben|starb|tod|"
    r"todes\w*|muri[óo]|muerte|falleci[óo]|fallecid[oa]|fallecimiento",
    "founding": r"fondée?s?|fonda|fonder|fondation|créée?s?|créa|créer|création|founded|founding|"
    r"founder|foundation|established|establishment|created?|creation|gegründet\w*|gründung\w*|"
    r"gründete|gründer\w*|fundad[oa]s?|fundó|fundación|fundador\w*|cread[oa]s?|creó|fondateur|"
    r"fondatrice",
    "building": r"construite?s?|construire|construction|bâtie?s?|édifiée?s?|built|build|erected|"
    r"constructed|gebaut\w*|erbaut\w*|errichtet\w*|construid[oa]s?|construy[óo]|construcción",
    "opening": r"inaugurée?s?|inaugur[ao]|inauguration|inaugurated|opened|opening|eröffnet\w*|"
    r"eröffnung|inaugurad[oa]s?|inaugur[óo]|inauguración",
    "release": r"sortie?s?|parue?s?|parution|publiée?s?|publication|released?|published|"
    r"erschien\w*|veröffentlich\w*|publicad[oa]s?|lanzad[oa]s?|lanzamiento|estrenad[oa]s?|estreno",
    "seat": r"siège|basée?s?|sise?s?|installée?s?|implantée?s?|située?s?|se trouve|se situe|"
    r"headquarter\w*|based|seat|located|situated|sitz|hauptsitz|firmensitz|ansässig|gelegen|"
    r"liegt|befindet|sede|ubicad[oa]s?|situad[oa]s?|radicad[oa]s?|se encuentra|"
    r"(?:is|was|est|était|ist|war|es|era|fue) (?:an?|une?|eine?|una?)"
    r" (?:\w+ ){1,3}(?=(?:in|à|en)\b)",
    "direction": r"réalisée?s?|réalisa|réalisateur|réalisatrice|directed|director|directs?|regie|"
    r"regisseur\w*|inszeniert\w*|dirigid[oa]s?|dirigi[óo]|director[a]?",
    "authorship": r"écrite?s?|écrivit|auteure?|autrice|roman|written|wrote|writes?|author|novel|"
    r"geschrieben\w*|schrieb|verfasst\w*|autorin?|escrit[oa]s?|escribi[óo]|autora?|novela",
    "music": r"album|chanson|chanteur|chanteuse|single|song|singer|artist|band|lied|sänger\w*|"
    r"canción|cantante|[áa]lbum|interpr[éè]t\w*|enregistrée?s?|recorded",
    "composing": r"composée?s?|composa|composit(?:eur|rice)|composed|composer|komponiert\w*|"
    r"komponist\w*|compuest[oa]s?|compuso|compositora?",
    "designing": r"conçue?s?|conçut|architecte|dessinée?s?|designed|designer|architect|"
    r"entworfen\w*|architekt\w*|diseñad[oa]s?|diseñó|arquitect[oa]",
    "producing": r"produite?s?|produisit|product(?:eur|rice)|produced|producer|produziert\w*|"
    r"produzent\w*|producid[oa]s?|produjo|productora?",
    "closing": r"fermée?s?|fermeture|closed|closure|shut down|geschlossen\w*|schließung|"
    r"cerrad[oa]s?|cerró|cierre",
    "beginning": r"commencée?s?|commença|débutée?s?|débuta|début|began|begun|started|beginning|"
    r"begann\w*|begonnen\w*|beginn|comenzó|comenzad[oa]s?|empezó|inicio",
    "marriage": r"épousa|épousée?|mariée?s?|mariage|married|marriage|wedding|heiratet\w*|"
    r"hochzeit|cas[óo]|casad[oa]s?|boda",
    "discovering": r"découverte?s?|découvrit|découvreur|discovered|discoverer|discovery|"
    r"entdeckt\w*|entdecker\w*|descubiert[oa]s?|descubrió|descubridora?",
    "inventing": r"inventée?s?|inventa|invent(?:eur|rice)|invented|inventor\w*|erfunden\w*|"
    r"erfand|erfinder\w*|inventad[oa]s?|inventó",
    "winning": r"remportée?s?|remporta|gagnée?s?|gagna|vainqueur|lauréate?|won|winner|wins|"
    r"gewann|gewonnen|gewinner\w*|sieger\w*|ganó|ganad[oa]s?|ganadora?",
    "capital": r"capitale?|hauptstadt",
    "population": r"population|habitants|inhabitants|residents|people|einwohner\w*|bevölkerung|"
    r"habitantes|población",
    "length": r"longueur|long|longs?|length|längen?|lang|longitud|largo",
    "height": r"hauteur|haute?|altitude|height|high|tall|höhe|hoch|altura|alto|alta",
}
_WANTED: dict[Wanted, tuple[str, ...]] = {
    "date": (
        "birth", "death", "founding", "building", "opening", "release", "inventing", "discovering",
        "marriage", "closing", "beginning",
    ),
    "place": ("birth", "death", "seat", "capital"),
    "person": ("direction", "authorship", "composing", "designing", "music"),
    "figure": ("population", "length", "height"),
}  # fmt: skip
_CHANGING = frozenset(("seat", "capital", "population"))
_ASKED_OTHERWISE = {
    "death": r"\bdid\b.*\bdie\b|\bmourir\b|\bsterben\b|\bmorir\b",
    "release": r"\bsortir\b|\bparaître\b|\berscheinen\b|\brelease\b|\bpublish\b",
    "beginning": r"\bbegin\b|\bstart\b|\bcommencer\b|\bdébuter\b|\bbeginnen\b|\bcomenzar\b",
    "closing": r"\bclose\b|\bfermer\b|\bschließen\b|\bcerrar\b",
    "marriage": r"\bmarry\b|\bépouser\b|\bheiraten\b|\bcasar(?:se)?\b",
    "opening": r"\bopen\b|\bouvrir\b|\beröffnen\b|\babrir\b",
    "founding": r"\bdid\b.*\bfound\b|\bestablish\b|\bgründen\b|\bfundar\b",
}
"""Forms of questions that in texts would be other words: "die" is a German article too."""

_ANY_EVENT = re.compile(
    rf"\b(?:{'|'.join(_WORDS[name] for name in (*_WANTED['date'], 'winning'))}"
    r"|siège|based|sitz|sede)\b"
)
_LISTS = re.compile(
    r"\b(qui (?:sont|etaient|furent)|qui ont|quels? (?:sont|etaient)|quelles|who (?:are|were)|"
    r"which \w+s (?:are|were|have)|wer (?:sind|waren)|welche \w+en|quienes|cuales|names of|"
    r"noms? des|une? des|one of|list of|liste)\b"
)
_ASKED_NOUNS: tuple[tuple[re.Pattern[str], Wanted], ...] = (
    (re.compile(r"\b(siege|headquarters|hauptsitz|firmensitz|sede|capitale?|hauptstadt)\b"),
     "place"),
    (re.compile(r"\b(date|datum|fecha)\b"), "date"),
    (re.compile(r"\b(population|bevolkerung|poblacion|longueur|length|hauteur|height)\b"),
     "figure"),
)  # fmt: skip
GENERIC = frozenset(
    "annee an date jour trouve situe nom nome ville lieu pays personne actuel actuelle "
    "societe entreprise firme film movie livre roman book novel year day name city town place "
    "country current currently company firm located album song single artist associated band "
    "estimated total jahr datum tag ort stadt heisst firma unternehmen aktuell aktuelle buch "
    "jahre ano fecha dia lugar ciudad nombre empresa actual libro encuentra estimee compagnie "
    "did does die found people person habitants inhabitants einwohner habitantes compte leben "
    "hat has many tiene cuenta compter zahlt had made".split()
)
"""Words of questions that a sentence that answers need not repeat."""


def asked_relation(question: Question) -> Relation | None:
    """The relation whose one value a question asks for; None for lists and all other questions.

    >>> asked_relation(analyse("En quelle année Valmont a-t-elle été fondée ?")).name
    'founding'
    """
    if _LISTS.search(question.key):
        return None
    lowered = _unquoted(question.text.lower())
    for wanted in _wanted(question):
        for name in _WANTED[wanted]:
            told = re.compile(rf"\b(?:{_WORDS[name]})\b")
            other = _ASKED_OTHERWISE.get(name)
            if told.search(lowered) or (other and re.search(other, lowered)):
                return Relation(name=name, wanted=wanted, told=told, lasting=name not in _CHANGING)
    return None


def _wanted(question: Question) -> tuple[Wanted, ...]:
    if question.kind in ("date", "place", "person", "figure"):
        return (question.kind,)
    if question.kind != "thing":
        return ()
    return tuple(wanted for pattern, wanted in _ASKED_NOUNS if pattern.search(question.key))


def _unquoted(text: str) -> str:
    """Without titles in quotation marks: words of a title are no relation."""
    return re.sub(r"[\"“«„][^\"”»“]*[\"”»“]", " ", text)


def _asked_by(relation: Relation, word: str) -> bool:
    pattern = _ASKED_OTHERWISE.get(relation.name)
    return pattern is not None and re.search(pattern, f"did {word}") is not None


def other_event(between: str) -> bool:
    """Whether words between a relation and a value tell of something else that has one."""
    return _ANY_EVENT.search(between.lower()) is not None or ";" in between


def subject_words(question: Question, relation: Relation) -> frozenset[str]:
    """Words of the question that tell what it is about: neither its relation nor "the year"."""
    unquoted = _unquoted(question.text)
    kept = {word for word in question.words if word not in unquoted}
    for word in question.words:
        if relation.told.fullmatch(word.lower()) or search_key(word) in GENERIC:
            continue
        if word.lower() in FUNCTION_WORDS or _asked_by(relation, word.lower()):
            continue
        kept.add(word)
    return frozenset(kept)
