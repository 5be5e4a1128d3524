"""Search at a size, in a process of its own so that its memory can be told.

`python -m evals.bench.searching build|ask|ask-half DIRECTORY SIZE` prints one JSON object. Building
is remembered by its directory's name, which holds size and version. `ask-half` asks as somebody who
may see half of the documents.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from itertools import islice
from pathlib import Path

import numpy as np
import typer

from bot.calibration import Calibration
from bot.fusion import Fusion
from bot.index import open_views
from bot.library import Library
from bot.question import analyse
from bot.scopes import Scope, Selection
from bot.search import Search
from bot.types import Filters
from evals.bench.synthetic import VERSION, Generator, RememberedQuestions

QUESTIONS = 300
WARMED_UP = 20
_SEED = 0
_DONE = "built.json"


def built_directory(cache: Path, size: int) -> Path:
    """Where a library of `size` passages is kept."""
    return cache / f"{size}-passages-v{VERSION}"


def is_built(directory: Path) -> bool:
    """Whether the building finished."""
    return (directory / _DONE).is_file()


def build(directory: Path, size: int) -> dict[str, float]:
    """Fill a library and its views with generated documents."""
    directory.mkdir(parents=True, exist_ok=True)
    started = time.perf_counter()
    with Library.open(_url(directory)) as library:
        for record in Generator(_SEED).records(size):
            library.put(record)
        stored = time.perf_counter()
        views = open_views(directory / "views", library, RememberedQuestions(()))
        views.catch_up(library)
        views.close()
    seen = {
        "store_seconds": stored - started,
        "views_seconds": time.perf_counter() - stored,
        "peak_bytes": peak_memory(),
    }
    (directory / _DONE).write_text(json.dumps(seen), encoding="utf-8")
    return seen


def ask_half(directory: Path, size: int) -> dict[str, float]:
    """The same for an asker who may see the documents with an even number."""
    half = Scope(open=(Selection(ids=("*[02468]",)),))
    return ask(directory, size, half.filters(Filters()))


def ask(directory: Path, size: int, filters: Filters | None = None) -> dict[str, float]:
    """Time searches over a built directory: milliseconds, and this process's peak memory."""
    generator = Generator(_SEED)
    questions = generator.questions(islice(generator.records(size), QUESTIONS + WARMED_UP))
    embedder = RememberedQuestions(questions)
    started = time.perf_counter()
    with Library.open(_url(directory)) as library:
        views = open_views(directory / "views", library, embedder)
        views.catch_up(library)  # as a server does when it starts
        search = Search(library, views, embedder, Fusion(**Calibration.shipped().fusion))
        search.search(analyse(questions[0].text), filters=filters)
        first = time.perf_counter() - started
        times = np.array([_timed(search, question.text, filters) for question in questions])
        views.close()
    wall, processor = times[WARMED_UP:].T
    return {
        "first_ms": first * 1000,
        "p50_ms": float(np.quantile(wall, 0.50)),
        "p95_ms": float(np.quantile(wall, 0.95)),
        "processor_p95_ms": float(np.quantile(processor, 0.95)),
        "peak_bytes": peak_memory(),
    }


def peak_memory() -> float:
    """The greatest resident size of this process so far, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(peak if sys.platform == "darwin" else peak * 1024)


def _timed(search: Search, question: str, filters: Filters | None) -> tuple[float, float]:
    """Milliseconds of one search: on the clock, and of the processor."""
    started, worked = time.perf_counter(), time.process_time()
    search.search(analyse(question), filters=filters)
    finished, rested = time.perf_counter(), time.process_time()
    return (finished - started) * 1000, (rested - worked) * 1000


def _url(directory: Path) -> str:
    return f"sqlite:///{directory / 'library.sqlite'}"


def main() -> None:
    """Do as the command line says."""
    action, directory, size = sys.argv[1:]
    work = {"build": build, "ask": ask, "ask-half": ask_half}[action]
    typer.echo(json.dumps(work(Path(directory), int(size))))


if __name__ == "__main__":
    main()
