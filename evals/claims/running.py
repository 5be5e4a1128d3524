"""Running the suites of claims: our own through the whole pipeline, RTE3-FR over its premises."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.claim_check import ClaimCheck, ClaimChecking, check
from bot.equivalents import Equivalents
from bot.prompts import Phrases
from bot.question import analyse
from bot.search import Found
from bot.settings import PROMPTS
from bot.types import Citation, Hit, Passage
from evals.adapters.files import content_identifier, document
from evals.cases import Corpus
from evals.circumstances import circumstances_of, data_hash
from evals.claims.outcome import outcome_of
from evals.claims.reading import CASES, ClaimCase, own_claims, rte3_pairs
from evals.claims.report import Checked, as_json, as_text
from evals.finished import Finished
from evals.metrics import includes_any
from evals.runner import Setting, opened
from evals.vectors import CachingEmbedder

_ARTICLES = Path(__file__).parent.parent.parent / "seeds"


def run_claims(data: Path | None, setting: Setting) -> Finished:
    """Check our own claims over seeds/, or copies of them in `data`, by the whole pipeline."""
    embedder = CachingEmbedder(setting.embedder, setting.cache / "vectors.sqlite", setting.progress)
    phrases = Phrases.load(PROMPTS)
    checked = []
    cases = own_claims()
    with opened(Corpus(paths=(str(data or _ARTICLES),)), embedder, setting.progress) as pipeline:
        checking = ClaimChecking(
            search=pipeline.search,
            equivalents=Equivalents(embedder),
            phrases=phrases,
            clock=time.perf_counter,
        )
        for number, case in enumerate(cases, start=1):
            setting.progress(f"checking: {number} of {len(cases)}")
            checked.append(checked_of(case, checking.check(case.claim)))
    return finished_of("claims", checked, setting, [CASES, data or _ARTICLES])


def run_rte3(data: Path | None, setting: Setting) -> Finished:
    """Check each hypothesis against its premise alone; no search takes part."""
    phrases = Phrases.load(PROMPTS)
    pairs = rte3_pairs(data)
    checked = []
    for number, pair in enumerate(pairs, start=1):
        if number % 100 == 0:
            setting.progress(f"checking: {number} of {len(pairs)}")
        checked.append(checked_of(pair, check(analyse(pair.claim), premise_of(pair), {}, phrases)))
    return finished_of("rte3-fr", checked, setting, [data] if data else [])


def premise_of(case: ClaimCase) -> Found:
    """The premise as the one document and passage that search found."""
    text = case.premise.strip()
    made = document(
        text,
        identifier=content_identifier("rte3", text),
        title="",
        language=case.language,
        source=f"rte3:{case.id}",
    )
    passage = Passage(document=made, number=0, start=0, end=len(text))
    hit = Hit(passage=passage, score=1.0, dense=1.0, lexical=1.0)
    return Found(hits=(hit,), terms=(), searched=1)


def checked_of(case: ClaimCase, given: ClaimCheck) -> Checked:
    """A checked claim beside what was expected of it."""
    sides = [*given.supporting, *given.contradicting]
    citations = [citation for one in sides for citation in one.citations]
    decided = case.quotes and given.verdict == case.expect
    return Checked(
        case=case,
        verdict=given.verdict,
        exact=tuple(_exact([*citations, *given.nearest])),
        quoted=float(any(includes_any(c.quote, case.quotes) for c in citations))
        if decided
        else None,
        given=given,
    )


def _exact(citations: Iterable[Citation]) -> Iterable[float]:
    """Whether each quote stands within its passage, character by character."""
    for one in citations:
        within = one.passage.start <= one.start < one.end <= one.passage.end
        yield float(within and one.quote in one.passage.text)


def finished_of(
    suite: str, checked: list[Checked], setting: Setting, places: Sequence[Path] = ()
) -> Finished:
    """The report of a suite of claims; `places` are the files and directories it was read from."""
    conditions = f"{setting.date}, revision {setting.revision}, {setting.machine}"
    return Finished(
        text=as_text(suite, checked, conditions),
        json=as_json(suite, checked, conditions),
        outcome=outcome_of(suite, checked, circumstances_of(setting, data_hash(places))),
    )
