"""The figures of a suite of claims: accuracy beside the commonest class, and each class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from bot.claim_types import ClaimCheck
from evals import metrics
from evals.claims.reading import HELD_OUT, ClaimCase
from evals.metrics import Estimate

VERDICTS = ("supported", "contradicted", "mixed", "not-told")


@dataclass(frozen=True, kw_only=True)
class Checked:
    """One claim with the verdict that came back; `exact` is the share of its quotes that stand in
    the stored text, `quoted` whether a quote holds what it should (None where nothing tells)."""

    case: ClaimCase
    verdict: str
    exact: tuple[float, ...]
    quoted: float | None
    given: ClaimCheck | None = None
    """All that came back, where it is to be shown."""

    @property
    def right(self) -> bool:
        """Whether it is the verdict that was expected."""
        return self.verdict == self.case.expect


def measures_of(checked: Sequence[Checked]) -> dict[str, Estimate]:
    """Accuracy, the share of the commonest class, precision and recall of each class, quotes.

    ([supported as supported, not-told as supported]) -> accuracy .5, precision of supported .5
    """
    common = Counter(one.case.expect for one in checked).most_common(1)[0][0]
    found = {
        "accuracy": _mean(one.right for one in checked),
        "commonest class": _mean(one.case.expect == common for one in checked),
    }
    for verdict in VERDICTS:
        given = [one.right for one in checked if one.verdict == verdict]
        wanted = [one.right for one in checked if one.case.expect == verdict]
        if given:
            found[f"{verdict}: precision"] = _mean(given)
        if wanted:
            found[f"{verdict}: recall"] = _mean(wanted)
    exact = [share for one in checked for share in one.exact]
    quoted = [one.quoted for one in checked if one.quoted is not None]
    if exact:
        found["quote exactness"] = metrics.mean(exact)
    if quoted:
        found["right quote, where decided rightly"] = metrics.mean(quoted)
    return found


def _mean(values: Iterable[bool]) -> Estimate:
    return metrics.mean([float(value) for value in values])


def by_half(checked: Sequence[Checked]) -> dict[str, dict[str, Estimate]]:
    """The measures of all, of each half and of each language."""
    groups: dict[str, list[Checked]] = {"all": list(checked)}
    for one in checked:
        groups.setdefault(one.case.half, []).append(one)
        groups.setdefault(f"in {one.case.language}", []).append(one)
    return {
        name: measures_of(group)
        for name, group in groups.items()
        if name == "all" or len(group) < len(checked)
    }


def as_text(suite: str, checked: Sequence[Checked], conditions: str) -> str:
    """A block for each half: n, value and interval; then what went wrong, held-out cases never."""
    lines = [f"suite {suite}: {len(checked)} claims", conditions]
    for name, measured in by_half(checked).items():
        lines += ["", f"{name:<36} {'n':>5} {'value':>6}   95% interval"]
        lines += [
            f"  {metric:<34} {one.count:>5} {one.value:>6.3f}   {one.low:.3f} to {one.high:.3f}"
            for metric, one in measured.items()
        ]
    shown = [one for one in checked if one.case.half == "development" and not one.right]
    if shown:
        lines += ["", "wrong among those that rules were made on"]
        lines += [
            f"  {one.case.id}: {one.verdict}, expected {one.case.expect}: {one.case.claim}"
            for one in shown
        ]
    return "\n".join(lines)


def as_json(suite: str, checked: Sequence[Checked], conditions: str) -> Mapping[str, object]:
    """Every figure, and each case that is not held out."""
    return {
        "suite": suite,
        "conditions": conditions,
        "scores": {
            name: {metric: asdict(one) for metric, one in measured.items()}
            for name, measured in by_half(checked).items()
        },
        "cases": [
            {"id": one.case.id, "expected": one.case.expect, "verdict": one.verdict}
            for one in checked
            if one.case.half != HELD_OUT
        ],
    }
