"""The value that one sentence gives for a relation: its year, its town, its author, its figure.

A value is read only where grammar ties it to the word of the relation, with no other event, name
or figure between them: a sentence that tells of two foundings gives no value of either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from bot.names import Name, names
from bot.names.lexicon import CALENDAR
from bot.text.dates import WrittenDate, dates
from bot.text.figures import Figure, figures
from bot.text.folding import search_key
from bot.text.geography import places_in
from bot.text.measures import class_of
from bot.types import Span
from bot.writers.relations import Relation, other_event

_REACH = 60
_BEFORE = 45
_YEAR = re.compile(r"(?<![\w.,/-])(1[0-9]\d\d|20\d\d)(?![\w%/]|[.,]\d|\s?(?:km|m|%|€|\$|people))")
_AT = re.compile(
    r"\b(?:in|at|near|à|en|au|aux|dans|im|zu|bei)\s+(?:the\s+|la\s+|le\s+|les\s+|l['’]|der\s+|"
    r"el\s+|(?:the\s+)?city of\s+|(?:la\s+)?ville d(?:e\s+|['’])|(?:la\s+)?ciudad de\s+)?$",
    re.IGNORECASE,
)
_IS = re.compile(
    r"(?:^|[\s,])(?:is|was|est|était|ist|war|es|era|fue|:)\s+(?:la ville de |the city of )?$"
)
_BY = re.compile(r"\b(?:by|par|von|por|durch)\s+[^,;:.()\"“«]{0,45}$")
_AUXILIARIES = re.compile(
    r"\s*(?:,\s*)?(?:(?:a|ont|had|has|hat|ha|who|qui|der|die|que|l['’])\s*)*\s*", re.IGNORECASE
)
_CHAINED = re.compile(
    r"\b(?:in|at|à|en|de|of|von|del?)\s+(?:[A-ZÀ-ÖØ-Þ][^\s,;.]*(?:\s[^\s,;.]+){0,3},\s*)+$"
)
_APPOSITION_ENDS = re.compile(r",\s*(?:was|were|is|wurde|ist|war|est|a été|était|fut|fue|es|era)\b")
_RELATIVE = re.compile(r"\s*(?:,|which|who|that|qui|dont|que|mit)\b|\s*[,(]", re.IGNORECASE)
_LIFESPAN_START = re.compile(r"[(\[](?:[^()\[\]\d]{0,20})$")
_DASH = re.compile(r"\s*[-–—]\s*")
_NO_POPULATION = re.compile(
    r"densit|dichte|per (?:sq|km)|par km|/\s?km|household|famil|housing|growth|average|moyenne"
)
REGIONS = re.compile(
    r"\b(?:county|parish|district|province|region|state|street|avenue|road|rue|boulevard|canton|"
    r"departement|arrondissement|quartier|kreis|landkreis|bezirk|strasse|provincia|calle|comarca|"
    r"island|ile|insel|isla|valley|vallee|north\w*|south\w*|east\w*|west\w*|square|park|university)\b"
)
"""Words of what is larger or smaller than a town."""

_LENGTHS = frozenset(("km", "mile", "m", "foot"))
_CAPITALISED = re.compile(r" ([A-ZÀ-ÖØ-Þ][^\W\d_]+(?:[-'’][^\W\d_]+)*)")
_UNIT = re.compile(r"\s?[^\W\d_]+")
_SHORT = 25
_DENSITY_AFTER = re.compile(
    r"\s*(?:[a-zéèä-]+\s+){0,2}(?:per|par|pro|por|/)\s?(?:sq|km|mile|square)"
)


@dataclass(frozen=True, kw_only=True)
class Value:
    """A value where it stands in the sentence. `days` are YYYYMMDD with zeros, for a date."""

    span: Span
    text: str
    day: tuple[int, int, int] | None = None
    amount: Decimal | None = None
    unit: str = ""


def values_of(relation: Relation, sentence: str, asked: frozenset[str]) -> tuple[Value, ...]:
    """The different values that a sentence gives for a relation; `asked` are the subject's words.

    ("founded when", "La société a été fondée en 1911 à Lyon.") -> (Value(text="1911", …),)
    """
    reader = {"date": _dated, "place": _placed, "person": _by, "figure": _measured}
    found = reader[relation.wanted](relation, sentence, asked)
    return tuple({search_key(value.text): value for value in found}.values())


def written_dates(sentence: str) -> list[WrittenDate]:
    """Dates with a year; a year that stands alone is one too."""
    found = [date for date in dates(sentence) if date.year]
    for match in _YEAR.finditer(sentence):
        if not any(
            date.span.start < match.end() and match.start() < date.span.end for date in found
        ):
            found.append(WrittenDate(Span(*match.span()), int(match.group()), 0, 0))
    return sorted(found, key=lambda date: date.span)


def is_named_before(subject: frozenset[str], sentence: str) -> bool:
    """Whether a sentence names anything but places."""
    return any(_of_subject(name.text, subject) for name in names(sentence)) or named_beside(
        subject, sentence
    )


def named_beside(subject: frozenset[str], sentence: str) -> bool:
    """Whether a sentence names another than the subject, places left out."""
    return any(
        not _of_subject(name.text, subject) and not _is_place(sentence, name, subject)
        for name in names(sentence)
    )


def _is_place(sentence: str, name: Name, subject: frozenset[str]) -> bool:
    """Whether a name is told as where something is: "in Adel, | Iowa", "of | Perry County"."""
    before = sentence[: name.span.start]
    if _AT.search(before) or places_in(name.text) or REGIONS.search(search_key(name.text)):
        return True
    if _CHAINED.search(before) or before.endswith("("):
        return True
    last = re.findall(r"[^\W_]+", before)[-1:]
    return bool(last) and before.endswith(", ") and _of_subject(last[0], subject)


def _told(relation: Relation, sentence: str, asked: frozenset[str]) -> Iterator[re.Match[str]]:
    """Where the relation is told of the subject: no other name stands right before it as its own.

    "Halden Robotics bought Norgren Tools, | founded | in 1919" tells of Norgren Tools.
    """
    others = [name for name in names(sentence) if not _of_subject(name.text, asked)]
    for match in relation.told.finditer(sentence.lower()):
        nearest = next((n for n in reversed(others) if n.span.end <= match.start()), None)
        if nearest is None:
            yield match
            continue
        if _tells_of_subject(relation, sentence, (nearest, match), asked):
            yield match


def _tells_of_subject(
    relation: Relation,
    sentence: str,
    pair: tuple[Name, re.Match[str]],
    asked: frozenset[str],
) -> bool:
    """Whether a relation is the subject's, though another name stands before its word."""
    nearest, told = pair
    own = sentence[nearest.span.end : told.start()]
    if _is_place(sentence, nearest, asked) and not _RELATIVE.match(own):
        return True
    if _APPOSITION_ENDS.match(own) and _opens_apposition(sentence, nearest.span, asked):
        return True
    acted = relation.wanted == "person" and _AUXILIARIES.fullmatch(own) is not None
    return acted or _of_subject(own, asked)


