"""What a figure counts: its thing, bounds, subject and time, so that two figures can be compared.

A measure is read from one sentence. Things are brought to a common class where four languages have
many words for one thing ("12 morts", "12 people were killed", "zwölf Tote"); any other noun keeps
its stem.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.text.figures import Figure, figures
from bot.text.folding import search_key, words
from bot.text.stems import stems
from bot.types import Span

_CLASSES = {
    "killed": "morts mort morte mortes tues tue tuee tuees deces victimes mortelles decede decedes "
    "decedees peri killed killing dead deaths died die fatalities fatality death dies tote toten "
    "toter todesopfer getotet gestorben starben muertos muertas muerto muerta muertes "
    "fallecidos fallecieron murieron asesinados",
    "injured": "blesses blesse blessee blessees injured injuring wounded wounding injuries hurt "
    "verletzte verletzten verletzt verletzter heridos heridas herido herida",
    "missing": "disparus disparu disparues missing vermisste vermissten vermisst desaparecidos "
    "desaparecidas",
    "arrested": "arretes arrete arretees interpelles interpellees interpellations arrestations "
    "arrested arrests detained festgenommen festnahmen verhaftet detenidos arrestados",
    "evacuated": "evacues evacue evacuees evacuated evakuiert evacuados evacuadas",
    "shell": "obus shell shells granaten artilleriegranaten proyectiles",
    "soldier": "soldats soldat militaires troops soldiers soldier soldaten soldados",
    "missile": "missiles missile raketen rakete misiles misil",
    "demonstrator": "manifestants manifestant protesters demonstrators protestors demonstranten "
    "manifestantes",
    "job": "emplois emploi postes jobs arbeitsplatze stellen empleos",
    "voter": "electeurs voters wahler votantes",
    "inhabitant": "habitants habitant inhabitants inhabitant residents population einwohner "
    "bewohner habitantes poblacion",
    "house": "maisons logements houses homes hauser wohnungen casas viviendas",
}
CLASSES = frozenset(_CLASSES)
"""Things that have one name in all four languages."""

_CLASS_OF = {word: name for name, listed in _CLASSES.items() for word in listed.split()}
OUTCOMES = frozenset({"killed", "injured", "missing", "arrested", "evacuated"})
"""What became of people: one toll of one place has one figure."""


def class_of(word: str) -> str | None:
    """The one name of what a word counts, in four languages; None for a word not listed.

    >>> class_of("Granaten"), class_of("obus")
    ('shell', 'shell')
    """
    return _CLASS_OF.get(search_key(word))


_PEOPLE = frozenset(
    "personne personnes people person persons personen menschen personas gens habitants".split()
)
_RATES = {
    "day": r"par jour|quotidiennement|a day|per day|daily|pro tag|taglich|al dia|por dia|diarios",
    "week": r"par semaine|a week|per week|weekly|pro woche|por semana",
    "month": r"par mois|a month|per month|monthly|pro monat|al mes",
    "year": r"par an|a year|per year|annually|pro jahr|al ano|annuels?",
    "hour": r"par heure|an hour|per hour|pro stunde|por hora",
}
_RATE = re.compile("|".join(rf"\b(?P<{name}>{listed})\b" for name, listed in _RATES.items()))
_UP_TO = re.compile(r"(?:jusqu['’]a|au maximum|au plus|up to|at most|bis zu|hochstens|hasta)\b")
_ABOUT = re.compile(
    r"(?:environ|quelque|pres de|autour de|presque|about|around|nearly|almost|some|roughly|"
    r"approximately|etwa|rund|fast|ungefahr|unos|unas|cerca de|casi|alrededor de|une?)\s*$"
)
_MORE_THAN = re.compile(r"(?:plus d[e'’]|more than|over|above|mehr als|uber|mas de)\s*$")
_BETWEEN = re.compile(r"\s*(?:et|a|to|and|bis|und|y|-|–|—|à)\s*")
_COMPARED = re.compile(
    r"(?:contre|par rapport aux?|compared (?:with|to)|against|(?:up|down|rise|fall) from|from|"
    r"gegenuber|statt|frente a|au lieu de|passe[er]? de)\s+(?:\S+\s+)?$"
)
_PART = re.compile(
    r"(?:dont|y compris|parmi lesquels|parmi eux|including|among them|of whom|of them|darunter|"
    r"davon|entre ellos|incluidos|incluyendo|d['’]entre eux)\b[^.;]*$"
)
_RESTRICTORS = re.compile(
    r"\b(?:autres|nouveaux|nouvelles|supplementaires|other|others|more|additional|further|new|"
    r"weitere|neue|otros|otras|mas|nuevos|graves?|grievement|serious\w*|critical\w*|severely|"
    r"schwer\w*|leger\w*|civils?|civilians?|zivilisten|civiles|policiers?|police|enfants?|children|"
    r"kinder|ninos|femmes|women|frauen|mujeres|soldats?|soldiers|militaires|previous|"
    r"(?<!sont )(?:prevus?|attendus?)|(?<!are )(?<!were )(?:expected|planned))\b"
)
_CLAUSE_BREAK = re.compile(
    r";|\s[-–—]\s"
    r"|,?\s(?:tandis qu|alors qu|(?:mais|while|whereas|but|wahrend|aber|mientras|pero)\b)"
    r"|,\s(?:et|and|und|y)\s"
)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One counted thing in one sentence; offsets are in that sentence.

    `low` and `high` bound the value as written ("6 000 et 7 000"), with room for "about", "more
    than" and rounding. `thing` is its class or stem, `rate` "day" for "par jour" and the like,
    `restricted` the words that narrow it down ("civils"), `clause` where in the sentence it stands.
    """

    span: Span
    value: str
    low: Decimal
    high: Decimal
    thing: str
    rate: str
    restricted: frozenset[str]
    clause: Span
    counted: Span


