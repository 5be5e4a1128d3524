"""The figures of the suite `briefings`, with what was missed, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from evals import metrics
from evals.briefings.judging import Observed, Told
from evals.cases import Aim
from evals.metrics import Estimate

AIMS = (
    Aim(metric="nuggets, full", value=0.70),
    Aim(metric="nuggets, with halves", value=0.80),
    Aim(metric="attribution kept", value=1.0),
    Aim(metric="disagreements disclosed", value=1.0),
    Aim(metric="disagreements are planted", value=1.0),
    Aim(metric="changes with both values", value=1.0),
    Aim(metric="origins counted once", value=1.0),
    Aim(metric="statements that repeat", value=0.05, most=True),
    Aim(metric="statements in the air", value=0.0, most=True),
    Aim(metric="furniture told", value=0.0, most=True),
    Aim(metric="quoted words are the source's", value=1.0),
    Aim(metric="told again the next day", value=0.05, most=True),
    Aim(metric="headlines in order", value=1.0),
    Aim(metric="quotes exact", value=1.0),
    Aim(metric="words within the budget", value=1.0),
)


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One briefing and what was observed of it."""

    told: Told
    observed: tuple[Observed, ...]


def estimates(judged: Iterable[Judged]) -> dict[str, Estimate]:
    """The mean of every metric over all its observations, with its 95% bootstrap interval."""
    values: dict[str, list[float]] = {}
    for one in judged:
        for metric, value, _ in one.observed:
            values.setdefault(metric, []).append(value)
    return {metric: metrics.mean(found) for metric, found in values.items()}


def as_json(judged: Sequence[Judged], conditions: str) -> dict[str, object]:
    """Every figure, and every briefing as it was told."""
    return {
        "suite": "briefings",
        "conditions": conditions,
        "metrics": {name: asdict(found) for name, found in estimates(judged).items()},
        "briefings": [
            {
                "corpus": one.told.case.corpus,
                "day": one.told.day,
                "stories": [
                    {
                        "headline": story.headline,
                        "origins": story.origins,
                        "statements": [statement.text for statement in story.statements],
                    }
                    for story in one.told.stories
                ],
                "missed": [f"{metric}: {what}" for metric, _, what in one.observed if what],
            }
            for one in judged
        ],
    }


def as_text(judged: Sequence[Judged], conditions: str) -> str:
    """One line a metric with its interval and aim, then each corpus, then what was missed."""
    aims = {aim.metric: aim for aim in AIMS}
    lines = [f"suite briefings: {len(judged)} briefings", conditions, ""]
    lines.append(f"{'metric':<32} {'n':>5} {'value':>7}   {'95% interval':<16} aim")
    for metric, found in estimates(judged).items():
        interval = f"{found.low:.3f} to {found.high:.3f}"
        lines.append(
            f"{metric:<32} {found.count:>5} {found.value:>7.3f}   {interval:<16} "
            f"{_verdict(aims.get(metric), found.value)}".rstrip()
        )
    lines += ["", "by corpus"]
    for one in judged:
        own = estimates([one])
        full, halves = own["nuggets, full"], own["nuggets, with halves"]
        lines.append(
            f"  {_name(one):<22} nuggets {full.value:.2f}, with halves {halves.value:.2f} of "
            f"{full.count}; {len(one.told.stories)} stories, {len(one.told.statements)} statements"
        )
    missed = [
        f"  {_name(one)}  {metric}: {what}"
        for one in judged
        for metric, _, what in one.observed
        if what
    ]
    return "\n".join([*lines, "", "missed" if missed else "nothing missed", *missed])


def _verdict(aim: Aim | None, value: float) -> str:
    if aim is None:
        return ""
    sign = "<=" if aim.most else ">="
    verdict = "reached" if aim.reached(value) else f"MISSED by {abs(aim.value - value):.3f}"
    return f"{sign} {aim.value:.2f}  {verdict}"


def _name(one: Judged) -> str:
    return f"{one.told.case.corpus} {one.told.day}".strip()
