"""Recording one case: asked once over real HTTP, and kept only when all of it went well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import EvalError
from bot.settings import PROMPTS
from bot.writers.model import Endpoint, ModelClient, Policy
from evals.recording.cassettes import Taken, recording
from evals.recording.clients import Line, RoleClient
from evals.recording.interactions import Interaction, in_order
from evals.recording.roles import Role
from evals.recording.serializing import Recording
from evals.recording.shelf import Shelf
from evals.recording.stamps import Stamp, prompt_hash

_PASSING = frozenset({408, 409, 429})


@dataclass(frozen=True, kw_only=True)
class Job:
    """A case to record. `ask` asks all of it with the client that it is given.

    `earlier` is the number of questions that are asked before the case's own. `streamed`: its
    replies are asked for piece by piece, as the product does.
    """

    case: str
    ask: Callable[[ModelClient], object]
    earlier: int = 0
    streamed: bool = False


@dataclass(frozen=True, kw_only=True)
class Source:
    """Whose replies are recorded, and how; `endpoint` gives the server of a case.

    `faulty`: the server fails on purpose, so that failures are what is recorded. `faults` are
    what the server knows of requests that it could not answer, `unasked` of replies that no
    request asked for.
    """

    endpoint: Callable[[str], Endpoint]
    model: str
    by_hand: bool
    date: str
    policy: Policy
    faulty: bool = False
    prompts: Path = PROMPTS
    faults: Callable[[], tuple[str, ...]] = tuple
    unasked: Callable[[], tuple[str, ...]] = tuple


def take(job: Job, shelf: Shelf, source: Source) -> int:
    """Ask the case and put what came on the shelf; how many interactions that are.

    Raises EvalError, leaving on the shelf what lay there, when a request failed for good or what
    came may not be saved.
    """
    line = Line(
        endpoint=source.endpoint(job.case),
        policy=source.policy,
        streamed=job.streamed,
    )
    client, taken = RoleClient(line), Taken()
    try:
        with recording(taken, lambda: client.role.now):
            job.ask(client)
            if client.failures and not source.faulty:
                reasons = [one for one in source.faults() if f"{job.case!r}" in one]
                reason = reasons[-1] if reasons else f"case {job.case!r}: {client.failures[0]}"
                raise EvalError(f"not recorded: {reason}")
    finally:
        client.close()
    kept = [one for one in taken.interactions if source.faulty or not _passed(one[1])]
    roles = tuple(dict.fromkeys(role for role, _ in kept))
    shelf.save(
        job.case,
        {role: _recording(role, kept, _stamp(role, job, shelf, source, line)) for role in roles},
        line.endpoint.key,
    )
    return len(kept)


def _recording(role: Role, kept: Sequence[tuple[Role, Interaction]], stamp: Stamp) -> Recording:
    own = [one for other, one in kept if other == role]
    return Recording(stamp=stamp, interactions=in_order(own))


def _stamp(role: Role, job: Job, shelf: Shelf, source: Source, line: Line) -> Stamp:
    return Stamp(
        suite=shelf.suite,
        case=job.case,
        role=role,
        model=line.endpoint.model,
        by_hand=source.by_hand,
        streamed=job.streamed,
        prompts={role: prompt_hash(role, source.prompts)},
        recorded=source.date,
    )


def _passed(one: Interaction) -> bool:
    """Whether it only told to try again: a replay would wait for nothing before its answer."""
    return one.status in _PASSING or one.status >= 500
