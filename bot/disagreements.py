"""Finds figures for one and the same thing that differ between independent origins.

Precision first: two figures disagree only when they count the same thing, of the same subject, at
the same rate and time, in texts that are not reprints, and when neither value includes the other
("about 10,000" and "9,950" agree; a range agrees with what lies in it).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations

from bot.citations import DraftClaim, DraftDisagreement, DraftQuote, Evidence
from bot.claims import FigureClaim, figure_claims
from bot.names import names, same_name
from bot.text.folding import search_key, words
from bot.text.geography import places_in
from bot.text.language import FUNCTION_WORDS
from bot.text.measures import CLASSES, OUTCOMES, Measure
from bot.text.stems import stems

_PLAIN_UNITS = frozenset({"%", "euro", "dollar", "pound", "km", "m", "person"})
"""Units that count many different things in one text: two more words must be shared."""

_MOST_WORDS_ABOUT = 6
_ENDINGS = frozenset(search_key(word) for listed in FUNCTION_WORDS.values() for word in listed)
_LARGEST_RATIO = 5
_MOST_SIDES = 3
_FEWEST_COUNTED = 10
_STEM_SLACK = 3
_MOSTLY = 0.6
_PARTLY = 0.3
_WIDELY = 0.2
"""Shares of the shorter clause's words, and of the whole sentence's: a bank's losses and its
profits share a few words too."""

_CLAUSE_ENDS = re.compile(
    r"[,;]|\s(?:et|and|und|y)\s(?=\d)|\s(?:when|while|as|after|before|because|who|which|that|lorsqu|quand|alors|tandis|après|avant|"
    r"qui|que|dont|où|wenn|als|während|nachdem|cuando|mientras)\b"
)
_SPANS_OF_TIME = frozenset(
    "an anne jour heur mois semain minute siecle year day hour month week minut centuri decad "
    "jahr tag stund monat woch anos dias hor mes seman".split()
)
"""Ages and durations belong to many things in one text; what they measure cannot be told."""


def find_disagreements(
    evidence: Evidence, question: str | None = None
) -> tuple[DraftDisagreement, ...]:
    """Disagreements among the passages of the evidence, each value with its sentences as quotes.

    With a question only figures whose sentence shares a word or name with it are compared, and a
    matter of one place is no answer to a question about another. Values that agree are one claim
    with several quotes; claims come in order of evidence.

    "troops fire up to 10,000 shells a day" / "Ukraine fires 6,000 to 7,000 shells a day"
    -> about "shells a day", claims "10,000" and "6,000 to 7,000"
    """
    claims = [
        claim
        for item in evidence.items
        for claim in figure_claims(item.label, item.hit.passage)
        if question is None or _asked(claim, question)
    ]
    clashes = [pair for pair in combinations(claims, 2) if disagree(*pair)]
    made = (_disagreement(group, claims) for group in _joined(clashes))
    # Where many values stand side by side they count different things.
    return tuple(
        matter
        for matter in made
        if len(matter.claims) <= _MOST_SIDES
        and (question is None or _of_the_place(matter.about, question))
    )


def disagree(first: FigureClaim, second: FigureClaim) -> bool:
    """Whether two independent claims give different values for one thing at one time."""
    return _independent(first, second) and _same_time(first, second) and differ(first, second)


def differ(first: FigureClaim, second: FigureClaim) -> bool:
    """Whether two claims give different values for one thing, whoever says so and when.

    "7 199 civils tués en Ukraine" / "8 006 civils ont été tués en Ukraine" -> True
    """
    one, two = first.measure, second.measure
    return (
        one.thing == two.thing
        and _comparable(one)
        and _comparable(two)
        and one.rate == two.rate
        and one.restricted == two.restricted
        and _apart(one, two)
        and _same_matter(first, second)
        and _same_subject(first, second)
    )


def _comparable(measure: Measure) -> bool:
    """Whether the figure counts one thing of a text: no age, no "deux associations"."""
    if measure.thing in OUTCOMES:
        return True
    return measure.thing not in _SPANS_OF_TIME and (
        measure.high >= _FEWEST_COUNTED or measure.thing in _PLAIN_UNITS
    )


def _of_the_place(about: str, question: str) -> bool:
    asked, told = places_in(question), places_in(about)
    return not asked or not told or not asked.isdisjoint(told)


def _asked(claim: FigureClaim, question: str) -> bool:
    language = claim.passage.document.language
    wanted = set(stems(question, language)) | set(words(question))
    shared = wanted & (set(stems(claim.sentence, language)) | set(words(claim.sentence)))
    asked_names = [name.text for name in names(question)]
    return bool(shared) or _share_a_name(asked_names, claim.around)


def _independent(first: FigureClaim, second: FigureClaim) -> bool:
    one, two = first.passage.document, second.passage.document
    return one.id != two.id and (not one.origin or one.origin != two.origin)


def _apart(one: Measure, two: Measure) -> bool:
    """Whether the values exclude each other, yet are near enough to be about one thing."""
    if one.high >= two.low and two.high >= one.low:
        return False
    small, large = sorted((one.high, two.high))
    return small > 0 and large / small <= _LARGEST_RATIO


def _same_time(first: FigureClaim, second: FigureClaim) -> bool:
    if (
        first.dates
        and second.dates
        and not any(_compatible(one, two) for one in first.dates for two in second.dates)
    ):
        return False
    if first.days and second.days and first.days.isdisjoint(second.days):
        return False
    one, two = first.passage.document.published, second.passage.document.published
    # A count that another month gives is a later count, not another opinion.
    return not one or not two or one[:7] == two[:7]


def _compatible(one: int, two: int) -> bool:
    """YYYYMMDD with zeros where not given: 20220000 and 20220224 may be one date."""
    pairs = zip(_year_month_day(one), _year_month_day(two), strict=True)
    return all(left == right or not left or not right for left, right in pairs)


def _year_month_day(date: int) -> tuple[int, int, int]:
    return date // 10_000, date // 100 % 100, date % 100


def _same_subject(first: FigureClaim, second: FigureClaim) -> bool:
    """Whose figure it is: the names before it, else those of its clause, must be shared."""
    if first.leading and second.leading:
        return _share_a_name(first.leading, second.leading)
    if first.near and second.near:
        return _share_a_name(first.near, second.near)
    if first.around and second.around:
        return _share_a_name(first.around, second.around)
    return _share_a_name(_passage_names(first), _passage_names(second))


def _same_matter(first: FigureClaim, second: FigureClaim) -> bool:
    """Whether beside the noun something else is shared: a word, or for casualties the place."""
    thing = first.measure.thing
    named = _share_a_name(first.near, second.near)
    if thing in OUTCOMES and (named or _named_around(first, second)):
        return True
    if named and thing in CLASSES and first.measure.rate:
        return True
    shared, share = _shared(first.stems, second.stems)
    if thing in _PLAIN_UNITS:
        return named and shared >= 2 and share >= _MOSTLY
    if shared >= (1 if named else 2) and share >= _PARTLY:
        return True
    shared, share = _shared(first.wide, second.wide)
    return thing not in CLASSES and shared >= 2 and share >= _WIDELY


def _named_around(first: FigureClaim, second: FigureClaim) -> bool:
    """Whether a clause without a name of its own is about the place that its sentence names."""
    unnamed = not first.near or not second.near
    return unnamed and _share_a_name(first.around, second.around)


def _shared(first: frozenset[str], second: frozenset[str]) -> tuple[int, float]:
    """How many words two clauses share, and which share of the shorter one's."""
    shared = sum(any(_akin(one, two) for two in second) for one in first)
    return shared, shared / max(1, min(len(first), len(second)))


