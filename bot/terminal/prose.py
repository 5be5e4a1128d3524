"""Running text in a terminal: no wider than is good to read, numbers in one piece."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, ConsoleRenderable, Group, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.text import Text

WIDEST = 100
"""Columns; longer lines of running text are hard to read."""

# rich breaks lines at any blank. Those that hold « or the digits of 10 000 together are, while the
# lines are laid out, characters that nobody uses.
HELD = str.maketrans("\u00a0\u202f", "\ue0a0\ue0af")
RELEASED = str.maketrans("\ue0a0\ue0af\ue020", "\u00a0\u202f ")
INSIDE_NUMBER = re.compile(r"(?<=\d) (?=\d{3}\b)")


@dataclass(frozen=True)
class Prose:
    """A text whose lines do not break at non-breaking blanks, nor inside 10 000."""

    text: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines of the text."""
        for segment in console.render(self._held(), options):
            yield Segment(segment.text.translate(RELEASED), segment.style, segment.control)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """The widths it can take."""
        return Measurement.get(console, options, self._held())

    def _held(self) -> Text:
        held = self.text.copy()
        held.plain = INSIDE_NUMBER.sub("\ue020", self.text.plain).translate(HELD)
        return held


def show(console: Console, view: ConsoleRenderable) -> None:
    """Print a view no wider than is good to read."""
    width = min(console.width, WIDEST)
    if console.is_terminal:
        console.print(view, width=width)
        return
    with console.capture() as capture:
        console.print(view, width=width)
    # rich fills columns with blanks, which only a terminal does not show.
    console.file.write("".join(f"{line.rstrip(' ')}\n" for line in capture.get().splitlines()))


def spaced(blocks: Iterable[ConsoleRenderable]) -> ConsoleRenderable:
    """The blocks with an empty line between them."""
    spaced: list[ConsoleRenderable] = []
    for block in blocks:
        spaced += [Text(""), block] if spaced else [block]
    return Group(*spaced)
