"""Draft cases made of what readers thought of answers in Slack, for a person to complete.

A reader's verdict tells that an answer was good or bad, not what a right one is: so a draft holds
the question as it was asked, shows in comments what was answered and what readers said of it, and
leaves what is expected open. `evals.cases.load_cases` refuses it until somebody has filled that in.

Nothing in a draft tells who asked or judged: no user, channel or workspace, no time, no reference
number (the library tells by it who asked), and mentions and addresses in their words are blanked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import yaml

from bot.library import AnswerRecord, FeedbackEntry, Library
from bot.slack.thread_names import thread_name
from bot.text.folding import search_key
from bot.types import Turn
from evals.cases import TODO

LATEST = 4
"""Earlier questions of a thread that a follow-up is understood by, as in `bot.conversation`."""

KINDS = (
    "fact, attribution, figure, list, name, disagreement, follow-up, no-answer, false-premise, "
    "off-topic"
)
_ASKED = ("answered", "abstained")
"""Statuses of records that keep an answer to a question; others keep briefings and claims."""

_LONGEST_NAME = 5
"""Words of a question that name its case."""

_PERSONAL = re.compile(
    r"<[@#!][^>]*>"  # Slack's mentions of people, channels and groups
    r"|<?(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?:\|[^>]*>|>)?"
    r"|(?<!\w)@[\w.-]+"
    r"|(?<![\w.,])\+\d[\d ().\u00a0\u202f-]{7,}\d"
)
_BLANKED = "[…]"
_BREAKS = re.compile(r"[\s\x85\u2028\u2029\x1c-\x1f]*[\n\r\v\f\x85\u2028\u2029\x1c-\x1f]\s*")
_NOT_IN_YAML = re.compile(r"[^\t\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Word:
    """What one reader thought of an answer."""

    verdict: str
    reason: str = ""
    comment: str = ""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A question that was judged: the answer it got last, and every reader's word on it."""

    record: AnswerRecord
    earlier: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Drafts:
    """What came of the feedback. `gone` counts words on answers that are no longer kept, `others`
    words on briefings and checked claims, which are no questions."""

    drafts: tuple[Draft, ...] = ()
    gone: int = 0
    others: int = 0


@dataclass
class _Judged:
    """A question while its words are gathered."""

    record: AnswerRecord
    words: dict[str, Word] = field(default_factory=dict)


def drafts_of(library: Library, since: datetime | None = None) -> Drafts:
    """Drafts of every question that readers judged from a moment on, in the order of the first
    word on each. A question asked again in the same thread of thought makes one draft, and a
    reader who changed their mind, or judged it twice, has one word."""
    judged: dict[tuple[str, ...], _Judged] = {}
    gone = others = 0
    for entry in library.answers.feedbacks(since):
        record = library.answers.get(entry.answer)
        if record is None:
            gone += 1
        elif record.status not in _ASKED:
            others += 1
        else:
            _gather(judged, record, (entry, _earlier(library, record)))
    drafts = tuple(
        Draft(record=one.record, earlier=key[2:], words=tuple(one.words.values()))
        for key, one in judged.items()
    )
    return Drafts(drafts=drafts, gone=gone, others=others)


def _gather(
    judged: dict[tuple[str, ...], _Judged],
    record: AnswerRecord,
    said: tuple[FeedbackEntry, tuple[str, ...]],
) -> None:
    entry, earlier = said
    key = (record.language, search_key(record.question).strip(), *earlier)
    known = judged.setdefault(key, _Judged(record))
    if record.created >= known.record.created:
        known.record = record
    # The feedback comes oldest first: a reader's later word stands in place of the earlier one.
    known.words[entry.user] = Word(entry.verdict, entry.reason, entry.comment)


def _earlier(library: Library, record: AnswerRecord) -> tuple[str, ...]:
    """The questions before it in its thread; none where that is not known."""
    turn = Turn(question=record.question, standalone=record.standalone, language=record.language)
    threads = thread_name(record.team, record.channel, "")
    return tuple(one.question for one in library.journal.before(turn, threads, LATEST))


