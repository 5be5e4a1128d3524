"""Whether the judge agrees with people, on record; without that its scores are withheld.

Agreement is whether both say "full": the notion of support that citation recall counts. Cohen's
kappa (1960) takes out what would agree by chance; intervals are bootstrapped over the pairs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter, ValidationError

from bot.errors import EvalError
from evals import metrics
from evals.judge.verdicts import Verdict
from evals.metrics import Estimate, Values

KAPPA = 0.60
"""The least kappa on every set at which the judge's scores count ("substantial": Landis and Koch,
1977). ALCE's entailment model reaches .698 against people on recall."""

SETS = ("expertqa", "rte3-fr")
"""The agreement must be measured on each of them."""

RECORD = Path(__file__).parent / "agreement.json"

Pair = tuple[Verdict, Verdict | None]
"""What people say, and what the judge says; None where its verdict could not be read."""


@dataclass(frozen=True, kw_only=True)
class SetAgreement:
    """The agreement on one set. `pairs` of it could be judged, `judged` were, `unscored` unread."""

    pairs: int
    judged: int
    unscored: int
    accuracy: Estimate
    kappa: Estimate
    kappa_three: Estimate
    """Of all three verdicts."""
    people_full: float
    """Share of "full" among people's labels of the judged pairs."""
    judge_full: float


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """The record: whose verdicts, by which prompt (its hash), recorded when, and on which sets."""

    model: str
    by_hand: bool
    prompt: str
    recorded: str
    sets: Mapping[str, SetAgreement]


def agreement_on(pairs: Sequence[Pair], possible: int) -> SetAgreement:
    """The agreement over pairs; unreadable verdicts are counted and left out.

    Raises EvalError where no verdict is left.
    """
    read = [(people, judge) for people, judge in pairs if judge is not None]
    if not read:
        raise EvalError("no verdict on any of the pairs can be read; ask the judge first")
    full = [(float(people == "full"), float(judge == "full")) for people, judge in read]
    order: Mapping[Verdict, int] = {"full": 0, "partial": 1, "none": 2}
    return SetAgreement(
        pairs=possible,
        judged=len(read),
        unscored=len(pairs) - len(read),
        accuracy=metrics.mean([float(people == judge) for people, judge in full]),
        kappa=kappa([int(2 * people + judge) for people, judge in full], 2),
        kappa_three=kappa([3 * order[people] + order[judge] for people, judge in read], 3),
        people_full=float(np.mean([people for people, _ in full])),
        judge_full=float(np.mean([judge for _, judge in full])),
    )


def kappa(codes: Sequence[int], classes: int) -> Estimate:
    """Cohen's kappa, with its interval, of pairs coded as `classes` x first + second.

    40 pairs 1-1, 10 pairs 1-0, 5 pairs 0-1 and 45 pairs 0-0: .85 agree, .5 would by chance, so
    kappa is (.85 - .5) / (1 - .5) = .7. It is 0 where both always say the same one thing.
    """

    def statistic(rows: Values) -> Values:
        first, second = np.divmod(rows.astype(np.int64), classes)
        agreed = (first == second).mean(axis=1)
        chance = sum(
            (first == one).mean(axis=1) * (second == one).mean(axis=1) for one in range(classes)
        )
        room = 1.0 - np.asarray(chance)
        safe = np.where(room > 0, room, 1.0)
        return np.asarray(np.where(room > 0, (agreed - chance) / safe, 0.0), dtype=np.float64)

    return metrics.bootstrap([float(code) for code in codes], statistic)


def withheld(record: Agreement | None, model: str, prompt: str) -> str:
    """Why the judge's scores do not count; "" when they do."""
    again = "run `python -m evals agreement` with its verdicts"
    if record is None:
        return f"its agreement with people is not on record; {again}"
    if record.model != model:
        return f"the agreement on record is that of {record.model!r}, not of {model!r}; {again}"
    if record.prompt != prompt:
        return f"prompts/judge.yaml has changed since its agreement was measured; {again}"
    for name in SETS:
        measured = record.sets.get(name)
        if measured is None:
            return f"its agreement on {name} is not on record; {again}"
        if measured.kappa.value < KAPPA:
            return f"its kappa on {name} is {measured.kappa.value:.2f}, below {KAPPA:.2f}"
    return ""


def load_record(path: Path = RECORD) -> Agreement | None:
    """The record; None where there is none. Raises EvalError where it is not valid."""
    try:
        return TypeAdapter(Agreement).validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise EvalError(f"cannot read {str(path)!r}: {error.strerror}") from error
    except ValidationError as error:
        raise EvalError(
            f"{str(path)!r} is no record of agreement; run `python -m evals agreement` again"
        ) from error


def save_record(record: Agreement, path: Path = RECORD) -> None:
    """Write the record. Raises EvalError when that fails."""
    try:
        path.write_text(json.dumps(asdict(record), indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise EvalError(f"cannot write {str(path)!r}: {error.strerror}") from error


def as_text(record: Agreement, gate: str) -> str:
    """A line for each set, and whether the gate lets the judge's scores count."""
    by_hand = ", WRITTEN BY HAND: no model's agreement" if record.by_hand else ""
    lines = [
        f"judge {record.model}{by_hand}; prompt {record.prompt}, verdicts of {record.recorded}",
        f"{'set':<10} {'pairs':>5} {'judged':>6} {'unscored':>8}   "
        f"{'accuracy':<22} {'kappa, full or not':<22} {'kappa, three verdicts':<22}",
    ]
    for name, one in record.sets.items():
        cells = "  ".join(_cell(e) for e in (one.accuracy, one.kappa, one.kappa_three))
        lines.append(f"{name:<10} {one.pairs:>5} {one.judged:>6} {one.unscored:>8}   {cells}")
        lines.append(f"{'':<10} full: people {one.people_full:.2f}, judge {one.judge_full:.2f}")
    lines.append(f"judge's scores withheld: {gate}" if gate else f"gate: kappa >= {KAPPA:.2f}, met")
    return "\n".join(lines)


def _cell(one: Estimate) -> str:
    return f"{one.value:.3f} ({one.low:.3f}–{one.high:.3f})"
