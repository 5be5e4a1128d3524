"""The suite `briefings` as an outcome: a case for each day that was briefed."""

from __future__ import annotations

from collections.abc import Sequence

from evals.briefings.cases import Contradiction, Moved, Nugget, Origins
from evals.briefings.report import AIMS, Judged
from evals.contexts import briefing_reply
from evals.outcomes import EXTRACTIVE, CaseOutcome, Circumstances, Outcome


def outcome_of(judged: Sequence[Judged], circumstances: Circumstances) -> Outcome:
    """Every briefing with its observations; a case's kind is its corpus."""
    return Outcome(
        suite="briefings",
        writer=EXTRACTIVE,
        cases=tuple(map(_case, judged)),
        circumstances=circumstances,
        aims=AIMS,
    )


def _case(one: Judged) -> CaseOutcome:
    told = one.told
    values: dict[str, tuple[float, ...]] = {}
    for metric, value, _ in one.observed:
        values[metric] = (*values.get(metric, ()), value)
    return CaseOutcome(
        id="-".join(part for part in (told.case.corpus, told.day) if part),
        language=told.case.language,
        kind=told.case.corpus,
        title=f"{told.case.corpus} {told.day}".strip(),
        expected=_expected(one),
        observations=values,
        faults=tuple(f"{metric}: {what}" for metric, _, what in one.observed if what),
        reply=briefing_reply(told.briefing),
    )


def _expected(one: Judged) -> str:
    """How much the day has to tell: "nuggets: 12, disagreements: 1"."""
    case, day = one.told.case, one.told.day
    wanted: dict[str, Sequence[Nugget | Contradiction | Moved | Origins]] = {
        "nuggets": case.nuggets,
        "disagreements": case.disagreements,
        "changes": case.changes,
        "counts of origins": case.origins,
    }
    counts = {
        name: sum(each.day in ("", day) for each in listed) for name, listed in wanted.items()
    }
    return ", ".join(f"{name}: {count}" for name, count in counts.items() if count)
