"""Where a text quotes somebody: the stretches between quotation marks, by paragraph.

Marks are told by their shape and by what stands beside them, since articles mix « », “ ”, „ “ and
straight marks, sometimes opening with one kind and closing with another.
"""

from __future__ import annotations

import re

from bot.types import Span

_ALWAYS_OPENS = "«„"
_ALWAYS_CLOSES = "»”"
_MARKS = re.compile('["«»“”„‟]')
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\S\n]*[^\s\n][^\n]*)*")


def quotations(text: str) -> tuple[Span, ...]:
    """The quoted stretches of `text`, marks included, in order; none crosses a blank line.

    A quotation that is opened and never closed runs to the end of its paragraph (newspapers leave
    the mark open where the speech goes on in the next one). A mark that opens inside an open
    quotation is taken as nested and ignored.

    'Il a dit "non".' -> (Span(10, 15),)
    """
    found: list[Span] = []
    for paragraph in _PARAGRAPH.finditer(text):
        opened: int | None = None
        german = False
        for mark in _MARKS.finditer(text, paragraph.start(), paragraph.end()):
            at = mark.start()
            if opened is None and _opens(text, at):
                opened, german = at, text[at] == "„"
            elif opened is not None and _closes(text, at, german):
                found.append(Span(opened, at + 1))
                opened = None
        if opened is not None:
            found.append(Span(opened, paragraph.end()))
    return tuple(found)


def masked(text: str, quoted: tuple[Span, ...]) -> str:
    """`text` with every quoted character replaced by ¤, so that offsets stay and words do not.

    ('Il a dit "non".', (Span(10, 15),)) -> 'Il a dit ¤¤¤¤¤.'
    """
    characters = list(text)
    for start, end in quoted:
        characters[start:end] = "¤" * (end - start)
    return "".join(characters)


def _opens(text: str, at: int) -> bool:
    mark = text[at]
    if mark in _ALWAYS_OPENS or mark == "“":
        return True
    if mark in _ALWAYS_CLOSES:
        return False
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return not before.isalnum() and before not in ".,!?…" and not after.isspace()


def _closes(text: str, at: int, german: bool) -> bool:
    mark = text[at]
    if mark in _ALWAYS_CLOSES:
        return True
    if mark == "“":
        return german
    if mark in _ALWAYS_OPENS:
        return False
    before = text[at - 1]
    return not before.isspace() and before not in "('’"
