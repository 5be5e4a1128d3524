"""The JSON of a checked claim, which programs build on; see `bot.contract`."""

from __future__ import annotations

from bot.claim_types import ClaimCheck
from bot.contract import (
    Json,
    citation_json,
    citations_json,
    removed_json,
    statements_json,
    timings_json,
)
from bot.numbering import Part, numbers_of


def claim_json(check: ClaimCheck) -> Json:
    """`check --json`. Quotations are numbered from 1, those that support the claim first."""
    numbers = numbers_of([Part((*check.supporting, *check.contradicting), ())])
    return {
        "claim": check.claim,
        "language": check.language,
        "verdict": check.verdict,
        "text": check.headline,
        "parts": [{"text": part.text, "verdict": part.verdict} for part in check.parts],
        "supporting": statements_json(check.supporting, numbers),
        "contradicting": statements_json(check.contradicting, numbers),
        "citations": citations_json(numbers),
        "nearest": [citation_json(near, number) for number, near in enumerate(check.nearest, 1)],
        "origins": {
            "supporting": check.supporting_origins,
            "contradicting": check.contradicting_origins,
        },
        "said_by": list(check.said_by),
        "searched": check.searched,
        "removed": removed_json(check.removed),
        "timings_ms": timings_json(check.timings),
    }
