"""The figures of the suite `lina` as text and as JSON: at the setting in use, and around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from bot.stories import SAME_STORY
from evals.cases import Aim
from evals.metrics import Estimate

_HOW = (
    "sentences joined by average linkage as in a briefing; a pair counts when one of the two is of",
    "an event asked for; 95% bootstrap interval over events; articles go with most of their",
    "sentences; every collection at one setting, chosen on these collections (not held out)",
)


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One grouping held against the truth; `sweep` gives pairwise F1 by threshold."""

    collection: str
    asked: str
    items: str
    pairwise: Estimate
    b_cubed: Estimate
    sweep: Mapping[float, float]
    aim: float | None = None

    @property
    def reached(self) -> bool | None:
        """Whether both figures reach the aim; None without an aim."""
        if self.aim is None:
            return None
        return min(self.pairwise.value, self.b_cubed.value) >= self.aim


def as_json(measured: Sequence[Measured], conditions: str) -> dict[str, object]:
    """Every figure."""
    return {
        "suite": "lina",
        "conditions": conditions,
        "setting": SAME_STORY,
        "groupings": [
            {
                **asdict(one),
                "sweep": {f"{level:.2f}": value for level, value in one.sweep.items()},
                "reached": one.reached,
            }
            for one in measured
        ],
    }


def as_text(measured: Sequence[Measured], conditions: str, missing: Sequence[str]) -> str:
    """A line for each grouping and measure with n, value, interval and aim; then the sweep."""
    lines = [f"suite lina: {len(measured)} groupings at setting {SAME_STORY}", conditions, *_HOW]
    lines += [
        "",
        f"{'grouping':<46} {'measure':<12} {'n':>5} {'value':>6}   {'95% interval':<16} aim",
    ]
    for one in measured:
        for name, found in (("pairwise F1", one.pairwise), ("B-cubed F1", one.b_cubed)):
            interval = f"{found.low:.3f} to {found.high:.3f}"
            lines.append(
                f"{name_of(one):<46} {name:<12} {found.count:>5} {found.value:>6.3f}   "
                f"{interval:<16} {_verdict(one.aim, found.value)}".rstrip()
            )
    lines += ["", "pairwise F1 by threshold"]
    levels = " ".join(f"{level:>5.2f}" for level in measured[0].sweep)
    lines.append(f"{'':<46} {levels}")
    for one in measured:
        values = " ".join(f"{value:>5.3f}" for value in one.sweep.values())
        lines.append(f"{name_of(one):<46} {values}")
    lines += [f"not measured: no directory {name!r} beside that of --data" for name in missing]
    return "\n".join(lines)


def name_of(one: Measured) -> str:
    """("20 events", "events", "sentences") -> "20 events: events, sentences"."""
    return f"{one.collection}: {one.asked}, {one.items}"


def _verdict(value: float | None, found: float) -> str:
    if value is None:
        return ""
    aim = Aim(metric="", value=value)
    verdict = "reached" if aim.reached(found) else f"MISSED by {value - found:.3f}"
    return f">= {value:.2f}  {verdict}"
