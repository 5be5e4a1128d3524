"""An answer, an abstention, and what stands below the sentences that were streamed."""

from __future__ import annotations

from collections.abc import Iterator

from bot.numbering import Part as Numbered
from bot.numbering import markers, numbers_of
from bot.slack import actions
from bot.slack.blocks.elements import Element, button, context
from bot.slack.blocks.packing import Part, messages
from bot.slack.blocks.sentences import (
    Told,
    disagreement_parts,
    paragraph,
    quote_parts,
    sentence_parts,
)
from bot.slack.blocks.sources import (
    Numbers,
    button_part,
    feedback_block,
    in_order,
    passage_buttons,
    source_line,
    source_parts,
)
from bot.slack.blocks.telling import Telling
from bot.slack.escaping import escape, escape_for_stream
from bot.slack.values import SlackMessage
from bot.slack.words import Words
from bot.types import Answer, Statement

LONGEST_NOTE = 500


def answer_messages(answer: Answer, telling: Telling, words: Words) -> tuple[SlackMessage, ...]:
    """The answer, or the abstention with the nearest passages; in several messages if it is long.

    The first message begins with the answer in one sentence; the buttons are in the last one.
    """
    return messages([*_opening(telling, words), *_body(answer, telling, words)])


def answer_ending(answer: Answer, telling: Telling, words: Words) -> tuple[SlackMessage, ...]:
    """What comes below sentences that have been streamed already: all but the sentences.

    Its first message belongs to the streamed one. An abstention has nothing that was streamed.
    """
    if not answer.statements:
        return answer_messages(answer, telling, words)
    return messages(_below(answer, answer_numbers(answer), telling, words))


def answer_numbers(answer: Answer) -> Numbers:
    """The numbers that markers and buttons have: those of the citations, or of the nearest."""
    if answer.statements:
        return numbers_of([Numbered(answer.statements, answer.disagreements)])
    return in_order(answer.nearest)


def statement_for_stream(statement: Statement, numbers: Numbers) -> str:
    """A sentence as `markdown_text`, its markers behind it, ending on an empty line."""
    marks = escape_for_stream(markers(statement.citations, numbers))
    return f"{escape_for_stream(statement.text)} {marks}\n\n"


def _opening(telling: Telling, words: Words) -> Iterator[Part]:
    if telling.shared_by:
        yield Part((context(words("shared_by", user=f"<@{telling.shared_by}>")),))


def _body(answer: Answer, telling: Telling, words: Words) -> Iterator[Part]:
    numbers = answer_numbers(answer)
    if answer.statements:
        yield from sentence_parts(answer.statements, numbers)
        yield from _below(answer, numbers, telling, words)
    else:
        yield from paragraph(Told(answer.abstention or words("no_answer")))
        yield from nearest_parts(numbers, telling, words)
        yield from ending_parts(answer.note, numbers, telling, words)


def _below(answer: Answer, numbers: Numbers, telling: Telling, words: Words) -> Iterator[Part]:
    yield from disagreement_parts(answer.disagreements, numbers, words)
    yield from source_parts(numbers, telling, words)
    yield from ending_parts(answer.note, numbers, telling, words)


def nearest_parts(numbers: Numbers, telling: Telling, words: Words) -> Iterator[Part]:
    """The passages that came nearest, quoted, each with its source."""
    if numbers:
        yield Part((context(f"*{escape(words.labels.nearest)}*"),))
    for citation, number in numbers.items():
        quoted = [block for part in quote_parts(citation.quote) for block in part.blocks]
        source = source_line(citation.passage.document, telling, words)
        yield Part((*quoted, context(f"[{number}] {source}")))


def ending_parts(note: str, numbers: Numbers, telling: Telling, words: Words) -> Iterator[Part]:
    """What the reader must know about the answer, then the buttons."""
    if note:
        yield Part((context(f"ℹ️ {escape(note[:LONGEST_NOTE])}"),))
    others: list[Element] = [button(words("why"), actions.WHY, telling.reference)]
    if telling.private:
        others.append(button(words("share"), actions.SHARE, telling.reference, "primary"))
    yield from button_part([*passage_buttons(numbers, telling, words), *others])
    if not telling.private:
        yield Part((feedback_block(telling, words),))
