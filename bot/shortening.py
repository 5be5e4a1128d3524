"""Long sentences told shorter: what a statement can lose and stay as true as it was.

Only whole asides and trailing clauses go (a relative clause between commas, "tandis que …",
", notamment …", a second main clause after ", et"), never a figure, a negation, a condition, words
in quotation marks or the attribution. What is left is what the sentence asserted.
"""

from __future__ import annotations

import re

from bot.text.figures import figures
from bot.text.language import FUNCTION_WORDS
from bot.text.mentions import find_mention
from bot.text.quotations import masked, quotations
from bot.text.reporting import VERB_OF_CLAUSE
from bot.types import Span

LONG = 22
"""Words from which a sentence is worth shortening."""

_FEWEST_LEFT = 8
_LEAST_FIGURE = 10
"""« les deux rives » may go, « 300 péniches » may not."""


_ASIDE = re.compile(
    r",\s(?:qui|dont|où|lesquel\w+|who|which|whose|where|cuy[oa]s?|quien(?:es)?)\b[^,;:.¤()]*,(?=\s)"
)
"""A relative clause between commas."""

_FILLER = re.compile(
    r",\s(?:quant à (?:lui|elle|eux|elles)|par ailleurs|en outre|également|toutefois|cependant|"
    r"pour sa part|de son côté|however|meanwhile|for (?:his|her|its|their) part|"
    r"por su parte|sin embargo),(?=\s)"
)
_BRACKETS = re.compile(r"\s\([^()¤]{1,60}\)|\s[-–—]\s[^-–—¤.;]{3,60}\s[-–—](?=\s)")

_TAIL = re.compile(
    r",?\s(?:tandis qu|alors qu|lors d|afin d|while |whereas |während |mientras )"
    r"|,\s(?:notamment|principalement|y compris|en particulier|laissant|ce qui|qui|dont|où|"
    r"mainly|including|especially|leaving|which|who|where|"
    r"vor allem|darunter|insbesondere|wobei|was|incluid[oa]s?|especialmente|lo que|quien)\b"
)
"""Where a clause begins that the rest can do without."""

_APPOSITION = re.compile(r"(?<=\w),\s(?:une?|an?|eine?|una)\s(?=[^,;¤]*$)")
"""A last apposition: « …, une ville bombardée de la province »."""

_OPENING = re.compile(
    r"(?:alors qu[e'’]|tandis qu[e'’]|conscient\w*|à l['’]approche d|while |as |during |"
    r"während |mientras )[^,;:.¤]{5,120},\s(?=\w)",
    re.IGNORECASE,
)
"""A first clause that only sets the scene."""

_POINTS_BACK = re.compile(
    r"\b(?:cela|ce|cet|cette|ces|ils?|elles?|leurs?|son|sa|ses|this|that|these|it|they|he|she|his|"
    r"her|their|dies\w*|er|sie|es|ihr\w*|sein\w*|est[aeo]s?|sus?)\b",
    re.IGNORECASE,
)
_NO_VERBS = re.compile(
    r"et|ou|ni|mais|and|or|nor|but|und|oder|aber|y|e|o|u|pero|l[ea]s?|l|d|des?|du|une?|à|aux?|en|dans|"
    r"par|pour|avec|sur|puis|notamment|y|qui|que|dont|où|the|an|in|of|at|by|for|with|on|to|from|"
    r"including|d(?:er|ie|as|en|em)|eine?\w?|im|am|von|mit|los|las|una?|del|con|por|para|lo",
    re.IGNORECASE,
)
_CONJUNCT = re.compile(r",\s(?:et|und|y)\s(?!non\b|nicht\b|no\b)|\set\squ(?:e\s|['’])|\sand that\s")
"""A second main or content clause. Not English ", and", which also ends a list."""

