"""What there is to record of a suite: a job for each case, over the suite's own corpus."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import EvalError
from bot.nearest_names import nearest_names
from bot.settings import PROMPTS
from bot.writers.model import ModelClient
from evals.adapters import load_suite
from evals.cases import Case
from evals.pipeline import Pipeline
from evals.recording.asking import composing
from evals.recording.taking import Job
from evals.runner import Progress, opened
from evals.vectors import CachingEmbedder


@contextmanager
def question_jobs(
    suite: str, embedder: CachingEmbedder, progress: Progress, prompts: Path = PROMPTS
) -> Iterator[tuple[Job, ...]]:
    """The questions of a suite, which can be asked within the block."""
    loaded = load_suite(suite, None)
    with opened(loaded.corpus, embedder, progress) as pipeline:
        yield tuple(_job(case, pipeline, prompts) for case in loaded.cases)


def chosen(jobs: tuple[Job, ...], suite: str, case: str | None) -> tuple[Job, ...]:
    """All, or the one of a case. Raises EvalError with the ids nearest to one that is not there."""
    if case is None:
        return jobs
    found = tuple(one for one in jobs if one.case == case)
    if not found:
        near = ", ".join(nearest_names(case, [one.case for one in jobs]))
        raise EvalError(f"suite {suite!r} has no case {case!r}; nearest: {near or 'none'}")
    return found


def _job(case: Case, pipeline: Pipeline, prompts: Path) -> Job:
    def ask(client: ModelClient) -> object:
        return pipeline.asked(case, composing(client, prompts))

    return Job(case=case.id, ask=ask, earlier=len(case.earlier))
