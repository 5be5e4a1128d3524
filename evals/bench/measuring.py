"""Speed and memory, measured one after the other; every figure is given beside its aim."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bot.errors import EvalError
from evals.bench.briefing import AIM_SECONDS, SIZES
from evals.bench.figures import Figure
from evals.bench.ingesting import measure_ingest
from evals.bench.searching import built_directory, is_built
from evals.bench.slack_load import measure_slack
from evals.bench.starting import measure_cold_start
from evals.bench.verifying import measure_verifier

Progress = Callable[[str], None]

SEARCH_AIM_MS = 15.0
AROUND_AIM_MS = 60.0
MEMORY_AIM_BYTES = 1.2e9


def measure(sizes: Sequence[int], cache: Path, progress: Progress) -> Iterator[Figure]:
    """Yield each figure as soon as it is measured, the quick ones first."""
    progress("verifying")
    yield from measure_verifier()
    progress("starting `citewire ask`")
    yield from measure_cold_start()
    progress("ingesting the seeds")
    yield from measure_ingest()
    progress("composing briefings")
    yield from measure_briefings()
    yield from measure_slack(progress)
    for size in sizes:
        yield from measure_search(size, cache, progress)


def measure_briefings() -> Iterator[Figure]:
    """Compose a briefing of each size in a fresh process, and tell how the time grows."""
    seen = [_run("evals.bench.briefing", str(size)) for size in SIZES]
    for size, one in zip(SIZES, seen, strict=True):
        named, aim = f"briefing of {size:,} passages, given their vectors", AIM_SECONDS
        aim *= size / SIZES[0]
        yield Figure(name=named, value=one["seconds"], unit="s", aim=aim)
        busy = one["processor_seconds"]  # tells a busy machine from a slow briefing
        yield Figure(name=f"the same, processor time ({size:,})", value=busy, unit="s")
        yield _memory(f"peak memory of a briefing of {size:,}", one)
    growth = seen[-1]["processor_seconds"] / seen[0]["processor_seconds"]
    most = SIZES[-1] / SIZES[0]
    name = f"growth from {SIZES[0]:,} to {SIZES[-1]:,} passages, processor time"
    yield Figure(name=name, value=growth, unit="times", aim=most)


def measure_search(size: int, cache: Path, progress: Progress) -> Iterator[Figure]:
    """Build once, then ask in a fresh process."""
    directory = built_directory(cache, size)
    if not is_built(directory):
        shutil.rmtree(directory, ignore_errors=True)  # a build that was interrupted
        progress(f"building {size:,} passages (minutes; kept in {directory})")
        built = _child("build", directory, size)
        yield Figure(name=f"store {size:,} passages", value=built["store_seconds"], unit="s")
        yield Figure(name=f"build views of {size:,}", value=built["views_seconds"], unit="s")
        yield _memory(f"peak memory while building {size:,} passages", built)
    progress(f"asking {size:,} passages")
    seen = _child("ask", directory, size)
    named = f"search over {size:,} passages, without the embedding"
    yield Figure(name=f"open and first search over {size:,}", value=seen["first_ms"], unit="ms")
    yield Figure(name=f"{named}, p50", value=seen["p50_ms"], unit="ms")
    yield Figure(name=f"{named}, p95", value=seen["p95_ms"], unit="ms", aim=SEARCH_AIM_MS)
    busy = seen["processor_p95_ms"]  # tells a busy machine from a slow search
    yield Figure(name=f"the same, processor time, p95 ({size:,})", value=busy, unit="ms")
    yield _memory(f"peak memory while searching {size:,} passages", seen)
    progress(f"answering from {size:,} passages with a model that takes no time")
    around = _run("evals.bench.composing", str(directory), str(size))
    named = f"search, prompt and verification around a model, {size:,} passages"
    yield Figure(name=f"{named}, p50", value=around["p50_ms"], unit="ms", aim=AROUND_AIM_MS)
    yield Figure(name=f"{named}, p95", value=around["p95_ms"], unit="ms")
    yield Figure(
        name=f"the same without the search, p50 ({size:,})",
        value=around["writing_p50_ms"],
        unit="ms",
    )


def _memory(name: str, seen: dict[str, float]) -> Figure:
    return Figure(name=name, value=seen["peak_bytes"] / 1e9, unit="GB", aim=MEMORY_AIM_BYTES / 1e9)


def _child(action: str, directory: Path, size: int) -> dict[str, float]:
    """Run `evals.bench.searching` in a process of its own and read what it measured."""
    return _run("evals.bench.searching", action, str(directory), str(size))


def _run(module: str, *arguments: str) -> dict[str, float]:
    """Run a module in a process of its own; it prints one JSON object last."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise EvalError(
            f"`{' '.join(command[1:])}` failed (exit {done.returncode}); see above, or remove the "
            "directory that it names and run again"
        )
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


__all__ = ["measure", "measure_search"]