def measures(sentence: str, language: str) -> tuple[Measure, ...]:
    """The measures of a sentence, in order; figures that count nothing nameable are left out.

    ("12 personnes ont été tuées.", "fr") -> (Measure(value="12", thing="killed", …),)
    """
    found = [f for f in figures(sentence) if f.kind in ("number", "money", "percent")]
    made: list[Measure] = []
    at = 0
    while at < len(found):
        last = at + 1 if _is_range(sentence, found, at) else at
        measure = _measure(sentence, found, (at, last), language)
        if measure is None and made and "en" in words(sentence[: found[at].span.start])[-6:]:
            # « la Russie tire 20 000 obus, l'Ukraine en tire 6 000 »: "en" stands for the noun.
            measure = _measure(sentence, found, (at, last), language, made[-1])
        if measure is not None:
            made.append(measure)
        at = last + 1
    return tuple(made)


def _measure(
    sentence: str,
    found: list[Figure],
    places: tuple[int, int],
    language: str,
    same_as: Measure | None = None,
) -> Measure | None:
    first, last = found[places[0]], found[places[1]]
    clause = _clause(sentence, first.span)
    before = aligned_key(sentence[clause.start : first.span.start])
    following = found[places[1] + 1].span.start if places[1] + 1 < len(found) else clause.end
    after = aligned_key(sentence[last.span.end : min(clause.end, max(following, last.span.end))])
    thing = same_as.thing if same_as else _thing(last, before, after, language)
    if not thing or _COMPARED.search(before) or _PART.search(before):
        return None
    low, high = _bounds(first.value, last.value, before)
    rate = _RATE.search(after) or _RATE.search(before)
    return Measure(
        span=Span(first.span.start, last.span.end),
        value=sentence[first.span.start : last.span.end],
        low=low,
        high=high,
        thing=thing,
        rate=(rate.lastgroup or "") if rate else (same_as.rate if same_as else ""),
        restricted=frozenset(_RESTRICTORS.findall(" ".join(after.split(",")[0].split()[:4]))),
        clause=clause,
        counted=_counted(after, last.span.end, rate if rate and rate.string is after else None),
    )


def _thing(figure: Figure, before: str, after: str, language: str) -> str:
    """The class of what is counted: an outcome for people, a unit, or the noun's stem."""
    if figure.kind in ("money", "percent"):
        return figure.unit
    if figure.unit in _CLASS_OF:
        return _CLASS_OF[figure.unit]
    if figure.unit in _PEOPLE or (not figure.unit and before):
        outcomes = [_CLASS_OF[word] for word in words(after) if _CLASS_OF.get(word) in OUTCOMES]
        outcomes += [
            _CLASS_OF[word] for word in words(before)[::-1] if _CLASS_OF.get(word) in OUTCOMES
        ]
        if outcomes:
            return outcomes[0]
    if not figure.unit:
        return ""
    return next(iter(stems(figure.unit, language)), "")


def _counted(after: str, start: int, rate: re.Match[str] | None) -> Span:
    """The words right after the figure that name what it counts, its rate included."""
    noun = re.match(r"\s*\S+", after)
    end = max(noun.end() if noun else 0, rate.end() if rate else 0)
    return Span(start, start + end)


def _bounds(first: Decimal, last: Decimal, before: str) -> tuple[Decimal, Decimal]:
    low, high = min(first, last), max(first, last)
    tail = before[-40:].rstrip() + " "
    if _UP_TO.search(tail):
        low = low if low < high else high * Decimal("0.75")
    if _MORE_THAN.search(tail.rstrip()):
        high *= Decimal("1.25")
    slack = Decimal("0.1") if _ABOUT.search(tail.rstrip()) else Decimal(0)
    return low - max(low * slack, _rounding(low)), high + max(high * slack, _rounding(high))


def _rounding(value: Decimal) -> Decimal:
    """Half of the last place of a value written with two zeros or more, 5% of it at most."""
    whole = value.normalize()
    exponent = int(whole.as_tuple().exponent)
    if exponent < 2:
        return Decimal(0)
    return min(Decimal(10) ** exponent / 2, abs(value) / 20)


def _is_range(sentence: str, found: list[Figure], at: int) -> bool:
    if at + 1 >= len(found) or found[at].kind != found[at + 1].kind:
        return False
    between = sentence[found[at].span.end : found[at + 1].span.start]
    if _BETWEEN.fullmatch(search_key(between)) is None or found[at].value >= found[at + 1].value:
        return False
    opened = re.search(
        r"(?:entre|de|between|from|zwischen|von)\s*$", sentence[: found[at].span.start]
    )
    return (
        opened is not None or re.fullmatch(r"\s*[-–—]\s*|\s*(?:à|to|bis|a)\s*", between) is not None
    )


def _clause(sentence: str, span: Span) -> Span:
    start, end = 0, len(sentence)
    for match in _CLAUSE_BREAK.finditer(aligned_key(sentence)):
        if match.end() <= span.start:
            start = match.end()
        elif match.start() >= span.end:
            end = match.start()
            break
    return Span(start, end)


def aligned_key(text: str) -> str:
    """The text in lower case without accents, character by character, so that offsets hold."""
    keyed = [search_key(character) for character in text]
    return "".join(key[:1] or " " for key in keyed)
