"""Our own questions over the five articles of `seeds/`."""

from __future__ import annotations

from pathlib import Path

from bot.errors import EvalError
from evals.cases import Aim, Corpus, Suite, load_cases

_CASES = Path(__file__).parent.parent / "cases"
_ARTICLES = Path(__file__).parent.parent.parent / "seeds"

AIMS = (
    Aim(metric="supported", value=0.90),
    Aim(metric="abstained when it should", value=1.0),
    Aim(metric="quote exactness", value=1.0),
    Aim(metric="citation validity", value=1.0),
    Aim(metric="disagreement disclosed", value=1.0),
    Aim(metric="language match", value=1.0),
)


def load_seeds(data: Path | None) -> Suite:
    """The cases that the work may look at. `data`, if given, holds other copies of the articles."""
    return _suite("seeds", data, listed=True)


def load_seeds_heldout(data: Path | None) -> Suite:
    """The cases that nothing is tuned on: the report gives scores and lists no case."""
    return _suite("seeds-heldout", data, listed=False)


def _suite(name: str, data: Path | None, *, listed: bool) -> Suite:
    articles = data or _ARTICLES
    if not articles.is_dir():
        raise EvalError(f"the seed articles are not in {str(articles)!r}; give --data DIRECTORY")
    return Suite(
        name=name,
        corpus=Corpus(paths=(str(articles),)),
        cases=load_cases(_CASES / f"{name.replace('-', '_')}.yaml"),
        aims=AIMS,
        listed=listed,
    )
