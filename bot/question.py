"""What a question asks for: its language, the kind of answer it wants, its content words and names.

Rules over question words in French, English, German and Spanish; a question in another language
gets kind "thing", which every sentence may answer. Nothing here looks at the documents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.errors import QuestionError
from bot.names import names
from bot.text.figures import Figure, figures
from bot.text.folding import search_key
from bot.text.language import detect_language
from bot.text.stems import content_words

Kind = Literal["person", "figure", "date", "place", "reason", "manner", "polar", "thing"]

Measure = Literal["money", "percent", "length", "inhabitants", "count", "any"]
"""What a figure must be to answer a counting question."""

LONGEST_QUESTION = 2000
"""Characters; a longer text is a document, not a question."""

_MEASURES = (
    "nombre|montant|pourcentage|proportion|prix|cout|distance|superficie|age|taille|hauteur|"
    "longueur|largeur|vitesse|population|part|taux|somme|budget|chiffre|chiffres|valeur|duree|poids|"
    "temperature|altitude|calibre|quantite|bilan|effectif|salaire"
)
_MEASURES_EN = (
    "number|amount|percentage|percent|proportion|share|price|cost|distance|area|age|size|height|"
    "length|speed|population|rate|sum|budget|figure|figures|value|duration|weight|temperature|"
    "altitude|caliber|calibre|quantity|toll|salary"
)
_PLACES = "ville|pays|region|lieu|endroit|village|province|departement|continent|quartier|etat|rue"
_PLACES_EN = "city|country|town|region|place|village|province|state|continent|street|area"

_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "date",
        re.compile(
            r"\b(quand|quelles? (annees?|dates?|epoque|periode)|quels? (jours?|mois|siecles?)|"
            r"(en|de|depuis|a partir de) quelle annee|when|(what|which) (year|date|day|month|"
            r"century)|"
            r"wann|welche[mnrs]? (jahr|tag|datum|monat)|cuando|que (ano|fecha|mes|dia|siglo))\b"
        ),
    ),
    (
        "figure",
        re.compile(
            r"\b(combien|quel(le)?s? (est |sont |etait |etaient |fut |serait )?"
            rf"(l[ea]s? |l |leur |son |sa )?({_MEASURES})|a (quel|quelle) ({_MEASURES})|"
            r"how (many|much|far|long|old|tall|high|large|fast|big|deep|heavy|often)|"
            rf"(what|which) (is |was |are |were )?(the |its |their )?({_MEASURES_EN})|"
            r"wie ?(viele?[nrs]?|hoch|gross|lang|lange|weit|alt|schnell|oft|teuer)|"
            r"cuant[oa]s?|(que|cual es el|cual es la) "
            r"(cantidad|porcentaje|numero|precio|distancia|coste|valor|edad))\b"
        ),
    ),
    (
        "reason",
        re.compile(
            r"\b(pourquoi|(pour |quelles? (est |sont )?(la |les )?)(quelles? )?(raisons?|"
            r"causes?)|why|"
            r"for what reason|what (is|was|are|were)? ?(the )?(reasons?|causes?)|what caused|"
            r"warum|wieso|weshalb|weswegen|por que)\b"
        ),
    ),
    (
        "person",
        re.compile(
            r"((?<!ce )(?<!est-ce )(?<!est ce )\bqui\b(?! est-ce que)|\bnoms?\b|comment (s|se) ?'?"
            r"(appelle|nomme)|\bwho(m|se)?\b|\bnames?\b|\bcalled\b|\bwer\b|\bwen\b|\bwem\b|"
            r"\bwessen\b|"
            r"wie heiss(t|en)|\bnamen?s?\b|\bquien(es)?\b|como se llama|\bnombres?\b)"
        ),
    ),
    (
        "place",
        re.compile(
            rf"(\bou\b(?= |-)|\bd ?'?ou\b|quel(le)?s? ({_PLACES})|\bwhere\b|(what|"
            rf"which) ({_PLACES_EN})|"
            r"\bwo\b|\bwoher\b|\bwohin\b|welche[mnrs]? (stadt|land|ort|region)|\bdonde\b|"
            r"que (ciudad|pais|lugar|region))"
        ),
    ),
    ("manner", re.compile(r"\b(comment|how|wie|como|de quelle (maniere|facon))\b")),
    (
        "polar",
        re.compile(
            r"^(est-ce que?|(is|are|was|were|did|does|do|has|have|had|can|could|will|would|"
            r"should)\b|"
            r"(ist|sind|war|hat|haben|wird|kann)\b)"
        ),
    ),
)


_COUNT = re.compile(
    r"\b(combien d(?:e|es|u)?\b(?!.(?:temps|argent)\b)|how many|wie ?viele|cuant[oa]s)\b"
)
_VALUED = (
    r"montant|prix|couts?|coute\w*|vaut|valeur|budget|salaires?|loyers?|price|costs?|worth|salary|"
    r"salaries|wages?|rent|wert|kostet|kosten|preis|gehalt|lohn|miete|vale|cuesta|precio|coste|"
    r"presupuesto|salario|sueldo|alquiler"
)
_MONEY = re.compile(rf"\b(?:{_VALUED})\b")
_MEASURED: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    (
        "percent",
        re.compile(
            r"\b(pourcentages?|proportion|taux|percent(age)?s?|rate|prozent\w*|porcentajes?)\b"
        ),
    ),
    (
        "money",
        re.compile(
            rf"\b({_VALUED}|how much|combien (?:gagne|touche|percoit)(?:nt)?\b(?! de )|"
            r"verdien(?:t|en)|cuanto (?:gana|cobra)n?\b(?! de ))\b"
        ),
    ),
    (
        "length",
        re.compile(
            r"\b(distance|hauteur|longueur|largeur|altitude|how (far|tall|high|long|deep) (is|"
            r"are|was)|"
            r"height|length|wie (weit|hoch|lang|tief)|entfernung|distancia|altura|longitud)\b"
        ),
    ),
    (
        "inhabitants",
        re.compile(r"\b(population|habitants|inhabitants|einwohner|poblacion|habitantes)\b"),
    ),
    ("count", _COUNT),
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, kw_only=True)
class Term:
    """A content word of a question, as the documents may write it.

    `spellings` are the question's own and the variants of a name that the library holds; `rarity`
    goes from near 0 (in every passage) to 1 (in none), and tells how much it matters to find it.
    """

    word: str
    spellings: tuple[str, ...]
    rarity: float = 1.0
    name: bool = False


@dataclass(frozen=True, kw_only=True)
class Question:
    """An analysed question; `key` is its text in lower case without accents."""

    text: str
    language: str
    kind: Kind
    key: str
    words: tuple[str, ...]
    counted: str
    """The word that a question counts ("obus" in "combien d'obus"); "" where there is none."""
    measure: Measure
    names: tuple[str, ...]
    figures: tuple[Figure, ...]


def is_foreign(question: Question, language: str) -> bool:
    """Whether a document's language is known to be another than the question's."""
    return "und" not in (language, question.language) and language != question.language


def names_money(key: str) -> bool:
    """Whether a lower-case text without accents has a word of price, value or pay.

    >>> names_money("le contrat vaut 3 millions")
    True
    """
    return _MONEY.search(key) is not None


def question_kind(key: str) -> Kind:
    """Tell what kind of answer a lower-case question without accents wants.

    >>> question_kind("combien d'obus l'ukraine tire-t-elle par jour ?")
    'figure'
    """
    earliest: tuple[int, int, Kind] | None = None
    for rank, (kind, pattern) in enumerate(_PATTERNS):
        found = pattern.search(key)
        if found and (earliest is None or (found.start(), rank) < earliest[:2]):
            earliest = (found.start(), rank, kind)
    return earliest[2] if earliest else "thing"


def analyse(text: str) -> Question:
    """Analyse a question.

    Raises QuestionError when it is empty, has no word in it, or is longer than LONGEST_QUESTION.
    """
    text = " ".join(text.replace("\0", " ").split())
    if not text:
        raise QuestionError("the question is empty: write what you want to know")
    if len(text) > LONGEST_QUESTION:
        raise QuestionError(
            f"the question has {len(text)} characters, {LONGEST_QUESTION} at most: ask a "
            "shorter one, or ingest the text as a document"
        )
    if not any(character.isalnum() for character in text):
        raise QuestionError(f"the question {text[:40]!r} has no word in it: write it in words")
    language = detect_language(text)
    key = search_key(text).replace("’", "'")
    words = content_words(text, language)
    return Question(
        text=text,
        language=language,
        kind=question_kind(key),
        key=key,
        words=words,
        counted=_counted(key, words),
        measure=_measure(key),
        names=tuple(dict.fromkeys(name.text for name in names(text))),
        figures=figures(text),
    )


def _measure(key: str) -> Measure:
    return next((measure for measure, pattern in _MEASURED if pattern.search(key)), "any")


def _counted(key: str, words: Sequence[str]) -> str:
    """The content word right behind "how many", where that stands in the question."""
    found = _COUNT.search(key)
    if found is None:
        return ""
    by_key = {search_key(word): word for word in words}
    return next((by_key[run] for run in _WORD.findall(key, found.end()) if run in by_key), "")