_KEEPS = re.compile(
    r"\b(?:si|s['’]ils?|sauf|probablement|peut-être|présumée?s?|probably|perhaps|reportedly|"
    r"alleged\w*|vermutlich|angeblich|vielleicht|probablemente|quizás?|presunt\w+|"
    r"à moins|sans|mais|pas|jamais|aucune?|ni|seulement|malgré|"
    r"if|unless|except|without|but|not|never|no|only|despite|although|though|"
    r"wenn|falls|außer|ohne|aber|nicht|kein\w*|nur|trotz|obwohl|"
    r"excepto|salvo|sin|pero|nunca|ningun\w*|aunque)\b",
    re.IGNORECASE,
)
"""Words that limit or turn round what is asserted: a clause with one of them stays."""


def shortened(text: str, language: str) -> str:
    """The sentence without what it can lose, when it is long; else as it stands.

    "Le bureau a compté 7 199 morts dans tout le pays depuis le mois de février de l'an dernier,
    principalement à cause des bombardements." -> the same up to "dernier."
    """
    for pattern in (_FILLER, _ASIDE, _BRACKETS):
        text = _without_asides(text, pattern, language)
    if len(text.split()) > LONG:
        text = _without_tail(text, language)
    return _without_opening(text) if len(text.split()) > LONG else text


def _without_asides(text: str, pattern: re.Pattern[str], language: str) -> str:
    if len(text.split()) <= LONG:
        return text
    clause = masked(text, quotations(text))
    for match in reversed(list(pattern.finditer(clause))):
        span = Span(*match.span())
        if pattern is _ASIDE and not _goes_on(text[span.end :], language):
            continue
        if _can_go(text, span):
            text = text[: span.start] + text[span.end :]
    return text


def _goes_on(rest: str, language: str) -> bool:
    """Whether after an aside the main clause goes on with its verb, rather than a list."""
    first = re.match(r"\s(\w+)", rest)
    if first is None or not first[1][0].islower():
        return False
    return not (_NO_VERBS.fullmatch(first[1]) or (language == "en" and first[1] == "a"))


def _without_opening(text: str) -> str:
    """The sentence from its main clause on, where that does not point back to what goes."""
    match = _OPENING.match(masked(text, quotations(text)))
    if match is None or not _can_go(text, Span(*match.span())):
        return text
    rest = text[match.end() :]
    if _POINTS_BACK.search(rest) or len(rest.split()) < _FEWEST_LEFT:
        return text
    return rest[0].upper() + rest[1:]


def _without_tail(text: str, language: str) -> str:
    """The sentence up to the last trailing clause that leaves it short enough, or its shortest."""
    clause = masked(text, quotations(text))
    patterns = (_TAIL, _APPOSITION) if language == "en" else (_TAIL, _APPOSITION, _CONJUNCT)
    cuts = sorted(match.start() for pattern in patterns for match in pattern.finditer(clause))
    kept = [at for at in cuts if _can_go(text, Span(at, len(text))) and _stands(clause[:at])]
    kept = [at for at in kept if clause[at:].count("¤") == 0]
    short = [at for at in kept if len(text[:at].split()) <= LONG]
    best = max(short, default=min(kept, default=len(text)))
    return text if best == len(text) else text[:best].rstrip(" ,;") + "."


def _can_go(text: str, span: Span) -> bool:
    """Whether the stretch holds no figure, no limit, and none of who says what is left."""
    stretch = text[span.start : span.end]
    told = (figure for figure in figures(stretch) if figure.kind != "date")
    if _KEEPS.search(stretch) or any(figure.value >= _LEAST_FIGURE for figure in told):
        return False
    said = find_mention(masked(text, quotations(text)))
    if said is None:
        return True
    whole = (said.speaker, said.reporting)
    return all(part.end <= span.start or part.start >= span.end for part in whole)


def _stands(clause: str) -> bool:
    tokens = clause.split()
    endings = {word for listed in FUNCTION_WORDS.values() for word in listed}
    return (
        len(tokens) >= _FEWEST_LEFT
        and VERB_OF_CLAUSE.search(clause) is not None
        and tokens[-1].lower().strip(",") not in endings
        and clause.count("(") == clause.count(")")
    )
