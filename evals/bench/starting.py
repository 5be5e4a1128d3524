"""How long `citewire ask` takes from a cold start, over the ingested seeds."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bot.errors import EvalError
from evals.bench.figures import Figure

_ROOT = Path(__file__).parent.parent.parent
_QUESTIONS = {
    "a French question": "Combien d'obus la Russie tire-t-elle par jour ?",
    "an English question": "How much is the Pentagon contract for 155 mm shells worth?",
}
_REPEATS = 5


def measure_cold_start() -> Iterator[Figure]:
    """Medians of five processes that start, answer and end."""
    with tempfile.TemporaryDirectory(prefix="citewire-bench-") as directory:
        _citewire(directory, "ingest", str(_ROOT / "seeds"))
        for name, question in _QUESTIONS.items():
            seconds = []
            for _ in range(_REPEATS):
                started = time.perf_counter()
                _citewire(directory, "ask", question)
                seconds.append(time.perf_counter() - started)
            yield Figure(
                name=f"cold start of `citewire ask` on the seeds, {name}",
                value=statistics.median(seconds),
                unit="s",
                aim=3.0,
            )


def _citewire(directory: str, *arguments: str) -> None:
    environment = {**os.environ, "CITEWIRE_DATA": directory}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=_ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        message = (done.stderr or "no message").strip().splitlines()[-1]
        raise EvalError(f"citewire {arguments[0]} failed in the bench: {message}")
