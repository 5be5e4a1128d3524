"""What the product's writers ask, put to a model that is recorded, replayed or only rehearsed."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from bot.briefing_types import Briefing
from bot.budget import LOCAL_USER
from bot.pricing import cost
from bot.prompts import Phrases, Prompt
from bot.settings import PROMPTS
from bot.types import Answer, Usage
from bot.writers.model import ModelClient, ModelWriter
from bot.writers.model.metered import Metered, Terms
from bot.writers.model.rewriter import ModelRewriter
from bot.writers.model.story_writer import ModelStoryWriter
from bot.writers.stories import StoryWriter
from evals.briefings.days import Writing
from evals.cases import Case
from evals.pipeline import Composing, Pipeline
from evals.recording.replaying import Replay
from evals.recording.roles import PROMPT_FILES, Role
from evals.replies import Observed, StaleError

_BRIEFING_SECONDS = 1800.0
"""Nobody waits for a briefing that is recorded."""


def composing(client: ModelClient, prompts: Path = PROMPTS) -> Composing:
    """A writer and a rewriter that ask the client, put together as `bot.model` does it."""
    return Composing(
        model=ModelWriter(client, _prompt("answer", prompts), price=cost),
        rewriter=ModelRewriter(client, _prompt("followup", prompts), cost),
    )


def replayed(
    replay: Replay, prompts: Path = PROMPTS
) -> Callable[[Pipeline, Case], tuple[Answer, Observed]]:
    """How the runner puts a case to recordings.

    It raises StaleError where they do not fit: what the embedded writer then answered in the
    model's place is nobody's score.
    """

    def ask(pipeline: Pipeline, case: Case) -> tuple[Answer, Observed]:
        with replay.case(case.id) as playing:
            given = (
                None if playing.stale else pipeline.asked(case, composing(playing.client, prompts))
            )
        if playing.stale or given is None:
            raise StaleError(playing.stale)
        return given

    return ask


def _prompt(role: Role, prompts: Path) -> Prompt:
    path = prompts / PROMPT_FILES[role]
    return _read(path, path.stat().st_mtime_ns if path.is_file() else 0)


@cache
def _read(path: Path, changed: int) -> Prompt:
    """Read once for all cases, and again when the file has changed."""
    return Prompt.load(path)


class _Unlimited:
    """A purse that is never empty: what recording may cost is asked before it begins."""

    def check(self, user: str) -> None:
        """Whoever asks may spend."""

    def spend(self, user: str, model: str, usage: Usage) -> None:
        """Nothing is kept; a briefing tells its usage itself."""


def story_writer(client: ModelClient, prompts: Path = PROMPTS) -> ModelStoryWriter:
    """A writer of one briefing that asks the client, put together as `bot.model` does it."""
    terms = Terms(
        purse=_Unlimited(),
        user=LOCAL_USER,
        price=cost,
        clock=time.monotonic,
        seconds=_BRIEFING_SECONDS,
    )
    return ModelStoryWriter(
        Metered(client, terms),
        _prompt("story", prompts),
        _prompt("overview", prompts),
        Phrases.load(prompts),
    )


def briefed(replay: Replay, prompts: Path = PROMPTS) -> Writing:
    """How the suite of briefings has a day briefed from recordings; raises StaleError as above."""

    def write(name: str, brief: Callable[[StoryWriter | None], Briefing]) -> Briefing:
        with replay.case(name) as playing:
            if playing.stale:
                raise StaleError(playing.stale)
            briefing = brief(story_writer(playing.client, prompts))
        if playing.stale:
            raise StaleError(playing.stale)
        return briefing

    return write
