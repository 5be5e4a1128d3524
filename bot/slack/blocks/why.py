"""The modal behind "Why?": what was searched, what was removed and why, and what it cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import LibraryError
from bot.labels import period_label
from bot.slack import actions as names
from bot.slack.blocks.elements import (
    Block,
    Run,
    View,
    bullets,
    clipped,
    context,
    line,
    rich,
    section,
    size,
)
from bot.slack.blocks.notices import modal
from bot.slack.blocks.packing import FULL
from bot.slack.escaping import escape
from bot.slack.words import Words
from bot.types import Answer, Removal, RemovalReason, Timings, Usage

LONGEST_REMOVED = 600
LONGEST_NOTE = 500
MOST_WORDS = 40
_ROOM_AFTER = 1_000
_MILLI = 1_000.0


@dataclass(frozen=True, kw_only=True)
class Searched:
    """What was searched for an answer: words, the documents' number, and the filters' meaning."""

    documents: int | None = None
    words: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, kw_only=True)
class Account:
    """What is told of an answer when somebody asks why."""

    question: str
    standalone: str = ""
    searched: Searched = field(default_factory=Searched)
    removed: tuple[Removal, ...] = ()
    note: str = ""
    writer: str = "extractive"
    usage: Usage = field(default_factory=Usage)
    timings: Timings = field(default_factory=Timings)


class _Searched(BaseModel):
    model_config = ConfigDict(extra="ignore")
    documents: int | None = None
    words: list[str] = Field(default_factory=list)
    since: str | None = None
    until: str | None = None
    outlet: str | None = None


class _Removed(BaseModel):
    text: str
    reason: str


class _Payload(BaseModel):
    """What `bot.contract.answer_json` writes, with "searched" beside it."""

    model_config = ConfigDict(extra="ignore")
    question: str
    standalone: str = ""
    searched: _Searched = Field(default_factory=_Searched)
    removed: list[_Removed] = Field(default_factory=list)
    note: str | None = None
    writer: str = "extractive"
    usage: dict[str, float] = Field(default_factory=dict)
    timings_ms: dict[str, float] = Field(default_factory=dict)


def searched_json(searched: Searched) -> dict[str, Any]:
    """What is kept under "searched" beside `answer_json`, and read again by `account_of`."""
    return {
        "documents": searched.documents,
        "words": list(searched.words),
        "since": searched.since,
        "until": searched.until,
        "outlet": searched.outlet,
    }


def account_of(payload: Mapping[str, Any]) -> Account:
    """The account of a kept answer. Raises LibraryError when it is none of ours."""
    try:
        kept = _Payload.model_validate(payload)
    except ValidationError as error:
        reason = str(error).splitlines()[0]
        raise LibraryError(f"a kept answer cannot be read ({reason}); ask again") from error
    usage, timings = kept.usage, kept.timings_ms
    return Account(
        question=kept.question,
        standalone=kept.standalone,
        searched=Searched(
            documents=kept.searched.documents,
            words=tuple(kept.searched.words),
            since=kept.searched.since,
            until=kept.searched.until,
            outlet=kept.searched.outlet,
        ),
        removed=tuple(Removal(text=one.text, reason=_reason(one.reason)) for one in kept.removed),
        note=kept.note or "",
        writer=kept.writer,
        usage=Usage(
            input_tokens=int(usage.get("input_tokens", 0)),
            output_tokens=int(usage.get("output_tokens", 0)),
            cost_usd=usage.get("cost_usd", 0.0),
        ),
        timings=Timings(**{name: timings.get(name, 0.0) for name in _TIMED}),
    )


_TIMED = ("search", "write", "verify", "total")


def account_from(answer: Answer, searched: Searched) -> Account:
    """The account of an answer that has just been given."""
    return Account(
        question=answer.question,
        standalone=answer.standalone,
        searched=searched,
        removed=answer.removed,
        note=answer.note,
        writer=answer.writer,
        usage=answer.usage,
        timings=answer.timings,
    )


def why_modal(account: Account, words: Words) -> View:
    """What was searched, what was removed and why, and how long it took."""
    ending = [context(escape(text)) for text in _figures(account, words)]
    blocks: list[Block] = [_named(name, text) for name, text in _search(account, words)]
    if account.note:
        blocks.append(context(f"ℹ️ {escape(account.note[:LONGEST_NOTE])}"))
    blocks.append(section(f"*{escape(words.labels.removed)}* ({len(account.removed)})"))
    room = FULL - _ROOM_AFTER - size([*blocks, *ending])
    shown = [*_removed(account.removed, room, words)]
    blocks += shown
    left = len(account.removed) - len(shown)
    blocks += [context(words("and_more", count=str(left)))] if left else []
    blocks += [] if account.removed else [context(words("nothing_removed"))]
    view = modal(words("why_title"), [*blocks, *ending], words)
    return {**view, "callback_id": names.WHY_VIEW}


def _search(account: Account, words: Words) -> Iterator[tuple[str, str]]:
    searched = account.searched
    yield words("why_question"), account.question
    if account.standalone and account.standalone != account.question:
        yield words("why_standalone"), account.standalone
    if searched.words:
        more = " …" if len(searched.words) > MOST_WORDS else ""
        yield words("why_words"), ", ".join(searched.words[:MOST_WORDS]) + more
    period = period_label(searched.since, searched.until, words.language)
    limits = [one for one in (period, searched.outlet) if one]
    yield words("why_filters"), " · ".join(limits) or words("why_no_filters")
    if searched.documents is not None:
        yield words("why_documents"), str(searched.documents)


def _named(name: str, text: str) -> Block:
    return rich(line(Run(f"{name} – ", bold=True), Run(clipped(text, 1_000))))


def _removed(removed: Sequence[Removal], room: int, words: Words) -> Iterator[Block]:
    """Removed sentences with their reasons, as many as there is room for in a modal."""
    for one in removed:
        reason = words.labels.reasons[one.reason]
        text = clipped(one.text, LONGEST_REMOVED)
        block = rich(bullets([line(Run(f"{reason} – ", bold=True), Run(text, italic=True))]))
        room -= size([block])
        if room < 0:
            return
        yield block


def _figures(account: Account, words: Words) -> Iterator[str]:
    times, usage = account.timings, account.usage
    seconds = [f"{one / _MILLI:.1f}" for one in (times.search, times.write, times.verify)]
    yield words(
        "why_times",
        search=seconds[0],
        write=seconds[1],
        verify=seconds[2],
        total=f"{times.total / _MILLI:.1f}",
    )
    if account.writer == "extractive":
        yield words("why_extractive")
    else:
        yield words(
            "why_model",
            model=clipped(account.writer, 100),
            input=str(usage.input_tokens),
            output=str(usage.output_tokens),
            cost=f"{usage.cost_usd:.4f}",
        )


def _reason(text: str) -> RemovalReason:
    """A reason of ours; one that an older version wrote and that is gone counts as no quotation."""
    reasons: tuple[RemovalReason, ...] = get_args(RemovalReason)
    return next((reason for reason in reasons if reason == text), "no-quote")
