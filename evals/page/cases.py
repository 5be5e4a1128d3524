"""Cases as the report lists them, and the passages that they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from evals.outcomes import CaseOutcome, Outcome
from evals.page.replies import Place, reply_view
from evals.page.sources import entries, place, source
from evals.page.view import CaseView, StoredPassage, Verdict
from evals.page.wording import anchored, observed
from evals.telling.wording import written_by_hand


def verdict_of(case: CaseOutcome) -> Verdict:
    """Whether a case passed, has faults, is stale or failed to run."""
    if case.state != "scored":
        return case.state
    return "faults" if case.faults else "passed"


def stored_passages(outcomes: Iterable[Outcome]) -> Mapping[Place, StoredPassage]:
    """Every passage that search found, once, named in the order in which it comes up."""
    found: dict[Place, StoredPassage] = {}
    for outcome in outcomes:
        for case in outcome.cases:
            for one in entries(case.reply or {}, "retrieved"):
                where = place(one)
                if where[2] and where not in found:
                    name = f"passage-{len(found) + 1}"
                    found[where] = StoredPassage(name=name, source=source(one), text=where[2])
    return found


def case_views(
    outcomes: Sequence[Outcome], passages: Mapping[Place, StoredPassage]
) -> tuple[CaseView, ...]:
    """Every case of every outcome, once: by suite, and the writers of a case beside each other."""
    names = {where: passage.name for where, passage in passages.items()}
    taken: dict[str, int] = {}
    views = []
    for outcome, case in _beside(outcomes):
        name = anchored(f"case-{outcome.suite}-{outcome.writer}-{case.id}")
        taken[name] = taken.get(name, 0) + 1
        again = f"--{taken[name]}" if taken[name] > 1 else ""
        views.append(_view(outcome, case, name + again, names))
    return tuple(views)


def _beside(outcomes: Sequence[Outcome]) -> Iterable[tuple[Outcome, CaseOutcome]]:
    """Suites in the order given; in each, cases in the order of the first writer that has them."""
    for suite in dict.fromkeys(outcome.suite for outcome in outcomes):
        grouped: dict[str, list[tuple[Outcome, CaseOutcome]]] = {}
        for outcome in outcomes:
            for case in outcome.cases if outcome.suite == suite else ():
                grouped.setdefault(case.id, []).append((outcome, case))
        for group in grouped.values():
            yield from group


def _view(outcome: Outcome, case: CaseOutcome, name: str, names: Mapping[Place, str]) -> CaseView:
    return CaseView(
        name=name,
        key=case.id,
        suite=outcome.suite,
        writer=outcome.writer,
        by_hand=written_by_hand(outcome),
        language=case.language,
        kind=case.kind,
        title=case.title,
        expected=case.expected,
        verdict=verdict_of(case),
        note=case.note,
        faults=case.faults,
        measured=tuple((metric, observed(values)) for metric, values in case.observations.items()),
        reply=None if case.reply is None else reply_view(case.reply, names),
    )