def _opens_apposition(sentence: str, name: Span, asked: frozenset[str]) -> bool:
    """ "Karl Brenner, painter from | Cologne" -> True: the verb behind it is Brenner's."""
    before, comma, opened = sentence[: name.start].rpartition(",")
    last = re.findall(r"[^\W_]+", before)[-1:]
    return bool(comma and last) and _of_subject(last[0], asked) and len(opened) <= _REACH


def _dated(relation: Relation, sentence: str, asked: frozenset[str]) -> Iterator[Value]:
    found = written_dates(sentence)
    yield from (_of_date(sentence, date) for date in _lifespan(relation, sentence, found))
    for match in _told(relation, sentence, asked):
        after = next((d for d in found if d.span.start >= match.end()), None)
        if after is not None:
            between = sentence[match.end() : after.span.start]
            if len(between) <= _REACH and not other_event(between):
                yield _of_date(sentence, after)
                continue
        before = next((d for d in reversed(found) if d.span.end <= match.start()), None)
        if before is not None:
            between = sentence[before.span.end : match.start()]
            if len(between) <= _BEFORE and not other_event(between):
                yield _of_date(sentence, before)


def _lifespan(relation: Relation, sentence: str, found: list[WrittenDate]) -> Iterator[WrittenDate]:
    """ "X (3 May 1905 – 2 March 1977)": of the first brackets of a person."""
    if relation.name not in ("birth", "death"):
        return
    for first, second in pairwise(found):
        between = sentence[first.span.end : second.span.start]
        opened = _LIFESPAN_START.search(sentence[: first.span.start])
        if opened and _DASH.fullmatch(between) and sentence[second.span.end :].startswith(")"):
            yield first if relation.name == "birth" else second
            return


