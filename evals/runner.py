"""Running a suite: every case through the pipeline, then judged against the library."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.embeddings import Embedder
from evals.cases import Case, Corpus, Suite
from evals.judgement import judge
from evals.outcomes import EXTRACTIVE
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
    writer: str = EXTRACTIVE
    """Who writes: the embedded writer, live, or the label of recordings to replay."""


@contextmanager
def opened(corpus: Corpus, embedder: CachingEmbedder, progress: Progress) -> Iterator[Pipeline]:
    """A pipeline over a corpus in a temporary directory; closes the embedder's cache too."""
    try:
        with tempfile.TemporaryDirectory(prefix="citewire-evals-") as directory:
            place = Place(directory=Path(directory), embedder=embedder, progress=progress)
            with Pipeline(corpus, place) as pipeline:
                yield pipeline
    finally:
        embedder.close()


def run(suite: Suite, setting: Setting) -> Run:
    """Build the corpus in a temporary directory, ask every case and judge the replies.

    Raises EvalError when the corpus cannot be read or the cache cannot be written.
    """
    embedder = CachingEmbedder(setting.embedder, setting.cache / "vectors.sqlite", setting.progress)
    with opened(suite.corpus, embedder, setting.progress) as pipeline:
        results = tuple(
            _result(pipeline, case, f"asking: {number} of {len(suite.cases)}", setting)
            for number, case in enumerate(suite.cases, start=1)
        )
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
