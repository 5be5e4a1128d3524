"""Running the suite: every question is searched for, and the places of what tells it are scored."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.question import analyse
from bot.search import Search
from bot.types import Hit
from evals import metrics
from evals.cases import Aim, Corpus
from evals.circumstances import circumstances_of, data_hash
from evals.finished import Finished
from evals.metrics import Estimate
from evals.outcomes import EXTRACTIVE, CaseOutcome, Outcome
from evals.replies import Retrieved
from evals.report import json_of, text_of
from evals.retrieval.reading import CASES, RetrievalCase, corpus_paths, load_retrieval
from evals.runner import Setting, opened
from evals.vectors import CachingEmbedder

RETRIEVED = 10
GAPS = (("en", "fr"), ("fr", "en"))
"""Language of the question, language of the passages: the pairs whose gap is told."""

AIMS = (
    Aim(metric="passage R@5", value=0.90),
    Aim(metric="cross-lingual gap, en to fr", value=0.90),
)
"""BM25 alone reaches .87 (FQuAD) and a gap of .56, multilingual E5 a gap of .98 (Belebele)."""


@dataclass(frozen=True, kw_only=True)
class Searched:
    """A case with what search found for it, and how long that took."""

    case: RetrievalCase
    hits: tuple[Hit, ...]
    milliseconds: float

    @property
    def observations(self) -> dict[str, tuple[float, ...]]:
        """Recall, reciprocal rank and gain of one question."""
        found, wanted = places(self.case, self.hits)
        return {
            "passage R@1": (metrics.recall_at(found, wanted, 1),),
            "passage R@5": (metrics.recall_at(found, wanted, 5),),
            "passage R@10": (metrics.recall_at(found, wanted, 10),),
            "MRR@10": (metrics.reciprocal_rank(found, wanted),),
            "nDCG@10": (metrics.ndcg(found, wanted),),
            "latency ms": (self.milliseconds,),
        }


def run_retrieval(data: Path | None, setting: Setting) -> Finished:
    """Search for every question over the project's own articles, or the cases in the file `data`.

    Raises EvalError where a case or an article cannot be read.
    """
    path = data or CASES
    cases, folders = load_retrieval(path), corpus_paths(path)
    corpus = Corpus(paths=tuple(map(str, folders)))
    embedder = CachingEmbedder(setting.embedder, setting.cache / "vectors.sqlite", setting.progress)
    with opened(corpus, embedder, setting.progress) as pipeline:
        searched = [_searched(case, pipeline.search) for case in cases]
    outcome = Outcome(
        suite="retrieval",
        writer=EXTRACTIVE,
        cases=tuple(map(_case, searched)),
        circumstances=circumstances_of(setting, data_hash([*folders, path])),
        aims=AIMS,
        figures=gaps(searched),
    )
    return Finished(text=text_of(outcome), json=json_of(outcome), outcome=outcome)


def _searched(case: RetrievalCase, search: Search) -> Searched:
    question = analyse(case.question)
    search.search(question, limit=1)  # the question's vector is in the cache from here on
    started = time.perf_counter()
    hits = search.search(question, limit=RETRIEVED).hits
    elapsed = (time.perf_counter() - started) * 1000
    return Searched(case=case, hits=hits, milliseconds=elapsed)


def places(case: RetrievalCase, hits: Sequence[Hit]) -> tuple[list[str], set[str]]:
    """What stands at each rank, and what is wanted: (["a/12 pièces", "b#0"], {"a/12 pièces"}).

    One place that tells several of what is wanted (a passage with its near-identical ones) counts
    for one of it, and the others are no longer wanted: there is nothing more to be found.
    """
    wanted = {f"{one.document}/{one.words}": one for one in case.tells}
    open_ones = dict(wanted)
    found = []
    for hit in hits:
        told = [name for name, telling in open_ones.items() if telling.told_by(hit)]
        found.append(told[0] if told else hit.passage.id)
        for name in told:
            del open_ones[name]
        for name in told[1:]:
            del wanted[name]
    return found, set(wanted)


def gaps(searched: Sequence[Searched]) -> dict[str, Estimate]:
    """nDCG of a question over passages of another language, relative to its twin's in theirs.

    {"cross-lingual gap, en to fr": .93, …}, over the pairs of twins about passages in French.
    """
    by_id = {one.case.id: one for one in searched}
    found = {}
    for language, passages in GAPS:
        foreign = [
            one
            for one in searched
            if (one.case.language, one.case.passages) == (language, passages)
            and one.case.twin in by_id
            and by_id[one.case.twin].case.language == passages
        ]
        own = [by_id[one.case.twin] for one in foreign]
        if any(_gains(own)):  # nothing can be measured against questions that found nothing
            name = f"cross-lingual gap, {language} to {passages}"
            found[name] = metrics.paired_ratio(_gains(own), _gains(foreign))
    return found


def _gains(searched: Sequence[Searched]) -> list[float]:
    return [one.observations["nDCG@10"][0] for one in searched]


def _case(one: Searched) -> CaseOutcome:
    observed = one.observations
    case = one.case
    expected = " / ".join(f"{telling.document}: {telling.words}" for telling in case.tells)
    return CaseOutcome(
        id=case.id,
        language=case.language,
        kind=f"{case.language} to {case.passages}",
        title=case.question,
        expected=f"found: {expected}",
        observations=observed,
        faults=() if observed["passage R@10"][0] else ("no passage that tells it is found",),
        reply=_reply(one),
    )


def _reply(one: Searched) -> Mapping[str, object]:
    """The shape of `citewire ask --json`, with nothing written."""
    retrieved = (
        Retrieved.of(hit.passage, wanted=any(telling.told_by(hit) for telling in one.case.tells))
        for hit in one.hits
    )
    return {
        "question": one.case.question,
        "standalone": one.case.question,
        "language": one.case.language,
        "status": "searched",
        "text": "",
        **{key: [] for key in ("statements", "disagreements", "citations", "nearest", "removed")},
        "retrieved": [{"rank": rank, **asdict(each)} for rank, each in enumerate(retrieved, 1)],
    }