def _of_date(sentence: str, date: WrittenDate) -> Value:
    start, end = date.span
    return Value(span=date.span, text=sentence[start:end], day=(date.year, date.month, date.day))


def _placed(relation: Relation, sentence: str, asked: frozenset[str]) -> Iterator[Value]:
    told = names(sentence)
    for match in _told(relation, sentence, asked):
        for name in told:
            own = _of_subject(name.text, asked) or relation.told.fullmatch(name.text.lower())
            if own or name.span.start < match.end():
                continue
            between = sentence[match.end() : name.span.start]
            linked = _AT.search(between) or (
                relation.name in ("seat", "capital") and _IS.search(between)
            )
            if linked and len(between) <= _REACH and not other_event(between):
                yield _whole_name(sentence, name.span)
            break


def _by(relation: Relation, sentence: str, asked: frozenset[str]) -> Iterator[Value]:
    told = [name for name in names(sentence) if not _of_subject(name.text, asked)]
    for match in _told(relation, sentence, asked):
        after = next((name for name in told if name.span.start >= match.end()), None)
        if after is not None:
            between = sentence[match.end() : after.span.start]
            if _BY.search(between) and len(between) <= _REACH and not other_event(between):
                yield _whole_name(sentence, after.span)
                continue
        before = next((name for name in reversed(told) if name.span.end <= match.start()), None)
        if (
            before is not None
            and _acts_on(sentence[match.end() :], asked)
            and _AUXILIARIES.fullmatch(sentence[before.span.end : match.start()])
        ):
            yield _whole_name(sentence, before.span)


def _whole_name(sentence: str, span: Span) -> Value:
    """The name with the capitalised words that follow it: "Boys | Like Girls"."""
    end = span.end
    while (more := _CAPITALISED.match(sentence, end)) and more[1].lower() not in CALENDAR:
        end = more.end()
    return Value(span=Span(span.start, end), text=sentence[span.start : end])


def _acts_on(following: str, asked: frozenset[str]) -> bool:
    """Whether the subject is the object of a verb: "Marius Blanc founded | Valmont"."""
    head = re.split(r"[,;:.()]|\b(?:by|par|von|por)\b", following)[0][:_BEFORE]
    return not re.match(r"\s+(?:in|en|im)\s+\d", head) and _of_subject(head, asked)


def _measured(relation: Relation, sentence: str, asked: frozenset[str]) -> Iterator[Value]:
    found = [f for f in figures(sentence) if f.kind == "number"]
    years = [date.span for date in written_dates(sentence)]
    for match in _told(relation, sentence, asked):
        for figure in found:
            if any(span.start <= figure.span.start < span.end for span in years):
                continue
            start, end = sorted(((figure.span.start, figure.span.end), match.span()))
            between = sentence[start[1] : end[0]]
            if re.search(r"\d|[;.()]", between) or len(between) > _SHORT or other_event(between):
                continue
            around = sentence[max(0, start[0] - 12) : end[1] + 20].lower()
            if _NO_POPULATION.search(around) or _DENSITY_AFTER.match(sentence[figure.span.end :]):
                continue
            unit = _unit_of(relation, figure)
            if unit is None:
                continue
            stop = _UNIT.match(sentence, figure.span.end) if unit else None
            span = Span(figure.span.start, stop.end() if stop else figure.span.end)
            text = sentence[span.start : span.end]
            yield Value(span=span, text=text, amount=figure.value, unit=unit)


def _unit_of(relation: Relation, figure: Figure) -> str | None:
    """The unit in which a relation is measured, None for a figure of something else."""
    if relation.name == "population":
        counts = figure.unit in ("", "person", "people") or class_of(figure.unit) == "inhabitant"
        return "" if counts else None
    return figure.unit if figure.unit in _LENGTHS else None


def _of_subject(name: str, asked: frozenset[str]) -> bool:
    keys = {search_key(word) for word in asked}
    return any(search_key(part) in keys for part in re.findall(r"[^\W_]+", name))
