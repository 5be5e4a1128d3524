"""The figures of a suite as tables, with intervals on common axes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evals.cases import Aim
from evals.glossary import METRICS
from evals.metrics import Estimate
from evals.outcomes import Outcome
from evals.page.history import history
from evals.page.scale import SHARES, Scale, common_scale, whisker
from evals.page.view import MetricView, RowView, SuiteView, TableView
from evals.page.wording import aim_text, anchored
from evals.scoring import Scores, scores_of
from evals.telling.wording import figure, interval, written_by_hand

MOST_HEADLINES = 8
"""Metrics whose history is drawn: those with an aim, and then the first others."""

Estimates = Mapping[str, Estimate]


@dataclass(frozen=True, kw_only=True)
class _Found:
    """Estimates of each group (a writer, a language, a kind), and which are written by hand."""

    groups: Mapping[str, Estimates]
    by_hand: frozenset[str]
    aims: Mapping[str, Aim]

    def metrics(self) -> tuple[str, ...]:
        """Every metric, those with an aim first."""
        measured = dict.fromkeys(name for found in self.groups.values() for name in found)
        first = [name for name in self.aims if name in measured]
        return tuple(dict.fromkeys([*first, *measured]))

    def view(self, metric: str) -> MetricView:
        """A metric with a row for each group that has it."""
        told = {group: found[metric] for group, found in self.groups.items() if metric in found}
        aim = self.aims.get(metric)
        scale = common_scale(told.values(), aim.value if aim else None)
        return MetricView(
            name=metric,
            meaning=METRICS.get(metric, ""),
            low=f"{scale.low:g}",
            high=f"{scale.high:g}",
            shares=scale == SHARES,
            rows=tuple(self._row(group, one, aim, scale) for group, one in told.items()),
        )

    def _row(self, group: str, estimate: Estimate, aim: Aim | None, scale: Scale) -> RowView:
        return RowView(
            group=group,
            by_hand=group in self.by_hand,
            count=estimate.count,
            value=figure(estimate.value),
            interval=interval(estimate),
            aim=aim_text(aim),
            reached=aim.reached(estimate.value) if aim else None,
            whisker=whisker(estimate, aim.value if aim else None, scale),
        )


def suite_view(name: str, outcomes: Sequence[Outcome], saved: Sequence[Outcome]) -> SuiteView:
    """The figures of a suite by each of its writers; `saved` are earlier runs, oldest first."""
    aims = {aim.metric: aim for outcome in outcomes for aim in outcome.aims}
    scores = {outcome.writer: scores_of(outcome) for outcome in outcomes}
    by_hand = frozenset(one.writer for one in outcomes if written_by_hand(one))
    overall = _Found(
        groups={writer: one.overall for writer, one in scores.items()}, by_hand=by_hand, aims=aims
    )
    measured = overall.metrics()
    views = tuple(overall.view(metric) for metric in measured)
    tables = [
        table
        for writer, one in scores.items()
        for table in _by_group(writer, one, writer in by_hand, aims)
    ]
    return SuiteView(
        name=name,
        anchor=f"suite-{anchored(name)}",
        by_hand=bool(by_hand),
        overall=TableView(title="All cases", group="writer", by_hand=False, metrics=views),
        groups=tuple(tables),
        history=tuple(history(outcomes, saved, measured[:MOST_HEADLINES], aims)),
        unmeasured=tuple(metric for metric in aims if metric not in measured),
    )


def _by_group(
    writer: str, scores: Scores, by_hand: bool, aims: Mapping[str, Aim]
) -> Iterable[TableView]:
    """A writer's figures by language and by kind; a table of one group would tell nothing new."""
    for word, groups in (("language", scores.by_language), ("kind", scores.by_kind)):
        if len(groups) < 2:
            continue
        ordered = {name: groups[name] for name in sorted(groups)}
        found = _Found(groups=ordered, by_hand=frozenset(), aims=aims)
        if metrics := found.metrics():
            yield TableView(
                title=f"By {word}: {writer}",
                group=word,
                by_hand=by_hand,
                metrics=tuple(map(found.view, metrics)),
            )
