"""The day on which what a sentence reports took place or is to take place.

Only what can be told surely counts: a date written out, or "mardi", "hier", "le 3 mars", reckoned
from the day on which the text was published where that is known. A date that belongs to something
else than the main event is none ("l'invasion du 24 février", "depuis lundi", "qui a été arrêté
mardi", words between quotation marks), and where two days are left, no day is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.text.calendars import Anchor, Reach, day_of_weekday, day_of_yearless
from bot.text.dates import WEEKDAY_NAMES, WrittenDate, dates
from bot.text.mentions import find_mention
from bot.text.quotations import masked, quotations
from bot.text.tense import Tense, tense_of
from bot.types import Span

_DAYS = "|".join(sorted(WEEKDAY_NAMES, key=len, reverse=True))
_WEEKDAY = re.compile(
    rf"\b(?P<day>{_DAYS})\b(?P<last>\s(?:dernier|pasado))?(?P<next>\s(?:prochain|próximo))?"
    r"(?P<not>\s(?:suivant|précédent|d['’]après|d['’]avant|gras|saint|noir|en huit|siguiente|"
    r"anterior|santo)\b|['’]s\b)?",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:(?P<before>avant-hier|vorgestern|anteayer|the day before yesterday)|"
    r"(?P<yesterday>hier|yesterday|gestern|ayer)|"
    r"(?P<tomorrow>demain|tomorrow|morgen|(?<!\bla )(?<!\besta )mañana))\b",
    re.IGNORECASE,
)
_FULL_DAY = len("2023-02-14")
_DISTANCE = {"before": -2, "yesterday": -1, "tomorrow": 1}
_LANGUAGE_OF = {
    "fr": ("hier", "avant-hier", "demain"),
    "en": ("yesterday", "the day before yesterday", "tomorrow"),
    "de": ("gestern", "vorgestern", "morgen"),
    "es": ("ayer", "anteayer", "mañana"),
}

_ON = re.compile(
    rf"(?:^\W*|(?:^|[\s,(])(?:le|ce|on|am|an diesem|diesen|el|este)\s)(?:(?:{_DAYS}),?\s)?"
    r"(?:de[nm]\s)?$",
    re.IGNORECASE,
)
"""What stands before a day of the month that is when it happened: "le", "on", "Tuesday, "."""

_WEEKDAY_BEFORE = re.compile(rf"\b({_DAYS}),?\s(?:de[nm]\s)?$", re.IGNORECASE)
_IN = re.compile(
    r"(?:^|[\s,(«])(?:en|in|im|im jahre?|au mois de|courant|(?:à la )?(?:fin|mi-?)|au début|début|"
    r"(?:in )?(?:early|late|mid-?)|anfang|ende|mitte|en el mes de|"
    r"a (?:principios|mediados|finales) de)\s?$",
    re.IGNORECASE,
)
_NOT_ON = re.compile(
    r"\b(?:l[ea]|du|de|au|depuis|dès|avant|après|jusqu['’]à|d['’]ici(?: à)?|chaque|tous les|à|et|"
    r"ou|entre|pour|vom|zum|seit|bis|und|oder|für|del|al|desde|hasta|y|para|for|"
    r"since|until|till|by|before|after|from|of|to|and|or|every|each|the|a|between|through|than)\s$",
    re.IGNORECASE,
)
_NEEDED = {
    "en": re.compile(r"\b(?:on|this|late|early|(?P<last>last)|(?P<next>next))\s$", re.IGNORECASE),
    "de": re.compile(
        r"\b(?:am|an diesem|diesen|(?:am )?(?P<last>vergangenen|letzten)|"
        r"(?:am )?(?P<next>kommenden|nächsten))\s$",
        re.IGNORECASE,
    ),
    "es": re.compile(r"\b(?:el|este|el (?P<last>pasado)|el (?P<next>próximo))\s$", re.IGNORECASE),
}

_SUBORDINATE = re.compile(
    r"\b(?:qui|dont|où|l[ea]s?quel(?:le)?s?|(?:alors|tandis|depuis|parce|après|avant) qu[e'’]?|"
    r"après (?:avoir|être)|avant de|lorsqu[e'’]?|quand|puisqu[e'’]?|jusqu['’]à ce qu[e'’]?|si|car|"
    r"comme|depuis|(?:avant|après|dès|jusqu['’]à) l[ea]|as of|desde|hasta|als|wie|como|"
    r"who|whose|which|where|when|after|before|since|while|whereas|until|if|because|"
    r"nachdem|bevor|während|seit|weil|wenn|falls|cuando|después de|antes de|tras|donde|"
    r"quien(?:es)?|cuy[oa]s?|porque|mientras)\b",
    re.IGNORECASE,
)
_GERMAN_RELATIVE = re.compile(r"^\s*(?:der|die|das|dem|den|deren|dessen|wo|als)\s", re.IGNORECASE)
_SPANISH_RELATIVE = re.compile(r"(?:^|[^\s,]*(?<!\w[óo])\s)que\s", re.IGNORECASE)
_PARTICIPLE = re.compile(
    r"\b(?P<word>\w+(?:ée?s?|ies?|ue?s?|mise?s?|prise?s?|ad[oa]s?|id[oa]s?))\s$"
)
_AUXILIARY = re.compile(
    r"\b(?:a|ont|avait|avaient|aura|auront|est|sont|était|étaient|sera|seront|été|s['’]est|fut|furent|"
    r"être|avoir|ha|han|había|habían|fue|fueron|es|son|será|serán|sido|ser)\s(?:\S+\s){0,3}$",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(r"[,;:()¤–—]|\s-\s")
_CONTENT = re.compile(r"\b(?:que\b|qu['’]|that\b|dass\b|daß\b)", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?<!^)\b[A-ZÀ-Þ][\w'’-]*\s$")
_NAME_AFTER = re.compile(r"\s[A-ZÀ-Þ]")


@dataclass(frozen=True)
class _Moment:
    """An expression for when it happened; `day` is "" where it cannot be reckoned."""

    span: Span
    day: str


def day_reported(sentence: str, language: str, published: str | None) -> str | None:
    """The day of the sentence's main event: "2023-02-14", "2023-02" or "2023"; None if unsure.

    `published` is the ISO date of the text, as precise as known. A day with "mardi" or without a
    year is told only where that date and the tense of the clause leave one possible day.

    ("Le pont a été fermé mardi.", "fr", "2023-02-15") -> "2023-02-14"
    ("Le pont est fermé depuis mardi.", "fr", "2023-02-15") -> None
    """
    clause = masked(sentence, quotations(sentence))
    anchor = Anchor.of(published)
    every = _moments(clause, language, anchor)
    found = [moment for moment in every if _in_main_clause(clause, moment.span, language)]
    days = _distinct(moment.day for moment in found)
    if len(days) > 1 or (days and any(not moment.day for moment in found)):
        found = _of_the_report(clause, found)
        days = _distinct(moment.day for moment in found)
    if len(days) != 1 or not all(moment.day for moment in found):
        return None
    # « En 2011 …, de 21 en 2010 »: such a sentence compares years.
    return days[0] if len(days[0]) == _FULL_DAY or len(dates(clause)) == 1 else None


def _distinct(days: Iterator[str]) -> list[str]:
    """The days told; one that another tells more precisely goes: "2023-02" beside "2023-02-14"."""
    known = sorted({day for day in days if day})
    return [day for day in known if not any(o != day and o.startswith(day) for o in known)]


def _moments(clause: str, language: str, anchor: Anchor | None) -> Iterator[_Moment]:
    taken: list[Span] = []
    for written in dates(clause):
        taken.append(written.span)
        yield from _dated(clause, written, language, anchor)
    for match in _WEEKDAY.finditer(clause):
        behind = clause[match.end() : match.end() + 2].strip()
        if not any(0 <= span.start - match.end("day") <= 2 for span in taken) or not behind:
            yield from _weekday(clause, match, language, anchor)
    for match in _RELATIVE.finditer(clause):
        if match.group().lower() in _LANGUAGE_OF.get(language, ()) and match.group()[0] != "M":
            distance = _DISTANCE[match.lastgroup or ""]
            yield _Moment(Span(*match.span()), anchor.shifted(distance) if anchor else "")


def _dated(
    clause: str, written: WrittenDate, language: str, anchor: Anchor | None
) -> Iterator[_Moment]:
    before = clause[: written.span.start]
    named = _WEEKDAY_BEFORE.search(before)
    when = (_ON if written.day else _IN).search(before) is not None
    if not when and (named is None or not written.day or _NOT_ON.search(before[: named.start()])):
        return
    if written.year and (written.month or not written.day):
        parts = (f"{written.year:04}", f"{written.month:02}", f"{written.day:02}")
        given = parts[: 3 if written.day else 2 if written.month else 1]
        day = "-".join(given)
        if written.day or _has_verb(before, language):
            this_year = anchor is not None and day == f"{anchor.first.year:04}"
            yield _Moment(written.span, day if _exists(day) and not this_year else "")
        return
    tense = _tense_at(clause, written.span, language)
    weekday = WEEKDAY_NAMES[named[1].lower()] if named else None
    yield _Moment(written.span, day_of_yearless(written, anchor, tense, weekday))


def _has_verb(before: str, language: str) -> bool:
    """Whether "en 2014" opens its sentence or follows a verb: « une chute en 2014 » does not."""
    cut = max((match.end() for match in _BOUNDARY.finditer(before)), default=0)
    clause = before[cut:]
    return len(before.split()) <= 3 or tense_of(clause, language) is not None


def _weekday(
    clause: str, match: re.Match[str], language: str, anchor: Anchor | None
) -> Iterator[_Moment]:
    before = clause[: match.start()]
    if match["not"] or (before and before[-1] in "-/'’"):
        return
    reach: Reach = "before" if match["last"] else "next" if match["next"] else ""
    if language in _NEEDED:
        how = _NEEDED[language].search(before)
        if how is None and not (language == "en" and _stands_bare(clause, match)):
            return
        if how is not None and (how["last"] or how["next"]):
            # The Spanish "pasado" is the nearest one; "last" and "letzten" leave two readings.
            reach = "next" if how["next"] else "before" if language == "es" else "last"
    elif _NOT_ON.search(before) or _NAME_AFTER.match(clause[match.end() :]):
        return
    tense = _tense_at(clause, Span(*match.span()), language)
    day = day_of_weekday(WEEKDAY_NAMES[match["day"].lower()], anchor, tense, reach)
    yield _Moment(Span(*match.span()), day)


def _stands_bare(clause: str, match: re.Match[str]) -> bool:
    """English "said Tuesday": no part of a name such as "Sunday Times" or "Bloody Sunday"."""
    before, after = clause[: match.start()], clause[match.end() :]
    return not (_NOT_ON.search(before) or _NAME_BEFORE.search(before) or _NAME_AFTER.match(after))


def _tense_at(clause: str, span: Span, language: str) -> Tense | None:
    """The tense of the clause part that holds the span, or of the next one, where it has a verb."""
    cuts = sorted({m.start() for p in (_BOUNDARY, _CONTENT) for m in p.finditer(clause)})
    start = max((cut for cut in cuts if cut < span.start), default=0)
    end = min((cut for cut in cuts if cut >= span.end), default=len(clause))
    own = clause[start:end]
    tense = tense_of(own, language)
    if tense is not None or len(own.split()) > 4 or end >= len(clause):
        return tense
    after = min((cut for cut in cuts if cut > end), default=len(clause))
    return tense_of(clause[end:after], language)


def _in_main_clause(clause: str, span: Span, language: str) -> bool:
    """Whether the expression is about what the sentence tells, not about a thing it mentions."""
    cut = max((m.end() for m in _BOUNDARY.finditer(clause, 0, span.start)), default=0)
    before = clause[cut : span.start]
    if _SUBORDINATE.search(before):
        return False
    if language == "de" and cut and clause[cut - 1] == "," and _GERMAN_RELATIVE.match(before):
        return False
    if language == "es" and _SPANISH_RELATIVE.search(before):
        return False
    lead = re.sub(rf"(?:\b(?:le|ce|el|este|en)\s)?(?:(?:{_DAYS}),?\s)?$", "", before, flags=re.I)
    attached = _PARTICIPLE.search(lead)
    if attached is None or language not in ("fr", "es"):
        return True
    return _AUXILIARY.search(clause[: cut + attached.start()]) is not None


def _of_the_report(clause: str, found: list[_Moment]) -> list[_Moment]:
    """Of several moments those that stand with the reporting verb: "a annoncé mardi que …"."""
    said = find_mention(clause)
    if said is None:
        return []
    kept = []
    for moment in found:
        low, high = sorted((moment.span, said.reporting))
        between = clause[low.end : high.start]
        if not (_BOUNDARY.search(between) or _CONTENT.search(between)):
            kept.append(moment)
    return kept if len(kept) == 1 else []


def _exists(day: str) -> bool:
    """Whether the day is in the calendar: "2023-02-30" is not."""
    if len(day) < _FULL_DAY:
        return True
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
