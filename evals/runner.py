"""Running a suite: every case through the pipeline, then judged against the library."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.embeddings import Embedder
from bot.errors import CitewireError
from bot.types import Answer
from evals.cases import Case, Corpus, Suite
from evals.judgement import judge
from evals.outcomes import EXTRACTIVE
from evals.pipeline import Pipeline, Place
from evals.replies import Observed, StaleError, reply_of
from evals.results import Conditions, Result, Run
from evals.vectors import CachingEmbedder

Progress = Callable[[str], None]

Asking = Callable[[Pipeline, Case], tuple[Answer, Observed]]
"""How a case is put to the pipeline: to the embedded writer, or to a model's recordings. Raises
StaleError where no recording fits what is asked."""


def live(pipeline: Pipeline, case: Case) -> tuple[Answer, Observed]:
    """The embedded writer answers; it needs no recording."""
    return pipeline.asked(case)


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


def run(suite: Suite, setting: Setting, ask: Asking = live) -> Run:
    """Build the corpus in a temporary directory, ask every case and judge the replies.

    Raises EvalError when the corpus cannot be read or the cache cannot be written.
    """
    embedder = CachingEmbedder(setting.embedder, setting.cache / "vectors.sqlite", setting.progress)
    results = []
    with opened(suite.corpus, embedder, setting.progress) as pipeline:
        for number, case in enumerate(suite.cases, start=1):
            setting.progress(f"asking: {number} of {len(suite.cases)}")
            results.append(_timed(_result(pipeline, case, ask), setting.writer))
    return Run(
        suite=suite,
        results=tuple(results),
        conditions=Conditions(
            date=setting.date,
            revision=setting.revision,
            embedder=embedder.name,
            machine=setting.machine,
            embedded=sum(embedder.computed.values()),
        ),
        writer=setting.writer,
    )


def _result(pipeline: Pipeline, case: Case, ask: Asking) -> Result:
    try:
        reply = reply_of(*ask(pipeline, case))
        observed = judge(case, reply, pipeline.stored(reply))
    except StaleError as stale:
        return Result(case=case, reply=None, observations={}, state="stale", note=str(stale))
    except CitewireError as error:  # the other cases still count
        note = f"{type(error).__name__}: {error}"
        return Result(case=case, reply=None, observations={}, state="failed", note=note)
    return Result(case=case, reply=reply, observations=observed)


def _timed(result: Result, writer: str) -> Result:
    """Replies that are replayed come at once: their time tells nothing of who wrote them."""
    if writer == EXTRACTIVE:
        return result
    told = {name: seen for name, seen in result.observations.items() if name != "latency ms"}
    return replace(result, observations=told)
