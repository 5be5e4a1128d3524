"""Running ExpertQA: the check of a claim as a classifier of support.

Each claim is checked against its own evidence alone. Experts' "Complete" should come out as
"supported", "Partial" and "Incomplete" as "not told": a claim that is told in part is not told.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.claim_check import check
from bot.prompts import Phrases
from bot.question import analyse
from bot.search import Found
from bot.settings import PROMPTS
from bot.types import Hit, Passage
from evals.adapters.expertqa import SupportPair, load_expertqa
from evals.adapters.files import content_identifier, document
from evals.claims.reading import ClaimCase
from evals.claims.report import Checked
from evals.claims.running import checked_of, finished_of
from evals.finished import Finished
from evals.judge.agreement import kappa
from evals.runner import Setting

KAPPA = "kappa, supported or not"
"""Cohen's kappa between the check and the experts."""

_KINDS = {"full": "Complete", "partial": "Partial", "none": "Incomplete"}


def run_expertqa(data: Path | None, setting: Setting) -> Finished:
    """Check each claim against its evidence. Raises EvalError where the data is not as expected."""
    phrases = Phrases.load(PROMPTS)
    pairs = load_expertqa(data)
    checked: list[Checked] = []
    for number, pair in enumerate(pairs, start=1):
        if number % 50 == 0:
            setting.progress(f"checking: {number} of {len(pairs)}")
        given = check(analyse(pair.statement), _evidence(pair), {}, phrases)
        checked.append(checked_of(_case(pair), given))
    finished = finished_of("expertqa", checked, setting, [data] if data else [])
    agreed = {KAPPA: kappa([_code(one) for one in checked], 2)}
    return replace(finished, outcome=replace(finished.outcome, figures=agreed))


def _code(one: Checked) -> int:
    """Both said "supported" 3, experts alone 2, the check alone 1, neither 0."""
    return 2 * (one.case.expect == "supported") + (one.verdict == "supported")


def _case(pair: SupportPair) -> ClaimCase:
    return ClaimCase(
        id=pair.id,
        claim=pair.statement,
        language="en",
        half=_KINDS[pair.label],
        expect="supported" if pair.label == "full" else "not-told",
    )


def _evidence(pair: SupportPair) -> Found:
    """The evidence as the documents that search found, each of one passage."""
    hits = []
    for text in pair.passages:
        name = content_identifier("expertqa", text)
        made = document(text, identifier=name, title="", language="en", source=name)
        passage = Passage(document=made, number=0, start=0, end=len(text))
        hits.append(Hit(passage=passage, score=1.0, dense=1.0, lexical=1.0))
    return Found(hits=tuple(hits), terms=(), searched=len(hits))
