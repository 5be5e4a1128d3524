"""Whether the best sentence answers the question, so that the writer can abstain honestly.

A logistic model over the features of the best sentence gives a probability; before it, a question
for the holder of an office keeps only sentences that name the holder of just that office.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.attribution import Speakers
from bot.calibration import Calibration
from bot.names import people
from bot.offices import Office, holders, offices
from bot.question import Question, is_foreign
from bot.text.folding import search_key
from bot.text.geography import places_in
from bot.text.polarity import is_turned, refuses
from bot.text.relative_times import relative_times
from bot.writers.premises import (
    counts_what_is_asked,
    pays_what_is_asked,
    prices_what_is_asked,
    tells_premise,
)
from bot.writers.selection import Candidate

_ASKS_FOR_HOLDER = re.compile(
    r"^\W*(?:(?:et|and|und|y|alors|so)\s+)?(?:"
    r"qui (?:est|etait|fut|sont|occupe|dirige)|comment (?:s'?\s?appelle|se nomme)|"
    r"(?:quel(?:le)?s? (?:est|etait|sont) )?(?:le|les) noms? d\w*|noms? d\w*|"
    r"quel(?:le)? est le nom d\w*|"
    r"(?:cite|donne|donnez|citez)[ -].{0,12}nom d\w*|"
    r"who(?:'s| is| was| are)|(?:what(?:'s| is| was| are) )?the names? of|names? of|"
    r"what is .{3,60} called|"
    r"(?:what is|give|tell me|name) .{0,20}name of|who holds|what(?:'s| is) .{3,60}(?:'s|s') name|"
    r"wer (?:ist|war|sind)|wie heiss(?:t|en)|wie lautet der name|(?:der|den) namen? (?:des|der|"
    r"von)|"
    r"quien(?:es)? (?:es|era|fue|son)|como se llama|cual es el nombre de\w*|(?:el )?nombre de\w*"
    r")\b"
)
_NAME_OF = re.compile(
    r"\b(?:noms? d|names? of|what(?:'s| is) (?:the )?.{0,80}name\b|wie heisst|"
    r"comment s'?\s?appelle|"
    r"como se llama|nombre d|named? (?:des|der|von))"
)
_ASKS_WHO_SAID = re.compile(
    r"^\W*(?:(?:et|and|und|y)\s+)?(?:qui (?:(?:le |l'a |l' a |a |ont )?dit\b)|"
    r"who (?:said|says|has said)\b|"
    r"wer (?:sagte?\b|hat (?:das |dies |es )?gesagt\b)|quien (?:lo )?(?:dijo|dice|ha dicho)\b)"
)
_AS_WELL = 0.8
_LEAD = 45
_FEWEST_NAMES = 0.34
"""Share of the question's names, by rarity; of right answers in PIAF, 98.6% have .3 or more."""


def asked_office(question: Question) -> Office | None:
    """The office whose holder a question asks for; None for any other question.

    >>> asked_office(analyse("Who is Germany's defence minister?")).concepts
    frozenset({'minister', 'defence', 'DE'})
    """
    if question.kind != "person":
        return None
    lead = _ASKS_FOR_HOLDER.match(question.key) or _NAME_OF.search(question.key)
    if lead is None:
        return None
    found = [
        office
        for office in offices(question.text)
        if office.span.start >= lead.start() and office.span.start - lead.end() <= _LEAD
    ]
    if not found or people(question.text):
        return None
    beside = {*found[0].names}
    known = all(name in beside or places_in(name) or offices(name) for name in question.names)
    return found[0] if known else None


def answering(question: Question, ranked: Sequence[Candidate]) -> list[Candidate]:
    """Keep the sentences that can answer at all, in their order.

    A passage without the question's names is about somebody else; a sentence without a figure
    cannot answer "how many", nor can one that counts other things; one that tells of no refusal
    cannot tell why somebody refused. `bot.writers.premises` has the rest. For the holder of an
    office, a sentence must name the holder.

    >>> answering(analyse("Qui est le vice-ministre ?"), only_the_minister_is_named)
    []
    """
    refused = refuses(question.key)
    able = [
        candidate
        for candidate in _honest(ranked)
        if candidate.features.names_found >= _FEWEST_NAMES
        and candidate.features.figure >= 0
        and (candidate.features.counted >= 0 or candidate.features.bare_figure > 0)
        and (not refused or is_turned(search_key(candidate.text)))
        and tells_premise(question, candidate)
        and counts_what_is_asked(question, candidate)
        and prices_what_is_asked(question, candidate)
        and pays_what_is_asked(question, candidate)
    ]
    able = _said_by_somebody(question, able)
    asked = asked_office(question)
    if asked is None:
        return able
    return [
        candidate
        for candidate in able
        if any(held.is_held_as(asked) for held, _ in holders(candidate.text))
    ]


def _honest(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Those that may be quoted, of documents that answer best with one that may be.

    A question that only a feigned message of a document answers is not one that the rest of the
    document answers; other documents are not touched by it.
    """
    best: dict[str, Candidate] = {}
    for one in ranked:
        best.setdefault(one.item.hit.passage.document.id, one)
    return [one for one in ranked if one.honest and best[one.item.hit.passage.document.id].honest]


def of_the_time_asked(question: Question, able: list[Candidate]) -> list[Candidate]:
    """Those that say "last year" as the question does, where what stands around one of them tells
    of the question's matter as well as the best sentence; else all."""
    asked = relative_times(question.key)
    if not asked or not able:
        return able
    least = able[0].features.coverage_around * _AS_WELL
    timely = [
        one
        for one in able
        if one.features.coverage_around >= least and relative_times(search_key(one.text)) & asked
    ]
    return timely or able


def _said_by_somebody(question: Question, able: list[Candidate]) -> list[Candidate]:
    """For "who said …?", only sentences whose speaker can be told."""
    if not _ASKS_WHO_SAID.match(question.key):
        return able
    documents = {one.item.hit.passage.document.id: one.item.hit.passage.document for one in able}
    speakers = {name: Speakers(document.text) for name, document in documents.items()}
    return [one for one in able if speakers[one.item.hit.passage.document.id].of(one.span)]


def certainty(ranked: Sequence[Candidate], question: Question, calibration: Calibration) -> float:
    """How probable it is that the best of some sentences answers, from 0 to 1.

    One that gives the date or figure asked for may leave it to the sentence before it to say of
    what: then that one tells whether the two are about the question.

    "Berlin cherche des obus pour le Gepard. Son armée l'a retiré en 2010." -> that of the first
    """
    best = ranked[0]
    sure = probability(best, question, calibration)
    if best.features.date <= 0 and best.features.figure <= 0:
        return sure
    before = [
        other
        for other in ranked
        if other.item.label == best.item.label and other.position == best.position - 1
    ]
    return max([sure, *(probability(other, question, calibration) for other in before)])


def probability(best: Candidate, question: Question, calibration: Calibration) -> float:
    """How probable it is that a sentence answers, from 0 to 1."""
    foreign = is_foreign(question, best.item.hit.passage.document.language)
    model = calibration.foreign if foreign else calibration.answerable
    return model.probability(best.features._asdict())
