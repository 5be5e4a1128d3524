"""Who is asked for verdicts: a model's server, or verdicts written by hand over real HTTP."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.errors import EvalError
from bot.settings import Settings
from bot.writers.model import Endpoint
from bot.writers.model.client import OPENAI
from evals.byhand.server import MODEL as BY_HAND_MODEL
from evals.byhand.server import ByHandServer
from evals.judge.material import ROLE, Judged
from evals.judge.verdicts import Verdicts

_NO_REASON = "Judged by hand; the reason was not written down."


@dataclass(frozen=True, kw_only=True)
class Judge:
    """Who judges. `endpoint` tells where a judgement is asked for: by hand each has its own."""

    model: str
    by_hand: bool
    endpoint: Callable[[Judged], Endpoint]
    key: str = ""


def model_judge(settings: Settings) -> Judge:
    """The model that OPENAI_BASE_URL, OPENAI_API_KEY and CITEWIRE_MODEL name."""
    endpoint = Endpoint(
        model=settings.model,
        key=settings.openai_api_key,
        base_url=settings.openai_base_url or OPENAI,
    )
    return Judge(
        model=settings.model,
        by_hand=False,
        endpoint=lambda judged: endpoint,
        key=settings.openai_api_key,
    )


@contextmanager
def hand_judge(verdicts: Verdicts) -> Iterator[Judge]:
    """A server on loopback that gives the verdicts of a file.

    Raises EvalError at the end where something was asked that has no verdict.
    """
    with tempfile.TemporaryDirectory(prefix="citewire-judge-") as folder:
        path = Path(folder) / "verdicts.yaml"
        path.write_text(yaml.safe_dump(_entries(verdicts)), encoding="utf-8")
        with ByHandServer(path) as server:
            yield Judge(
                model=BY_HAND_MODEL,
                by_hand=True,
                endpoint=lambda judged: Endpoint(
                    model=BY_HAND_MODEL, base_url=f"{server.url}/{judged.id}/v1"
                ),
            )
            if server.faults:
                more = len(server.faults) - 1
                raise EvalError(f"{server.faults[0]}{f' (and {more} more)' if more else ''}")


def _entries(verdicts: Verdicts) -> list[dict[str, object]]:
    return [
        {
            "case": name,
            "role": ROLE,
            "replies": [{"data": {"verdict": verdict, "why": _NO_REASON}}],
        }
        for name, verdict in verdicts.given.items()
    ]
