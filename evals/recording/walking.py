"""Going through what there is to record of a suite: a job for each case, over its own corpus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.briefing_types import Briefing
from bot.errors import EvalError
from bot.nearest_names import nearest_names
from bot.settings import PROMPTS
from bot.writers.model import ModelClient
from evals.adapters import ALIASES, load_suite
from evals.briefings.cases import load_briefing_cases
from evals.briefings.days import Brief, briefings_of, day_name
from evals.cases import Case, Suite
from evals.pipeline import Pipeline
from evals.recording.asking import composing, story_writer
from evals.recording.faults import FAULTS, load_faults
from evals.recording.taking import Job
from evals.runner import Progress, opened
from evals.vectors import CachingEmbedder

BRIEFINGS = "briefings"
RECORDABLE = ("answers", BRIEFINGS, FAULTS)
"""Our own suites: what is recorded of outside data would hold its text."""

Visit = Callable[[Job], None]
"""What is done with each case: it is recorded, or rehearsed. It must call `Job.ask` once."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What a suite is asked on; `embedder` opens one, which is closed after the walk."""

    embedder: Callable[[], CachingEmbedder]
    progress: Progress
    prompts: Path = PROMPTS
    streamed: bool = False


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which suite, and which of its cases: all where `case` is None."""

    suite: str
    case: str | None = None

    @classmethod
    def of(cls, suite: str, case: str | None) -> Choice:
        """A choice that can be recorded. Raises EvalError for a suite that cannot."""
        name = ALIASES.get(suite, suite)
        if name not in RECORDABLE:
            raise EvalError(
                f"suite {suite!r} asks no model; what can be recorded: {', '.join(RECORDABLE)}"
            )
        return cls(suite=name, case=case)

    def among(self, names: Sequence[str]) -> tuple[str, ...]:
        """The chosen of these cases. Raises EvalError with the nearest for one that is missing."""
        if self.case is None:
            return tuple(names)
        if self.case not in names:
            near = ", ".join(nearest_names(self.case, list(names)))
            raise EvalError(
                f"suite {self.suite!r} has no case {self.case!r}; nearest: {near or 'none'}"
            )
        return (self.case,)


def walk(choice: Choice, ground: Ground, visit: Visit, only: frozenset[str] | None = None) -> None:
    """Visit the chosen cases in order; with `only`, those among these names.

    A briefing is visited after the days before it: what they told it does not tell again. Raises
    EvalError for an unknown case, for a corpus that cannot be read, and where nothing is left.
    """
    if choice.suite == BRIEFINGS:
        visited = _walk_briefings(choice, ground, visit, only)
    else:
        visited = _walk_questions(choice, ground, visit, only)
    if not visited:
        raise EvalError(f"suite {choice.suite!r} has nothing to record; add cases or replies to it")


def _walk_questions(
    choice: Choice, ground: Ground, visit: Visit, only: frozenset[str] | None
) -> int:
    if choice.suite == FAULTS:
        suite: Suite = load_faults().suite
        streamed = frozenset(one.id for one in suite.cases)
    else:
        suite = load_suite(choice.suite, None)
        streamed = frozenset(one.id for one in suite.cases) if ground.streamed else frozenset()
    chosen = choice.among([case.id for case in suite.cases])
    cases = [one for one in suite.cases if one.id in chosen and (only is None or one.id in only)]
    if not cases:
        return 0
    with opened(suite.corpus, ground.embedder(), ground.progress) as pipeline:
        for number, case in enumerate(cases, start=1):
            ground.progress(f"{choice.suite}: {number} of {len(cases)}")
            visit(_question_job(case, pipeline, ground.prompts, streamed=case.id in streamed))
    return len(cases)


def _question_job(case: Case, pipeline: Pipeline, prompts: Path, *, streamed: bool) -> Job:
    def ask(client: ModelClient) -> object:
        return pipeline.asked(case, composing(client, prompts))

    return Job(case=case.id, ask=ask, earlier=len(case.earlier), streamed=streamed)


def _walk_briefings(
    choice: Choice, ground: Ground, visit: Visit, only: frozenset[str] | None
) -> int:
    cases = load_briefing_cases()
    names = {one.corpus: [day_name(one, day.day) for day in one.days] for one in cases}
    chosen = choice.among([name for days in names.values() for name in days])
    visited = 0

    def write(name: str, brief: Brief) -> Briefing:
        nonlocal visited
        made: list[Briefing] = []
        ground.progress(f"{choice.suite}: {name}")
        visit(
            Job(
                case=name,
                ask=lambda client: made.append(brief(story_writer(client, ground.prompts))),
                streamed=ground.streamed,
            )
        )
        visited += 1
        # Where that failed, the days after it go on from what the embedded writer tells.
        return made[-1] if made else brief(None)

    with closing(ground.embedder()) as embedder:
        for case in cases:
            wanted = [name for name in names[case.corpus] if name in chosen]
            if not wanted or (only is not None and not only.intersection(wanted)):
                continue
            for told in briefings_of(case, embedder, write):
                if day_name(case, told.day) == wanted[-1]:
                    break
    return visited
