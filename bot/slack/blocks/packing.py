"""Blocks put into messages that Slack takes: never cut, never over a limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.slack.blocks.elements import Block, size
from bot.slack.escaping import escape
from bot.slack.values import SlackMessage

MOST_BLOCKS = 50
FULL = 11_000
"""Characters of a message's blocks as JSON. Slack refuses near 13,200 with msg_blocks_too_long."""

LONGEST_TEXT = 38_000
"""Characters of the text for notifications; Slack cuts at 40,000."""


@dataclass(frozen=True)
class Part:
    """Blocks that stand together, and what a notification or a screen reader gets of them."""

    blocks: tuple[Block, ...]
    text: str = ""


def messages(parts: Iterable[Part], most: int = FULL) -> tuple[SlackMessage, ...]:
    """As few messages as hold the parts in their order; a part is whole in one of them.

    A part that no message could hold is told block by block.
    """
    packed: list[list[Part]] = []
    filled = blocks = 0
    for part in _small(parts, most):
        weight = size(part.blocks)
        if not packed or filled + weight > most or blocks + len(part.blocks) > MOST_BLOCKS:
            packed.append([])
            filled = blocks = 0
        packed[-1].append(part)
        filled += weight
        blocks += len(part.blocks)
    return tuple(map(_message, packed))


def _small(parts: Iterable[Part], most: int) -> Iterator[Part]:
    for part in parts:
        if not part.blocks:
            continue
        if len(part.blocks) <= MOST_BLOCKS and size(part.blocks) <= most:
            yield part
        else:
            yield Part(part.blocks[:1], part.text)
            yield from (Part((block,)) for block in part.blocks[1:])


def _message(parts: Sequence[Part]) -> SlackMessage:
    blocks = tuple(block for part in parts for block in part.blocks)
    return SlackMessage(text=fallback(part.text for part in parts), blocks=blocks)


def fallback(texts: Iterable[str]) -> str:
    """The text beside the blocks, escaped, in a line each: what notifications show."""
    lines: list[str] = []
    room = LONGEST_TEXT
    for text in filter(None, texts):
        line = escape(text)
        if len(line) > room:
            return "\n".join([*lines, "…"])
        lines = [*lines, line]
        room -= len(line) + 1
    return "\n".join(lines) or "…"
