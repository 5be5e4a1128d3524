"""Suites by name. An adapter turns a data set into documents and cases; no data is copied in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from bot.errors import EvalError
from evals.adapters.afriqa import load_afriqa
from evals.adapters.eloq import load_eloq
from evals.adapters.piaf import load_piaf
from evals.adapters.realtimeqa import load_realtimeqa
from evals.adapters.seeds import load_answers, load_answers_heldout
from evals.cases import Suite

Adapter = Callable[[Path | None], Suite]
"""Takes the directory given by `--data` (None when it was not given) and returns the suite."""

ADAPTERS: Mapping[str, Adapter] = {
    "answers": load_answers,
    "answers-heldout": load_answers_heldout,
    "piaf": load_piaf,
    "eloq": load_eloq,
    "afriqa": load_afriqa,
    "realtimeqa": load_realtimeqa,
}


ALIASES: Mapping[str, str] = {"seeds": "answers", "seeds-heldout": "answers-heldout"}
"""Names that suites had before; they go on working."""


def load_suite(name: str, data: Path | None) -> Suite:
    """The suite called `name`, over the data set in `data` where it needs one.

    Raises EvalError for an unknown name, missing data or a file that is not what it should be.
    """
    adapter = ADAPTERS.get(ALIASES.get(name, name))
    if adapter is None:
        raise EvalError(f"there is no suite {name!r}; choose from {', '.join(ADAPTERS)}")
    return adapter(data)


__all__ = ["ADAPTERS", "ALIASES", "Adapter", "load_suite"]
