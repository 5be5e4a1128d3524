"""Recording the cases of a suite."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.errors import EvalError
from bot.nearest_names import nearest_names
from bot.pricing import cost
from bot.prompts import Prompt
from bot.settings import PROMPTS
from bot.writers.model import ModelClient, ModelWriter
from bot.writers.model.rewriter import ModelRewriter
from evals.cases import Case, Suite
from evals.pipeline import Composing, Pipeline
from evals.recording.roles import PROMPT_FILES
from evals.recording.showing import ShowingClient


def chosen(suite: Suite, case: str | None) -> tuple[Case, ...]:
    """The cases to record: all, or the one of that id.

    Raises EvalError with the ids nearest to it where the suite has none of that id.
    """
    if case is None:
        return suite.cases
    found = tuple(one for one in suite.cases if one.id == case)
    if not found:
        near = nearest_names(case, [one.id for one in suite.cases])
        raise EvalError(
            f"suite {suite.name!r} has no case {case!r}; nearest: {', '.join(near) or 'none'}"
        )
    return found


def composing(client: ModelClient, prompts: Path = PROMPTS) -> Composing:
    """A writer and a rewriter that ask the client, with the product's prompts."""
    return Composing(
        model=ModelWriter(client, Prompt.load(prompts / PROMPT_FILES["answer"]), price=cost),
        rewriter=ModelRewriter(client, Prompt.load(prompts / PROMPT_FILES["followup"]), cost),
    )


def show_requests(case: Case, pipeline: Pipeline, show: Callable[[str], None]) -> None:
    """Show what would be asked for a case; see `ShowingClient`."""
    show(f"==== {case.id}")
    pipeline.asked(case, composing(ShowingClient(show, len(case.earlier))))