def as_yaml(drafts: Sequence[Draft]) -> str:
    """A file of cases that waits to be completed."""
    lines = [
        "# Drafts of cases, made of what readers thought of answers in Slack. Complete each: say",
        "# what a right reply is, put it beside the documents it needs, take out what tells too",
        f"# much of anybody, and replace every {TODO}. Until then the file is refused.",
        "#",
        f"# kind       {KINDS}",
        "# expect     answered or abstained",
        "# documents  any of these must support the answer; [] with abstained",
        "# answer     the supporting quote must contain one of these, as they stand in the text",
        f"corpus: {TODO}  # the folder of the documents",
        "cases:" if drafts else "cases: []",
    ]
    names = _names(drafts)
    for name, draft in zip(names, drafts, strict=True):
        lines += ["", *(f"# {line}" for line in _account(draft)), *_entry(name, draft)]
    return "\n".join(lines) + "\n"


def _entry(name: str, draft: Draft) -> Iterator[str]:
    yield f"- id: {name}"
    yield f"  language: {_scalar(draft.record.language)}"
    yield f"  kind: {TODO}"
    if draft.earlier:
        yield "  earlier:"
        yield from (f"  - {_scalar(question)}" for question in draft.earlier)
    yield f"  question: {_scalar(draft.record.question)}"
    yield f"  expect: {TODO}"
    yield "  documents: []"
    yield "  answer: []"
    yield "  tags: [feedback]"


def _account(draft: Draft) -> Iterator[str]:
    """What readers said, and what they had been answered, as lines of comment."""
    for word in draft.words:
        reason = f" ({word.reason})" if word.reason else ""
        comment = f": {_shown(word.comment)}" if word.comment else ""
        yield f"A reader: {word.verdict}{reason}{comment}"
    record = draft.record
    if search_key(record.standalone) != search_key(record.question):
        known = "" if draft.earlier else "; what was asked before is not known any more"
        yield f"Searched as: {_shown(record.standalone)}{known}"
    yield f"{record.status.capitalize()} by {_shown(str(record.payload.get('writer') or '?'))}:"
    yield from _told(record.payload)


def _told(payload: Mapping[str, Any]) -> Iterator[str]:
    statements: Sequence[Mapping[str, Any]] = payload.get("statements") or ()
    for statement in statements:
        marks = "".join(f"[{number}]" for number in statement.get("citations") or ())
        yield f"  {_shown(str(statement.get('text', '')))} {marks}".rstrip()
    for matter in payload.get("disagreements") or ():
        sides = " | ".join(_shown(str(side.get("value"))) for side in matter.get("claims") or ())
        yield f"  Disagreement, {_shown(str(matter.get('about', '')))}: {sides}"
    if not statements:
        yield f"  {_shown(str(payload.get('text', '')))}".rstrip()
    for named, told in (("", "citations"), ("nearest ", "nearest")):
        for cited in payload.get(told) or ():
            place = f"{named}[{cited.get('number')}] {_shown(str(cited.get('document')))}"
            yield f"  {place}: « {_shown(str(cited.get('quote', '')))} »"


def _names(drafts: Iterable[Draft]) -> list[str]:
    """An id for each, from its own words: "feedback-fr-combien-d-obus", then "…-2"."""
    names: list[str] = []
    for draft in drafts:
        # Named after what the file shows, so that no id tells what was blanked.
        words = re.findall(r"[a-z0-9]+", search_key(_shown(draft.record.question)))
        stem = "-".join(("feedback", draft.record.language, *words[:_LONGEST_NAME]))
        number, name = 1, stem
        while name in names:
            number += 1
            name = f"{stem}-{number}"
        names.append(name)
    return names


def _scalar(text: str) -> str:
    """A text as a YAML value on one line."""
    written: str = yaml.safe_dump(
        _shown(text), allow_unicode=True, width=float("inf"), default_style=None
    )
    return written.removesuffix("\n...\n").removesuffix("\n")


def _shown(text: str) -> str:
    """On one line, without what names a person, and without what YAML cannot hold."""
    told = _PERSONAL.sub(_BLANKED, _BREAKS.sub(" ", text))
    return _NOT_IN_YAML.sub("\ufffd", told).strip()
