"""The figures of a story that a reader wants: tolls, counts, money and shares, and what they count.

Years, dates, ages, lengths, ordinals and small bare numbers are none. A figure keeps what its
source puts before it ("plus de", "jusqu'à"): without that it would be another figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.claims import FigureClaim, figure_claims
from bot.counted import about_of
from bot.newsworthiness import MEASURES_OF_SIZE_OR_TIME
from bot.text.figures import Figure, figures
from bot.text.folding import search_key
from bot.text.measures import CLASSES, OUTCOMES
from bot.text.units import is_known_unit, unit_after
from bot.types import Passage, Span
from bot.writers.briefing_extractive import Sentences

MOST_FIGURES = 6
_FEWEST_COUNTED = 10
_FEWEST_IN_WORDS = 100
_FEWEST_VICTIMS = 2
_MOST_SOURCES = 5
_SAME_MATTER = 0.45
"""Centred cosine from which two sentences with one value speak of one thing, whatever words."""

_SAME_UNIT = 0.3
"""The same where the unit or thing is the same too."""

_HEDGE = re.compile(
    r"(?:\b(?:pas moins d['e’]|no (?:less|fewer) than|nicht weniger als|no menos de|"
    r"jusqu['’]à|plus d['e’]|moins d['e’]|environ|près d['e’]|autour d['e’]|quelque|"
    r"au moins|au plus|au maximum|presque|entre|"
    r"about|around|nearly|almost|roughly|approximately|more than|over|less than|fewer than|under|"
    r"up to|at least|at most|between|"
    r"etwa|rund|fast|knapp|über|mehr als|weniger als|mindestens|bis zu|höchstens|zwischen|"
    r"unos|unas|cerca de|casi|más de|menos de|al menos|hasta|alrededor de)[ \u00a0\u202f]?)+$",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?")
_NUMBER = re.compile(
    r"\d|(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quinze|seize|vingt|"
    r"trente|cent|mille|milli|two|three|four|five|seven|eight|nine|ten|eleven|twelve|twenty|"
    r"thirty|hundred|thousand|dozen|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|"
    r"hundert|tausend|dutzend|dos|tres|cuatro|cinco|siete|ocho|nueve|diez|once|doce|veinte|cien|mil)",
    re.IGNORECASE,
)
"""What every sentence with a figure has; most others need not be read."""

_MULTIPLES = frozenset("fois times mal veces exemplaires".split())
_WHOLE = re.compile(
    r"(?:\d|\b[^\W\d_]{2,12})[ \u00a0\u202f](?:des|sur(?: les)?|of the|out of(?: the)?|der|de los|"
    r"de las)[ \u00a0\u202f]$",
    re.IGNORECASE,
)
"""« 22 des 27 pays »: the figure is 22."""

_LABELLED = re.compile(r"(?<!^)\b[A-ZÀ-Þ][\w-]*[ \u00a0\u202f]$")
"""A capital before a bare number makes it a name: « Ubuntu 12 », « Boeing 737 »."""


@dataclass(frozen=True, kw_only=True)
class FoundFigure:
    """A figure as proposed: its words, and the rows of the sentences that give it, best first."""

    value: str
    about: str
    rows: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class _Given:
    """One figure in one sentence, with its value as it is written and as numbers."""

    row: int
    value: str
    about: str
    thing: str
    amount: bool
    values: tuple[Decimal, ...]


def key_figures(
    rows: Sequence[int], sentences: Sentences, told: Sequence[int]
) -> tuple[FoundFigure, ...]:
    """The figures of the sentences in these rows, most supported first, `MOST_FIGURES` at most.

    Only sentences that can be told alone give figures. The same figure of several origins is one
    with several rows. Among figures of equal support those of the `told` rows come first, then
    what all news counts, then amounts, then the others in the order of the rows.

    rows of "12 morts à Bonn" (two origins) and "un pont de 3 millions d'euros"
    -> "12" of "morts" with two rows, "3 millions d'euros" of "un pont" with one
    """
    given = [one for row in rows for one in _given(row, sentences)]
    groups: list[list[_Given]] = []
    for one in given:
        same = next((group for group in groups if _same(one, group[0], sentences)), None)
        groups.append([one]) if same is None else same.append(one)
    ranked = sorted(groups, key=lambda group: _rank(group, sentences, told))
    return tuple(_found(group, sentences, told) for group in ranked[:MOST_FIGURES])


def _given(row: int, sentences: Sentences) -> Iterator[_Given]:
    stated = sentences.told[row]
    unit = sentences.units[row]
    if stated is None or not _NUMBER.search(unit.text):
        return
    document = unit.passage.document
    alone = Passage(
        document=document,
        number=unit.passage.number,
        start=stated.quote.start,
        end=stated.quote.end,
    )
    before: dict[str, str] = {}
    for claim in figure_claims("", alone):
        counted = [
            figure
            for figure in figures(claim.sentence)
            if claim.measure.span.start <= figure.span.start < claim.measure.span.end
        ]
        if not counted or not _is_key(claim, counted[-1]):
            continue
        span = _value_span(claim, counted[-1])
        amount = _is_amount(counted[-1])
        about = about_of(claim, span, "amount" if amount else "count")
        if not amount:
            about = about or before.get(claim.measure.thing, "")
        value = claim.sentence[span.start : span.end]
        if about and "\n" not in value:
            before[claim.measure.thing] = about
            yield _Given(
                row=row,
                value=value,
                about=_with_subject(about, claim),
                thing=claim.measure.thing,
                amount=amount,
                values=tuple(figure.value for figure in counted),
            )


def _is_amount(figure: Figure) -> bool:
    """Whether the unit is part of the value, as in money, shares and measures."""
    return figure.kind in ("money", "percent") or is_known_unit(figure.unit)


def _is_key(claim: FigureClaim, figure: Figure) -> bool:
    """Whether a reader wants the figure: money, a share, a toll, or a count of some size."""
    if figure.kind in ("money", "percent"):
        return True
    measure = claim.measure
    if measure.thing in OUTCOMES:
        return measure.high >= _FEWEST_VICTIMS
    if search_key(figure.unit) in MEASURES_OF_SIZE_OR_TIME | _MULTIPLES:
        return False
    if _YEARS.fullmatch(measure.value) and measure.thing not in CLASSES:
        return False
    before = claim.sentence[: measure.span.start]
    if _WHOLE.search(before) or _LABELLED.search(before):
        return False
    if figure.value % 1 and not _is_amount(figure):
        return False
    in_digits = measure.value[-1].isdigit() or measure.value[0].isdigit()
    return figure.value >= (_FEWEST_COUNTED if in_digits else _FEWEST_IN_WORDS)


def _value_span(claim: FigureClaim, figure: Figure) -> Span:
    """The value with the words that bound it and the unit of money or shares."""
    start, end = claim.measure.span
    hedge = _HEDGE.search(claim.sentence[:start])
    if hedge is not None:
        start = hedge.start()
    unit = unit_after(claim.sentence, end)
    if _is_amount(figure) and unit.known and unit.name == figure.unit:
        end = unit.end
    return Span(start, end)


def _with_subject(about: str, claim: FigureClaim) -> str:
    """What is counted with whose it is, where each of several has its rate: « par jour »."""
    if not claim.measure.rate or claim.measure.thing not in CLASSES:
        return about
    first = min(claim.leading, key=claim.sentence.find, default="")
    return f"{about} ({first})" if first and search_key(first) not in search_key(about) else about


def _same(one: _Given, other: _Given, sentences: Sentences) -> bool:
    if one.values != other.values:
        return False
    if one.row == other.row:
        return one.thing == other.thing and one.about == other.about
    close = float(sentences.close[one.row, other.row])
    if one.amount and one.thing == other.thing != "%":
        return True
    if one.thing == other.thing:
        return close >= _SAME_UNIT or one.thing in OUTCOMES or one.about == other.about
    return close >= _SAME_MATTER


def _rank(
    group: Sequence[_Given], sentences: Sentences, told: Sequence[int]
) -> tuple[int, bool, int, int]:
    origins = {sentences.units[one.row].origin for one in group}
    shown = any(one.row in told for one in group)
    kind = 0 if group[0].thing in CLASSES else 1 if group[0].amount else 2
    return -len(origins), not shown, kind, group[0].row


def _found(group: Sequence[_Given], sentences: Sentences, told: Sequence[int]) -> FoundFigure:
    """The figure in the words of the sentence that is told, else of the first; a row per origin."""
    ordered = sorted(group, key=lambda one: (one.row not in told, one.row))
    rows: dict[str, int] = {}
    for one in ordered:
        rows.setdefault(sentences.units[one.row].origin, one.row)
    first = ordered[0]
    return FoundFigure(
        value=first.value, about=first.about, rows=tuple(rows.values())[:_MOST_SOURCES]
    )
