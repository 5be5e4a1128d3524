"""Quotations marked within the text of their passage, whose characters stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Span:
    """A numbered quotation at `start`..`end` of a passage's own text."""

    number: int
    start: int
    end: int


@dataclass(frozen=True)
class Segment:
    """A run of a passage's text under the same quotations.

    `begins` and `ends` are the numbers of the quotations that begin before it and end after it.
    """

    text: str
    numbers: tuple[int, ...]
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def segments(text: str, spans: Iterable[Span]) -> tuple[Segment, ...]:
    """The text cut where a quotation begins or ends; joined, the segments are the text.

    ("abcd", [Span(1, 1, 3)]) -> "a", "bc" under 1, "d". Spans may overlap; one that is empty or
    does not lie within the text is left out.
    """
    inside = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    cuts = sorted({0, len(text), *(end for span in inside for end in (span.start, span.end))})
    return tuple(_segment(text[start:end], start, end, inside) for start, end in pairwise(cuts))


def _segment(text: str, start: int, end: int, spans: Sequence[Span]) -> Segment:
    over = [span for span in spans if span.start <= start and end <= span.end]
    return Segment(
        text=text,
        numbers=tuple(span.number for span in over),
        begins=tuple(span.number for span in over if span.start == start),
        ends=tuple(span.number for span in over if span.end == end),
    )
