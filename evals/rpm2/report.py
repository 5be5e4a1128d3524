"""The figures of the suite `rpm2` as text and as JSON: means over topics, aims, each topic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from statistics import stdev

from evals import metrics
from evals.cases import Aim
from evals.metrics import Estimate
from evals.rpm2.measuring import Topic

AIMS = (
    Aim(metric="ROUGE-1", value=0.40),
    Aim(metric="ROUGE-2", value=0.125),
    Aim(metric="second date repeats first", value=0.05, most=True),
)

_HOW = (
    "statements without headlines, cut at 100 words; F1 of lower-cased words, unstemmed, mean over",
    "the abstracts; interval and spread (standard deviation) over topics, each the mean of its two",
    "dates; a sentence repeats when one told before has half of its words of four letters or more",
)


def estimates(topics: Sequence[Topic]) -> dict[str, Estimate]:
    """The mean of every metric over the topics with its 95% bootstrap interval."""
    names = topics[0].observed
    return {name: metrics.mean([topic.observed[name] for topic in topics]) for name in names}


def spreads(topics: Sequence[Topic]) -> dict[str, float]:
    """The standard deviation of every metric over the topics; 0.0 for a single one."""
    return {
        name: stdev([topic.observed[name] for topic in topics]) if len(topics) > 1 else 0.0
        for name in topics[0].observed
    }


def as_json(topics: Sequence[Topic], conditions: str) -> dict[str, object]:
    """Every figure, and every topic's."""
    found, spread = estimates(topics), spreads(topics)
    aims = {aim.metric: aim for aim in AIMS}
    return {
        "suite": "rpm2",
        "conditions": conditions,
        "metrics": {
            name: {**asdict(found[name]), "spread": spread[name], **_aim(aims.get(name), found)}
            for name in found
        },
        "topics": [asdict(topic) for topic in topics],
    }


def _aim(aim: Aim | None, found: Mapping[str, Estimate]) -> dict[str, object]:
    if aim is None:
        return {}
    return {"aim": aim.value, "reached": aim.reached(found[aim.metric].value)}


def as_text(topics: Sequence[Topic], conditions: str) -> str:
    """A line for each metric: n, mean, spread, interval, aim; then ROUGE of each topic and date."""
    found, spread = estimates(topics), spreads(topics)
    aims = {aim.metric: aim for aim in AIMS}
    lines = [f"suite rpm2: {len(topics)} topics, two dates each", conditions, *_HOW, ""]
    lines.append(f"{'metric':<36} {'n':>3} {'mean':>7} {'spread':>7}   {'95% interval':<16} aim")
    for name, estimate in found.items():
        interval = f"{estimate.low:.3f} to {estimate.high:.3f}"
        lines.append(
            f"{name:<36} {estimate.count:>3} {estimate.value:>7.3f} {spread[name]:>7.3f}   "
            f"{interval:<16} {_verdict(aims.get(name), estimate.value)}".rstrip()
        )
    lines += ["", "ROUGE-1 / ROUGE-2 by topic and date, first sentences in brackets"]
    return "\n".join([*lines, *(_line(topic) for topic in topics)])


def _line(topic: Topic) -> str:
    dates = [
        f"{date} {_pair(seen, '')} ({_pair(seen, 'first sentences, ')})"
        for date, seen in topic.by_date.items()
    ]
    return f"  {topic.name}  " + "   ".join(dates)


def _pair(seen: Mapping[str, float], prefix: str) -> str:
    return f"{seen[f'{prefix}ROUGE-1']:.3f} / {seen[f'{prefix}ROUGE-2']:.3f}"


def _verdict(aim: Aim | None, value: float) -> str:
    if aim is None:
        return ""
    sign = "<=" if aim.most else ">="
    verdict = "reached" if aim.reached(value) else f"MISSED by {abs(aim.value - value):.3f}"
    return f"{sign} {aim.value:.3f}  {verdict}"
