"""A comparison as text for a terminal: circumstances, differences, answers side by side."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from bot.escaping import visible_line
from evals.comparing import Comparison, Pair
from evals.telling.wording import (
    NO_MODELS_FIGURES,
    figure,
    interval,
    name_of,
    said,
    what_is_wrong,
    written_by_hand,
)

NARROWEST = 60
"""Columns below which two answers cannot stand side by side; they wrap at this."""

OTHER_DATA = "documents or cases differ: only cases of the same id are compared, if at all alike"


def as_text(comparisons: Sequence[Comparison], width: int) -> str:
    """The whole comparison, for a terminal of so many columns."""
    return "\n\n".join("\n".join(_told(one, max(width, NARROWEST))) for one in comparisons)


def _told(one: Comparison, width: int) -> Iterator[str]:
    yield f"{name_of(one.before)} -> {name_of(one.after)}: {tally(one)}"
    if written_by_hand(one.before) or written_by_hand(one.after):
        yield NO_MODELS_FIGURES
    if not one.same_data:
        yield f"WARNING: {OTHER_DATA}"
    for name, ids in (("before", one.only_before), ("after", one.only_after)):
        if ids:
            yield f"only {name}: {', '.join(ids[:8])}{', …' if len(ids) > 8 else ''}"
    yield from (f"  {visible_line(line)}" for line in one.circumstances)
    yield ""
    yield from _differences(one)
    for title, pairs in (("lost", one.of("lost")), ("won", one.of("won"))):
        yield from _listed(title, pairs, width)
    yield from _otherwise_wrong(one.of("same"))


def tally(one: Comparison) -> str:
    """ "63 cases in both: 2 won, 1 lost, 60 the same"."""
    counts = [(len(one.of("won")), "won"), (len(one.of("lost")), "lost")]
    told = ", ".join(f"{count} {name}" for count, name in counts)
    return f"{len(one.pairs)} cases in both: {told}, {len(one.of('same'))} the same"


def signed(value: float) -> str:
    """0.05 -> "+0.050", -0.05 -> "-0.050", 0.0 -> "0.000"."""
    return f"{'+' if value > 0 else ''}{figure(value)}"


def _differences(one: Comparison) -> Iterator[str]:
    names = [each.metric for each in one.differences] + [each.metric for each in one.figures]
    width = max([len(name) for name in (*names, "metric")])
    if one.differences:
        yield (
            f"{'metric':<{width}} {'cases':>6} {'before':>9} {'after':>9} {'change':>9}   "
            f"{'95% interval':<18} {'higher':>6} {'lower':>6}"
        )
    for each in one.differences:
        yield (
            f"{each.metric:<{width}} {each.cases:>6} {figure(each.before):>9} "
            f"{figure(each.after):>9} {signed(each.change.value):>9}   "
            f"{interval(each.change):<18} {each.higher:>6} {each.lower:>6}"
            f"{'  sure' if each.sure else ''}"
        )
    for beside in one.figures:
        yield (
            f"{beside.metric:<{width}} {'':>6} {figure(beside.before.value):>9} "
            f"{figure(beside.after.value):>9} "
            f"{signed(beside.after.value - beside.before.value):>9}   not paired"
        )


def _listed(title: str, pairs: Sequence[Pair], width: int) -> Iterator[str]:
    """The cases with both answers side by side; held-out ones are counted alone."""
    shown = [pair for pair in pairs if pair.before.listed and pair.after.listed]
    if pairs:
        yield ""
        hidden = len(pairs) - len(shown)
        yield title + (f" ({hidden} held out, never listed)" if hidden else "")
    for pair in shown:
        yield f"  {pair.after.id} [{pair.after.language}] {visible_line(pair.after.title)}"
        if pair.after.expected:
            yield f"    expected  {visible_line(pair.after.expected)}"
        yield from _side_by_side(pair, width)


def _otherwise_wrong(pairs: Sequence[Pair]) -> Iterator[str]:
    """Cases that had faults and have faults, but not the same."""
    shown = [pair for pair in pairs if pair.after.listed and (pair.gone or pair.new)]
    if shown:
        yield ""
        yield "with other faults than before (- gone, + new)"
    for pair in shown:
        yield f"  {pair.after.id} [{pair.after.language}] {visible_line(pair.after.title)}"
        yield from (f"    - {visible_line(fault)}" for fault in pair.gone)
        yield from (f"    + {visible_line(fault)}" for fault in pair.new)


def _side_by_side(pair: Pair, width: int) -> Iterator[str]:
    column = (width - 7) // 2
    sides = [
        [
            *_wrapped(what_is_wrong(case) or "passes", column),
            *_wrapped(said(case.reply) or "(its reply is not kept)", column),
        ]
        for case in (pair.before, pair.after)
    ]
    for left, right in zip_longest(*sides, fillvalue=""):
        yield f"    {left:<{column}} | {right}".rstrip()


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(visible_line(text), width)
