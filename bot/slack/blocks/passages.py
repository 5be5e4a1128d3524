"""The modal that shows a quotation where it stands in its document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.slack import actions as names
from bot.slack.actions import PassageTarget
from bot.slack.blocks.elements import (
    LONGEST_HEADER,
    LONGEST_TITLE,
    Block,
    Element,
    Run,
    View,
    actions,
    button,
    clipped,
    context,
    grouped,
    line,
    plain,
    quotation,
    rich,
    section,
    size,
)
from bot.slack.blocks.notices import modal
from bot.slack.blocks.packing import FULL
from bot.slack.blocks.sources import byline
from bot.slack.escaping import address_of, escape, link
from bot.slack.words import Words
from bot.types import Document, Span

AROUND = 1_200
"""Characters of a neighbouring passage that are shown at most."""

LONGEST_PASSAGE = 4_000
"""Characters of the passage itself; one that is longer is shown around its quotation."""

_SPACE = re.compile(r"\s")


@dataclass(frozen=True, kw_only=True)
class CitedPassage:
    """A quotation to be shown: what was told in the answer, and its document as it stands now.

    `quote` is as it was told, at `start` of the document's text then. `passages` are the spans of
    all passages of the document, in order; without them the surroundings are cut from the text.
    """

    target: PassageTarget
    document: Document
    quote: str
    start: int
    passages: tuple[Span, ...] = ()


def passage_modal(cited: CitedPassage, words: Words) -> View:
    """The quotation in bold in its passage, the passages around it, and where it is from.

    A document that has changed since is told to have changed, with the quotation as it was.
    """
    span = _place(cited)
    blocks = _heading(cited.document, words)
    if span is None:
        blocks += [context(f"⚠️ {words('passage_changed')}"), *_quotation([Run(cited.quote, True)])]
        blocks += _buttons([], cited.document, words)
    else:
        blocks += _surroundings(cited, span, words)
    title = words("passage", number=str(cited.target.number))
    return {
        **modal(title, _fitting(blocks), words),
        "callback_id": names.PASSAGE_VIEW,
        "private_metadata": str(cited.target),
        "title": plain(title, LONGEST_TITLE),
    }


def _heading(document: Document, words: Words) -> list[Block]:
    title = clipped(document.title or document.id, LONGEST_HEADER * 2)
    return [section(f"*{link(document.url, title)}*"), context(escape(byline(document, words)))]


def _surroundings(cited: CitedPassage, quote: Span, words: Words) -> list[Block]:
    text = cited.document.text
    spans = cited.passages or _cut(text, quote)
    home = next((i for i, span in enumerate(spans) if quote.start < span.end), len(spans) - 1)
    shown = min(max(home + cited.target.shift, 0), len(spans) - 1)
    before = Span(spans[shown - 1].start, spans[shown].start) if shown else None
    last = shown + 1 == len(spans)
    after = None if last else Span(spans[shown].end, spans[shown + 1].end)
    here = _around(spans[shown], quote)
    blocks: list[Block] = []
    if before is not None and text[before.start : before.end].strip():
        blocks.append(rich(line(*_ending(text, before, quote))))
    blocks += _quotation(_runs(text, here, quote))
    if after is not None and text[after.start : after.end].strip():
        blocks.append(rich(line(*_beginning(text, after, quote))))
    moves = [
        _move(cited.target, shown - home + step, name, words)
        for step, name, possible in ((-1, "previous", shown > 0), (1, "next", not last))
        if possible
    ]
    where = words("passage_place", number=str(shown + 1), count=str(len(spans)))
    return [*blocks, context(where), *_buttons(moves, cited.document, words)]


def _buttons(moves: Sequence[Element], document: Document, words: Words) -> list[Block]:
    address = address_of(document.url)
    opening: list[Element] = []
    if address is not None:
        opening = [{**button(words("open_original"), names.OPEN_LINK, "open"), "url": address}]
    every = [*moves, *opening]
    return [actions(every)] if every else []


def _move(target: PassageTarget, shift: int, name: str, words: Words) -> Element:
    value = str(PassageTarget(target.reference, target.number, shift))
    return button(words(f"passage_{name}"), f"{names.PASSAGE_SHOWN}:{name}", value)


def _place(cited: CitedPassage) -> Span | None:
    """Where the quotation stands now: where it stood, or the same words nearest to there."""
    text, quote = cited.document.text, cited.quote
    end = cited.start + len(quote)
    if not quote:
        return None
    if text[cited.start : end] == quote:
        return Span(cited.start, end)
    starts = [match.start() for match in re.finditer(re.escape(quote), text)]
    if not starts:
        return None
    nearest = min(starts, key=lambda start: abs(start - cited.start))
    return Span(nearest, nearest + len(quote))


def _cut(text: str, quote: Span) -> tuple[Span, ...]:
    """Spans of a text whose passages are not known: what is before, around and after the quote."""
    start, end = _outwards(text, quote)
    spans = (Span(0, start), Span(start, end), Span(end, len(text)))
    return tuple(span for span in spans if span.start < span.end)


def _outwards(text: str, quote: Span) -> Span:
    start = text.rfind("\n", 0, quote.start) + 1
    end = text.find("\n", quote.end)
    return Span(start, len(text) if end < 0 else end)


def _around(passage: Span, quote: Span) -> Span:
    """The passage, or of a very long one what is around its quotation."""
    if passage.end - passage.start <= LONGEST_PASSAGE:
        return passage
    first = min(max(passage.start, quote.start - AROUND), passage.end)
    start = first if passage.holds(quote) else passage.start
    end = min(passage.end, max(start + LONGEST_PASSAGE, quote.end))
    return Span(start, end)


def _runs(text: str, span: Span, quote: Span) -> list[Run]:
    """The characters of a span, those of the quotation in bold."""
    first = min(max(quote.start, span.start), span.end)
    last = min(max(quote.end, first), span.end)
    return [
        Run(text[span.start : first]),
        Run(text[first:last], bold=True),
        Run(text[last : span.end]),
    ]


def _ending(text: str, span: Span, quote: Span) -> list[Run]:
    """The end of the passage before, from a blank on."""
    if span.end - span.start <= AROUND:
        return _stripped(_runs(text, span, quote))
    found = _SPACE.search(text, span.end - AROUND, span.end)
    start = found.end() if found else span.end - AROUND
    return [Run("… "), *_stripped(_runs(text, Span(start, span.end), quote))]


def _beginning(text: str, span: Span, quote: Span) -> list[Run]:
    """The beginning of the passage after, up to a blank."""
    if span.end - span.start <= AROUND:
        return _stripped(_runs(text, span, quote))
    blank = max(text.rfind(sign, span.start, span.start + AROUND) for sign in " \n")
    end = blank if blank > span.start else span.start + AROUND
    return [*_stripped(_runs(text, Span(span.start, end), quote)), Run(" …")]


def _stripped(runs: Sequence[Run]) -> list[Run]:
    """Runs without blank lines at either end; a neighbour needs no exact space."""
    filled = [run for run in runs if run.text.strip()]
    return [
        Run(
            (run.text.lstrip() if not number else run.text)
            if number + 1 < len(filled)
            else (run.text.strip() if not number else run.text.rstrip()),
            run.bold,
        )
        for number, run in enumerate(filled)
    ]


def _quotation(runs: Sequence[Run]) -> list[Block]:
    """Runs with a bar at their side, long ones over several blocks."""
    return [rich(quotation(*group)) for group in grouped(runs)]


def _fitting(blocks: Sequence[Block]) -> list[Block]:
    """Blocks of a view within its room: neighbours go first, the buttons last."""
    kept = list(blocks)
    while size(kept) > FULL:
        loose = [block for block in kept if block["type"] == "rich_text"]
        plain_lines = [b for b in loose if b["elements"][0]["type"] == "rich_text_section"]
        dropped = (plain_lines or loose)[-1]
        kept = [block for block in kept if block is not dropped]
    return kept
