"""Whose replies are recorded: a model's behind a key, those written by hand, or played faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import evals.byhand as byhand
from bot.errors import EvalError
from bot.settings import EXTRACTIVE, PROMPTS, Settings
from bot.writers.model import Endpoint
from bot.writers.model.client import OPENAI
from evals.recording.clients import recording_policy, replaying_policy
from evals.recording.fault_server import FaultServer
from evals.recording.faults import MODEL as PLAYED
from evals.recording.faults import load_faults
from evals.recording.taking import Source

REPLIES = Path(byhand.__file__).parent


def written_file(suite: str) -> Path:
    """Where the replies to a suite are written by hand."""
    return REPLIES / f"{suite}.yaml"


def written_cases(suite: str) -> frozenset[str] | None:
    """The cases to which replies are written by hand; None where the suite has no such file."""
    path = written_file(suite)
    if not path.is_file():
        return None
    return frozenset(entry.case for entry in byhand.load_replies(path))


def model_source(settings: Settings, date: str) -> Source:
    """The model of the settings. Raises EvalError where there is no key, or no model."""
    if settings.model == EXTRACTIVE:
        raise EvalError("CITEWIRE_MODEL is 'extractive', which is no model; name one to record it")
    if not settings.openai_api_key:
        raise EvalError(
            "OPENAI_API_KEY is not set; set it (any word for a server of your own), or record "
            "replies written by hand with --by-hand"
        )
    endpoint = Endpoint(
        model=settings.model,
        key=settings.openai_api_key,
        base_url=settings.openai_base_url or OPENAI,
    )
    return Source(
        endpoint=lambda case: endpoint,
        model=settings.model,
        by_hand=False,
        date=date,
        prompts=settings.prompts,
        policy=recording_policy(),
    )


@contextmanager
def by_hand_source(suite: str, date: str, prompts: Path = PROMPTS) -> Iterator[Source]:
    """Replies written by hand, served within the block; what was not honest is told at its end.

    Raises EvalError where none are written to the suite, and for those that could not be served.
    """
    path = written_file(suite)
    if not path.is_file():
        raise EvalError(f"no replies to suite {suite!r} are written by hand; write {path.name!r}")
    with byhand.ByHandServer(path) as server:
        yield Source(
            endpoint=_of_case(byhand.MODEL, server.url),
            model=byhand.MODEL,
            by_hand=True,
            date=date,
            prompts=prompts,
            policy=replaying_policy(),
            faults=lambda: server.faults,
            unasked=lambda: server.unasked,
        )


@contextmanager
def faulty_source(date: str, prompts: Path = PROMPTS) -> Iterator[Source]:
    """A server that fails as the suite `faults` says, within the block."""
    with FaultServer(load_faults().plays) as server:
        yield Source(
            endpoint=_of_case(PLAYED, server.url),
            model=PLAYED,
            by_hand=True,
            date=date,
            faulty=True,
            prompts=prompts,
            policy=replaying_policy(),
        )


def _of_case(model: str, url: str) -> Callable[[str], Endpoint]:
    return lambda case: Endpoint(model=model, base_url=f"{url}/{quote(case)}/v1")
