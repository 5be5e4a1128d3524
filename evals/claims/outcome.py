"""A suite of claims as an outcome: a case for each claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.claim_contract import claim_json
from evals.cases import Aim
from evals.circumstances import short_hash
from evals.claims.report import Checked
from evals.contexts import Json, with_contexts
from evals.outcomes import EXTRACTIVE, CaseOutcome, Circumstances, Outcome

OPEN = frozenset({"development", "dev odd (chosen on)"})
"""Halves that rules were made on; the cases of all others are never shown."""

EXACT = Aim(metric="quote exactness", value=1.0)
AIMS = (
    Aim(metric="accuracy", value=0.85),
    Aim(metric="supported: precision", value=0.95),
    Aim(metric="contradicted: precision", value=0.95),
    EXACT,
)
"""Of our own claims. Pairs of outside sets need knowledge of the world; their figures are told."""


def outcome_of(suite: str, checked: Sequence[Checked], circumstances: Circumstances) -> Outcome:
    """Every claim with its observations; what is wrong and the reply where it may be shown."""
    common = Counter(one.case.expect for one in checked).most_common(1)
    return Outcome(
        suite=suite,
        writer=EXTRACTIVE,
        cases=tuple(_case(one, common[0][0]) for one in checked),
        circumstances=circumstances,
        aims=AIMS if suite == "claims" else (EXACT,),
    )


def _case(one: Checked, common: str) -> CaseOutcome:
    shown = one.case.half in OPEN
    return CaseOutcome(
        id=one.case.id if shown else f"held-out-{short_hash(one.case.id.encode())}",
        language=one.case.language,
        kind=one.case.half,
        title=one.case.claim if shown else "",
        expected=one.case.expect if shown else "",
        observations=_observations(one, common),
        faults=_faults(one),
        reply=_reply(one) if shown else None,
    )


def _observations(one: Checked, common: str) -> dict[str, tuple[float, ...]]:
    """Precision is observed of the verdict that came back, recall of the one expected."""
    right = (float(one.right),)
    found: dict[str, tuple[float, ...]] = {
        "accuracy": right,
        "commonest class": (float(one.case.expect == common),),
        f"{one.verdict}: precision": right,
        f"{one.case.expect}: recall": right,
    }
    if one.exact:
        found["quote exactness"] = one.exact
    if one.quoted is not None:
        found["right quote, where decided rightly"] = (one.quoted,)
    return found


def _faults(one: Checked) -> tuple[str, ...]:
    found = []
    if not one.right:
        found.append(f"{one.verdict}, expected {one.case.expect}")
    if min(one.exact, default=1.0) < 1.0:
        found.append("a quote is not in its passage")
    return tuple(found)


def _reply(one: Checked) -> Json | None:
    if one.given is None:
        return None
    sides = (*one.given.supporting, *one.given.contradicting)
    cited = [citation for side in sides for citation in side.citations]
    return with_contexts(claim_json(one.given), [*cited, *one.given.nearest])
