"""Running RAMDocs: every question over a library of its own documents.

The strict exact match of the paper (arXiv 2504.13079) asks for every gold answer and for no wrong
one. A reply that shows misinformation beside the right answer, each with its source, therefore
fails it; whether that disagreement is disclosed is reported beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evals.adapters.ramdocs import Conflict, load_ramdocs
from evals.cases import Aim, Corpus, Suite
from evals.finished import Finished
from evals.judgement import judge
from evals.metrics import includes, includes_any
from evals.outside.reporting import reported
from evals.replies import Reply
from evals.report import Result
from evals.runner import Setting, opened
from evals.vectors import CachingEmbedder

AIMS = (
    Aim(metric="quote exactness", value=1.0),
    Aim(metric="citation validity", value=1.0),
)


def run_ramdocs(data: Path | None, setting: Setting) -> Finished:
    """Ask every question of its own documents. Raises EvalError where the data is wrong."""
    conflicts = load_ramdocs(data)
    results = []
    for number, conflict in enumerate(conflicts, start=1):
        setting.progress(f"asking: {number} of {len(conflicts)}")
        results.append(_result(conflict, setting))
    suite = Suite(
        name="ramdocs",
        # All at once: no question is asked of it, it tells what was measured.
        corpus=Corpus(documents=tuple(one for each in conflicts for one in each.corpus.documents)),
        cases=tuple(conflict.case for conflict in conflicts),
        aims=AIMS,
        listed=False,
    )
    return reported(suite, results, setting)


def _result(conflict: Conflict, setting: Setting) -> Result:
    case = conflict.case
    embedder = CachingEmbedder(
        setting.embedder, setting.cache / "vectors.sqlite", lambda line: None
    )
    with opened(conflict.corpus, embedder, lambda line: None) as pipeline:
        reply = pipeline.reply(case)
        observed = dict(judge(case, reply, pipeline.stored(reply)))
    return Result(case=case, reply=reply, observations={**observed, **matched(conflict, reply)})


def matched(conflict: Conflict, reply: Reply) -> dict[str, tuple[float, ...]]:
    """Whether all gold answers are told and no wrong one, and both: the strict exact match.

    Gold "1856" and wrong "1900", reply "Built in 1856, or in 1900" -> 1.0, 0.0, 0.0
    """
    told = list(shown(reply))
    gold = all(any(includes(text, answer) for text in told) for answer in conflict.case.answers)
    clean = not any(includes_any(text, conflict.wrong) for text in told)
    return {
        "all gold answers told": (float(gold),),
        "no wrong answer told": (float(clean),),
        "strict exact match": (float(gold and clean),),
        "abstained": (float(not reply.answered),),
    }


def shown(reply: Reply) -> Iterator[str]:
    """All that a reader is told: statements, values that differ, and quotes of both."""
    for statement in reply.statements:
        yield statement.text
    for disagreement in reply.disagreements:
        for claim in disagreement:
            yield claim.value
    for quote in reply.quotes:
        yield quote.text
