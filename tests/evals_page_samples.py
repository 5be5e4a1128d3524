"""Outcomes made by hand for the report: an answer, an abstention, a disagreement, a stale case."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from evals.cases import Aim
from evals.outcomes import (
    BY_HAND,
    EXTRACTIVE,
    CaseOutcome,
    Circumstances,
    Outcome,
    ReplayHealth,
)
from evals.page import GateVerdict, Report

TEXT = (
    "Au total, 8\u202f006 personnes ont été évacuées, a annoncé la préfète. "
    "« Le pic est attendu mercredi », a-t-elle précisé.\n"
    "Le pont de Saint-Aubin est fermé."
)
ENGLISH = "Some 9,400 people have left their homes, local rescue services said on Wednesday."
BEGIN = 120
"""Where the passages begin in their documents."""


def citation(number: int, quote: str, text: str = TEXT, document: str = "crue") -> dict[str, Any]:
    at = BEGIN + text.index(quote)
    return {
        "number": number,
        "document": document,
        "title": "Crue de la Vère : huit mille évacués",
        "outlet": "courrier-vere.example",
        "url": f"https://courrier-vere.example/{document}",
        "published": "2025-03-12",
        "passage": text,
        "quote": quote,
        "start": at,
        "end": at + len(quote),
        "context": text,
        "context_start": BEGIN,
    }


def found(text: str, document: str, wanted: bool) -> dict[str, Any]:
    return {
        "document": document,
        "passage": f"{document}#0",
        "title": "Crue de la Vère",
        "wanted": wanted,
        "context": text,
        "context_start": BEGIN,
    }


ANSWER: dict[str, Any] = {
    "question": "Combien de personnes ont été évacuées ?",
    "language": "fr",
    "status": "answered",
    "text": "Au total, 8\u202f006 personnes ont été évacuées [1]",
    "statements": [
        {"text": "Au total, 8\u202f006 personnes ont été évacuées", "citations": [1]},
        {"text": "La préfète l’a annoncé, et le pont est fermé.", "citations": [2, 3]},
    ],
    "disagreements": [
        {
            "about": "personnes évacuées",
            "claims": [
                {"value": "8\u202f006", "citations": [1]},
                {"value": "9,400", "citations": [4]},
            ],
        }
    ],
    "citations": [
        citation(1, "8\u202f006 personnes ont été évacuées"),
        citation(2, "personnes ont été évacuées, a annoncé la préfète"),
        citation(3, "Le pont de Saint-Aubin est fermé."),
        citation(4, "Some 9,400 people", ENGLISH, "en-flood"),
    ],
    "nearest": [],
    "removed": [{"text": "La Vère est à 12 mètres.", "reason": "figure-not-in-quote"}],
    "note": None,
    "usage": {"input_tokens": 1200, "output_tokens": 80, "cost_usd": 0.00042},
    "timings_ms": {"search": 12.1, "write": 840.0, "verify": 3.2, "total": 855.3},
    "retrieved": [found(TEXT, "crue", True), found(ENGLISH, "en-flood", False)],
}
ABSTENTION: dict[str, Any] = {
    "language": "en",
    "status": "abstained",
    "text": "The documents do not say.",
    "statements": [],
    "citations": [],
    "nearest": [citation(1, "local rescue services", ENGLISH, "en-flood")],
    "retrieved": [found(ENGLISH, "en-flood", False)],
}
CASES = (
    CaseOutcome(
        id="evacuees-fr",
        language="fr",
        kind="figure",
        title="Combien de personnes ont été évacuées ?",
        expected="answered: 8 006",
        observations={"supported": (1.0,), "quote exactness": (1.0, 1.0), "latency ms": (855.3,)},
        reply=ANSWER,
    ),
    CaseOutcome(
        id="mayor-en",
        language="en",
        kind="unanswerable",
        title="Who is the mayor of Brévent?",
        expected="abstained",
        observations={"supported": (0.0,), "latency ms": (21.0,)},
        faults=("the first quote does not have the answer",),
        reply=ABSTENTION,
    ),
    CaseOutcome(
        id="tram-fr",
        language="fr",
        kind="figure",
        title="Combien coûte le tramway ?",
        state="stale",
        note="run: python -m evals record --suite answers --case tram-fr",
    ),
    CaseOutcome(
        id="held-out", language="en", kind="name", state="failed", note="EvalError: no such thing"
    ),
)
CIRCUMSTANCES = Circumstances(
    date="2026-11-22",
    revision="abc123def456",
    embedder="hashing-256",
    machine="2 cores",
    data="0011aabb",
    prompts={"answer.yaml": "a1b2c3"},
    packages={"numpy": "2.1"},
)
OUTCOME = Outcome(
    suite="answers",
    writer=EXTRACTIVE,
    cases=CASES,
    circumstances=CIRCUMSTANCES,
    aims=(Aim(metric="supported", value=0.9), Aim(metric="nugget coverage", value=0.7)),
)
PLAYED = replace(
    OUTCOME,
    writer=BY_HAND,
    replay=ReplayHealth(
        played=3, stale=1, unplayed=0, live=0, oldest="2026-11-20", model="by-hand", by_hand=True
    ),
)
BEFORE = replace(
    OUTCOME,
    cases=CASES[1:],
    circumstances=replace(CIRCUMSTANCES, date="2026-11-20", revision="0000"),
)
GATES = (
    GateVerdict(told="answers, extractive: quote exactness at least 1: 1.000", held=True),
    GateVerdict(told="answers, by-hand: supported at least 0.9: 0.500", held=False),
)
REPORT = Report(outcomes=(OUTCOME, PLAYED), saved=(BEFORE, OUTCOME), gates=GATES)