def _akin(one: str, two: str) -> bool:
    """Stems of one word: equal, or cut at another place ("tir", "tirent")."""
    short, long = sorted((one, two), key=len)
    return long.startswith(short) and len(long) - len(short) <= _STEM_SLACK


def _share_a_name(first: Iterable[str], second: Iterable[str]) -> bool:
    places = {place for name in second for place in places_in(name)}
    return any(
        same_name(one, two) or not places.isdisjoint(places_in(one))
        for one in first
        for two in second
    )


def _passage_names(claim: FigureClaim) -> frozenset[str]:
    return _names_in(claim.passage.text)


@lru_cache(maxsize=1024)
def _names_in(text: str) -> frozenset[str]:
    """A passage with a figure is held against every other one of its story."""
    return frozenset(name.text for name in names(text))


def _joined(clashes: Sequence[tuple[FigureClaim, FigureClaim]]) -> list[list[FigureClaim]]:
    """Clashing pairs that share a claim are one disagreement, told once."""
    groups: list[list[FigureClaim]] = []
    for pair in clashes:
        touching = [group for group in groups if any(claim in group for claim in pair)]
        merged = [claim for group in touching for claim in group]
        merged += [claim for claim in pair if claim not in merged]
        groups = [group for group in groups if group not in touching] + [merged]
    return groups


def _disagreement(group: Sequence[FigureClaim], claims: Sequence[FigureClaim]) -> DraftDisagreement:
    ordered = sorted(group, key=claims.index)
    sides: list[list[FigureClaim]] = []
    for claim in ordered:
        for side in sides:
            if not _apart(side[0].measure, claim.measure):
                side.append(claim)
                break
        else:
            sides.append([claim])
    return DraftDisagreement(
        about=about(ordered),
        claims=tuple(
            DraftClaim(
                value=side[0].measure.value,
                quotes=tuple(
                    dict.fromkeys(DraftQuote(passage=c.label, text=c.sentence) for c in side)
                ),
            )
            for side in sides
        ),
    )


def _trimmed(counted: list[str]) -> str:
    """The words without those at their end that want more: "dead in the flood as" -> … "flood"."""
    while len(counted) > 1 and search_key(re.split(r"['’]", counted[-1])[-1]) in _ENDINGS:
        counted = counted[:-1]
    return " ".join(counted)


def about(group: Sequence[FigureClaim]) -> str:
    """What is counted, in the words of the side that names it most fully: "obus par jour"."""
    phrases = []
    for claim in group:
        tail = claim.sentence[claim.measure.span.end : claim.measure.clause.end]
        phrase = _CLAUSE_ENDS.split(tail)[0].strip(' .!?»”"\u00a0\u202f')
        phrases.append(_trimmed(phrase.split()[:_MOST_WORDS_ABOUT]))
    named = sorted(filter(None, phrases), key=lambda phrase: " " not in phrase)
    named = named or [group[0].measure.thing]
    shared = [
        name
        for name in sorted(group[0].around, key=group[0].sentence.index)
        if all(_share_a_name([name], other.around) for other in group[1:])
    ]
    subject = (
        f" ({shared[0]})" if shared and search_key(shared[0]) not in search_key(named[0]) else ""
    )
    return named[0] + subject
