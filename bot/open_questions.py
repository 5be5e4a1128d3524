"""Questions that the sources of a story raise themselves and leave open: what is not known.

A sentence that says that something is unknown, unsaid or could not be verified, or a plain question
of the reporter's own. It is let go where a later source of the story answers it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.attribution import starts_in_the_air
from bot.names import names, same_name
from bot.text.figures import figures
from bot.text.folding import search_key
from bot.text.geography import places_in
from bot.text.open_words import (
    ASKS_CAUSE,
    ASKS_NUMBER,
    ASKS_PERSON,
    ASKS_PLACE,
    ASKS_TIME,
    ASKS_TRUTH,
    CONFIRMS,
    DENIES,
    GIVES_CAUSE,
    IMPERSONAL,
    OWN_QUESTION,
    POSSESSIVE,
    READER,
    UNVERIFIED,
    leaves_open,
)
from bot.text.quotations import masked, quotations
from bot.text.stems import stems
from bot.writers.briefing_extractive import SAME_IN_STORY, Sentences
from bot.writers.speakers import flat

MOST_QUESTIONS = 3
_FEWEST_WORDS = 6
_MOST_WORDS = 60
_START = 5
_FEWEST_SHARED = 2
_SHARED = 0.25
_MARKS = '"«»“”„‟'


@dataclass(frozen=True, kw_only=True)
class FoundQuestion:
    """An open question as proposed: the sentence that raises it, and its row."""

    text: str
    row: int


def open_questions(
    rows: Sequence[int], sentences: Sentences, told: Sequence[int]
) -> tuple[FoundQuestion, ...]:
    """What the sentences in these rows leave open, `MOST_QUESTIONS` at most.

    First those nearest to what the story tells, a newsroom's "could not be verified" last. A
    question that a later sentence of the story answers is none.

    "On ignore si le pont était miné." -> that sentence, unless a later source knows
    """
    found: list[FoundQuestion] = []
    for row in rows:
        text = _question(row, sentences)
        if text and not any(_answers(other, row, text, sentences) for other in rows):
            found.append(FoundQuestion(text=text, row=row))
    found.sort(key=lambda one: _rank(one, sentences, told))
    kept: list[FoundQuestion] = []
    for one in found:
        if all(sentences.close[one.row, other.row] < SAME_IN_STORY for other in kept):
            kept.append(one)
    return tuple(kept[:MOST_QUESTIONS])


def _question(row: int, sentences: Sentences) -> str:
    """The sentence as it can stand alone where it leaves something open, else ""."""
    unit, stated = sentences.units[row], sentences.told[row]
    language = unit.passage.document.language
    if stated is not None:
        open_ = not stated.direct and leaves_open(_own_words(stated.text), language)
        return stated.text if open_ and not _leans(stated.text) else ""
    text = flat(unit.text)
    impersonal = IMPERSONAL.match(search_key(text)) is not None
    if not _FEWEST_WORDS <= len(text.split()) <= _MOST_WORDS:
        return ""
    if starts_in_the_air(text) and not impersonal:
        return ""
    if any(sign in text for sign in "[]|") or any(mark in text for mark in _MARKS):
        return ""
    if text.endswith("?"):
        return text if _is_reporters(text) and _is_last(row, sentences) else ""
    open_ = UNVERIFIED.search(search_key(text)) is not None
    open_ = open_ or (impersonal and leaves_open(text, language))
    return text if open_ and text.endswith(".") else ""


def _own_words(text: str) -> str:
    return masked(text, quotations(text))


def _leans(text: str) -> bool:
    """« L'emplacement de son domicile »: a possessive at the start whose owner is not named."""
    start = " ".join(text.split()[:_START])
    return POSSESSIVE.search(search_key(start)) is not None and not names(start)


def _is_last(row: int, sentences: Sentences) -> bool:
    """Whether nothing follows the sentence in its document: what follows a question answers it."""
    unit = sentences.units[row]
    return not unit.passage.document.text[unit.span.end :].strip()


def _is_reporters(text: str) -> bool:
    """Whether a question asks about the news, with names, and does not talk to the reader."""
    key = search_key(text)
    return (
        OWN_QUESTION.match(key) is not None
        and READER.search(key) is None
        and not text.isupper()
        and bool(names(text))
    )


def _rank(one: FoundQuestion, sentences: Sentences, told: Sequence[int]) -> tuple[bool, float, int]:
    near = max((float(sentences.close[one.row, other]) for other in told), default=0.0)
    return UNVERIFIED.search(search_key(one.text)) is not None, -near, one.row


def _answers(other: int, row: int, question: str, sentences: Sentences) -> bool:
    """Whether the other sentence is later, about the same thing, and gives what was asked."""
    if other == row or not _is_later(other, row, sentences):
        return False
    one, two = sentences.units[row], sentences.units[other]
    language = two.passage.document.language
    if leaves_open(_own_words(two.text), language) or "?" in two.text:
        return False
    asked = set(stems(question, one.passage.document.language))
    shared = asked & set(stems(two.text, language))
    if len(shared) < max(_FEWEST_SHARED, _SHARED * len(asked)):
        return False
    return _gives(search_key(question), question, two.text)


def _is_later(later: int, earlier: int, sentences: Sentences) -> bool:
    """Whether it was surely published later, as far as both dates are known."""
    one = sentences.units[earlier].passage.document
    two = sentences.units[later].passage.document
    if not one.published or not two.published:
        return False
    known = min(len(one.published), len(two.published))
    return two.published[:known] > one.published[:known]


def _gives(asked: str, question: str, text: str) -> bool:
    """Whether the text has the kind of thing that is asked for and not in the question."""
    key = search_key(text)
    if ASKS_CAUSE.search(asked):
        return GIVES_CAUSE.search(key) is not None
    if ASKS_TRUTH.search(asked):
        return CONFIRMS.search(key) is not None and DENIES.search(key) is None
    if ASKS_NUMBER.search(asked):
        return _has_new_figure(question, text, dated=False)
    if ASKS_TIME.search(asked):
        return _has_new_figure(question, text, dated=True)
    if ASKS_PLACE.search(asked):
        return bool(places_in(text) - places_in(question))
    if ASKS_PERSON.search(asked):
        return _has_new_name(question, text)
    return _has_new_name(question, text) or _has_new_figure(question, text, dated=False)


def _has_new_figure(question: str, text: str, *, dated: bool) -> bool:
    kinds = ("date", "time") if dated else ("number", "money", "percent")
    known = {figure.value for figure in figures(question)}
    return any(figure.kind in kinds and figure.value not in known for figure in figures(text))


def _has_new_name(question: str, text: str) -> bool:
    known = [name.text for name in names(question)]
    found = (name.text for name in names(text))
    return any(not any(same_name(name, other) for other in known) for name in found)
