"""The pieces of Block Kit that are sent, as plain dictionaries within Slack's limits.

Text of documents and models goes into `rich_text`, which Slack does not parse; where only mrkdwn is
taken, it has been through `bot.slack.escaping.escape` before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.labels import one_line
from bot.slack.escaping import visible

Block = Mapping[str, Any]
Element = Mapping[str, Any]
View = Mapping[str, Any]
"""A modal or the home tab, as `views.open`, `views.update` and `views.publish` take it."""

LONGEST_HEADER = 150
LONGEST_SECTION = 3_000
LONGEST_FIELD = 2_000
LONGEST_BUTTON = 75
LONGEST_OPTION = 75
LONGEST_TITLE = 24
MOST_FIELDS = 10
MOST_OPTIONS = 100
MOST_BUTTONS = 25

ROOM = 2_800
"""Characters of one text in a block: under Slack's 3,000, with room for what stands around it."""

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Run:
    """Characters of one style in rich text. `address` makes them a link."""

    text: str
    bold: bool = False
    italic: bool = False
    address: str | None = None


def clipped(text: str, most: int) -> str:
    """A label on one line of at most so many characters: ("a long title", 7) -> "a long…"."""
    line = one_line(visible(text))
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def plain(text: str, most: int) -> Element:
    """Text that is not parsed at all; never empty, which Slack refuses."""
    return {"type": "plain_text", "text": clipped(text, most) or "…", "emoji": False}


def mrkdwn(text: str) -> Element:
    """Text that is parsed, but in which addresses and names are not made into links."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def header(text: str) -> Block:
    """A large title, cut at the 150 characters that Slack takes."""
    return {"type": "header", "text": plain(text, LONGEST_HEADER)}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def section(text: str, accessory: Element | None = None) -> Block:
    """A paragraph of mrkdwn of our own words or escaped text, at most 3,000 characters."""
    block: dict[str, Any] = {"type": "section", "text": mrkdwn(text)}
    if accessory is not None:
        block["accessory"] = accessory
    return block


def fields(texts: Sequence[str]) -> Block:
    """Texts side by side, two in a row; at most ten of 2,000 characters."""
    return {"type": "section", "fields": [mrkdwn(text) for text in texts]}


def context(text: str) -> Block:
    """Small grey mrkdwn."""
    return {"type": "context", "elements": [mrkdwn(text)]}


def context_lines(lines: Iterable[str]) -> Iterator[Block]:
    """Small grey lines, as many to a block as it takes."""
    gathered: list[str] = []
    for line in lines:
        if gathered and sum(map(len, gathered)) + len(gathered) + len(line) > ROOM:
            yield context("\n".join(gathered))
            gathered = []
        gathered = [*gathered, line]
    if gathered:
        yield context("\n".join(gathered))


def actions(elements: Sequence[Element]) -> Block:
    """Buttons and menus in a row, at most 25."""
    return {"type": "actions", "elements": list(elements)}


def button(text: str, action: str, value: str, style: str | None = None) -> Element:
    """A button that sends `value`; `style` is "primary" or "danger"."""
    made: dict[str, Any] = {
        "type": "button",
        "text": plain(text, LONGEST_BUTTON),
        "action_id": action,
        "value": value,
    }
    if style is not None:
        made["style"] = style
    return made


def option(label: str, value: str) -> Element:
    """One line of a menu; `value` has at most 150 characters."""
    return {"text": plain(label, LONGEST_OPTION), "value": value}


def select(placeholder: str, action: str, options: Sequence[Element]) -> Element:
    """A menu of at most a hundred options."""
    return {
        "type": "static_select",
        "placeholder": plain(placeholder, 150),
        "action_id": action,
        "options": list(options),
    }


def overflow(action: str, options: Sequence[Element]) -> Element:
    """A menu behind three dots, of at most five options."""
    return {"type": "overflow", "action_id": action, "options": list(options)}


def rich(*parts: Element) -> Block:
    """Rich text of paragraphs, quotations and lists."""
    return {"type": "rich_text", "elements": list(parts)}


def line(*runs: Run) -> Element:
    """One paragraph of rich text."""
    return {"type": "rich_text_section", "elements": [*map(_run, _filled(runs))]}


def quotation(*runs: Run) -> Element:
    """A paragraph with a bar at its side."""
    return {"type": "rich_text_quote", "elements": [*map(_run, _filled(runs))]}


def bullets(paragraphs: Sequence[Element]) -> Element:
    """Paragraphs as a list."""
    return {"type": "rich_text_list", "style": "bullet", "elements": list(paragraphs)}


def _filled(runs: Iterable[Run]) -> list[Run]:
    """Runs without the empty ones, which Slack refuses."""
    return [run for run in runs if run.text] or [Run(" ")]


def _run(run: Run) -> Element:
    style = {name: True for name in ("bold", "italic") if getattr(run, name)}
    made: dict[str, Any] = {"type": "text", "text": visible(run.text)}
    if run.address is not None:
        made = {"type": "link", "url": run.address, "text": visible(run.text)}
    return {**made, "style": style} if style else made


def pieces(text: str, most: int = ROOM) -> list[str]:
    """The text in pieces of at most so many characters, parted at blanks where there are any.

    Put together again they are the text: ("one two", 5) -> ["one ", "two"].
    """
    found: list[str] = []
    start = 0
    while len(text) - start > most:
        blanks = [match.end() for match in _SPACE.finditer(text, start, start + most)]
        end = blanks[-1] if blanks and blanks[-1] > start + most // 2 else start + most
        found.append(text[start:end])
        start = end
    return [*found, text[start:]] if text[start:] or not found else found


def grouped(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Runs in groups that a block has room for; a long one is parted at blanks."""
    gathered: list[Run] = []
    for run in runs:
        for piece in pieces(run.text):
            if gathered and sum(len(one.text) for one in gathered) + len(piece) > ROOM:
                yield gathered
                gathered = []
            gathered = [*gathered, replace(run, text=piece)]
    yield gathered


def size(blocks: Iterable[Block]) -> int:
    """The characters of blocks as they travel, which is more than what is read of them."""
    return sum(len(json.dumps(block, ensure_ascii=False)) for block in blocks)
