"""Running a suite: every case through the pipeline, then judged against the library."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.embeddings import Embedder
from evals.cases import Case, Suite
from evals.judgement import judge
from evals.pipeline import Pipeline, Place
from evals.report import Conditions, Result, Run
from evals.vectors import CachingEmbedder

Progress = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What a run needs beside the suite: the clock, the machine and the revision are told."""

    embedder: Embedder
    cache: Path
    date: str
    revision: str
    machine: str
    progress: Progress


def run(suite: Suite, setting: Setting) -> Run:
    """Build the corpus in a temporary directory, ask every case and judge the replies.

    Raises EvalError when the corpus cannot be read or the cache cannot be written.
    """
    embedder = CachingEmbedder(setting.embedder, setting.cache / "vectors.sqlite", setting.progress)
    try:
        with tempfile.TemporaryDirectory(prefix="citewire-evals-") as directory:
            place = Place(directory=Path(directory), embedder=embedder, progress=setting.progress)
            with Pipeline(suite.corpus, place) as pipeline:
                results = tuple(
                    _result(pipeline, case, f"asking: {number} of {len(suite.cases)}", setting)
                    for number, case in enumerate(suite.cases, start=1)
                )
    finally:
        embedder.close()
    return Run(
        suite=suite,
        results=results,
        conditions=Conditions(
            date=setting.date,
            revision=setting.revision,
            embedder=embedder.name,
            machine=setting.machine,
            embedded=sum(embedder.computed.values()),
        ),
    )


def _result(pipeline: Pipeline, case: Case, line: str, setting: Setting) -> Result:
    setting.progress(line)
    reply = pipeline.reply(case)
    return Result(case=case, reply=reply, observations=judge(case, reply, pipeline.stored(reply)))
