"""Outcomes, gates and comparisons as Markdown for a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.escaping import WORD_JOINER, escape_markdown
from evals.comparing import Comparison, Pair
from evals.gates import Gated, fallen
from evals.outcomes import CaseOutcome, Outcome
from evals.scoring import figures_of
from evals.telling.comparison import OTHER_DATA, signed, tally
from evals.telling.wording import (
    NO_MODELS_FIGURES,
    counts,
    figure,
    interval,
    name_of,
    replay_line,
    said,
    verdict,
    what_is_wrong,
    written_by_hand,
)

MOST_LISTED = 30
"""Cases that are written out; a comment on a pull request is cut off at 65,536 characters."""
LONGEST = 400

_CALLS = re.compile(r"@|#(?=\d)|www(?=\.)|https?:(?=//)", re.IGNORECASE)
"""What GitHub makes a mention, a reference or a link of by itself."""


def as_markdown(
    outcomes: Sequence[Outcome],
    judged: Sequence[Gated] = (),
    comparisons: Sequence[Comparison] = (),
) -> str:
    """The whole comment: gates first, then what changed, then every suite's figures."""
    parts = [
        "## Citewire evals",
        _gates(judged),
        *(comparison_markdown(one) for one in comparisons),
        *(_outcome(one) for one in outcomes),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _gates(judged: Sequence[Gated]) -> str:
    if not judged:
        return ""
    down = fallen(judged)
    if not down:
        return f"All {len(judged)} gates hold."
    lines = [f"**{len(down)} of {len(judged)} gates fell.**", ""]
    return "\n".join([*lines, *(f"- {escape_markdown(str(one))}" for one in down)])


def _outcome(outcome: Outcome) -> str:
    made = outcome.circumstances
    lines = [f"### {escape_markdown(name_of(outcome))}", ""]
    if written_by_hand(outcome):
        lines += [f"**{NO_MODELS_FIGURES}**", ""]
    lines += [f"{counts(outcome)}.", ""]
    if health := replay_line(outcome):
        lines += [f"{escape_markdown(health)}.", ""]
    lines += _table(outcome)
    lines += ["", escape_markdown(f"{made.date}, revision {made.revision}, {made.embedder}")]
    wrong = [case for case in outcome.cases if not case.passed and case.listed]
    lines += _folded("Cases with faults or without a score", [_case(case) for case in wrong])
    return "\n".join(lines)


def _table(outcome: Outcome) -> Iterator[str]:
    aims = {aim.metric: aim for aim in outcome.aims}
    yield "| metric | n | value | 95% interval | aim |"
    yield "|---|---:|---:|---|---|"
    for metric, one in figures_of(outcome).items():
        aim = verdict(aims.get(metric), one.value)
        cells = (
            escape_markdown(metric),
            str(one.count),
            figure(one.value),
            interval(one),
            escape_markdown(aim),
        )
        yield f"| {' | '.join(cells)} |"


def _case(case: CaseOutcome) -> str:
    name = escape_markdown(case.id)
    title, wrong = _short(case.title), _short(what_is_wrong(case))
    return f"- {name}: {title} — {wrong}"


def comparison_markdown(one: Comparison) -> str:
    """A comparison: circumstances, the differences as a table, lost and won cases."""
    lines = [
        f"### {escape_markdown(f'{name_of(one.before)} → {name_of(one.after)}')}",
        "",
        f"{tally(one)}.",
    ]
    if written_by_hand(one.before) or written_by_hand(one.after):
        lines += ["", f"**{NO_MODELS_FIGURES}**"]
    if not one.same_data:
        lines += ["", f"**{OTHER_DATA}**"]
    lines += ["", *_differences(one)]
    lines += _folded(
        "Circumstances that differ", [f"- {escape_markdown(line)}" for line in one.circumstances]
    )
    for title, pairs in (("Lost", one.of("lost")), ("Won", one.of("won"))):
        shown = [pair for pair in pairs if pair.before.listed and pair.after.listed]
        hidden = f", {len(pairs) - len(shown)} held out" if len(shown) < len(pairs) else ""
        lines += _folded(f"{title}: {len(pairs)} cases{hidden}", list(map(_pair, shown)))
    others = [pair for pair in one.of("same") if pair.after.listed and (pair.gone or pair.new)]
    lines += _folded("Other faults than before", list(map(_changed, others)))
    return "\n".join(lines)


def _differences(one: Comparison) -> Iterator[str]:
    moved = [each for each in one.differences if each.moved]
    if len(moved) < len(one.differences):
        yield f"{len(one.differences) - len(moved)} metrics did not move at all."
        yield ""
    if moved or one.figures:
        yield "| metric | cases | before | after | change | 95% interval |"
        yield "|---|---:|---:|---:|---:|---|"
    for each in moved:
        change = f"{signed(each.change.value)}{' (sure)' if each.sure else ''}"
        cells = (
            escape_markdown(each.metric),
            str(each.cases),
            figure(each.before),
            figure(each.after),
            change,
            interval(each.change),
        )
        yield f"| {' | '.join(cells)} |"
    for beside in one.figures:
        was, now = beside.before.value, beside.after.value
        yield (
            f"| {escape_markdown(beside.metric)} | | {figure(was)} | {figure(now)} | "
            f"{signed(now - was)} | not paired |"
        )


def _pair(pair: Pair) -> str:
    lines = [f"- **{escape_markdown(pair.after.id)}** {_short(pair.after.title)}"]
    for name, case in (("before", pair.before), ("after", pair.after)):
        wrong = what_is_wrong(case) or "passes"
        lines.append(f"  - {name} ({_short(wrong)}): {_short(said(case.reply))}")
    return "\n".join(lines)


def _changed(pair: Pair) -> str:
    lines = [f"- **{escape_markdown(pair.after.id)}** {_short(pair.after.title)}"]
    lines += [f"  - gone: {_short(fault)}" for fault in pair.gone]
    return "\n".join([*lines, *(f"  - new: {_short(fault)}" for fault in pair.new)])


def _folded(title: str, entries: Iterable[str]) -> list[str]:
    """Behind a line that opens it; nothing without entries."""
    listed = list(entries)
    if not listed:
        return []
    more = [f"- and {len(listed) - MOST_LISTED} more"] if len(listed) > MOST_LISTED else []
    shown = [*listed[:MOST_LISTED], *more]
    return ["", f"<details><summary>{title}</summary>", "", *shown, "", "</details>"]


def _short(text: str) -> str:
    return _inert(text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…")


def _inert(text: str) -> str:
    """Nothing in it formats, links, calls a person or names an issue: "@ann" -> "@⁠ann"."""
    return _CALLS.sub(lambda match: match.group() + WORD_JOINER, escape_markdown(text))
